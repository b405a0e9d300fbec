"""`make faults`: puts an installation up, runs the campaign on it, and takes it down. Exit 1 if anything did not hold."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

import django

from followups.trials.faults.kinds import FAULTS, Length
from followups.trials.supervised import supervised
from kontakt.start.servers import NotInstalled


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    chosen = [fault for fault in FAULTS if not options.only or fault.key in options.only]
    try:
        with supervised(web_workers=2) as stack:
            django.setup()
            return _run(stack, chosen, options)
    except NotInstalled as missing:
        print(missing)
        return 2


def _run(stack, chosen: list, options: argparse.Namespace) -> int:
    from django.utils import timezone

    from followups.trials.faults import report
    from followups.trials.faults.campaign import Campaign

    began = time.monotonic()
    length = Length(away=options.away, stopped=options.away / 2)
    print(
        f"{timezone.localdate():%Y-%m-%d}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning; "
        f"seed {options.seed}, {options.rounds} rounds of each fault, {options.months} months of figures.",
        flush=True,
    )
    faults = []
    for fault in chosen:
        if missing := fault.lacks(stack):
            print(f"Left out: {fault.what}. The machine lacks {missing}.")
        else:
            faults.append(fault)
    campaign = Campaign(stack, seed=options.seed, months=options.months, length=length)
    stack.start_parts()
    results = []
    for result in campaign.run(faults, rounds=options.rounds):
        results.append(result)
        outcome = "whole" if result.is_whole else "; ".join(result.problems[:5])
        print(
            f"{time.monotonic() - began:5.0f} s  {result.fault.key}: {result.did}; under way: "
            f"{', '.join(result.under_way) or 'nothing'}; settled in {result.seconds:.0f} s; {outcome}",
            file=sys.stderr,
            flush=True,
        )
    for sheet in (report.of_faults(results), report.of_letters(results), report.of_rounds(results)):
        print(sheet.as_markdown() if options.markdown else sheet.as_text())
    print(f"\n{report.in_sum(campaign, results)} It took {time.monotonic() - began:.0f} s.")
    return 0 if all(result.is_whole for result in results) else 1


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=2018, help="of everything that is left to chance (2018)")
    parser.add_argument("--rounds", type=int, default=1, help="so many of each fault (1: a quarter of an hour)")
    parser.add_argument("--only", action="append", choices=[fault.key for fault in FAULTS], help="this fault alone")
    parser.add_argument("--months", type=int, default=120, help="how many months of figures are known (120)")
    parser.add_argument("--away", type=float, default=60, help="how long the broker is away, in seconds (60)")
    parser.add_argument("--markdown", action="store_true", help="print the report as docs/faults.md has it")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
