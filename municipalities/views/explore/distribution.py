"""/udforsk/fordeling/"""

from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import Action, requires
from municipalities.explore.distribution import distribution
from municipalities.explore.drawing import Chart
from municipalities.explore.reading import read
from municipalities.views.explore.page import ExplorePage


@requires(Action.VIEW_FIGURES)
class DistributionView(ExplorePage):
    template_name = "explore/distribution.html"
    heading = _("Distribution")
    file_name = "fordeling"

    def chart(self) -> Chart | None:
        found = read(self.question, [self.month])
        return distribution(found) if found.are_there else None
