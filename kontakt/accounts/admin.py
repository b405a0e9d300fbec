"""Users and regional offices in the administration."""

from allauth.account.admin import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import check_roles, save_user
from kontakt.accounts.models import RegionalOffice, User, with_roles
from kontakt.ui.administration import Administration, NotDeleted
from kontakt.ui.templatetags import figures

# A user's groups are its roles, and its addresses its one e-mail: both are kept by way of the user.
admin.site.unregister([Group, EmailAddress])


class _RolesForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,  # check_roles asks for one, and says so
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the user may see and do. A user of a regional office has that role only."),
    )

    def _post_clean(self) -> None:
        super()._post_clean()  # which puts what was written into the instance
        if "office" not in self.errors:
            try:
                check_roles(self.instance, self.cleaned_data["roles"])
            except forms.ValidationError as error:
                self.add_error(None, error)


class AddUserForm(_RolesForm, auth_forms.AdminUserCreationForm):
    usable_password = None  # people sign in with a password


class ChangeUserForm(_RolesForm, auth_forms.UserChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["roles"] = [role.value for role in self.instance.roles]


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        role = self.value()
        return queryset.filter(pk__in=User.objects.filter(groups__name=role)) if role else queryset


@admin.register(User)
class UserAdministration(NotDeleted, Administration, auth_admin.UserAdmin):
    form = ChangeUserForm
    add_form = AddUserForm
    add_form_template = None  # Django's says that there is more to fill in afterwards; here there is not
    list_display = ("username", "full_name", "email", "role_labels", "office", "is_active", "last_seen")
    list_filter = (RoleFilter, "office", "is_active")
    list_select_related = ("office",)
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    _person = (_("Person"), {"fields": ("first_name", "last_name", "email")})
    _rights = (_("Roles"), {"fields": ("roles", "office", "is_active")})
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        _person,
        _rights,
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username",)}),
        _person,
        _rights,
        (_("Password"), {"fields": ("password1", "password2")}),
    )

    def get_queryset(self, request):
        return with_roles(super().get_queryset(request))

    def save_model(self, request, obj, form, change):
        save_user(obj, roles=form.cleaned_data["roles"])

    @admin.display(description=_("name"), ordering="first_name")
    def full_name(self, user) -> str:
        return user.get_full_name()

    @admin.display(description=_("last signed in"), ordering="last_login")
    def last_seen(self, user) -> str:
        return figures.day_short(user.last_login)

    @admin.display(description=_("Roles"))
    def role_labels(self, user) -> str:
        return user.role_labels


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
