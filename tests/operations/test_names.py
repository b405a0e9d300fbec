"""Every task is called something that a person would say."""

import subprocess
import sys

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from kontakt.operations import names


def test_every_task_of_ours_has_a_name_that_is_translated():
    nameless = sorted(task for task, label in names.labels().items() if not (label and isinstance(label, Promise)))
    assert names.labels() and nameless == [], f"Without label in @shared_task: {nameless}"


def test_what_is_sent_by_schedule_is_among_them():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(names.labels())


def test_a_task_that_is_gone_keeps_its_name_from_the_code_which_breaks_where_its_parts_end():
    with override("en"):
        assert names.label("municipalities.tasks.stage_delivery") == "Read a delivery's files"
    assert names.label("municipalities.tasks.gone") == "municipalities.tasks.gone"
    assert names.in_parts("a.tasks.read_<b>") == "a.<wbr>tasks.<wbr>read_<wbr>&lt;b&gt;<wbr>"


def test_a_process_that_is_no_worker_knows_them_too():
    """Nothing imports the tasks there; without them no failed task could be run again from the page."""
    code = "import django; django.setup(); from kontakt.operations import names; print(len(names.labels()))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told.stdout) == len(names.labels())
