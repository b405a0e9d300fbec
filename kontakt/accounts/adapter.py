"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody makes their own account: an administrator does."""

    def is_open_for_signup(self, request) -> bool:
        return False
