"""The administration's pages for the follow-up: the rules are changed here; cases and what is in them are looked at."""

from followups.admin import cases, proposals, rules

__all__ = ["cases", "proposals", "rules"]
