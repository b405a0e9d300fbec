"""Sign-in and a user's own pages, where allauth's are not enough."""

from allauth.account.views import LoginView
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin

from kontakt.accounts.access import Open, requires
from kontakt.accounts.sessions import browser_and_system, open_sessions


class _WithProvider(ContextMixin):
    """`provider_name`, if one can sign in by OpenID Connect; `provider_only`, if in no other way."""

    def get_context_data(self, **kwargs) -> dict:
        provider = {
            "provider_name": settings.OIDC_SERVER_URL and settings.OIDC_NAME,
            "provider_only": settings.OIDC_ONLY,
        }
        return super().get_context_data(**kwargs) | provider


@requires(Open.ANYONE)
class SignInView(_WithProvider, LoginView):
    pass


@requires(Open.SIGNED_IN)
class NoPasswordView(_WithProvider, TemplateView):
    """Where allauth sends those who would change the password they do not have."""

    template_name = "account/password_set.html"


@requires(Open.SIGNED_IN)
class SessionsView(ListUserSessionsView):
    """Where one is signed in. All but the present session are ended at once."""

    def get_context_data(self, **kwargs) -> dict:
        sessions = [(session, browser_and_system(session.user_agent)) for session in open_sessions(self.request.user)]
        return super().get_context_data(**kwargs) | {"sessions": sessions}
