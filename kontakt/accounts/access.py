"""Who may see and do what: the one place that decides (DOMAIN.md section 3).

Every view declares its rule with `@requires(...)`; the middleware refuses a view that declares none, so a new
page without a rule is closed, not open. What rows a user sees is decided by `office_limit`, which every
queryset's `visible_to(user)` asks.
"""

import enum
from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The five roles. The stored value is also the name of the group that carries the role."""

    CASEWORKER = "caseworker", _("Caseworker")
    APPROVER = "approver", _("Approver")
    REGIONAL_OFFICE = "regional_office", _("Regional office")
    READER = "reader", _("Reader")
    ADMINISTRATOR = "administrator", _("Administrator")


class Action(enum.StrEnum):
    """What a page does, as far as rights go."""

    VIEW_FIGURES = "view_figures"
    VIEW_DELIVERIES = "view_deliveries"
    LOAD_DELIVERIES = "load_deliveries"
    CORRECT_FIGURES = "correct_figures"
    DECIDE_CORRECTIONS = "decide_corrections"
    VIEW_CASES = "view_cases"
    WORK_CASES = "work_cases"
    APPROVE_LETTERS = "approve_letters"
    VIEW_ASSISTANCE = "view_assistance"
    REQUEST_ASSISTANCE = "request_assistance"
    WORK_ASSISTANCE = "work_assistance"
    ADMINISTER = "administer"
    VIEW_AUDIT = "view_audit"


class Open(enum.StrEnum):
    """Rules for pages that need no particular right."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"


type Rule = Action | Open

_SEES_THE_COUNTRY = frozenset({Action.VIEW_FIGURES, Action.VIEW_DELIVERIES, Action.VIEW_CASES, Action.VIEW_ASSISTANCE})
# Caseworkers register that a municipality asks for help; the regional office answers, and gives it.
_CASEWORK = frozenset({Action.LOAD_DELIVERIES, Action.WORK_CASES, Action.REQUEST_ASSISTANCE})

GRANTS: dict[Role, frozenset[Action]] = {
    Role.CASEWORKER: _SEES_THE_COUNTRY | _CASEWORK,
    Role.APPROVER: _SEES_THE_COUNTRY | _CASEWORK | {Action.APPROVE_LETTERS, Action.DECIDE_CORRECTIONS},
    Role.REGIONAL_OFFICE: frozenset(
        {Action.VIEW_FIGURES, Action.VIEW_ASSISTANCE, Action.REQUEST_ASSISTANCE, Action.WORK_ASSISTANCE}
    ),
    Role.READER: _SEES_THE_COUNTRY,
    Role.ADMINISTRATOR: _SEES_THE_COUNTRY
    | {Action.LOAD_DELIVERIES, Action.CORRECT_FIGURES, Action.DECIDE_CORRECTIONS, Action.ADMINISTER, Action.VIEW_AUDIT},
}

# Pages of other packages, by view name or namespace. Their own views carry no `@requires`.
THIRD_PARTY_RULES: dict[str, Rule] = {
    "account_logout": Open.ANYONE,
    "account_signup": Open.ANYONE,
    "account_reset_password": Open.ANYONE,
    "account_reset_password_done": Open.ANYONE,
    "account_reset_password_from_key": Open.ANYONE,
    "account_reset_password_from_key_done": Open.ANYONE,
    "account_change_password": Open.SIGNED_IN,
    "account_inactive": Open.ANYONE,
    "account_reauthenticate": Open.SIGNED_IN,
    "mfa_authenticate": Open.ANYONE,  # between the password and being signed in
    "mfa_index": Open.SIGNED_IN,
    "mfa_reauthenticate": Open.SIGNED_IN,
    "mfa_activate_totp": Open.SIGNED_IN,
    "mfa_deactivate_totp": Open.SIGNED_IN,
    "mfa_add_webauthn": Open.SIGNED_IN,
    "mfa_remove_webauthn": Open.SIGNED_IN,
    "mfa_reauthenticate_webauthn": Open.SIGNED_IN,
    "mfa_view_recovery_codes": Open.SIGNED_IN,
    "mfa_generate_recovery_codes": Open.SIGNED_IN,
    "mfa_download_recovery_codes": Open.SIGNED_IN,
    "set_language": Open.ANYONE,
    "admin:": Action.ADMINISTER,
    "api:": Open.ANYONE,  # to the API's own asking for a token (kontakt/api)
}


def requires(rule: Rule) -> Callable:
    """Declare the rule of a view (a function, or a class through its `as_view()`)."""

    def declare(view):
        view.access_rule = rule
        return view

    return declare


def rule_of(view, match) -> Rule | None:
    """The rule that a resolved view declared, or its package's; None if there is none (and so: closed)."""
    declared = getattr(view, "access_rule", None) or getattr(getattr(view, "view_class", None), "access_rule", None)
    if declared:
        return declared
    if match.namespace:
        return THIRD_PARTY_RULES.get(f"{match.namespace}:")
    return THIRD_PARTY_RULES.get(match.view_name)


def granted(user) -> frozenset[Action]:
    """What the user's roles give, also to one who has been deactivated since: what was ordered in time is still done."""
    return frozenset().union(*(GRANTS[role] for role in user.roles))


def may(user, action: Action) -> bool:
    """Whether the user may do this; no for an anonymous or deactivated one."""
    return user.is_authenticated and user.is_active and action in granted(user)


def sees_whole_country(user) -> bool:
    """A user of a regional office, whatever other roles it holds, sees its own region only."""
    return Role.REGIONAL_OFFICE not in user.roles and user.office_id is None


def office_limit(user) -> models.Q | None:
    """The limit on `office` for what this user sees: None for the whole country, else a condition on a municipality."""
    if sees_whole_country(user):
        return None
    return models.Q(office=user.office_id) if user.office_id else models.Q(pk__in=[])
