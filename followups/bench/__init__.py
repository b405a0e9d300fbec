"""How fast the country is looked through for what to propose: part of `manage.py bench`."""
