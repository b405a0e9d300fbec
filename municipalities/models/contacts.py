"""The people in a municipality that the ministry writes to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.geography import Municipality
from municipalities.models.periods import Validity, days, no_overlap, same


class ContactRole(models.TextChoices):
    """Whom the letter of 29 January 2018 was addressed to (DOMAIN.md section 4). Each role has a number for constraints."""

    MAYOR = "borgmester", _("Mayor")
    COMMITTEE_CHAIR = "udvalgsformand", _("Chair of the employment committee")
    JOBCENTRE_MANAGER = "jobcenterchef", _("Jobcentre manager")


class Contact(Validity):
    """One person in one role, from a day to a day. After an election the old one ends and a new one begins."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="contacts"
    )
    role = models.CharField(_("role"), max_length=20, choices=ContactRole)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta(Validity.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["municipality", "role", "-valid_from"]
        constraints = [
            *Validity.Meta.constraints,
            *(
                no_overlap(
                    f"contact_one_{role}_at_a_time",
                    same("municipality"),
                    days(),
                    condition=models.Q(role=role),
                    message=_("The municipality already has a person in this role in the period. End that one first."),
                )
                for role in ContactRole.values
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"
