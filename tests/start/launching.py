"""`make run` as somebody at a terminal sees it: a process, what it writes, and what it leaves."""

import json
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from kontakt.start.installation import PROJECT, environment, wait_until


class Launch:
    """One start of Kontakt on a data folder."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        self.data_dir = data_dir
        self._output = tempfile.TemporaryFile("w+b")  # noqa: SIM115 (open for as long as the launch)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kontakt.start.launch"],
            cwd=PROJECT,
            env=environment(data_dir, **settings),
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that Ctrl-C here does not reach it by another way than the tests'
        )

    @property
    def output(self) -> str:
        self._output.seek(0)
        return self._output.read().decode()

    @property
    def state(self) -> dict[str, str]:
        return json.loads((self.data_dir / "launch.json").read_text())

    @property
    def address(self) -> str:
        return re.search(r"Kontakt kører på (http://127\.0\.0\.1:\d+)\n", self.output)[1]

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    def until_it_greets(self) -> "Launch":
        wait_until("the launcher's greeting", lambda: "Stop med Ctrl-C." in self.output or self.ended, seconds=180)
        assert not self.ended, self.output
        return self

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def exit_code(self) -> int:
        return self.process.wait(timeout=60)

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code when it is all over."""
        self.process.send_signal(signal.SIGINT)
        return self.exit_code()

    def kill(self) -> None:
        """What `kill -9` does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """However the test went, leave nothing running."""
        if not self.ended:
            self.interrupt()
        self._output.close()
