"""The first segment of an interchange as other programs leave it; the faults were found in published
files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading import refusal
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line
from tests.x12.reading import read_rows

CHECK = check("60", claim("C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40")))
TEXT = interchange(CHECK)
ROW = [("C1", "60", "CO-45:40")]
COLUMNS = ("claim_id", "paid_amount", "adjustment_codes")
AGAIN = "Get the whole file again."


def squeezed(text: str) -> str:
    """A text in which runs of spaces have become one, as after a way through an e-mail or a web page."""
    return re.sub(" +", " ", text)


def test_a_first_segment_without_its_filling_spaces_is_read(tmp_path: Path) -> None:
    assert read_rows(tmp_path, squeezed(TEXT), *COLUMNS) == ROW


def test_lost_spaces_matter_neither_in_wrapped_text_nor_in_a_second_interchange(tmp_path: Path) -> None:
    text = squeezed(TEXT).replace("\n", "")
    wrapped = "\n".join(text[at : at + 80] for at in range(0, len(text), 80))
    assert read_rows(tmp_path, wrapped, *COLUMNS) == ROW
    second = squeezed(interchange(CHECK, number=2))
    assert read_rows(tmp_path, TEXT + second, *COLUMNS) == ROW * 2


def test_a_name_that_fills_less_or_more_than_its_width_is_read(tmp_path: Path) -> None:
    for name in ("SENDER", "SENDER           OF MORE"):
        assert read_rows(tmp_path, TEXT.replace("SENDER         ", name, 1), *COLUMNS) == ROW


def test_segments_that_begin_a_line_with_their_mark_are_read(tmp_path: Path) -> None:
    assert read_rows(tmp_path, interchange(CHECK, end="\n~").rstrip("~"), *COLUMNS) == ROW


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_indented_segments_that_end_with_their_line_are_read(tmp_path: Path, end: str) -> None:
    first, *others = TEXT.replace("~", "").splitlines()
    indented = end.join([first, *(f"    {segment}" for segment in others)]) + end
    assert read_rows(tmp_path, indented, *COLUMNS) == ROW


def test_an_interchange_that_begins_inside_another_is_refused(tmp_path: Path) -> None:
    """The claim before it would be lost without a word, for nothing says that it is whole."""
    cut = TEXT[: TEXT.index("SE*")]
    assert refusal(tmp_path, cut + interchange(CHECK, number=2)) == (
        f"export.csv, segment 15: ISA begins before the last interchange ends (IEA is missing). {AGAIN}"
    )


def test_a_transaction_set_that_begins_inside_another_is_refused(tmp_path: Path) -> None:
    sent = ["CLM*C1*100***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*100****1", "DTP*472*D8*20250110"]
    text = interchange(batch(sent), batch(sent), guide=DENTAL)
    start = text.index("SE*")
    assert refusal(tmp_path, text[:start] + text[text.index("\n", start) + 1 :]) == (
        f"export.csv, segment 16: ST begins before the last transaction set ends (SE is missing). {AGAIN}"
    )
