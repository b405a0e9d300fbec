"""What the tests of the administration start from."""

from contextlib import suppress

from django.contrib.admin.utils import flatten_fieldsets
from django.urls import reverse

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import save_user
from kontakt.accounts.models import RegionalOffice, User


def user_of(role: Role, name: str | None = None, *, region: str = "AMK Syd", **fields) -> User:
    name = name or role.value
    office = RegionalOffice.objects.get(name=region) if role is Role.REGIONAL_OFFICE else None
    return save_user(User(username=name, email=f"{name}@kontakt.example", office=office, **fields), roles={role})


def page(model, kind: str, *args) -> str:
    """The address of a page of a model in the administration: changelist, add, change, delete."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


def as_sent(response) -> dict:
    """What a browser would send from the form on a page, unchanged."""
    admin_form = response.context["adminform"]
    sent = {}
    for name in flatten_fieldsets(admin_form.fieldsets):
        with suppress(KeyError):  # shown only
            value = admin_form.form[name].value()
            sent[name] = "" if value is None else value
    for formset in response.context["inline_admin_formsets"]:
        management = formset.formset.management_form
        sent |= {management.add_prefix(name): management[name].value() for name in management.fields}
    return sent


def errors(response) -> str:
    """Every error on a page, in one text."""
    return " ".join(str(text) for texts in response.context["adminform"].form.errors.values() for text in texts)
