"""A round to the whole country: written, approved, and made ready to leave, with every document kept."""

from datetime import date
from tempfile import TemporaryDirectory
from time import process_time

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from followups.letters import approving, sending
from followups.models import Dispatch, Document, Letter, LetterTemplate, Round, Sender
from followups.rounds.making import NewRound, NewVariant, make_round
from followups.rounds.writing import draft_letters
from kontakt.accounts.models import RegionalOffice, User
from municipalities.bench.made_up_country import Country
from municipalities.bench.measurements import Measurement
from municipalities.models import Contact, ContactRole, Level, Municipality

SECONDS = 5.0  # of one core
_BELOW = (Level.BELOW, Level.MARKEDLY_BELOW)


def measure_round(country: Country, caseworker: User, approver: User, *, runs: int) -> Measurement:
    """Each run is undone again, and its files with it. Seconds of the processor's time, the database's own not counted."""
    fill_in(country)
    seconds = []
    for run in range(runs):
        with TemporaryDirectory() as place, override_settings(STORAGES=_files_in(place)), transaction.atomic():
            made = new_round(country, f"Round {run}", by=caseworker)
            started = process_time()
            _send(made, caseworker, approver)
            seconds.append(process_time() - started)
            _refuse_half_done(len(country.municipalities))
            transaction.set_rollback(True)
    return Measurement(
        "round",
        f"A round: {len(country.municipalities)} letters drafted, rendered, archived",
        seconds,
        SECONDS,
    )


def _files_in(place: str) -> dict:
    own = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place}}
    return settings.STORAGES | {"default": own}


def _send(made: Round, caseworker: User, approver: User) -> None:
    draft_letters(made.pk, by=caseworker)
    approving.approve_all(_seen(made), by=approver)
    sending.hand_out(_seen(made), by=caseworker)


def _seen(made: Round) -> dict[int, int]:
    return dict(Letter.objects.filter(round=made).values_list("pk", "version"))


def new_round(country: Country, name: str, *, by: User) -> Round:
    warning, information = (LetterTemplate.objects.get(kind=kind) for kind in ("warning", "information"))
    others = [level for level in Level.values if level not in _BELOW]
    month = country.months[-1]
    new = NewRound(
        scheme=country.scheme, name=name, month=month, baseline_month=country.months[-4],
        variants=[NewVariant(warning, _BELOW, takes_step=True), NewVariant(information, others)],
    )  # fmt: skip
    return make_round(new, by=by)


def _refuse_half_done(letters: int) -> None:
    kept = Document.objects.exclude(sha256="").count()
    if (Dispatch.objects.count(), kept) != (letters, letters + 1):
        raise RuntimeError(f"{kept} documents were kept, so that was not the round to be measured")


def fill_in(country: Country) -> None:
    """A sender who can sign, offices with addresses, and everybody who is written to."""
    Sender.objects.update(address="Vej 1", email="bench@kontakt.example", signer_name="N. N.", signer_title="Minister")
    RegionalOffice.objects.update(email="office@kontakt.example", phone="70 00 00 00")
    Contact.objects.bulk_create(
        Contact(
            municipality=municipality, role=role, valid_from=date(2010, 1, 1), name=f"{role} {municipality}",
            email=f"{role}.{municipality.code}@kontakt.example",
        )
        for municipality in Municipality.objects.all()
        for role in ContactRole.values
    )  # fmt: skip
