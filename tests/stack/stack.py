"""A whole Kontakt that the tests work with: deliveries handed in and loaded, and what is known afterwards."""

from collections.abc import Sequence
from pathlib import Path

from kontakt.start.installation import PROJECT, wait_until
from kontakt.start.stack import Installation

STORY = sorted((PROJECT / "municipalities" / "demo" / "story").glob("*.json"))
STORY_CELLS = 98 * 6 * 18  # municipalities, target groups, months

_DELIVER = """
from pathlib import Path
from municipalities.deliveries.staging import receive
from municipalities.models import Delivery
from municipalities.readers import InputFile
for names in {deliveries!r}:
    files = [InputFile(Path(name).name, Path(name).read_bytes()) for name in names]
    print(receive(files, by=None, origin=Delivery.Origin.UPLOAD).pk)
"""
_LOAD = """
from municipalities.deliveries.loading import PreviewOutdated, load
for delivery in {deliveries!r}:
    try:
        load(delivery, by=None)
    except PreviewOutdated:
        load(delivery, by=None)
"""
_ADD_CASEWORKER = """
from django.contrib.auth.models import Group
from kontakt.accounts.models import User
user = User.objects.create_user({username!r}, "sb@kontakt.example", {password!r})
user.groups.add(Group.objects.get(name="caseworker"))
"""
_SWEEP = """
from municipalities.tasks import pick_up_unfinished_work
pick_up_unfinished_work.delay()
"""
_NATIONAL = """
    SELECT round(100 * sum(meeting) / sum(persons), 2), sum(persons) FROM municipalities_assessment
    WHERE month = %s AND indicator_id IS NULL AND share IS NOT NULL
"""
_AT_LEVEL = """
    SELECT m.name FROM municipalities_assessment a JOIN municipalities_municipality m ON m.id = a.municipality_id
    WHERE a.month = %s AND a.indicator_id IS NULL AND a.level = %s ORDER BY m.name
"""
_SHARE_OF = """
    SELECT a.share FROM municipalities_assessment a JOIN municipalities_municipality m ON m.id = a.municipality_id
    WHERE m.name = %s AND a.month = %s AND a.indicator_id IS NULL
"""
# All that a delivery leaves, in an order that does not depend on when what was done.
_FIGURES = "SELECT municipality_id, indicator_id, month, persons, average, share, meeting, known_to FROM municipalities_observation ORDER BY 2, 3, 1, 8"
_LEVELS = (
    "SELECT scheme_id, municipality_id, indicator_id, month, level, persons, share, rank, months_below"
    " FROM municipalities_assessment ORDER BY 1, 4, 3, 2"
)
_LEVEL_CHANGES = (
    "SELECT scheme_id, municipality_id, month, from_level, to_level, is_revision, cause"
    " FROM municipalities_levelchange ORDER BY 1, 3, 2, 4, 5"
)


class Stack(Installation):
    """An installation with what people do with it, and what has come of it."""

    # What people do with it

    def add_caseworker(self, username: str, password: str) -> None:
        self.shell(_ADD_CASEWORKER, username=username, password=password)

    def deliver(self, *deliveries: Sequence[Path]) -> list[int]:
        """Hand the files of each delivery in; the worker is to read them. Returns the deliveries' numbers."""
        return [
            int(number)
            for number in self.shell(
                _DELIVER, deliveries=[[str(path) for path in files] for files in deliveries]
            ).split()
        ]

    def load(self, *deliveries: int) -> None:
        """Confirm each, twice where the one before made its preview outdated."""
        self.shell(_LOAD, deliveries=deliveries)

    def sweep(self) -> None:
        """What beat asks of a worker every minute."""
        self.shell(_SWEEP)

    def status(self, delivery: int) -> str:
        return self.ask("SELECT status FROM municipalities_delivery WHERE id = %s", delivery)[0][0]

    def open_requests(self) -> int:
        return self.ask("SELECT count(*) FROM municipalities_recalculationrequest WHERE done_at IS NULL")[0][0]

    def messages(self) -> list[Path]:
        """What waits in the queue, where the queue is files."""
        return list((self.data_dir / "queue" / "messages").iterdir())

    def until_ready(self, delivery: int) -> None:
        wait_until("the delivery to be read", lambda: self.status(delivery) not in ("received", "reading"))
        assert self.status(delivery) == "ready"

    def until_recalculated(self) -> None:
        wait_until("the levels to be computed", lambda: self.open_requests() == 0)

    # What has come of it

    def national(self, month: str) -> tuple[float, int]:
        share, persons = self.ask(_NATIONAL, f"{month}-01")[0]
        return float(share), persons

    def share_of(self, municipality: str, month: str) -> float:
        [(share,)] = self.ask(_SHARE_OF, municipality, f"{month}-01")
        return float(share)

    def municipalities_at(self, level: str, month: str) -> list[str]:
        return [name for (name,) in self.ask(_AT_LEVEL, f"{month}-01", level)]

    def everything_known(self) -> dict[str, list[tuple]]:
        """Figures, levels and changes of level, row by row: two installations with the same past are equal."""
        return {sql.split("FROM ")[1].split()[0]: self.ask(sql) for sql in (_FIGURES, _LEVELS, _LEVEL_CHANGES)}
