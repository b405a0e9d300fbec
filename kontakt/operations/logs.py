"""The lines of the logs, from every process alike: as JSON, one object on a line, or as plain lines.

They say what is being done and for whom by numbers alone (kontakt/audit/doing.py): no names, and no CPR number or address
however it came into a message. What is more to a line than its message is given as `extra={"fields": {…}}`.
"""

import logging
from datetime import datetime
from typing import Any

from django.utils import timezone
from pythonjsonlogger.json import JsonFormatter

from kontakt.audit.doing import doing
from kontakt.operations.scrubbing import scrubbed

_IDS = frozenset({"time", "request", "task", "cause"})  # which may look like anything


class JsonLines(JsonFormatter):
    """`time`, `level`, `logger`, `message`, what is being done, and `traceback` where there is one."""

    def __init__(self) -> None:
        super().__init__(["levelname", "name", "message"], json_ensure_ascii=False, json_default=str)

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        # Celery and Django put objects of their own with their lines (a request, a task's arguments): only ours are taken.
        log_data |= {
            "time": datetime.fromtimestamp(record.created, tz=timezone.get_default_timezone()).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.message or str(record.msg),
            **doing(),
            **getattr(record, "fields", {}),
        }
        if trace := message_dict.get("exc_info") or message_dict.get("stack_info"):
            log_data["traceback"] = trace

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {
            name: scrubbed(value) if isinstance(value, str) and name not in _IDS else value
            for name, value in log_data.items()
        }


class PlainLines(logging.Formatter):
    """For people at a terminal: `2018-04-29 10:00:00,000 INFO logger: message [request=… user=7]`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - its name in logging
        about = " ".join(f"{name}={value}" for name, value in doing().items())
        return super().formatMessage(record) + (f" [{about}]" if about else "")
