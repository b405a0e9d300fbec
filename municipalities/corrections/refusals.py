"""Why a correction is not made: each says so to the user, and what to do."""

from django.utils.translation import gettext as _


class CannotCorrect(Exception):
    """What was asked for cannot be done; nothing was changed."""


class FiguresChanged(CannotCorrect):
    """The figures are others than those that the user saw."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The figures have been changed since you opened the page. Nothing was saved. Look at them, and decide again."
            )
        )
