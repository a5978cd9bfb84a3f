"""Late entries and the history of elements equal the second computation, on random histories of records."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest

from tests.oracle import Export, Facts, ImportedFile, gather
from tests.oracle.documentation import ELEMENTS
from tests.oracle.late import late_entries
from tests.production import import_export, key_of
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

Cells = dict[str, str]
DAY = date(2024, 1, 10)
RECORDS, SEEDS = 80, (3, 5)  # of many records, as an import takes a second whatever it reads
VALUES = {
    "consultation_time": ("", "9:30", "09:30", "noon", "10:00"),
    "method": ("", "Phone", "phone call", "Fax", "carrier pigeon", "carrier  PIGEON"),
    "professional_name": ("", "Dr. Ames", "dr.  ames", "Dr. Bell"),
    "professional_credential": ("", "MD", "md", "DO"),
    "professional_specialty": ("", "", "cardiology"),
    "reason": ("", "tbd", "valve", "VALVE ", "stent"),
    "outcome": ("", "pending", "proceed", "Proceed", "wait"),
    "correspondence_on_file": ("", "yes", "Y", "no", "scan.pdf"),
    "verbal_summary": ("", "no", "yes", "Spoke with Dr. Ames", "spoke with dr. ames"),
}
ALWAYS = ("consultation_id", "practice_id", "patient_id", "claim_id", "consultation_date")


def random_history(seed: int) -> Export:
    """Claims decided on different days, and two to four exports of their records, not always in order."""
    random = Random(seed)
    claims = tuple(_claim(random, number) for number in range(RECORDS))
    records = [_record(random, number) for number in range(RECORDS)]
    files = []
    for place in range(random.choice((2, 3, 4))):
        made = DAY + timedelta(20 * random.choice((place, place, place, 0)))
        chosen = [one for one in records if random.random() < 0.9] or records[:1]
        new = [_written_at(random, made, number) for number in range(random.choice((1, 2, 3)))]
        left_out = {name for name in (*VALUES, "recorded_at", "signed_at") if random.random() < 0.1}
        columns = [name for name in (*ALWAYS, *VALUES, "recorded_at", "signed_at") if name not in left_out]
        rows = tuple({name: row[name] for name in columns} for row in (*chosen, *new))
        files.append(ImportedFile(tuple(columns), rows))
        records = [_again(random, one, made) for one in records]
    return Export((ImportedFile(tuple(claims[0]), claims),), tuple(files))


def _claim(random: Random, number: int) -> Cells:
    decided = random.choice(("", *((DAY + timedelta(20 * n)).isoformat() for n in range(4))))
    return {
        "claim_id": f"C{number}",
        "practice_id": random.choice(("north", "north", "south")) if number < 2 else "north",
        "patient_id": f"p{number}",
        "payer_name": "Delta",
        "procedure_code": "D9311",
        "service_date": "2024-01-05",
        "adjudicated_date": decided,
        "status": random.choice(("denied", "denied", "paid")) if decided else "sent",
        "billed_amount": "100",
        "paid_amount": "0" if decided else "",
        "adjustment_codes": "CO-252" if decided else "",
    }


def _record(random: Random, number: int) -> Cells:
    return {
        **{name: random.choice(pool) for name, pool in VALUES.items()},
        "consultation_id": f"k{number}",
        "practice_id": "north",
        "patient_id": f"p{number}",
        "claim_id": f"C{number}",
        "consultation_date": random.choice(("", "2024-01-05", "2024-01-05")),
        "recorded_at": random.choice(("", "", "", "2024-01-06 08:00")),
        "signed_at": random.choice(("", "", "2024-01-07")),
    }


def _written_at(random: Random, made: date, number: int) -> Cells:
    """A record of the day on which an export is made, which tells up to which day it tells."""
    day = (made - timedelta(random.choice((0, 0, 1)))).isoformat()
    return {**_record(random, 90), "consultation_id": f"n{day}{number}", "consultation_date": day}


def _again(random: Random, record: Cells, made: date) -> Cells:
    """The record in the next export: often as it was, or with some cells changed."""
    again = dict(record)
    for name, pool in VALUES.items():
        if random.random() < 0.2:
            again[name] = random.choice(pool)
    for name in ("recorded_at", "signed_at"):
        if random.random() < 0.03:
            again[name] = random.choice(("", (made + timedelta(random.choice((0, 1)))).isoformat()))
    if again != record and random.random() < 0.06:
        again["recorded_at"] = (made + timedelta(1)).isoformat()
    if random.random() < 0.02:
        again["patient_id"] = "p99"
    return again


def found_entries(cursor: duckdb.DuckDBPyConnection, numbers: dict[int, int]) -> set[tuple[object, ...]]:
    rows = cursor.execute(
        "select episode_id, element, kind, decision_date, proved_by, proof_date, proof_import, "
        "first_seen_import, changed_import from late_entries"
    ).fetchall()
    return {(*row[:6], *(numbers.get(one) for one in row[6:])) for row in rows}


def expected_entries(facts: Facts) -> set[tuple[object, ...]]:
    return {
        (one.episode_id, entry.element, entry.kind, entry.decision, entry.proved_by, entry.proof_date)
        + (entry.proof_import, entry.first_seen_import, entry.changed_import)
        for one in facts.episodes
        if one.consultation
        for entry in late_entries(one, facts.histories[one.practice, one.consultation.consultation_id])
    }


def expected_history(facts: Facts) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for one in facts.consultations:
        history = facts.histories[one.practice, one.consultation_id]
        for element in ELEMENTS:
            if (one.elements or {})[element]:
                first = history.first_seen(element)
                last = max(part.written.number for part in history.parts(element))
                found.add((one.consultation_id, element, first, last if last > first else None))
    return found


@pytest.mark.parametrize("seed", range(100) if IS_THOROUGH else SEEDS)
def test_late_entries_equal_the_second_computation(tmp_path: Path, seed: int) -> None:
    export = random_history(seed)
    cursor = import_export(tmp_path, export)
    facts = gather(export, key_of(tmp_path))
    imports = cursor.execute("select import_id from imports where kind = 'consultations' order by 1")
    numbers = {number: place for place, (number,) in enumerate(imports.fetchall())}
    history = cursor.execute(
        "select consultation_id, element, first_seen_import, changed_import from element_history"
    ).fetchall()
    assert {(*row[:2], *(numbers.get(one) for one in row[2:])) for row in history} == expected_history(facts)
    assert found_entries(cursor, numbers) == expected_entries(facts)


def test_random_histories_hold_every_proof_and_kind() -> None:
    found = {entry[2:5:2] for seed in SEEDS for entry in expected_entries(gather(random_history(seed)))}
    assert found == {
        ("first written after the decision", "recorded_at"),
        ("changed after the decision", "recorded_at"),
        ("first written after the decision", "export"),
        ("changed after the decision", "export"),
        ("signed after the decision", "signed_at"),
    }
