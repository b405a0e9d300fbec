"""Sign-in by allauth's local accounts; rights from roles."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from kontakt.accounts.access import Action, may
from kontakt.accounts.models import User, with_roles
from kontakt.accounts.second_factor import with_second_factor


class RoleBackend(AuthenticationBackend):
    """Fetches the user with all that a page asks of it in one query, and answers Django's permission questions from them."""

    def authenticate(self, request, **credentials):
        """One password is worked through for each try, also for a name that is nobody's: time tells nothing."""
        if "username" in credentials:
            credentials.pop("email", None)  # a user name that is an address is looked for as both already
        return None if settings.OIDC_ONLY else super().authenticate(request, **credentials)

    def get_user(self, user_id):
        user = with_second_factor(with_roles(User.objects.select_related("office"))).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return may(user_obj, Action.ADMINISTER)

    def has_module_perms(self, user_obj, app_label) -> bool:
        return may(user_obj, Action.ADMINISTER)
