"""Running the project's commands as an operator does, and reading what they answer as JSON."""

import io
import json

from django.core.management import call_command


def run(name: str, *args) -> dict:
    """The command's JSON answer, with its exit code as `exit`."""
    out = io.StringIO()
    try:
        call_command(name, *args, "--json", stdout=out)
        code = 0
    except SystemExit as stop:
        code = stop.code
    return json.loads(out.getvalue()) | {"exit": code}
