"""A column that holds the claim's total on each line, where the amount of the line is meant: kept, counted and said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.drafts import report_on
from tests.tables import Row
from tests.x12.messages import check, claim, interchange, line

SAID = (
    "claims with several codes have one amount on all lines, as if it were the claim's total. Export the amount of "
    "the line, or choose the column that holds it."
)


def claims(billed: list[tuple[int, int]], codes: tuple[str, str] = ("D9311", "D0140")) -> list[Row]:
    """Claims of two lines each, with what their lines say of the amount."""
    return [
        {"claim_id": f"C{number}", "procedure_code": code, "billed_amount": str(amount), "paid_amount": "0"}
        for number, amounts in enumerate(billed, start=1)
        for code, amount in zip(codes, amounts, strict=True)
    ]


def said_of(folder: Path, rows: Sequence[Row]) -> list[tuple[str | None, str, int]]:
    report = report_on(folder, "claims", rows)
    assert report.rows_kept == len(rows)
    return [
        (one.column, one.message, one.count) for one in report.warnings if one.rule == "total_of_the_claim"
    ]


def test_the_total_on_each_line_is_said_with_the_claims_counted(tmp_path: Path) -> None:
    totals = [(145, 145), (205, 205), (145, 145)]
    assert said_of(tmp_path, claims(totals)) == [
        ("billed_amount", f"claims.csv, line 2, column billed_amount: {SAID} So in 3 rows.", 3)
    ]


@pytest.mark.parametrize(
    ("billed", "is_said"),
    [
        ([(145, 145), (205, 205), (85, 60)], False),
        ([(145, 145), (205, 205)], False),  # two claims may be an accident
        ([(145, 145)] * 8 + [(205, 205), (85, 60)], True),
        ([(145, 145)] * 7 + [(205, 205), (85, 60)], False),  # fewer than nine in ten
        ([(145, 145)] * 16 + [(205, 205), (85, 60), (85, 60)], False),  # 17 of 19
        ([(85, 85)] * 4, False),  # a fee that both codes share
        ([(85, 85)] * 9 + [(95, 60)], False),  # another amount on a claim with two
        ([(0, 0), (5, 5), (5, 5)], False),
    ],
)
def test_three_claims_nine_in_ten_and_two_amounts_are_no_accident(
    tmp_path: Path, billed: list[tuple[int, int]], is_said: bool
) -> None:
    assert bool(said_of(tmp_path, claims(billed))) == is_said


def test_claims_without_d9311_and_decisions_of_one_line_say_nothing(tmp_path: Path) -> None:
    totals = [(145, 145), (205, 205), (145, 145)]
    for near in ("D2740", "D93112"):
        assert said_of(tmp_path, claims(totals, (near, "D0140"))) == []
    rows = [
        {**row, "adjudicated_date": f"2025-03-{place + 1:02}"}
        for place, row in enumerate(claims(totals, ("D9311", "D9311")))
    ]
    assert said_of(tmp_path, rows) == []


def test_the_line_that_is_told_is_the_first_of_d9311(tmp_path: Path) -> None:
    rows = claims([(145, 145), (205, 205), (145, 145)], ("D0140", "D9311"))
    [(_, message, count)] = said_of(tmp_path, rows)
    assert message.startswith("claims.csv, line 3, column billed_amount:")
    assert count == 3


def test_a_remittance_has_the_amounts_that_the_payer_wrote(tmp_path: Path) -> None:
    """An 835 speaks of the lines as the payer read them; there is no column to choose."""
    told = [
        claim(f"C{number}", "1", str(2 * billed), "0", *line("AD:D9311", str(billed), "0"),
              *line("AD:D0140", str(billed), "0"))
        for number, billed in enumerate((145, 205, 145))
    ]  # fmt: skip
    path = tmp_path / "answers.835"
    path.write_text(interchange(check("0", *told)))
    report = report_on(tmp_path, "claims", path)
    assert report.rows_kept == 6
    assert [one.message for one in report.warnings if one.rule == "total_of_the_claim"] == []
