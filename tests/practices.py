"""Exports of practices whose systems all count from 1: the same claim, patient and consultation numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from d9311.store import open_database
from tests.states import import_files
from tests.tables import Row, write_export

ANSWERS = {
    "a": {"payer_name": "Harbor Dental", "status": "Received", "paid_amount": "60.00", "adjustment_codes": "CO-45:40.00"},
    "b": {"payer_name": "Old Orchard", "status": "Denied", "paid_amount": "0.00", "adjustment_codes": "CO-97:100.00"},
    "c": {"payer_name": "Third Street Plan", "status": "Received", "paid_amount": "70.00", "adjustment_codes": "CO-45:30.00"},
}  # fmt: skip


def claims(practice: str, count: int = 6) -> list[dict[str, str]]:
    """Decided claims 101 and on of patients 1 and on, a day each."""
    return [
        {
            "claim_id": f"{100 + number}", "patient_id": f"{number}", "service_date": f"2025-03-{number:02}",
            "submitted_date": "2025-03-20", "adjudicated_date": f"2025-04-{number:02}", **ANSWERS[practice],
        }
        for number in range(1, count + 1)
    ]  # fmt: skip


def consultations(practice: str, count: int = 6) -> list[dict[str, str]]:
    """The consultations behind these claims, which differ by their reason only."""
    return [
        {
            "consultation_id": f"{number}", "patient_id": f"{number}", "claim_id": f"{100 + number}",
            "consultation_date": f"2025-03-{number:02}", "consultation_time": "09:30", "method": "phone",
            "reason": f"ask about anticoagulant of practice {practice}", "outcome": "proceed",
        }
        for number in range(1, count + 1)
    ]  # fmt: skip


def write_practice(folder: Path, practice: str) -> dict[str, list[Path]]:
    """Write both exports of a practice; return them as the import takes them."""
    return {
        "claims": [write_export(folder / f"claims-{practice}.csv", "claims", claims(practice))],
        "consultations": [
            write_export(folder / f"consultations-{practice}.csv", "consultations", consultations(practice))
        ],
    }


def changed(rows: list[dict[str, str]], change: Callable[[int], Row]) -> list[dict[str, str]]:
    """Return the rows with what `change` gives for each, counted from 1."""
    return [{**row, **change(number)} for number, row in enumerate(rows, start=1)]


def write_numbered(folder: Path, name: str, write: str, count: int = 6, own: Row | None = None) -> Path:
    """Write claims of practice a whose numbers are written so, `00{}` or another way."""
    rows = changed(claims("a", count), lambda number: {"claim_id": write.format(100 + number), **(own or {})})
    return write_export(folder / f"{name}.csv", "claims", rows)


def give(
    folder: Path, database: Path, kind: str, rows: list[dict[str, str]], name: str, **how: object
) -> None:
    """Import rows as a file of this name."""
    import_files(database, **{kind: [write_export(folder / name, kind, rows)]}, **how)


def held(database: Path) -> Mapping[str, tuple[int, int, int, int]]:
    """Return for each practice: episodes, approved, denied, and consultations that were billed."""
    found = (
        open_database(database)
        .cursor()
        .execute(
            """select practice_id, count(episode_id), count(*) filter (outcome = 'approved_paid'),
            count(*) filter (outcome = 'denied'),
            (select count(billing_id) from consultations where consultations.practice_id = episodes.practice_id)
        from episodes group by practice_id order by practice_id"""
        )
        .fetchall()
    )
    return {practice: tuple(counts) for practice, *counts in found}


def rows_held(database: Path) -> Mapping[str, tuple[int, int, int, int]]:
    """Return for each practice the rows that hold now: claims, paid ones, denied ones, and consultations about one
    of its claims."""
    asked = """select practice_id, count(*), count(*) filter (paid_amount > 0), count(*) filter (status ilike 'denied'),
            (select count(*) from current_consultations semi join current_claims using (practice_id, claim_id)
             where practice_id = of.practice_id)
        from current_claims as of group by practice_id order by practice_id"""
    found = open_database(database).cursor().execute(asked).fetchall()
    return {practice: tuple(counts) for practice, *counts in found}
