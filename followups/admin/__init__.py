"""The administration's pages for the follow-up: rules and letter templates are changed here; cases are looked at."""

from followups.admin import cases, letters, proposals, rules

__all__ = ["cases", "letters", "proposals", "rules"]
