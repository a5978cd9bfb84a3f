"""Another practice, or newer data? What is asked about, and every update that is not; each boundary has its
row."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from d9311.ingest import ImportRefused
from tests.drafts import question_on
from tests.practices import changed, claims, consultations, give, held
from tests.strategies import IS_THOROUGH
from tests.tables import Row, write_export

pytestmark = pytest.mark.slow

COUNT = 10
Change = Callable[[int], Row]


def asks(tmp_path: Path, kind: str, change: Change, count: int = COUNT) -> str:
    """Import rows and then the same with a change; return what is asked, blank where nothing is.

    The second import ends at the question; where tests are thorough it is made whole as well.
    """
    rows = (claims if kind == "claims" else consultations)("a", count)
    give(tmp_path, tmp_path / "d.duckdb", kind, rows, "before.csv")
    after = write_export(tmp_path / "after.csv", kind, changed(rows, change))
    asked = question_on(tmp_path / "d.duckdb", kind, after).split(":")[0]
    if IS_THOROUGH:
        with pytest.raises(ImportRefused, match=asked) if asked else nullcontext():
            give(tmp_path, tmp_path / "d.duckdb", kind, changed(rows, change), "after.csv")
    return asked


def first(count: int, change: Change) -> Change:
    return lambda number: change(number) if number <= count else {}


def other_patient(number: int) -> Row:
    return {"patient_id": f"other {number}"}


def other_day(number: int) -> Row:
    return {"service_date": f"2025-02-{number:02}"}


def of_another(number: int) -> Row:
    return {**other_patient(number), **other_day(number)}


UPDATES: dict[str, Change] = {
    "statuses and money": lambda number: {"status": "Denied", "paid_amount": "0.00", "adjustment_codes": "CO-97"},
    "a later decision": lambda number: {"adjudicated_date": "2025-06-01", "status": "Denied", "paid_amount": "0.00"},
    "money not known before": lambda number: {"paid_amount": "", "status": "sent", "adjudicated_date": ""},
    "payers spelled in another way": lambda number: {"payer_name": " HARBOR dental"},
    "a payer with a new name": lambda number: {"payer_name": "Harbor Health"},
    "a new payer who answered later": lambda number: {"payer_name": "New", "adjudicated_date": "2025-06-01", "paid_amount": "1"},
    "corrected dates": other_day,
    "corrected dates and money": lambda number: {**other_day(number), "paid_amount": "1.00"},
    "a merged patient": first(1, other_patient),
    "one claim that is all another's": first(1, of_another),
    "four of ten claims that are another's": first(4, of_another),
}  # fmt: skip


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_of_claims_is_not_asked_about(tmp_path: Path, name: str) -> None:
    assert asks(tmp_path, "claims", UPDATES[name]) == ""


@pytest.mark.parametrize(
    ("change", "count", "said"),
    [
        (of_another, COUNT, "10 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
        (first(5, of_another), COUNT, "5 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
        (other_patient, COUNT, "10 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
        (first(5, other_patient), COUNT, "5 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
        (of_another, 2, "2 of the 2 claim numbers that it shares with before.csv stand there for other patients"),
        (of_another, 1, "1 of the 1 claim numbers that it shares with before.csv stand there for other patients"),
        (lambda number: {"payer_name": "Old Orchard", **other_day(number)}, COUNT,
         "10 of the 10 claim numbers that it shares with before.csv stand there for other payers"),
        (other_patient, 2, ""),
        (first(1, of_another), 2, ""),
        (first(2, of_another), 4, ""),
    ],
)  # fmt: skip
def test_claims_of_another_practice_are_asked_about(
    tmp_path: Path, change: Change, count: int, said: str
) -> None:
    assert asks(tmp_path, "claims", change, count) == said


NOTES: dict[str, tuple[Change, str]] = {
    "other reasons alone": (
        lambda number: {"reason": f"other {number}"},
        "10 of the 10 consultation numbers that it shares with before.csv stand there for other reasons",
    ),
    "half of them with other reasons": (
        first(5, lambda number: {"reason": "other"}),
        "5 of the 10 consultation numbers that it shares with before.csv stand there for other reasons",
    ),
    "four of ten with other reasons": (first(4, lambda number: {"reason": "other"}), ""),
    "outcomes where there is no reason": (lambda number: {"reason": "", "outcome": f"wait {number}"},
        "10 of the 10 consultation numbers that it shares with before.csv stand there for other reasons"),
    "outcomes corrected throughout": (lambda number: {"outcome": f"wait {number}"}, ""),
    "reasons completed": (lambda number: {"reason": "Dr. Who: Ask about anticoagulant of practice A, INR 3.5"}, ""),
    "reasons cut short": (lambda number: {"reason": "ask about anticoagulant"}, ""),
    "dates corrected throughout": (lambda number: {"consultation_date": f"2025-02-{number:02}"}, ""),
    "texts filled in": (lambda number: {"reason": ""}, ""),
    "a merged patient": (lambda number: {"patient_id": "2"} if number == 1 else {}, ""),
    "other patients": (other_patient, "10 of the 10 consultation numbers that it shares with before.csv stand there for other patients"),
    "other days and reasons": (
        lambda number: {"consultation_date": f"2025-02-{number:02}", "reason": "x"},
        "10 of the 10 consultation numbers that it shares with before.csv stand there for other days and reasons",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTES)
def test_consultations_are_asked_about_where_no_update_explains_them(tmp_path: Path, name: str) -> None:
    change, said = NOTES[name]
    assert asks(tmp_path, "consultations", change) == said


def test_patients_of_one_family_merged_into_one_are_no_other_practice(tmp_path: Path) -> None:
    family = [{**row, "patient_id": f"{number % 2}"} for number, row in enumerate(claims("a"))]
    give(tmp_path, tmp_path / "d.duckdb", "claims", family, "before.csv")
    give(
        tmp_path,
        tmp_path / "d.duckdb",
        "claims",
        changed(family, lambda number: {"patient_id": "9"}),
        "after.csv",
    )
    assert held(tmp_path / "d.duckdb")["practice"][0] == len(family)


def test_other_numbers_are_never_asked_about(tmp_path: Path) -> None:
    give(tmp_path, tmp_path / "d.duckdb", "claims", claims("a"), "before.csv")
    later = [{**row, "claim_id": f"9{row['claim_id']}"} for row in claims("b")]
    give(tmp_path, tmp_path / "d.duckdb", "claims", later, "after.csv")
    assert held(tmp_path / "d.duckdb")["practice"][0] == len(claims("a")) + len(later)


def test_a_question_holds_nothing_of_a_patient(tmp_path: Path) -> None:
    rows = changed(claims("a"), lambda number: {"patient_id": f"Zwiebelkuchen {number}"})
    give(tmp_path, tmp_path / "d.duckdb", "claims", claims("b"), "before.csv")
    with pytest.raises(ImportRefused) as refusal:
        give(tmp_path, tmp_path / "d.duckdb", "claims", rows, "after.csv")
    assert "Zwiebelkuchen" not in f"{refusal.value}{refusal.value.report.as_json()}"
