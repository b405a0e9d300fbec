"""A database of its own with one of each thing in it, outside the tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test.utils import setup_test_environment, teardown_test_environment

from municipalities.bench.scratch_database import scratch_database
from tests.everything import lay_out_everything


@contextmanager
def country() -> Iterator[None]:
    setup_test_environment()
    try:
        with scratch_database(), transaction.atomic():
            lay_out_everything()
            yield
            transaction.set_rollback(True)
    finally:
        teardown_test_environment()
