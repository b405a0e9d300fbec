import argparse
import errno
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.management.arguments import moment, month
from municipalities.statements.csv_file import statement_csv
from municipalities.statements.pdf import statement_pdf
from municipalities.statements.statement import NoStatement, make_statement
from municipalities.statements.workbook import statement_xlsx

_FORMATS = {"pdf": statement_pdf, "xlsx": statement_xlsx, "csv": statement_csv}


class Command(BaseCommand):
    help = "The statement of a month as a file: all target groups, the whole country, in the installation's language."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--month", type=month, required=True, metavar="YYYY-MM")
        parser.add_argument("--baseline", type=month, metavar="YYYY-MM", help="the month to compare with")
        parser.add_argument("--format", choices=_FORMATS, required=True)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        parser.add_argument("--as-known", type=moment, metavar="YYYY-MM-DD", help="as known at the end of that day")
        parser.add_argument("--ranked", action="store_true", help="the highest share first")

    def handle(self, *args, month, baseline, output: Path, as_known, ranked: bool, **options) -> None:
        if as_known and timezone.localdate(as_known) > timezone.localdate():
            raise CommandError(_("“As known on” must be today or an earlier day."))
        try:
            statement = make_statement(month, baseline=baseline, as_known=as_known, ranked=ranked)
        except NoStatement as reason:
            raise CommandError(str(reason))
        _write(output, _FORMATS[options["format"]](statement))
        self.stdout.write(_("The statement is in %(file)s.") % {"file": output})


def _write(file: Path, content: bytes) -> None:
    """The whole file or nothing: it gets its name when all of it is there."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise CommandError(_("%(file)s could not be written: %(reason)s.") % {"file": file, "reason": _reason(error)})
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    reasons = {
        errno.ENOENT: _("the folder does not exist"),
        errno.ENOTDIR: _("the folder does not exist"),
        errno.EISDIR: _("it is a folder"),
        errno.EACCES: _("you have no right to write there"),
        errno.EROFS: _("you have no right to write there"),
        errno.ENOSPC: _("there is no room left"),
    }
    return reasons.get(error.errno) or error.strerror or str(error)
