"""The comparison of published files with a plain look at their segments: same, different, refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.x12 import published
from tests.x12.messages import batch, check, claim, interchange, line

PAID = claim("C1", "1", "100", "60", *line("HC:99213", "100", "60", "CAS*CO*45*40"))
SENT = ["CLM*C2*30***11:B:1*Y*A*Y*Y", "LX*1", "SV1*HC:99213*30*UN*1***1", "DTP*472*D8*20250110"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answer.835").write_text(interchange(check("60", PAID, claim("C3", "4", "0", "0"))))
    (tmp_path / "claims.837").write_text(interchange(batch(SENT), guide="005010X222A1"))
    (tmp_path / "cut.835").write_text(interchange(check("60", PAID))[:-30])
    (tmp_path / "notes.txt").write_text("no X12")
    return tmp_path


def test_medical_lines_count_as_dental_ones(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert published.main(str(folder)) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "answer.835",
        "       2       1       1        100.00         60.00  same",
        "claims.837",
        "       1       1       0         30.00          0.00  same",
        "cut.835",
        "       1       1       1        100.00         60.00  refused: segment 15: the file ends here, before its "
        "end (GE is missing and IEA is missing). Get the whole file again.",
        "1 refused, 2 same",
    ]


def test_a_difference_shows_both_sides_and_fails(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = published.plain
    monkeypatch.setattr(published, "plain", lambda message: replace(plain(message), lines=9))
    assert published.main(str(folder)) == 1
    assert capsys.readouterr().out.splitlines()[2:4] == [
        "       2       9       1        100.00         60.00  by the segments",
        "       2       1       1        100.00         60.00  BY OUR READER",
    ]
