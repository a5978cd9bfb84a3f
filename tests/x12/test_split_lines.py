"""Lines that a payer answered in several parts: several SVC of one line control number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import read, said
from tests.x12.messages import check, claim, interchange, line
from tests.x12.reading import read_rows

SAID = (
    "export.csv, line 18: the payer answered a line in several parts, which count as one line: their amounts were "
    "added."
)
COLUMNS = ("line_number", "billed_amount", "allowed_amount", "paid_amount", "adjustment_codes")


def _part(billed: str, paid: str, *segments: str, code: str = "AD:D9311", day: str = "20250110") -> list[str]:
    return line(code, billed, paid, *segments, "REF*6R*7", day=day)


def _claim(*parts: list[str], billed: str = "100", paid: str = "60") -> str:
    segments = [segment for part in parts for segment in part]
    return interchange(check(paid, claim("C1", "1", billed, paid, *segments)))


FIRST = _part("60", "40", "CAS*CO*45*20", "AMT*B6*40", "LQ*HE*N130")


def test_parts_of_one_line_are_one_line_with_amounts_added(tmp_path: Path) -> None:
    second = _part("40", "20", "CAS*CO*45*5", "CAS*PR*1*15", "AMT*B6*35", "LQ*HE*N130", "LQ*HE*N20")
    text = _claim(FIRST, second)
    assert read_rows(tmp_path, text, *COLUMNS) == [
        ("7", "100", "75", "60", "CO-45:20; CO-45:5; PR-1:15; N130; N20")
    ]
    assert said(read(tmp_path, text)) == [SAID]


def test_three_parts_of_a_denied_line_are_said_with_their_count(tmp_path: Path) -> None:
    parts = [_part("50", "0", "CAS*CO*96*50"), _part("50", "0", "CAS*CO*97*50"), _part("0", "0")]
    text = _claim(*parts, paid="0")
    assert read_rows(tmp_path, text, *COLUMNS) == [("7", "100", "0", "0", "CO-96:50; CO-97:50")]
    assert said(read(tmp_path, text)) == [SAID.replace("line 18", "line 16") + " So 2 times."]


@pytest.mark.parametrize(
    "other",
    [
        _part("40", "20", code="AD:D0140"),
        _part("40", "20", day="20250111"),
        line("AD:D9311", "40", "20", "REF*6R*8"),
        line("AD:D9311", "40", "20"),
        _part("4O", "20"),
        _part("40", ""),
    ],
)
def test_another_code_date_or_number_or_an_unreadable_amount_stays_apart(
    tmp_path: Path, other: list[str]
) -> None:
    text = _claim(FIRST, other)
    assert [row[0] for row in read_rows(tmp_path, text, "billed_amount")] == ["60", other[0].split("*")[2]]
    assert not [message for message in said(read(tmp_path, text)) if "several parts" in message]


def test_a_part_under_another_code_is_of_the_line_that_was_billed(tmp_path: Path) -> None:
    recoded = ["SVC*AD:D0140*40*20***AD:D9311", "DTM*472*20250110", "CAS*CO*45*20", "REF*6R*7"]
    text = _claim(FIRST, recoded)
    assert read_rows(tmp_path, text, "procedure_code", "billed_amount") == [("D9311", "100")]
    assert [message.split(": ", 1)[1].split(",")[0] for message in said(read(tmp_path, text))] == [
        "the payer answered a line in several parts",
        "the payer decided the line under another code than was billed; it counts as the billed one.",
    ]


def test_parts_without_their_date_have_that_of_the_claim(tmp_path: Path) -> None:
    part = [segment for segment in _part("50", "30", "CAS*CO*45*20") if not segment.startswith("DTM")]
    text = _claim(["DTM*232*20250110"], part, part)
    assert read_rows(tmp_path, text, "service_date", "billed_amount") == [("2025-01-10", "100")]
