"""The read API: programs with a token of their own fetch what people would otherwise copy by hand.

`api` is where the apps add their addresses. Who asks is decided by the token, what it may see by access.py.
"""

from ninja import NinjaAPI
from ninja.security import HttpBearer

from kontakt.accounts.access import Action, may
from kontakt.accounts.tokens import user_of
from kontakt.audit.models import Access
from kontakt.audit.trail import record


class ByToken(HttpBearer):
    """The header `Authorization: Bearer <token>`. What is read is in the audit trail, as an export by the token's user."""

    def authenticate(self, request, token: str):
        found = user_of(token)
        if found is None:
            return None
        kept, user = found
        if not may(user, Action.VIEW_FIGURES):
            return None
        record(request, Access.Kind.EXPORTED, f"API: {kept.name}", user=user)
        return user


api = NinjaAPI(
    title="Kontakt",
    version="1",
    description=(
        "Read access to compliance with the statutory interviews. Shares are percent 0–100, unrounded; null where nothing "
        "was delivered, it is withheld, or there are too few persons. Months are YYYY-MM."
    ),
    auth=ByToken(),
    docs_url=None,  # its pages fetch scripts from elsewhere
    urls_namespace="api",
)
