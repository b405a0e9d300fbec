"""What the tasks are called. Each says so itself where it is declared: `@shared_task(label=_("Send letters"))`."""

import re
from functools import cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from kontakt.celery import app


@cache
def labels() -> dict[str, str]:
    """Kontakt's own tasks by their names in the code. Only workers load the tasks by themselves; here they are loaded."""
    app.loader.import_default_modules()
    return {name: task.label for name, task in app.tasks.items() if not name.startswith("celery.")}


def label(name: str) -> str:
    """In words; a task that this version does not have keeps its name from the code."""
    return str(labels().get(name, name))


def in_parts(name: str) -> SafeString:
    """The name in the code, so that it may break where its parts end."""
    return format_html_join("", "{}<wbr>", ((part,) for part in re.findall(r"[^._]*[._]|[^._]+", name)))
