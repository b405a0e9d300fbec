"""The hall of the house: settings, start-up, accounts and roles, and the pieces of screen that both rooms use."""

from kontakt.celery import app as celery_app

__all__ = ["celery_app"]
