"""Correcting figures by hand: proposed, approved where it moves a level, undone by a new version (DOMAIN.md sections 5, 8)."""
