"""`make fuzz`: as many changed files, hostile forms and questions to the API as are asked for, and what became of them."""

import argparse
import os
import sys
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="changed files for the readers (10000)")
    parser.add_argument("--forms", type=int, default=6_000, help="forms and addresses, over all roles (6000)")
    parser.add_argument("--api", type=int, default=4_000, help="questions to the read API (4000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other samples (1)")
    parser.add_argument(
        "--first", type=int, default=0, help="the number of the first file, to make one again alone (0)"
    )
    chosen = parser.parse_args()

    import django

    django.setup()
    from tests.fuzz import api, forms, readers
    from tests.fuzz.country import country

    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {chosen.seed}", flush=True)
    failed = 0
    if chosen.files:
        read = readers.run(chosen.files, seed=chosen.seed, first=chosen.first)
        print(read.as_text(), flush=True)
        failed += len(read.failures)
    if chosen.forms or chosen.api:
        with country():
            tried = [forms.run(chosen.forms, seed=chosen.seed)] if chosen.forms else []
            tried += [api.run(chosen.api, seed=chosen.seed)] if chosen.api else []
        for outcome in tried:
            print(outcome.as_text(), flush=True)
            failed += len(outcome.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
