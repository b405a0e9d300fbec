"""When figures are odd: the numbers of the rules, and the rules in words for the page."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures
from municipalities.models import FindingKind
from municipalities.months import add_months
from municipalities.readers.checks import TOLERANCE

# A month's figures come about so many months after its end.
MONTHS_UNTIL_FIGURES = 2

# A share is held against the median of so many months with figures before, if so many of them have a share.
MEDIAN_MONTHS = 6
LEAST_MONTHS = 3
# It jumps if it is so far off (percentage points), and so many persons make the difference.
SHARE_PP = 15
MOVED_PERSONS = 10
# What the whole country moved in the same way is taken off first: the move of the municipality in the middle, if so many
# municipalities have figures.
LEAST_MUNICIPALITIES = 10

# The number of persons jumps if it is so much larger or smaller than the month before (percent), and by so many.
PERSONS_PERCENT = 50
PERSONS_LEAST = 15

# A share may differ so much (percentage points) from the persons behind it: more than any rounding.
ROUNDING_PP = Decimal("0.5")


def expected_month(today: date) -> date:
    """The latest month whose figures should have come."""
    return add_months(today.replace(day=1), -1 - MONTHS_UNTIL_FIGURES)


def in_words() -> dict[FindingKind, str]:
    """Each kind of finding with its rule."""
    return {
        FindingKind.GAP: _(
            "A municipality has no figures of a target group in a month, but has them before and after it; or no "
            "municipality has any. A figure that is withheld is not missing."
        ),
        FindingKind.LATE: _(
            "A month's figures are expected %(months)s months after its end, and have not come; or a municipality's "
            "figures stop before those of the others."
        )
        % {"months": MONTHS_UNTIL_FIGURES},
        FindingKind.WARNING: _(
            "The warning came with a delivery that is loaded, and later deliveries or corrections have not put it right."
        ),
        FindingKind.SHARE: _(
            "The share is at least %(pp)s percentage points from the municipality's median of its %(months)s latest months before, "
            "and the difference is at least %(persons)s persons. What the country moved meanwhile is taken off first: the "
            "move of the municipality in the middle. At least %(least)s of the months before must have a share."
        )
        % {"pp": SHARE_PP, "months": MEDIAN_MONTHS, "persons": MOVED_PERSONS, "least": LEAST_MONTHS},
        FindingKind.PERSONS: _(
            "The number of persons is at least %(percent)s larger or smaller than the month before, and by at least "
            "%(persons)s persons."
        )
        % {"percent": figures.percent(PERSONS_PERCENT), "persons": PERSONS_LEAST},
        FindingKind.SUM: _(
            "The persons who meet the requirement do not make the share that is given, within %(pp)s percentage points; or "
            "the municipalities' persons differ by more than %(percent)s from the total that the delivery gives for the "
            "whole country. A municipality's target groups always make its overall figure, for it is calculated from them."
        )
        % {"pp": figures.exact(ROUNDING_PP), "percent": figures.percent(100 * TOLERANCE)},
    }
