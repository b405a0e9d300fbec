"""Nobody is shown a link to a page that refuses them: each role follows the links of all that it is shown."""

import re
from collections import Counter
from datetime import time, timedelta
from decimal import Decimal
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from followups.accounts import NewPromise, receive_account
from followups.assistance.actions import NewCourseAction
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin
from followups.deadlines import set_deadline
from followups.log import write
from followups.meetings import NewParticipant, plan_meeting
from followups.models import Case, Letter, Sender, Step
from followups.proposing import propose
from followups.records.giving import give
from followups.records.requests import make_request
from followups.records.review import review_of
from followups.rounds.making import Filter
from followups.rounds.writing import draft_letters
from followups.stepping import take
from kontakt.accounts.access import Action, may
from kontakt.accounts.models import RegionalOffice
from municipalities.corrections.correcting import Asked, correct
from municipalities.models import Assessment, ContactRole, Correction, Level, Municipality, Observation
from tests.accounts import user_of
from tests.deliveries import SAMPLES, staged, varde
from tests.followups.letters.writing import contacts_for, drafted
from tests.followups.making import SUMMONS, pdf
from tests.followups.rounds.making import january_round, sent_round, variant
from tests.story import lay_out

# Begun from, beside the start page: what the search finds, and municipalities of two regions.
STARTS = ["/", "/soeg/?q=samtaler", "/soeg/?q=besøg", "/soeg/?q=svar"]
MUNICIPALITIES = {"AMK Øst": ["259", "350"], "AMK Syd": ["573"]}
MOST = 4
_LINK = re.compile(r"""<a\s[^>]*?href="([^"]*)\"""")
WHO = [
    ("caseworker", None), ("approver", None), ("reader", None), ("administrator", None), ("regional_office", "AMK Øst"),
    ("regional_office", "AMK Syd"), ("caseworker", "AMK Øst"),
]  # fmt: skip


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The story of 2018 with one of each thing, laid out once for all roles."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            _lay_out_all()
            yield
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


def _lay_out_all() -> None:
    lay_out()
    worker, approver, administrator = user_of("caseworker"), user_of("approver"), user_of("administrator")
    consultant = user_of("regional_office", "AMK Øst")
    Sender.objects.update(
        address="Ved Stranden 8", email="ministeriet@kontakt.example", signer_name="Minister", signer_title="Minister"
    )
    RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
    places = [Municipality.objects.get(name=name) for name in ("Køge", "Næstved", "Varde", _without_a_case())]
    contacts_for(places, ContactRole.values)
    to = Filter(codes=[place.code for place in places])
    sent_round(by=worker, approver=approver, to=to)
    draft_letters(
        january_round(by=worker, to=to, name="Endnu en", variants=[variant("information", Level.values)]).pk, by=worker
    )
    propose()
    for case in Case.objects.all():
        _fill(case, worker)
    koege = Case.objects.get(municipality__name="Køge")
    _help(koege, worker, consultant)
    drafted(koege, by=worker, kind="information", step="")
    _records(koege, places[-1], worker)
    ask(Municipality.objects.get(name="Solrød"), by=consultant, text="Hjælp")
    ask(Municipality.objects.get(name="Fanø"), by=worker, text="Hjælp")
    propose()
    wrong = Observation.objects.filter(municipality__name="Køge", share__isnull=False).order_by("-month").first()
    proposed = Correction(
        municipality=wrong.municipality, indicator=wrong.indicator, month=wrong.month, persons=wrong.persons,
        average=wrong.average, share=Decimal(90), reason="Tastefejl",
    )  # fmt: skip
    correct([Asked(proposed)], by=administrator)
    staged(varde("10,5"))
    staged((SAMPLES / "fejl.csv").read_text(encoding="utf-8-sig"))


def _without_a_case() -> str:
    """In AMK Øst, and informed by the round rather than warned."""
    rows = Assessment.objects.filter(indicator=None, month="2018-01-01", municipality__office__name="AMK Øst")
    return rows.filter(level__in=["compliant", "exempt"]).earliest("municipality__code").municipality.name


def _fill(case: Case, by) -> None:
    today, later = timezone.localdate(), timezone.localdate() + timedelta(30)
    entry = write(case, kind="letter_in", happened_on=today, by=by, theme="Svar", text="Tekst", files=[pdf("svar.pdf")])
    write(case, kind="note", happened_on=today, by=by, theme="Rettet", corrects=entry)
    set_deadline(case, kind="reply", title="Svar", due_on=today, by=by)
    promises = [NewPromise("Flere samtaler", later, "Jobcenterchefen", Decimal(60))]
    receive_account(case, received_on=today, by=by, theme="Redegørelse", promises=promises)
    plan_meeting(
        case, by=by, held_on=later, begins_at=time(10), ends_at=time(11), place="Her", agenda="1. Velkomst",
        participants=[NewParticipant("Ida Holm", "ministry")],
    )  # fmt: skip


def _help(case: Case, by, consultant) -> None:
    case.refresh_from_db()
    take(case.pk, Step.OFFER_SUPPORT, by=by, version=case.version, reason="Bagud", on=timezone.localdate())
    asked = case.support_requests.get()
    aim = Aim("Flere samtaler", consultant)
    course = begin(asked.pk, aim, by=consultant, version=asked.version)
    activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=course.started_on, theme="Besøg")
    hold_activity(
        activity.pk, by=consultant, version=1, held_on=course.started_on, hours=Decimal(1), files=[pdf("referat.pdf")],
        actions=[NewCourseAction("Plan", "Chefen", course.started_on)],
    )  # fmt: skip
    plan_activity(course.pk, by=consultant, kind="data", held_on=course.started_on, theme="Tallene")


def _records(case: Case, place: Municipality, by) -> None:
    make_request(requester="Ugeavisen", requested_on=SUMMONS, by=by, case=case)
    given = make_request(
        requester="Dagbladet", requested_on=SUMMONS, by=by, municipality=place,
        first_day=SUMMONS - timedelta(300), last_day=timezone.localdate(),
    )  # fmt: skip
    give(given.pk, by=by, seen=review_of(given).seen)


def links(address: str, html: str) -> list[str]:
    """The pages that a page leads to, each once: not itself in another order, and not the administration."""
    here = urlsplit(address).path
    found = {}
    for href in _LINK.findall(html):
        target = urlsplit(urljoin(address, unescape(href)))
        if target.scheme or target.path == here or target.path.startswith(("/administration/", "/static/")):
            continue
        found[f"{target.path}?{target.query}" if target.query else target.path] = None
    return list(found)


def crawl(client: Client, *, begin_at: list[str]) -> tuple[Counter, list[str]]:
    """How many of each kind of page were opened, and those that were refused with where they were linked to from.

    Of the links from one kind of page to another, one is followed; and no kind is opened more often than MOST.
    """
    waiting = [("start", address) for address in begin_at]
    opened, ways, refused, known = Counter(), set(), [], set()
    while waiting:
        source, address = waiting.pop(0)
        name = resolve(urlsplit(address).path).view_name
        if address in known or (source, name) in ways or opened[name] >= MOST:
            continue
        known.add(address)
        opened[name] += 1
        ways |= {(source, name)} - {("start", name)}
        response = client.get(address, follow=True)
        if response.status_code != 200:
            refused.append(f"{response.status_code}: {address} (from {source})")
        elif not response.streaming and response.headers["Content-Type"].startswith("text/html"):
            waiting += [(name, target) for target in links(address, response.content.decode())]
    return opened, refused


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "office"), WHO, ids=[" ".join(filter(None, who)) for who in WHO])
def test_every_link_that_is_shown_can_be_followed(country, client, role, office):
    codes = [code for region, codes in MUNICIPALITIES.items() if office in (None, region) for code in codes]
    user = user_of(role, office)
    client.force_login(user)
    ministrys = ["/breve/", *(each.get_absolute_url() for each in Letter.objects.visible_to(user).filter(case=None))]
    opened, refused = crawl(
        client,
        begin_at=[
            *STARTS,
            *(ministrys if may(user, Action.VIEW_CASES) else []),
            *(f"/kommuner/{code}/?month=2018-04" for code in codes),
        ],
    )
    assert not refused, "\n".join(refused)
    assert (opened["course"] > 0) == (office != "AMK Syd")
    assert (opened["round"] > 0) == (office is None)
    assert (opened["case"] > 0) == (role != "regional_office")
