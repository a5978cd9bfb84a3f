"""What people type, as it is kept: names, notes and events, without what no screen shows."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from d9311.desk.steps import ASSIGN, NOTE
from d9311.ingest.errors import Refused

LONGEST_NAME = 80


def clean_name(who: str) -> str:
    """Return a person's name. Raises Refused where there is none, or a very long one."""
    name = clean_text(ASSIGN, who, LONGEST_NAME)
    if not name:
        raise Refused("Say who you are first: a name, as your colleagues know it.")
    return name


def clean_text(what: str, text: str, longest: int | None) -> str:
    """Return a typed text without control characters, and blanks around it; a note keeps its lines.

    Raises Refused where it is too long.
    """
    shown = "".join(
        sign
        for sign in text
        if sign == "\n" and what == NOTE or not unicodedata.category(sign).startswith("C")
    ).strip()
    if longest and len(shown) > longest:
        raise Refused(f"That is {len(shown):,} characters long; {longest:,} are the most.")
    return shown


def now() -> str:
    """Return this moment as it is kept: UTC, ISO."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
