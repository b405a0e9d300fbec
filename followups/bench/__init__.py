"""How fast the country is looked through for what to propose, and written to: part of `manage.py bench`."""
