"""Changing the rules of a scheme: what is proposed is looked through anew."""

from django.db import transaction

from followups.models import Rule
from kontakt.queue import enqueue


@transaction.atomic
def save_rule(rule: Rule) -> None:
    """Store a rule. Steps that rested on what it was keep its conditions and sentences in their grounds."""
    rule.save()
    enqueue("followups.tasks.propose")
