"""The accessibility statement that the law asks of public bodies (lov nr. 692 af 08/06/2018, § 4), in the form of the EU's
model (Commission Implementing Decision (EU) 2018/1523)."""

from datetime import date

from django.conf import settings
from django.views.generic import RedirectView, TemplateView

from kontakt.accounts.access import Open, requires

# When what the statement says was last held against the pages. At least once a year.
REVIEWED = date(2026, 11, 28)


@requires(Open.ANYONE)
class StatementView(TemplateView):
    template_name = "accessibility.html"

    def get_context_data(self, **kwargs):
        contact = {"mail": settings.ACCESSIBILITY_CONTACT, "phone": settings.ACCESSIBILITY_PHONE}
        return super().get_context_data(**kwargs, reviewed=REVIEWED, contact=contact)


@requires(Open.ANYONE)
class ShortAddressView(RedirectView):
    """/was, where people look for the statement of any Danish public body."""

    pattern_name = "accessibility"
