"""A program whose clock can be set from outside: `python -m followups.trials.faults.shifted CLOCK MODULE [ARGUMENT …]`.

CLOCK is a file with the seconds that its clock is wrong by, read anew each time somebody asks the time. Monotonic time is
left alone, as it is when a machine's clock is set. Done here rather than by libfaketime, under which Python's `time.sleep`
fails where monotonic time is left alone, and hangs where it is not.
"""

import copyreg
import datetime
import mmap
import runpy
import struct
import sys
import time
from pathlib import Path

_FORMAT = "d"


def set_clock(clock: Path, seconds: float) -> None:
    """Let the programs that read this file be wrong by so many seconds from now on."""
    with clock.open("r+b" if clock.exists() else "w+b") as file:
        file.write(struct.pack(_FORMAT, seconds))


def shift(clock: Path) -> None:
    """Let this process read its time by the file: `time.time()`, and with it all that datetime says of now."""
    with clock.open("rb") as file:
        read = mmap.mmap(file.fileno(), struct.calcsize(_FORMAT), access=mmap.ACCESS_READ)
    real_time, real = time.time, datetime.datetime

    def shifted_time() -> float:
        return real_time() + struct.unpack_from(_FORMAT, read)[0]

    class AnyDatetime(type(real)):
        def __instancecheck__(cls, instance) -> bool:
            return isinstance(instance, real)

        def __subclasscheck__(cls, subclass) -> bool:
            return issubclass(subclass, real)

    class Datetime(real, metaclass=AnyDatetime):
        def __new__(cls, *args, **kwargs):
            return real(*args, **kwargs)

        @classmethod
        def now(cls, tz=None):
            return real.fromtimestamp(shifted_time(), tz)

        @classmethod
        def today(cls):
            return cls.now()

        @classmethod
        def utcnow(cls):
            return cls.now(datetime.UTC).replace(tzinfo=None)

    Datetime.__name__, Datetime.__qualname__, Datetime.__module__ = "datetime", "datetime", "datetime"
    copyreg.pickle(real, lambda moment: (Datetime, moment.__reduce_ex__(2)[1]))  # beat keeps its schedule so
    time.time = shifted_time
    time.time_ns = lambda: int(shifted_time() * 1e9)
    datetime.datetime = Datetime


if __name__ == "__main__":
    shift(Path(sys.argv[1]))
    del sys.argv[:2]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
