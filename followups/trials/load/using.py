"""What the installation uses while people work: memory and processor time of each kind of process, and how long the queue is."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import psutil
import redis

from followups.trials.supervised import Supervised

QUEUE = "celery"
_EVERY = 2.0  # seconds

KINDS = {"web": "web", "beat": "beat", "PostgreSQL": "PostgreSQL", "Redis": "Redis"}


@dataclass
class Use:
    """Bytes: of the largest process at its largest (RSS), and of all of them together (PSS: what is shared counts once)."""

    largest: int = 0
    together: int = 0
    processor: float = 0.0  # seconds


@dataclass
class Watch:
    """Looks every other second, in a thread, for as long as it is entered."""

    stack: Supervised
    used: dict[str, Use] = field(default_factory=lambda: defaultdict(Use))
    queue: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Watch":
        self._began = {kind: self._processor(found) for kind, found in self._processes()}
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc_info) -> None:
        self._over.set()
        self._thread.join()
        for kind, found in self._processes():
            self.used[kind].processor = max(0.0, self._processor(found) - self._began.get(kind, 0.0))

    def _look(self) -> None:
        broker = redis.Redis.from_url(self.stack.broker.address)
        while not self._over.wait(_EVERY):
            self.queue = max(self.queue, broker.llen(QUEUE))
            for kind, found in self._processes():
                use, together = self.used[kind], 0
                for process in found:
                    with suppress(psutil.Error):
                        memory = process.memory_full_info()
                        use.largest = max(use.largest, memory.rss)
                        together += memory.pss
                use.together = max(use.together, together)

    def _processes(self) -> Iterator[tuple[str, list[psutil.Process]]]:
        for name, part in self.stack.parts.items():
            with suppress(psutil.Error):
                main = psutil.Process(part.process.pid)
                yield KINDS.get(name, "worker"), [main, *main.children(recursive=True)]

    @staticmethod
    def _processor(found: list[psutil.Process]) -> float:
        """Seconds so far, those of children that have ended too."""
        total = 0.0
        for process in found:
            with suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system
        with suppress(psutil.Error):
            ended = found[0].cpu_times()
            total += ended.children_user + ended.children_system
        return total
