"""Another practice, or newer data? What is asked about, and every update that is not; each boundary has its
row."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from d9311.ingest import ImportRefused
from tests.drafts import questions_on, rows_alone
from tests.practices import changed, claims, consultations, give, rows_held
from tests.states import import_files
from tests.strategies import IS_THOROUGH
from tests.tables import Row, write_export

pytestmark = pytest.mark.slow

COUNT = 10
Change = Callable[[int], Row]
NUMBERS = ("claim_id", "consultation_id", "patient_id")


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


OTHERS: dict[str, tuple[Change, int, str]] = {
    "all are another's": (of_another, COUNT, "10 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
    "half are another's": (first(5, of_another), COUNT, "5 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
    "all of other patients": (other_patient, COUNT, "10 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
    "half of other patients": (first(5, other_patient), COUNT, "5 of the 10 claim numbers that it shares with before.csv stand there for other patients"),
    "both of two": (of_another, 2, "2 of the 2 claim numbers that it shares with before.csv stand there for other patients"),
    "the only one": (of_another, 1, "1 of the 1 claim numbers that it shares with before.csv stand there for other patients"),
    "other payers and days": (lambda number: {"payer_name": "Old Orchard", **other_day(number)}, COUNT,
         "10 of the 10 claim numbers that it shares with before.csv stand there for other payers"),
    "both of two of other patients alone": (other_patient, 2, ""),
    "one of two": (first(1, of_another), 2, ""),
    "two of four": (first(2, of_another), 4, ""),
}  # fmt: skip


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


Case = tuple[str, Change, int, str]
CASES: dict[str, Case] = {
    **{f"claims: {name}": ("claims", change, COUNT, "") for name, change in UPDATES.items()},
    **{f"claims: {name}": ("claims", *case) for name, case in OTHERS.items()},
    **{f"consultations: {name}": ("consultations", change, COUNT, said) for name, (change, said) in NOTES.items()},
}  # fmt: skip


def rows_of(number: int, case: Case) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Rows, and the same with a change; their numbers are those of no other case."""
    kind, change, count, _ = case
    rows = (claims if kind == "claims" else consultations)("a", count)
    before, after = [
        [{name: f"{number}-{it}" if name in NUMBERS else it for name, it in row.items()} for row in table]
        for table in (rows, changed(rows, change))
    ]
    return before, after


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is asked about the change of each case, blank where nothing is.

    The second import ends at the question; where tests are thorough it is made whole as well.
    """
    folder = tmp_path_factory.mktemp("collisions")
    database = folder / "d.duckdb"
    before: dict[str, list[dict[str, str]]] = {"claims": [], "consultations": []}
    after: list[tuple[str, Path]] = []
    for number, case in enumerate(CASES.values()):
        kind, (rows, changed_rows) = case[0], rows_of(number, case)
        before[kind] += rows
        after.append((kind, write_export(folder / f"{number}.csv", kind, changed_rows)))
    with nullcontext() if IS_THOROUGH else rows_alone():
        for kind, rows in before.items():
            give(folder, database, kind, rows, "before.csv")
    found = [question.split(":")[0] for question in questions_on(database, after)]
    for (kind, path), question in zip(after, found, strict=True) if IS_THOROUGH else ():
        with pytest.raises(ImportRefused, match=question) if question else nullcontext():
            import_files(database, **{kind: [path]})
    return dict(zip(CASES, found, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_asked_about_where_no_update_explains_them(asked: dict[str, str], name: str) -> None:
    assert asked[name] == CASES[name][3]


@pytest.mark.usefixtures("rows_alone")
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
    assert rows_held(tmp_path / "d.duckdb")["practice"][0] == len(family)


@pytest.mark.usefixtures("rows_alone")
def test_other_numbers_are_never_asked_about(tmp_path: Path) -> None:
    give(tmp_path, tmp_path / "d.duckdb", "claims", claims("a"), "before.csv")
    later = [{**row, "claim_id": f"9{row['claim_id']}"} for row in claims("b")]
    give(tmp_path, tmp_path / "d.duckdb", "claims", later, "after.csv")
    assert rows_held(tmp_path / "d.duckdb")["practice"][0] == len(claims("a")) + len(later)


@pytest.mark.usefixtures("rows_alone")
def test_a_question_holds_nothing_of_a_patient(tmp_path: Path) -> None:
    rows = changed(claims("a"), lambda number: {"patient_id": f"Zwiebelkuchen {number}"})
    give(tmp_path, tmp_path / "d.duckdb", "claims", claims("b"), "before.csv")
    with pytest.raises(ImportRefused) as refusal:
        give(tmp_path, tmp_path / "d.duckdb", "claims", rows, "after.csv")
    assert "Zwiebelkuchen" not in f"{refusal.value}{refusal.value.report.as_json()}"
