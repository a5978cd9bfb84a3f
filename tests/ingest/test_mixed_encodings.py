"""Files of which some lines are in another encoding: the rest stays what it is, and the lines are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest.reading.sample import read_sample
from tests.reading import HEADER, ROW, in_small_pieces, read, refusal, row, rows, said

ODD = row("Assurance été").encode("cp1252")
WORDS = (
    "not UTF-8, as the rest of the file is; the line was read as Windows-1252. Check its names with accents, or "
    "export as UTF-8."
)


def file_of(*lines: bytes, end: bytes = b"\n") -> bytes:
    return end.join([HEADER.encode(), *lines]) + end


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("small", [False, True])
def test_one_line_of_windows_leaves_the_others_as_they_are(tmp_path: Path, end: bytes, small: bool) -> None:
    content = file_of(ROW.encode(), row("Nørthwind").encode(), ODD, ROW.encode(), end=end)
    if small:
        with in_small_pieces():
            file = read(tmp_path, content)
    else:
        file = read(tmp_path, content)
    assert [cells[2] for cells in rows(file)] == ["Delta", "Nørthwind", "Assurance été", "Delta"]
    assert (file.encoding, said(file)) == ("UTF-8", [f"export.csv, line 4: {WORDS}"])


@pytest.mark.parametrize(
    ("good", "bad", "encoding"),
    [(1, 1, "UTF-8"), (2, 1, "UTF-8"), (1, 2, "Windows-1252"), (0, 1, "Windows-1252")],
)
def test_most_lines_decide_and_a_draw_goes_to_utf8(
    tmp_path: Path, good: int, bad: int, encoding: str
) -> None:
    content = file_of(*[row("É").encode()] * good, *[ODD] * bad)
    assert read(tmp_path, content).encoding == encoding


def test_mended_lines_are_counted(tmp_path: Path) -> None:
    content = file_of(ODD, *[row("Nørthwind").encode()] * 3, ODD)
    assert said(read(tmp_path, content)) == [f"export.csv, line 2: {WORDS} So in 2 rows."]


def test_a_line_that_is_neither_is_refused_with_its_line(tmp_path: Path) -> None:
    content = file_of(row("é").encode(), row("é").encode(), row("\x81").encode("latin-1"))
    assert refusal(tmp_path, content) == (
        "export.csv, line 4: the text is neither UTF-8 nor Windows-1252. Save the file as UTF-8 and import it again."
    )


def test_a_mixed_file_cut_inside_a_letter_is_cut_off(tmp_path: Path) -> None:
    file = read(tmp_path, file_of(ODD, row("é").encode()) + row("é").encode().partition(b"\xa9")[0])
    assert [(aside.line, aside.rule) for aside in file.set_aside] == [(4, "cut_off")]
    assert [cells[2] for cells in rows(file)] == ["Assurance été", "é"]


def test_the_first_look_at_a_file_reads_it_likewise(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(file_of(row("Nørthwind").encode(), ODD))
    assert read_sample(path, "claims", frozenset()).texts[2] == ("Nørthwind", "Assurance été")
