"""How fast the pages are, and casework: with municipalities/bench, `manage.py bench`."""
