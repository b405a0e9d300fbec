"""The administration's pages for the follow-up: rules and letter templates are changed here; cases and
assistance are looked at."""

from followups.admin import assistance, cases, letters, proposals, rules

__all__ = ["assistance", "cases", "letters", "proposals", "rules"]
