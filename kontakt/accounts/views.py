"""A user's own pages, beside those of allauth."""

from allauth.usersessions.views import ListUserSessionsView

from kontakt.accounts.access import Open, requires
from kontakt.accounts.sessions import browser_and_system, open_sessions


@requires(Open.SIGNED_IN)
class SessionsView(ListUserSessionsView):
    """Where one is signed in. All but the present session are ended at once."""

    def get_context_data(self, **kwargs) -> dict:
        sessions = [(session, browser_and_system(session.user_agent)) for session in open_sessions(self.request.user)]
        return super().get_context_data(**kwargs) | {"sessions": sessions}
