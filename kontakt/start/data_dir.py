"""The data folder: where the embedded database, the queue, uploaded files and the secret key live."""

import os
import secrets
from pathlib import Path


def data_dir(chosen: str, *, default: Path) -> Path:
    """The data folder, made if it is missing: `chosen` (KONTAKT_DATA_DIR) or else `default`."""
    folder = Path(chosen).expanduser().resolve() if chosen else default
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept_secret(file: Path) -> str:
    """A random secret, made on first use and kept in `file`, which only its owner can read.

    Safe when two processes start at once: the file is linked into place whole, and the first one wins.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
