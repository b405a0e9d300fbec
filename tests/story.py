"""The samples of 2018, loaded and assessed: read once in a run of the tests, and laid out again for every other."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import DeliveryFile
from tests.commands import run
from tests.deliveries import STORY
from tests.kept_rows import KeptRows, counts

_kept: list[KeptRows] = []
_files: dict[str, bytes] = {}
_result: dict = {}


def lay_out() -> dict:
    """What `import_statistics` said of the samples, whose figures and levels are then in the database."""
    if _kept:
        _kept[0].lay_in()
        for name, content in _files.items():
            if not default_storage.exists(name):  # a test with other settings has begun a new storage
                default_storage.save(name, ContentFile(content))
        return _result
    before = counts("municipalities_")
    _result.update(run("import_statistics", *STORY))
    assert (_result["exit"], _result["counts"]["new"]) == (0, 98 * 6 * 18)
    recalculate_pending()
    after = counts("municipalities_")
    written = [table for table in after if after[table] != before[table]]
    assert not any(before[table] for table in written)
    _kept.append(KeptRows(written))
    _files.update((file.file.name, file.file.read()) for file in DeliveryFile.objects.exclude(file=""))
    return _result
