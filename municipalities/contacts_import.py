"""Contacts from a spreadsheet, as after an election: new people take over, the former end the day before. All or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontakt.cpr import refuse_cpr
from municipalities.deliveries.reading import areas
from municipalities.models import Contact, ContactRole, Municipality
from municipalities.readers import InputFile, message
from municipalities.readers.areas import AreaNames, Unknown
from municipalities.readers.areas import Municipality as AMunicipality
from municipalities.readers.spreadsheets import RowError, SheetRow, read_rows

MOST_ROWS = 1_000
COLUMNS = {
    "municipality": ("Kommune", "Kommunekode", "Municipality"),
    "role": ("Rolle", "Role"),
    "name": ("Navn", "Name"),
    "email": ("E-mail", "Mail", "Email"),
    "phone": ("Telefon", "Phone"),
    "valid_from": ("Fra", "Fra dato", "From"),
}
_DAY_FORMATS = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d")


@dataclass
class ContactsRead:
    """What a spreadsheet asks for: people to add, those to change (with what they are now), and those who end."""

    new: list[Contact] = field(default_factory=list)
    changed: list[tuple[Contact, Contact]] = field(default_factory=list)
    ended: list[Contact] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


def read_contacts(file: InputFile) -> ContactsRead:
    """What a file would do, or everything that is wrong with it. Nothing is saved."""
    rows, errors = read_rows(file, COLUMNS, optional=frozenset({"email", "phone"}), most=MOST_ROWS)
    read = ContactsRead(errors=errors)
    names, roles = AreaNames(areas()), _roles()
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    there: dict[tuple, list[Contact]] = {}
    for contact in Contact.objects.select_related("municipality").order_by("valid_from"):
        there.setdefault((contact.municipality_id, contact.role), []).append(contact)
    first_row: dict[tuple, int] = {}
    for row in rows:
        contact = _contact(row, names, municipalities, roles, read.errors)
        if contact is None:
            continue
        place = contact.municipality_id, contact.role
        if (first := first_row.setdefault(place, row.number)) != row.number:
            words = _("The same role in the municipality stands in row %(row)s already. Delete one of the rows.")
            read.errors.append(row.error("role", words % {"row": first}))
        else:
            _place(row, contact, there.get(place, []), read)
    return read


@transaction.atomic
def import_contacts(file: InputFile) -> ContactsRead:
    """Do what `read_contacts` foresees, all of it; nothing if there are errors. Waits for another who does the same."""
    list(Municipality.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    read = read_contacts(file)
    if read.errors:
        return read
    for contact in read.ended:
        contact.save(update_fields=["valid_to"])
    for _before, contact in read.changed:
        contact.save(update_fields=["name", "email", "phone"])
    Contact.objects.bulk_create(read.new)
    return read


def _roles() -> dict[str, str]:
    """Every way in which a role may be written, in both languages."""
    found = {}
    for language in ("da", "en"):
        with override(language):
            found |= {str(role.label).casefold(): role.value for role in ContactRole}
    return found | {role.value: role.value for role in ContactRole}


def _contact(row: SheetRow, names: AreaNames, municipalities, roles: dict, errors: list[RowError]) -> Contact | None:
    before = len(errors)
    area = names.find(row.cells["municipality"])
    if isinstance(area, Unknown):
        suggestions = names.suggestions(row.cells["municipality"])
        code = "unknown_municipality_like" if area.code == "unknown_municipality" and suggestions else area.code
        words = message(code, {"value": row.text("municipality"), "suggestions": suggestions, "other": area.other})
        errors.append(row.error("municipality", words))
    elif not isinstance(area, AMunicipality):
        errors.append(row.error("municipality", _("This is not a municipality. Write its name or its number.")))
    role = roles.get(row.text("role").casefold())
    if role is None:
        known = ", ".join(str(known.label) for known in ContactRole)
        errors.append(row.error("role", _("The role is not known. Write one of these: %(names)s.") % {"names": known}))
    if not row.text("name"):
        errors.append(row.error("name", _("Write the person's name.")))
    for name in ("name", "email", "phone"):
        most = Contact._meta.get_field(name).max_length
        if len(row.text(name)) > most:
            errors.append(row.error(name, _("It can be no longer than %(most)s characters.") % {"most": most}))
        try:
            refuse_cpr(row.text(name) if name != "phone" else "")
            if name == "email" and row.text(name):
                validate_email(row.text(name))
        except ValidationError as refused:
            errors.append(row.error(name, " ".join(refused.messages)))
    first_day = _day(row.cells["valid_from"], row.text("valid_from"))
    if first_day is None:
        errors.append(row.error("valid_from", _("Write the first day as 01-01-2026.")))
    if len(errors) > before:
        return None
    return Contact(
        municipality=municipalities[area.code], role=role, name=row.text("name"), email=row.text("email"),
        phone=row.text("phone"), valid_from=first_day,
    )  # fmt: skip


def _day(cell, text: str) -> date | None:
    if isinstance(cell, date):
        return cell
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 – a day, not a moment
        except ValueError:
            continue
    return None


def _place(row: SheetRow, contact: Contact, there: Sequence[Contact], read: ContactsRead) -> None:
    """Where the person stands among those who hold the role: new, changed, or the same as now."""
    holder = next((held for held in there if held.is_valid_on(contact.valid_from)), None)
    later = [held for held in there if held.valid_from > contact.valid_from]
    if holder and (holder.name == contact.name or holder.valid_from == contact.valid_from):
        _change(row, contact, holder, read)
    elif later:
        words = _("%(name)s holds the role from a later day. Correct that contact in the administration first.")
        read.errors.append(row.error("valid_from", words % {"name": later[0].name}))
    else:
        if holder:
            holder.valid_to = contact.valid_from - timedelta(days=1)
            read.ended.append(holder)
        read.new.append(contact)


def _change(row: SheetRow, contact: Contact, holder: Contact, read: ContactsRead) -> None:
    if holder.name != contact.name:
        words = _("%(name)s begins in the role on the same day. Correct that contact in the administration first.")
        read.errors.append(row.error("valid_from", words % {"name": holder.name}))
        return
    wanted = {name: getattr(contact, name) or getattr(holder, name) for name in ("email", "phone")}
    if all(getattr(holder, name) == value for name, value in wanted.items()):
        read.unchanged += 1
        return
    before = Contact(name=holder.name, email=holder.email, phone=holder.phone)
    for name, value in wanted.items():
        setattr(holder, name, value)
    read.changed.append((before, holder))
