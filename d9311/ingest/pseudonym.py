"""Patient pseudonyms: a keyed hash, whose key is made on first use and kept beside the database."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from d9311.ingest.places import place_of

LENGTH = 16  # hexadecimal characters: 64 bits, no collision to be expected among a hundred million patients
_CHECK = b"d9311 patient key"
# What stands for a patient in rows that are to be mended, so that a mended row finds its patient again.
KNOWN = "d9311-patient:"
_KNOWN = re.compile(KNOWN + r"([0-9a-f]{16})")


def key_path(database: Path) -> Path:
    """Return where the key of a database is kept."""
    database = place_of(database)
    return database.with_name(f"{database.name}.key")


def read_key(database: Path) -> bytes | None:
    """Return the key of a database; None when it has none yet. Raises OSError and ValueError."""
    try:
        return bytes.fromhex(key_path(database).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def make_key(database: Path, folder: Path) -> bytes:
    """Make the key of a database, whole or not at all,
    readable by its owner only. `folder`: for the draft.
    """
    key = secrets.token_bytes(32)
    draft = folder / "key"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, key_path(database))
    return key


def fingerprint(key: bytes) -> str:
    """Return what tells two keys apart without giving either away."""
    return hmac.digest(key, _CHECK, "sha256").hex()[:LENGTH]


def pseudonyms(key: bytes, patient_ids: Iterable[str]) -> list[str]:
    """Return the pseudonym of each patient id; of one that is written as `KNOWN` and a pseudonym, that."""
    return [
        known[1]
        if (known := _KNOWN.fullmatch(text))
        else hmac.digest(key, text.encode(), "sha256").hex()[:LENGTH]
        for text in patient_ids
    ]


def in_sql(key: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the SQL by which DuckDB makes the same of a column `text`, on every core, and its parameters.

    HMAC of two SHA-256 (RFC 2104): the key is filled up to a block of 64 bytes.
    """
    block = key.ljust(64, b"\0")
    inner, outer = (bytes(one ^ pad for one in block) for pad in (0x36, 0x5C))
    hashed = "sha256($outer::blob || unhex(sha256($inner::blob || encode(text))))"
    is_known = f"regexp_full_match(text, '{_KNOWN.pattern}')"
    made = f"if(starts_with(text, '{KNOWN}') and {is_known}, text[-{LENGTH}:], {hashed}[:{LENGTH}])"
    return made, {"inner": inner, "outer": outer}
