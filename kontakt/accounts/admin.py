"""Users and regional offices in the administration."""

from collections.abc import Callable

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import Group
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kontakt.accounts import administering, second_factor
from kontakt.accounts.access import Role
from kontakt.accounts.admitting import signs_in_by_provider
from kontakt.accounts.invitations import invite
from kontakt.accounts.keeping import check_roles, save_user
from kontakt.accounts.models import Invitation, RegionalOffice, Token, User, with_roles
from kontakt.accounts.second_factor import with_second_factor
from kontakt.accounts.sessions import browser_and_system, open_sessions
from kontakt.accounts.tokens import new_secret
from kontakt.audit.models import Access
from kontakt.audit.trail import record
from kontakt.ui.administration import Administration, NotDeleted
from kontakt.ui.templatetags import figures

# A user's groups are its roles and its addresses its one e-mail; all of these are kept by way of the user.
# The provider of OpenID Connect is set in the environment.
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])


class UserForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,  # check_roles asks for one, and says so
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the user may see and do. A user of a regional office has that role only."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = [role.value for role in self.instance.roles]
        else:
            self.fields["username"].required = False
            self.fields["username"].help_text = _("Left empty, it becomes the address's part before the @.")

    def _post_clean(self) -> None:
        super()._post_clean()  # which puts what was written into the instance
        if not {"office", "roles"} & self.errors.keys():
            try:
                check_roles(self.instance, self.cleaned_data["roles"])
            except ValidationError as error:
                self.add_error(None, error)


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        role = self.value()
        return queryset.filter(pk__in=User.objects.filter(groups__name=role)) if role else queryset


def _action(name: str) -> Callable:
    """What the list does with the users chosen, one by one; those that refuse it say why."""

    @admin.action(description=administering.ACTS[name].label)
    def act(model_admin, request, users):
        for user in users:
            model_admin.do(request, user, name)

    act.__name__ = name
    return act


@admin.register(User)
class UserAdministration(NotDeleted, Administration):
    form = UserForm
    change_form_template = "admin/accounts/user/change_form.html"
    list_display = ("full_name", "email", "rights", "state", "has_second_factor", "last_seen")
    list_filter = (RoleFilter, "office", "is_active")
    list_select_related = ("office",)
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("first_name", "last_name", "email")
    actions = [_action(name) for name in administering.ACTS]
    readonly_fields = ("state", "signs_in_with", "second_factor", "last_login", "date_joined", "sessions")
    _names = ("first_name", "last_name", "email", "username")
    _roles = (_("Roles"), {"fields": ("roles", "office")})
    _invited = _("The user gets an e-mail with a link, and chooses a password. The link works for 7 days.")
    fieldsets = ((_("Person"), {"fields": _names}), _roles, (_("Access"), {"fields": readonly_fields}))
    add_fieldsets = ((_("Person"), {"fields": _names, "description": _invited}), _roles)

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_urls(self):
        return [
            path("<int:pk>/act/<slug:name>/", self._posted(self.act_view), name="accounts_user_act"),
            path(
                "<int:pk>/session/<int:session>/", self._posted(self.end_session_view), name="accounts_user_end_session"
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        latest = Invitation.objects.filter(user=OuterRef("pk"))[:1]
        fields = ("made_at", "sent_at", "refusal")
        return with_second_factor(with_roles(super().get_queryset(request))).annotate(
            **{f"invitation_{field}": Subquery(latest.values(field)) for field in fields}
        )

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def save_model(self, request, obj, form, change):
        roles = form.cleaned_data["roles"]
        if change:
            save_user(obj, roles=roles, keep_session=request.session.session_key)
            return
        invite(obj, roles=roles, by=request.user)
        messages.info(request, gettext("An invitation is on its way to %(email)s.") % {"email": obj.email})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        user = self.get_object(request, object_id)
        acts = user and [(name, act.label) for name, act in administering.ACTS.items() if act.suits(user)]
        return super().change_view(request, object_id, form_url, {"acts": acts} | (extra_context or {}))

    def do(self, request, user, name: str) -> None:
        """One act on one user, with what came of it told."""
        act = administering.ACTS[name]
        try:
            done = act.do(user, by=request.user, session=request.session.session_key)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            if act.trace:
                record(request, act.trace, user.username)
            messages.success(request, done)

    def _posted(self, view) -> Callable:
        """A view of the administration that does something with one user, and shows the user's page again."""

        def posted(request, pk: int, **kwargs):
            view(request, get_object_or_404(User, pk=pk), **kwargs)
            return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[pk]))

        return require_POST(self.admin_site.admin_view(posted))

    def act_view(self, request, user: User, name: str) -> None:
        if name not in administering.ACTS:
            raise Http404
        self.do(request, user, name)

    def end_session_view(self, request, user: User, session: int) -> None:
        get_object_or_404(UserSession, pk=session, user=user).end()
        record(request, Access.Kind.SESSIONS_ENDED, user.username)
        messages.success(request, gettext("The session is ended."))

    @admin.display(description=_("name"), ordering="first_name")
    def full_name(self, user) -> str:
        return str(user)

    @admin.display(description=_("state"), ordering="is_active")
    def state(self, user) -> str:
        if not user.is_active:
            return _("Deactivated")
        if user.last_login or not user.invitation_made_at:
            return _("Active")
        if user.invitation_refusal:
            return _("The invitation was refused: %(why)s") % {"why": user.invitation_refusal}
        if not user.invitation_sent_at:
            return _("The invitation has not gone out yet")
        return _("Invited %(day)s") % {"day": figures.day_short(user.invitation_sent_at)}

    @admin.display(description=_("two-factor"), ordering="second_factor_set_up", boolean=True)
    def has_second_factor(self, user) -> bool:
        return user.second_factor_set_up

    @admin.display(description=_("signs in with"))
    def signs_in_with(self, user) -> str:
        if signs_in_by_provider(user):
            return _("%(provider)s, which decides on roles and office at each sign-in") % {
                "provider": settings.OIDC_NAME
            }
        return _("password")

    @admin.display(description=_("second factor"))
    def second_factor(self, user) -> str:
        return second_factor.described(user)

    @admin.display(description=_("last signed in"), ordering="last_login")
    def last_seen(self, user) -> str:
        return figures.day_short(user.last_login)

    @admin.display(description=_("Roles"))
    def rights(self, user) -> str:
        return f"{user.role_labels}, {user.office}" if user.office else user.role_labels

    @admin.display(description=_("open sessions"))
    def sessions(self, user) -> str:
        sessions = [(session, browser_and_system(session.user_agent)) for session in open_sessions(user)]
        return render_to_string("admin/accounts/user/sessions.html", {"user": user, "sessions": sessions})


@admin.register(RegionalOffice)
class RegionalOfficeAdministration(Administration):
    list_display = ("name", "users")
    search_fields = ("name",)
    ordering = ("name",)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(user_count=Count("user"))

    @admin.display(description=_("users"), ordering="user_count")
    def users(self, office) -> int:
        return office.user_count


@admin.register(Token)
class TokenAdministration(NotDeleted, Administration):
    """The secret is shown once, when the token has been made. One that is no longer needed is ended, and stays in the list."""

    list_display = ("name", "user", "made_by", "expires_on", "used", "ended_at")
    list_select_related = ("user", "made_by")
    search_fields = ("name", "user__username", "user__email")
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    fields = ("name", "user", "expires_on")
    actions = ["end_tokens"]

    def get_readonly_fields(self, request, obj=None):
        return ("user",) if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            obj.save()
            return
        obj.made_by = request.user
        secret = new_secret(obj)
        obj.save()
        messages.warning(
            request, gettext("Copy the token now, for it is not shown again: %(secret)s") % {"secret": secret}
        )

    @admin.action(description=_("End the chosen tokens"))
    def end_tokens(self, request, queryset):
        ended = queryset.filter(ended_at=None).update(ended_at=timezone.now())
        text = ngettext("%(count)s token has ended.", "%(count)s tokens have ended.", ended)
        messages.success(request, text % {"count": ended})

    @admin.display(description=_("last used"), ordering="last_used_at")
    def used(self, token) -> str:
        return figures.day_short(token.last_used_at) if token.last_used_at else figures.MISSING
