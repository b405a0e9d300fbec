"""Moments of what is registered afterwards."""

from datetime import date, datetime, time

from django.utils import timezone


def moment_of(on: date | None) -> datetime:
    """Now; or noon of a past day, for what is registered afterwards."""
    if on is None or on == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, time(12)))
