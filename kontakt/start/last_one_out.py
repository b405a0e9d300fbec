"""The last one out turns off the light: stops the embedded PostgreSQL when nobody uses it any more.

Every process that uses the server holds a shared lock on the file `users`. This program waits, without using any
time, for the exclusive lock on it, which it gets when the last user is gone, however that user ended (`kill -9`
included), and then stops the server. It runs as a program of its own (`python last_one_out.py <users> <keeper>
<stop command ...>`) and so uses nothing but the standard library.
"""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def stop(command: Sequence[str], *, user: int | None, group: int | None) -> None:
    """Run the command that stops the server (`pg_ctl stop`), as the user that runs the server. A server that is
    down already is no error."""
    subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
        **run_as(user, group),
    )


def run_as(user: int | None, group: int | None) -> dict:
    """Arguments for `subprocess` that run something as another user (None: as the present one)."""
    return {} if user is None else {"user": user, "group": group, "extra_groups": []}


def keep_watch(users: Path, keeper: Path, command: Sequence[str], *, user: int | None, group: int | None) -> None:
    """Wait until nobody holds `users`, then stop the server. One watch is enough: a second one leaves at once."""
    with keeper.open("w") as watch, users.open("a") as light:
        try:
            fcntl.flock(watch, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        fcntl.flock(light, fcntl.LOCK_EX)
        stop(command, user=user, group=group)
        # In this order: a user let in by `users` must see that there is no watch, and start one.
        fcntl.flock(watch, fcntl.LOCK_UN)
        fcntl.flock(light, fcntl.LOCK_UN)


if __name__ == "__main__":
    if os.fork():
        os._exit(0)  # so that the watch is nobody's child and nobody has to wait for it
    given = json.loads(sys.argv[1])
    keep_watch(Path(given["users"]), Path(given["keeper"]), given["command"], user=given["user"], group=given["group"])
