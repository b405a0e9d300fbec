"""Users, and the regional offices they may belong to."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import Role
from kontakt.audit.tracking import keep_history


class RegionalOffice(models.Model):
    """One of STAR's three regional Arbejdsmarkedskontorer (AMK)."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Letters give it to the municipalities."))
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("regional office")
        verbose_name_plural = _("regional offices")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def with_roles(users: models.QuerySet) -> models.QuerySet:
    """The users with the names of their roles, in the same query."""
    names = ArrayAgg(
        "groups__name",
        filter=Q(groups__isnull=False),
        default=Value([], output_field=ArrayField(models.CharField())),
    )
    return users.annotate(role_names=names)


class User(AbstractUser):
    """A person who signs in. What they may do follows from their groups, which are the roles (access.py)."""

    email = models.EmailField(_("e-mail"), unique=True)
    office = models.ForeignKey(
        RegionalOffice,
        verbose_name=_("regional office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Set for users of a regional office: they see only its municipalities."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            # Sign-in does not tell capitals from small letters, so neither may two accounts.
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_whatever_the_case",
                violation_error_message=_("Another user has this e-mail address."),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_once_whatever_the_case",
                violation_error_message=_("Another user has this user name."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The user's roles. Groups that are not roles count for nothing."""
        names = getattr(self, "role_names", None)  # fetched by with_roles
        if names is None:
            names = self.groups.values_list("name", flat=True)
        return frozenset(Role(name) for name in names if name in Role.values)

    @property
    def role_labels(self) -> str:
        return ", ".join(str(role.label) for role in Role if role in self.roles)


class Invitation(models.Model):
    """A user is asked to choose a password; the latest counts. `refusal`: what the mail server said, if it would not."""

    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(User, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    refusal = models.CharField(_("refusal"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.made_at:%d-%m-%Y}"


class Token(models.Model):
    """A secret by which a program reads as a user. Only its digest is kept (accounts/tokens.py)."""

    name = models.CharField(_("name"), max_length=80, unique=True, help_text=_("Which program uses it, and for what."))
    user = models.ForeignKey(
        User,
        verbose_name=_("reads as"),
        on_delete=models.PROTECT,
        related_name="tokens",
        help_text=_("The program sees what this user may see, and nothing when the user is deactivated."),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("If empty, until it is ended."))
    made_by = models.ForeignKey(User, verbose_name=_("created by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), db_default=models.functions.Now())
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserRole(User.groups.through):
    """That a user has a role, for its history to be kept."""

    class Meta:
        proxy = True
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")

    def __str__(self) -> str:
        return f"{self.user}: {self.group}"


keep_history(RegionalOffice)
keep_history(User, leave_out=("password", "last_login"))
keep_history(UserRole, part_of="user")
keep_history(Invitation, part_of="user")
keep_history(Token, leave_out=("digest", "last_used_at"))
