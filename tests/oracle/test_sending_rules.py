"""Rules of the payers that a claim would break, on generated claims that mostly wait, by a second computation."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from d9311.filters import Filters
from tests.oracle import Export, ImportedFile, gather, measure
from tests.oracle.compare import differences
from tests.production import import_export, key_of, run
from tests.random_exports import payer_rules
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

NEW_YEAR = date(2024, 1, 1)
DAYS = (-9, -1, 0, 0, 1, 9, 40, 365, 366)
CLAIMS = 40


def waiting_export(random: Random) -> Export:
    """Claims of few patients, dentists and payers about the turn of years, and records of some of them."""
    claims = [_claim(random, number) for number in range(CLAIMS)]
    records = [_record(random, claim) for claim in claims if random.random() < 0.6]
    rules = next(found for found in iter(lambda: payer_rules(random), None) if len(found) > 1)
    return Export((_file(claims),), (_file(records),), (), (), rules)


def _file(rows: list[dict[str, str]]) -> ImportedFile:
    return ImportedFile(tuple(rows[0]), tuple(rows))


def _claim(random: Random, number: int) -> dict[str, str]:
    day = NEW_YEAR + timedelta(random.choice(DAYS))
    decided = (day + timedelta(20)).isoformat()
    status, answered, paid = random.choice((("Sent", "", ""), ("Draft", "", ""), ("Received", decided, "60")))
    return {
        "claim_id": f"C{number}", "practice_id": random.choice(("north", "north", "south")),
        "patient_id": random.choice(("p1", "p2", "p3")), "provider_id": random.choice(("d1", "d2", "")),
        "payer_name": random.choice(("Delta", "delta", "Aetna", "Zeta")), "procedure_code": "D9311",
        "service_date": day.isoformat(), "submitted_date": "" if status == "Draft" else day.isoformat(),
        "adjudicated_date": answered, "status": status, "billed_amount": "100", "paid_amount": paid,
        "attachment_sent": random.choice(("yes", "no", "no", "")),
    }  # fmt: skip


def _record(random: Random, claim: dict[str, str]) -> dict[str, str]:
    return {
        "consultation_id": f"K{claim['claim_id']}", "practice_id": claim["practice_id"],
        "patient_id": claim["patient_id"], "claim_id": claim["claim_id"],
        "consultation_date": claim["service_date"], "reason": random.choice(("INR", "stent", "n/a")),
        "outcome": random.choice(("go on", "wait", "")),
    }  # fmt: skip


def test_rules_that_would_be_broken_are_those_of_the_second_computation() -> None:
    broken: Counter[str] = Counter()
    for seed in range(40 if IS_THOROUGH else 3):
        random = Random(seed)
        export = waiting_export(random)
        with tempfile.TemporaryDirectory() as folder:
            cursor = import_export(Path(folder), export)
            facts = gather(export, key_of(Path(folder)))
            for choice in (Filters(), *(random_filters(random) for _ in range(3))):
                found = run(cursor, "before_sending", choice)
                assert differences("before_sending", measure(facts, "before_sending", choice), found) == []
                broken.update(rule for row in found for rule in str(row["breaks"]).split(";"))
    assert set(broken) == {
        "attachment required", "narrative required", "over the number allowed", "None",
    }  # fmt: skip
