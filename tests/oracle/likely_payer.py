"""Whose patient it most likely is, where a consultation was never billed (`worklist.md`)."""

from __future__ import annotations

from tests.oracle.rows import ClaimRow, Consultation
from tests.oracle.selection import Selection


def likely_claim(selection: Selection, note: Consultation | None) -> ClaimRow | None:
    """A claim of the only payer of the patient's claims within a year, where no claim of its own names
    one."""
    if note is None or note.day is None or selection.episode_of(note):
        return None
    around = [
        row
        for row in selection.facts.rows
        if (row.practice, row.patient) == (note.practice, note.patient)
        and abs((row.service - note.day).days) <= 365
    ]
    return around[0] if len({row.payer_key for row in around}) == 1 else None
