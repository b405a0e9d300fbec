"""Every alarm has its runbook, and is about figures that /metrics gives."""

import re

import pytest
import yaml
from django.utils import timezone

from kontakt.operations import counts, metrics, requests_measured
from kontakt.start.installation import PROJECT
from municipalities.models import Delivery, Pull

RULES = [
    rule for group in yaml.safe_load((PROJECT / "docs" / "alarms.yml").read_text())["groups"] for rule in group["rules"]
]
RUNBOOK = (PROJECT / "docs" / "alarms.md").read_text()


def test_every_alarm_has_its_runbook_and_every_runbook_its_alarm():
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", RUNBOOK, re.MULTILINE | re.DOTALL))
    assert list(sections) == [rule["alert"] for rule in RULES]
    for alarm, text in sections.items():
        assert [part for part in ("**Means:**", "**Look at:**", "**Do:**") if part not in text] == [], alarm


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alarm_is_whole(rule):
    assert rule["labels"]["severity"] in ("critical", "warning", "info") and rule["annotations"]["summary"]
    expression = rule["expr"]
    assert all(expression.count(left) == expression.count(right) for left, right in ("()", "{}", "[]"))


@pytest.mark.django_db
def test_every_figure_an_alarm_is_about_is_told():
    requests_measured.note("home", "GET", 500, 0.1)
    counts.note("municipalities.tasks.pick_up_unfinished_work", 1)
    Pull.objects.create(origin="schedule", status="done", finished_at=timezone.now())
    exposed = metrics.exposition().decode()
    told = {line.split("{")[0].split(" ")[0] for line in exposed.splitlines() if not line.startswith("#")}
    values = set(re.findall(r'(\w+="[^"]+")', exposed)) | {'job="kontakt"'}
    for rule in RULES:
        missing = set(re.findall(r"kontakt_\w+", rule["expr"])) - told
        assert not missing, (rule["alert"], missing)
        assert set(re.findall(r'(\w+="[^"]+")', rule["expr"])) <= values, rule["alert"]
    assert {f'state="{state}"' for state in Delivery.Status.values} <= values
