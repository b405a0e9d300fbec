"""Known holes in the locked packages, and secrets in the code and its history: `make audit`, and part of CI.

A known hole fails. A service that cannot be reached does not, and is said: nothing was asked then, and nobody may think
so. A secret fails, unless `.ci/known-secrets.txt` says what it is.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

ROOT = Path(__file__).resolve().parent.parent
KNOWN = Path(__file__).with_name("known-secrets.txt")
PATIENCE = 60  # seconds
_NOT_REACHED = re.compile(r"dns error|error sending request|connect|timed out|Request failed", re.IGNORECASE)
# What looks random, and addresses: too much in the code looks like them, and says nothing.
_LEFT_OUT = {"Base64 High Entropy String", "Hex High Entropy String", "Public IP (ipv4)"}
# Others' code as it came, checksums, and translations of words such as “password”.
_ELSEWHERE = (":!kontakt/ui/static", ":!uv.lock", ":!locale", ":!.ci/known-secrets.txt")
_OUR_TOKEN = re.compile(r"kontakt_(?=\S*[A-Z])(?=\S*[0-9])[A-Za-z0-9_-]{43}")  # kontakt/accounts/tokens.py
_LONGEST_LINE = 2_000
_BY_NAME, _SHORTEST = "Secret Keyword", 8  # found by what it is called: as short as this, it is a test's


def ask_for_holes(root: Path = ROOT, *, service: str | None = None) -> tuple[int, str]:
    """The exit code and what to say. `service`: another than OSV, for tests."""
    uv = str(ROOT / ".tools/uv/bin/uv")
    command = [
        uv if Path(uv).exists() else shutil.which("uv") or uv,
        "audit",
        "--frozen",
        "--preview-features",
        "audit-command",
    ]
    command += ["--service-url", service] if service else []
    try:
        asked = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env=os.environ | {"UV_HTTP_RETRIES": "1"},
        )
    except subprocess.TimeoutExpired:
        return 0, f"PACKAGES NOT CHECKED: no answer within {PATIENCE} seconds about known holes."
    except OSError as error:
        return 1, f"Packages: uv could not be started ({error})."
    said = asked.stderr.strip().splitlines()
    if asked.returncode == 0:
        return 0, f"Packages: {said[-1] if said else 'nothing found'}."
    if asked.returncode != 1 and _NOT_REACHED.search(asked.stderr):
        return 0, f"PACKAGES NOT CHECKED: the service that knows of holes cannot be reached ({said[-1].strip()})."
    return 1, "\n".join(["Packages:", asked.stdout.strip(), *said])


def find_secrets(lines: Iterable[str], known: set[str]) -> list[str]:
    """What looks like a secret, in words; each once."""
    detectors = {
        name: kind() for name, kind in get_mapping_from_secret_type_to_class().items() if name not in _LEFT_OUT
    }
    found: dict[str, None] = {}
    for line in lines:
        for name, detector in detectors.items():
            for secret in detector.analyze_string(line):
                if secret not in known and not (name == _BY_NAME and len(secret) < _SHORTEST):
                    found[f"{name}: {line.strip()[:120]}"] = None
        if token := _OUR_TOKEN.search(line):
            found[f"A token of Kontakt's: {token[0][:14]}…"] = None
    return list(found)


def lines_ever(root: Path = ROOT) -> Iterator[str]:
    """Every line that a commit has added, and those of the files as they are now; each once."""
    seen: set[str] = set()
    git = ["git", "-C", str(root)]
    log = [*git, "log", "-p", "--all", "--unified=0", "--no-color", "--no-ext-diff", "--", ".", *_ELSEWHERE]
    history = subprocess.run(log, capture_output=True, text=True, errors="replace", check=True).stdout
    files = subprocess.run(
        [*git, "ls-files", "-z", "--", ".", *_ELSEWHERE], capture_output=True, text=True, check=True
    ).stdout
    texts = [line[1:] for line in history.splitlines() if line.startswith("+") and not line.startswith("+++ ")]
    for name in filter(None, files.split("\0")):
        path = root / name
        if path.is_file():
            texts += path.read_text(errors="replace").splitlines()
    for text in texts:
        if len(text) <= _LONGEST_LINE and text not in seen:
            seen.add(text)
            yield text


def known_secrets() -> set[str]:
    return {
        line.split("  #")[0].strip() for line in KNOWN.read_text().splitlines() if line and not line.startswith("#")
    }


def main() -> int:
    failed, said = ask_for_holes()
    print(said)
    found = find_secrets(lines_ever(), known_secrets())
    if found:
        print(f"Secrets: {len(found)} that .ci/known-secrets.txt does not know.")
        print("\n".join(f"  {each}" for each in found))
    else:
        print("Secrets: none in the files or in any commit.")
    return 1 if failed or found else 0


if __name__ == "__main__":
    sys.exit(main())
