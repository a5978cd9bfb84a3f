"""An 835 however it is written: several checks, ends of segments, encodings, versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.x12.messages import check, interchange
from tests.x12.reading import read_rows
from tests.x12.test_remittance import PAID


def test_several_checks_and_interchanges_are_read_with_their_dates(tmp_path: Path) -> None:
    other = [
        segment.replace("20250301", "20250401")
        for segment in check("60", [part.replace("C1", "C2") for part in PAID], trace="T2")
    ]
    text = interchange(check("60", PAID), other) + interchange(other, number=2).replace("C2", "C3")
    for end in ("", "\x1a", "\r\n\r\n"):
        assert read_rows(tmp_path, text + end, "line", "claim_id", "adjudicated_date") == [
            ("12", "C1", "2025-03-01"),
            ("29", "C2", "2025-04-01"),
            ("50", "C3", "2025-04-01"),
        ]


@pytest.mark.parametrize("end", ["~", "~\n", "~\r\n", "\n", "\r\n", "|"])
def test_any_end_of_segments_reads_the_same(tmp_path: Path, end: str) -> None:
    text = interchange(check("60", PAID), end=end)
    assert read_rows(tmp_path, text, "line", "adjustment_codes") == [
        ("12", "CO-45:20; PR-1:10; PR-2:10; N130")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_marks_and_encodings_of_text_read_the_same(tmp_path: Path, encoding: str) -> None:
    content = interchange(check("60", PAID)).replace("JOHN", "JOSÉ").encode(encoding)
    assert read_rows(tmp_path, content, "provider_name", "paid_amount") == [("JOSÉ SMITH", "60")]


def test_text_wrapped_at_eighty_characters_is_read_whole(tmp_path: Path) -> None:
    text = interchange(check("60", PAID), end="~")
    wrapped = "\n".join(text[at : at + 80] for at in range(0, len(text), 80))
    assert read_rows(tmp_path, wrapped, "claim_id", "paid_amount") == [("C1", "60")]


def test_version_4010_is_read_the_same(tmp_path: Path) -> None:
    text = interchange(check("60", PAID), guide="004010X091A1").replace("*^*00501*", "*U*00401*")
    assert read_rows(tmp_path, text, "procedure_code", "paid_amount") == [("D9311", "60")]
