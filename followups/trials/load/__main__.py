"""`make load`: puts an installation up, lets a crowd work on it, and takes it down. All of it on this machine's loopback."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

import django

from followups.trials.supervised import supervised
from kontakt.start.servers import NotInstalled

HUNDREDFOLD = 102  # × 98 = 9,996 municipalities


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    try:
        # Approvers and administrators sign in as the others do; the address is believed as a proxy would say it.
        with supervised(web_workers=1, settings={"MFA_REQUIRED_ROLES": "", "TRUSTED_PROXIES": "1"}) as stack:
            django.setup()
            _run(stack, options)
    except NotInstalled as missing:
        print(missing)
        return 2
    return 0


def _run(stack, options: argparse.Namespace) -> None:
    from django.utils import timezone

    from followups.trials.load import report
    from followups.trials.load.campaign import Asked, campaign, made_country

    began = time.monotonic()
    times = options.times if options.size == "hundredfold" else 1
    print(
        f"{timezone.localdate():%Y-%m-%d}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning; "
        f"seed {options.seed}, {options.months} months of figures.",
        flush=True,
    )
    country = made_country(months=options.months, times=times)
    print(f"{len(country.municipalities):,} municipalities, made in {time.monotonic() - began:.0f} s.", flush=True)
    stack.start_parts(application="followups.trials.served")
    asked = Asked(options.people, options.seconds, options.ramp, tuple(options.thinking), options.seed)
    measured = list(campaign(stack, country, asked, options.workers))
    size = f"{times} times national size" if times > 1 else "national size"
    sheets = [report.of_all(measured, asked, size), *map(report.of_pages, measured), report.of_use(measured)]
    for sheet in sheets:
        print(sheet.as_markdown() if options.markdown else sheet.as_text())
    print(f"\nIt took {time.monotonic() - began:.0f} s.")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="how many at a time (200)")
    parser.add_argument("--seconds", type=float, default=120, help="how long all of them are at it (120)")
    parser.add_argument("--ramp", type=float, default=60, help="how long they take to come (60)")
    parser.add_argument(
        "--thinking", type=float, nargs=2, default=(5, 15), help="seconds between pages, least and most (5 15)"
    )
    parser.add_argument(
        "--workers", type=int, nargs="+", default=[1, 2, 4], help="web processes, one number after the other (1 2 4)"
    )
    parser.add_argument("--size", choices=["national", "hundredfold"], default="national")
    parser.add_argument("--times", type=int, default=HUNDREDFOLD, help=argparse.SUPPRESS)
    parser.add_argument("--months", type=int, default=120, help="how many months of figures are known (120)")
    parser.add_argument("--seed", type=int, default=2018, help="of everything that is left to chance (2018)")
    parser.add_argument("--markdown", action="store_true", help="print the report as docs/load.md has it")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
