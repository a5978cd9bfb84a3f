"""Random damage to X12 files and workbooks: read, or refused in one sentence; never any other exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from d9311.ingest.errors import Refused
from tests.ingest.test_workbooks import workbook
from tests.reading import HEADER, ROW, read, rows
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

PAID = claim("C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40", "LQ*HE*N130"))
SENT = ["CLM*C1*100***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*100****1", "DTP*472*D8*20250110"]
ANSWER, BATCH = interchange(check("60", PAID, PAID)), interchange(batch(SENT), guide=DENTAL)
BOOK = workbook([HEADER.split(","), ROW.split(",")])


def read_or_refuse(content: bytes) -> tuple[int, str]:
    """Return how many rows were kept, and with what a file was refused; asserts that every row is kept or set
    aside, and that a refusal holds no name and leaves nothing behind."""
    kept, said = 0, ""
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = read(Path(folder), content)
        except Refused as refused:
            said = str(refused)
        if said:
            assert "MARKER" not in said
            assert list((Path(folder) / "work").iterdir()) == []
        else:
            kept = len(rows(file))
            assert file.rows_read == kept + len(file.set_aside)
    return kept, said


def damaged(content: bytes, places: list[tuple[float, bytes]]) -> bytes:
    for share, put in places:
        at = int(share * len(content))
        content = content[:at] + put + content[at + 1 :]
    return content


PUT = st.one_of(
    st.binary(max_size=3), st.sampled_from((b"~", b"*", b":", b"~~", b"\n", b"SE*1*1~", b"ISA*", b"\0"))
)
DAMAGE = st.lists(st.tuples(st.floats(0, 0.999), PUT), min_size=1, max_size=4)


def test_what_is_not_damaged_is_read_and_two_guides_in_one_file_are_refused() -> None:
    contents = (ANSWER.encode(), BATCH.encode(), BOOK, (ANSWER + BATCH).encode())
    assert [read_or_refuse(content) for content in contents] == [
        (2, ""),
        (1, ""),
        (1, ""),
        (0, "export.csv, segment 28: 837D after 835. Import each in a file of its own."),
    ]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from((ANSWER, BATCH, ANSWER + BATCH)), DAMAGE)
@example(ANSWER, [(0.0, b"ISA*")])
def test_a_damaged_x12_file_is_read_or_refused(text: str, places: list[tuple[float, bytes]]) -> None:
    read_or_refuse(damaged(text.encode(), places))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(DAMAGE)
def test_a_damaged_workbook_is_read_or_refused(places: list[tuple[float, bytes]]) -> None:
    read_or_refuse(damaged(BOOK, places))
