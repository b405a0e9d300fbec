import argparse
import json
import os
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from followups.bench import measurements as casework_measurements
from followups.bench import report
from followups.bench.casework import do_casework, grow_casework
from followups.bench.concurrent import measure_crowd
from followups.bench.first_view import first_view
from followups.bench.pages import PageMeasured, measure_pages, person, signed_in
from followups.bench.plans import measure_plans
from kontakt.accounts.access import Role
from municipalities.bench import measurements
from municipalities.bench.growing import analyse, grow
from municipalities.bench.made_up_country import Country, make_country, versions_known
from municipalities.bench.measurements import Measurement, measure_month
from municipalities.bench.report import Sheet, of_growth, of_work
from municipalities.bench.scratch_database import scratch_database
from municipalities.models import Municipality

HUNDREDFOLD = 102  # × 98 = 9,996 municipalities
_FIRST_VIEWS = ("/", "/kort/")


class Command(BaseCommand):
    help = (
        "Measure, in databases of their own that are dropped afterwards, how fast 98 municipalities × 6 indicators × "
        "120 months of made-up figures are calculated, taken in and shown. “work”: figures and casework; “pages”: the "
        "main pages, and what a first visit fetches. “Bare” is an INSERT … SELECT of as many rows into a copy of the "
        "table of assessments with its primary key, unique constraint, index and checks."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--months", type=_at_least(12), default=120, help="how many months are known (120)")
        parser.add_argument(
            "--runs", type=_at_least(1), default=5, help="runs of each measurement (5; pages: four times that)"
        )
        parser.add_argument("--only", choices=["work", "pages"], help="one of the two parts")
        parser.add_argument(
            "--size",
            choices=["national", "hundredfold"],
            default="national",
            help="hundredfold: pages, loading and recalculation again with 9,996 municipalities (takes minutes)",
        )
        parser.add_argument("--times", type=_at_least(2), default=HUNDREDFOLD, help=argparse.SUPPRESS)
        parser.add_argument("--concurrent", type=_at_least(1), help="so many people at a time, with and without pauses")
        parser.add_argument("--seconds", type=_at_least(1), default=60, help="how long they look at pages (60)")
        parser.add_argument("--plans", action="store_true", help="which index serves which page, by its plan")
        parser.add_argument("--check", action="store_true", help="exit 1 if a limit is not kept")
        parser.add_argument("--json", action="store_true", help="print the measurements as JSON, times in seconds")
        parser.add_argument("--markdown", action="store_true", help="print the report as docs/performance.md has it")

    def handle(self, *args, **options) -> None:
        self.options, self.kept, self.measured = options, [], {}
        parts: list[Callable[[], None]] = []
        if options["only"] != "pages":
            parts.append(self._work)
        if options["only"] != "work":
            parts.append(self._pages)
        self._say(
            f"{timezone.localdate():%Y-%m-%d}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning; "
            f"{options['runs']} runs of each measurement."
        )
        for part in parts:
            with scratch_database():
                part()
        if options["json"]:
            self.stdout.write(json.dumps(self.measured, ensure_ascii=False, indent=1, default=str))
        if options["check"] and False in self.kept:
            raise SystemExit(1)

    def _work(self) -> None:
        country, runs = self._country(), self.options["runs"]
        found = [*measurements.measure(country, runs=runs), *casework_measurements.measure(country, runs=runs)]
        self._keep("work", found)
        self._show(of_work("Figures and casework", found))

    def _pages(self) -> None:
        country, runs = self._country(), self.options["runs"]
        costs = list(measure_month(country, runs=runs))
        do_casework(country)
        analyse()
        pages = list(measure_pages(runs=4 * runs))
        self._keep("month", costs)
        self._keep("pages", pages)
        self._show(of_work("A month, loaded and calculated", costs))
        self._show(report.of_pages(pages, "national size"))
        client = signed_in(person(Role.CASEWORKER))
        views = {address: first_view(client, address) for address in _FIRST_VIEWS}
        self.measured["first_view"] = {address: sum(one.bytes for one in view) for address, view in views.items()}
        self._show(report.of_first_view(views))
        if people := self.options["concurrent"]:
            for more in ({}, {"thinking": None}):
                crowd = measure_crowd(people=people, seconds=self.options["seconds"], **more)
                self.measured.setdefault("crowds", []).append(crowd.as_json())
                self._show(report.of_crowd(crowd))
        self._plans("national size")
        if self.options["size"] == "hundredfold":
            self._hundredfold(country, costs, pages)

    def _hundredfold(self, country: Country, costs: list[Measurement], pages: list[PageMeasured]) -> None:
        times, began = self.options["times"], perf_counter()
        count = grow(times)
        grow_casework(times)
        versions, replaced = versions_known()
        self._say(
            f"\n{count:,} municipalities, {versions:,} versions of figures, {replaced:,} of them replaced: made in "
            f"{perf_counter() - began:.0f} s."
        )
        large = replace(country, municipalities=list(Municipality.objects.all()))
        more_costs = list(measure_month(large, runs=1))
        analyse()
        more_pages = list(measure_pages(runs=1))
        self._keep("month_hundredfold", more_costs)
        self.measured["pages_hundredfold"] = [one.as_json() for one in more_pages]
        self._show(of_growth(costs, more_costs, times))
        self._show(report.of_growth(pages, more_pages, times))
        self._plans(f"{times} times as large")

    def _plans(self, size: str) -> None:
        if self.options["plans"]:
            indexes = measure_plans()
            self.measured[f"plans, {size}"] = {
                name: [use.page for use in index.uses] for name, index in indexes.items()
            }
            self._show(report.of_plans(indexes.values(), size))

    def _country(self) -> Country:
        country = make_country(self.options["months"])
        versions, replaced = versions_known()
        self.measured["size"] = {"cells": country.cells, "versions": versions, "replaced": replaced}
        self._say(
            f"\n{len(country.municipalities)} municipalities × {len(country.indicators)} indicators × "
            f"{len(country.months)} months = {country.cells:,} cells in {versions:,} versions, {replaced:,} of them replaced."
        )
        return country

    def _keep(self, name: str, found: list[Measurement] | list[PageMeasured]) -> None:
        self.measured[name] = [one.as_json() for one in found]
        self.kept += [one.is_kept for one in found if isinstance(one, Measurement)]

    def _show(self, sheet: Sheet) -> None:
        self._say(sheet.as_markdown() if self.options["markdown"] else sheet.as_text())

    def _say(self, text: str) -> None:
        if not self.options["json"]:
            self.stdout.write(text)
            self.stdout.flush()


def _at_least(least: int):
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"“{text}” is not a whole number of at least {least}.")
        return int(text)

    return number
