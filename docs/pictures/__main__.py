"""Takes pictures of a running demonstration: `make screenshots ARGS=http://127.0.0.1:8000`. Minutes, not more."""

import sys

from browsing import FOLDER
from every_page import take_all
from readme import take_the_readmes


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    take_all(address)
    take_the_readmes(address)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
