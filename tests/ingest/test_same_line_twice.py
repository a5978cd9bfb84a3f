"""The same claim line and decision date twice in one file with other money: kept, counted and said."""

from __future__ import annotations

from pathlib import Path

from tests.drafts import report_on
from tests.x12.messages import check, claim, interchange, line

FIRST = {"claim_id": "C1", "status": "paid", "adjudicated_date": "2025-02-05", "paid_amount": "60"}
SAID = (
    "the row has the claim, line, payer and decision date of an earlier row and other amounts. Both count as they "
    "stand. Look which is right and leave the other out; give a second line a line_number of its own."
)


def said_of(folder: Path, *changes: dict[str, str]) -> list[tuple[int | None, str, int]]:
    report = report_on(folder, "claims", [FIRST, *[{**FIRST, **change} for change in changes]])
    assert report.rows_kept == len(changes) + 1
    return [(one.line, one.message, one.count) for one in report.warnings if one.rule == "same_line_twice"]


def test_other_money_for_the_same_line_and_day_is_said(tmp_path: Path) -> None:
    assert said_of(tmp_path, {"paid_amount": "9.99"}) == [
        (3, f"claims.csv, line 3, column claim_id: {SAID}", 1)
    ]


def test_every_further_row_counts(tmp_path: Path) -> None:
    assert said_of(tmp_path, {"paid_amount": "9.99"}, {"claim_id": "C2"}, {"allowed_amount": "70"}) == [
        (3, f"claims.csv, line 3, column claim_id: {SAID} So in 2 rows.", 2)
    ]


def test_another_line_another_day_or_a_take_back_is_none(tmp_path: Path) -> None:
    """Each beside an earlier row of a claim of its own."""
    changes = [
        {"adjudicated_date": "2025-02-06"},
        {"claim_id": "another"},
        {"line_number": "2"},
        {"payer_name": "Aetna"},
        {"payer_order": "secondary"},
        {"practice_id": "north"},
        {"service_date": "2025-01-14"},
        {"procedure_code": "D0120"},
        {"adjustment_codes": "CO-45"},
        {"status": "reversed"},
        {"paid_amount": "-60"},
    ]
    rows = []
    for number, change in enumerate(changes, start=10):
        money = {} if "adjustment_codes" in change or "paid_amount" in change else {"paid_amount": "9.99"}
        own = {"claim_id": f"C{number}", "patient_id": f"P{number}"}
        rows += [own, {**own, **money, **change}]
    assert said_of(tmp_path, *rows) == []


def test_a_remittance_answers_a_line_as_often_as_it_will(tmp_path: Path) -> None:
    paid, more = (
        claim("C1", "1", "100", amount, *line("AD:D9311", "100", amount)) for amount in ("60", "9.99")
    )
    path = tmp_path / "answer.835"
    path.write_text(interchange(check("69.99", paid, more)), encoding="utf-8")
    report = report_on(tmp_path, "claims", path)
    assert report.rows_kept == 2
    assert "same_line_twice" not in [one.rule for one in report.warnings]
