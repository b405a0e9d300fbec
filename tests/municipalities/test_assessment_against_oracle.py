"""The SQL and the plain-Python oracle agree on whatever figures there may be."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from municipalities.assessment.query import assess
from municipalities.models import Delivery, Exemption, Indicator, Municipality, Observation, Scheme, SchemeParameters
from tests import oracle

MUNICIPALITIES = ["Greve", "Lejre", "Aalborg", "Ærø"]
INDICATORS = ["dagpenge", "kontanthjaelp-jobparat", "sygedagpenge"]
FIRST = date(2018, 1, 1)
MONTHS = [oracle.plus(FIRST, n) for n in range(9)]
LONG_AGO = datetime(2018, 1, 1, tzinfo=UTC)

shares = st.one_of(
    st.none(),
    st.sampled_from([Decimal(v) for v in ("0", "39.9", "40", "40.0", "79.9", "80", "80.1", "100")]),
    st.decimals(0, 100, places=1),
)
persons = st.one_of(st.none(), st.sampled_from([0, 1, 9, 10, 11, 30]), st.integers(0, 900))
averages = st.one_of(st.none(), st.decimals(0, 9, places=1))


@st.composite
def cells(draw):
    count = draw(persons)
    share = draw(shares)
    meeting = draw(st.one_of(st.none(), st.integers(0, count))) if count is not None else None
    return oracle.Cell(count, share, draw(averages), meeting)


keys = st.tuples(st.sampled_from(MUNICIPALITIES), st.sampled_from(INDICATORS), st.sampled_from(MONTHS))
exemptions = st.builds(
    lambda m, g, start, length: oracle.Exempt(m, g, start, None if length is None else start + timedelta(days=length)),
    st.sampled_from(MUNICIPALITIES),
    st.one_of(st.none(), st.sampled_from(INDICATORS)),
    st.dates(date(2016, 6, 1), date(2018, 10, 1)),
    st.one_of(st.none(), st.integers(0, 400)),
)


@st.composite
def countries(draw):
    """Figures known first, revised figures, exemptions that do not overlap, thresholds."""
    known = draw(st.dictionaries(keys, cells(), max_size=60))
    revised = (
        {key: draw(cells()) for key in draw(st.lists(st.sampled_from(sorted(known)), unique=True))} if known else {}
    )
    chosen = []
    for exemption in draw(st.lists(exemptions, max_size=4)):
        if all(other.municipality != exemption.municipality for other in chosen):
            chosen.append(exemption)
    marked, target = sorted([draw(st.integers(0, 100)), draw(st.integers(0, 100))])
    rules = draw(st.sampled_from([oracle.Rules(), oracle.Rules(Decimal(target), Decimal(marked), 1, Decimal("1.1"))]))
    return known, revised, chosen, rules


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(country=countries())
def test_the_query_and_the_oracle_agree_now_and_as_known_before_the_revision(country):
    known, revised, exempt, rules = country
    with transaction.atomic():
        scheme, municipalities, indicators = store(known, revised, exempt, rules)
        now = assess(scheme)
        before = assess(scheme, as_known=LONG_AGO + timedelta(days=1))
        compare(now, known | revised, exempt, rules, municipalities, indicators)
        compare(before, known, exempt, rules, municipalities, indicators)
        transaction.set_rollback(True)


def store(known, revised, exempt, rules):
    municipalities = {m.name: m for m in Municipality.objects.filter(name__in=MUNICIPALITIES)}
    indicators = {i.slug: i for i in Indicator.objects.filter(slug__in=INDICATORS)}
    scheme = Scheme.objects.create(slug="tested", name_da="Prøvet", name_en="Tested")
    scheme.indicators.set(indicators.values())
    SchemeParameters.objects.create(
        scheme=scheme, valid_from=date(2015, 1, 1), known_from=LONG_AGO, target=rules.target, marked=rules.marked,
        min_persons=rules.min_persons, intensity_ratio=rules.intensity_ratio,
    )  # fmt: skip
    revision = LONG_AGO + timedelta(days=30)
    delivery = Delivery.objects.create(origin="command", status="loaded", loaded_at=LONG_AGO)

    def version(key, cell, known_from, known_to):
        name, slug, month = key
        return Observation(
            municipality=municipalities[name], indicator=indicators[slug], month=month, persons=cell.persons,
            share=cell.share, average=cell.average, meeting=cell.meeting, delivery=delivery, known_from=known_from,
            known_to=known_to,
        )  # fmt: skip

    Observation.objects.bulk_create(
        [version(key, cell, LONG_AGO, revision if key in revised else None) for key, cell in known.items()]
        + [version(key, cell, revision, None) for key, cell in revised.items()]
    )
    # Exemptions are never deleted; one that ended as soon as it was known was in force at no moment we ask about.
    moment = timedelta(microseconds=1)
    Exemption.objects.filter(municipality__in=municipalities.values()).update(known_to=F("known_from") + moment)
    for exemption in exempt:
        group = exemption.target_group
        Exemption.objects.create(
            municipality=municipalities[exemption.municipality],
            target_group=indicators[group].target_group if group else None,
            valid_from=exemption.first, valid_to=exemption.last, legal_basis="prøve", known_from=LONG_AGO,
        )  # fmt: skip
    return scheme, municipalities, indicators


def compare(rows, known, exempt, rules, municipalities, indicators):
    expected = oracle.assess(sorted(MUNICIPALITIES), {slug: slug for slug in INDICATORS}, known, exempt, rules)
    names = {m.pk: name for name, m in municipalities.items()}
    slugs = {i.pk: slug for slug, i in indicators.items()}
    mine = [row for row in rows if row.municipality_id in names]
    overall = {(names[row.municipality_id], row.month): row for row in mine if row.indicator_id is None}
    assert overall.keys() == expected.keys()
    for key, row in overall.items():
        want = expected[key]
        got = {
            "level": row.level, "persons": row.persons, "rank": row.rank, "months_below": row.months_below,
            "starred": row.starred, "low_intensity": row.low_intensity, "worst_level": row.worst_level,
            "worst_indicator": slugs.get(row.worst_indicator_id),
        }  # fmt: skip
        assert got == {name: getattr(want, name) for name in got}, key
        for name in ("share", "meeting", "change_pp"):
            assert near(getattr(row, name), getattr(want, name)), (key, name)
    levels = {
        (names[row.municipality_id], row.month, slugs[row.indicator_id]): row.level for row in mine if row.indicator_id
    }
    assert levels == {
        (name, month, slug): level
        for (name, month), want in expected.items()
        for slug, level in want.indicators.items()
    }


def near(got, want) -> bool:
    if got is None or want is None:
        return got is None and want is None
    return abs(float(got) - float(want)) < 1e-9
