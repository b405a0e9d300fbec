"""Every page asks access.py before it runs."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kontakt.accounts import second_factor
from kontakt.accounts.access import Open, may, rule_of
from kontakt.accounts.sessions import is_over, note_seen


class AccessMiddleware:
    """Applies the rule that a view declares. A view without a rule is refused outright.

    Whoever must have a second factor and has none sees no page of their own before it is set up.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")  # who asks decides what a page shows
        return response

    def process_view(self, request, view, args, kwargs):
        rule = rule_of(view, request.resolver_match)
        if rule is None:
            raise ImproperlyConfigured(f"{request.resolver_match.view_name} declares no access rule.")
        if rule is Open.ANYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if is_over(request):
            logout(request)
            messages.info(request, _("You were signed out, because it is twelve hours since you signed in."))
            return redirect_to_login(request.get_full_path())
        note_seen(request)
        if second_factor.is_missing(request) and request.resolver_match.view_name not in second_factor.SET_UP_PAGES:
            messages.warning(request, _("With your role you must have a second factor. Set it up, and then go on."))
            return redirect("mfa_index")
        if rule is not Open.SIGNED_IN and not may(request.user, rule):
            raise PermissionDenied
        return None
