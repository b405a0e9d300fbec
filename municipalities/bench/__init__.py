"""How fast the country is calculated, taken in and shown: `manage.py bench`."""
