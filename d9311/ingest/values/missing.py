"""Which cells are missing."""

from __future__ import annotations

from d9311.contract import CELL_ERRORS, PLACEHOLDERS, Kind


def is_missing(kind: Kind, text: str | None) -> bool:
    """Whether a cell of a column of this kind holds nothing: empty after trimming or, in every column but an
    identifier's, a placeholder such as `n/a`. An identifier is missing too where a formula failed (`#N/A`).
    """
    if text is None:
        return True
    trimmed = text.strip()
    if kind == "identifier":
        return not trimmed or trimmed.casefold() in CELL_ERRORS
    return trimmed.casefold() in PLACEHOLDERS
