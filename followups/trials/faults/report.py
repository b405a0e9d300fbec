"""What the campaign found, as tables: on a terminal, or in Markdown for docs/faults.md."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from followups.trials.faults.campaign import Campaign, Result
from municipalities.bench.report import Sheet

_WORKS = ("import", "recalculation", "letters")
_TOLD = "HTTP 503"  # the site answers so while its database is away


def of_faults(results: Sequence[Result]) -> Sheet:
    """For each fault: in how many rounds each work was under way, and how many of those ended whole."""
    rows = []
    for what in dict.fromkeys(result.fault.what for result in results):
        found = [result for result in results if result.fault.what == what]
        rows.append(
            [
                what,
                str(len(found)),
                *(_whole(found, work) for work in _WORKS),
                f"{median(result.seconds for result in found):.0f} s",
                f"{max(result.seconds for result in found):.0f} s",
                f"{max(result.away for result in found):.0f} s",
                str(sum(result.refused[_TOLD] for result in found)),
                str(sum(result.refused.total() - result.refused[_TOLD] for result in found)),
                str(sum(len(result.problems) for result in found)),
            ]
        )
    heads = ["", "rounds", *_WORKS, "settled", "longest", "no page", "told", "refused", "broken"]
    notes = [
        "Under each work: in how many rounds it was under way as it happened, and how many of those ended whole. *settled*: "
        "from the end of the fault until all work was done, in the middle round and the longest. *no page*: the longest that "
        "a reader was without one. *told*: pages that said that the database is away (503). *refused*: pages and questions that "
        "failed otherwise. Each was tried again. *broken*: rules that did not hold."
    ]
    return Sheet("What became of the work", heads, rows, notes)


def of_letters(results: Sequence[Result]) -> Sheet:
    rows = [
        [
            what,
            str(sum(result.letters for result in found)),
            str(sum(result.taken for result in found)),
            str(sum(result.interrupted for result in found)),
            str(sum(result.restarts for result in found)),
            str(sum(result.proposals_behind for result in found)),
        ]
        for what in dict.fromkeys(result.fault.what for result in results)
        for found in [[result for result in results if result.fault.what == what]]
    ]
    heads = ["", "letters", "taken by the mail server", "a person was asked", "restarts", "proposals behind"]
    notes = [
        "*a person was asked*: letters that were being handed over as their worker ended; the campaign answers from the mail "
        "server's log. *proposals behind*: proposals that the run every ten minutes would still have made or withdrawn."
    ]
    return Sheet("Letters, and what followed", heads, rows, notes)


def of_rounds(results: Sequence[Result]) -> Sheet:
    rows = [
        [
            f"{number}. {result.fault.what}",
            result.did,
            ", ".join(result.under_way) or "nothing",
            f"{result.seconds:.0f} s",
            _kinds(result.refused),
            "whole" if result.is_whole else "; ".join(result.problems),
        ]
        for number, result in enumerate(results, 1)
    ]
    return Sheet("Round by round", ["", "what", "under way", "settled", "refused", "outcome"], rows)


def in_sum(campaign: Campaign, results: Sequence[Result]) -> str:
    whole = sum(result.is_whole for result in results)
    return (
        f"{whole} of {len(results)} rounds ended whole. {sum(result.letters for result in results)} letters were ordered, "
        f"{sum(result.taken for result in results)} taken by the mail server; {sum(result.interrupted for result in results)} "
        f"were asked about. {campaign.files_of_nobody} files are left that no row names."
    )


def _whole(results: Sequence[Result], work: str) -> str:
    struck = [result for result in results if work in result.under_way]
    return f"{sum(result.is_whole for result in struck)}/{len(struck)}" if struck else "–"


def _kinds(refused: Counter) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in refused.most_common()) or "none"
