import argparse
import json
import os
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.module_loading import module_has_submodule

from municipalities.bench.made_up_country import Country, make_country, versions_known
from municipalities.bench.measurements import Measurement
from municipalities.bench.report import heading, line
from municipalities.bench.scratch_database import scratch_database


class Command(BaseCommand):
    help = (
        "Measure, in a database of its own that is dropped afterwards, how fast 98 municipalities × 6 indicators × "
        "120 months of made-up figures are calculated, taken in and shown. “Bare” is an INSERT … SELECT of as many "
        "rows into a copy of the table of assessments with its primary key, unique constraint, index and checks."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--months", type=_at_least(12), default=120, help="how many months are known (120)")
        parser.add_argument("--runs", type=_at_least(1), default=5, help="runs of each measurement (5)")
        parser.add_argument("--check", action="store_true", help="exit 1 if a limit is not kept")
        parser.add_argument("--json", action="store_true", help="print the measurements as JSON, times in seconds")

    def handle(self, *args, months: int, runs: int, check: bool, **options) -> None:
        say = (lambda text: None) if options["json"] else self.stdout.write
        with scratch_database():
            country = make_country(months)
            versions, replaced = versions_known()
            say(
                f"{len(country.municipalities)} municipalities × {len(country.indicators)} indicators × "
                f"{months} months = {country.cells:,} cells in {versions:,} versions, {replaced:,} of them replaced. "
                f"Medians of {runs} runs; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}."
            )
            say(heading())
            measurements = []
            for measurement in _all_measurements(country, runs):
                measurements.append(measurement)
                say(line(measurement))
        if options["json"]:
            size = {"cells": country.cells, "versions": versions, "replaced": replaced, "runs": runs}
            result = size | {"measurements": [measurement.as_json() for measurement in measurements]}
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        if check and any(measurement.is_kept is False for measurement in measurements):
            raise SystemExit(1)


def _all_measurements(country: Country, runs: int) -> Iterator[Measurement]:
    """Those of every app that has a `bench`, in the order of the layers."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "bench"):
            yield from import_module(f"{config.name}.bench.measurements").measure(country, runs=runs)


def _at_least(least: int):
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"“{text}” is not a whole number of at least {least}.")
        return int(text)

    return number
