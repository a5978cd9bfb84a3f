"""Damaged files: whatever is done to an export, it is read to the last row or refused, never lost in
silence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from d9311.ingest.errors import Refused
from d9311.ingest.reading.textfile import TextFile
from tests.reading import HEADER, ROW, in_small_pieces, lines, read, row, rows, rows_as_loaded
from tests.strategies import exports as _profile  # noqa: F401  (registers the Hypothesis profile)

SOUND = f"Claims\r\n{HEADER}\r\n{ROW}\r\n" + row('"Delta, ""x""\nOhio"') + f"\r\n{ROW}\r\n{ROW}\r\n"
PIECES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"~",
    b";",
    b"\t",
    b" ",
    b'""',
    b'"\n',
    b"\xe9",
    b"\xc3",
    b"x" * 50,
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound export with a few pieces put in or cut out, and perhaps its end cut off."""
    content = SOUND.encode()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        if draw(st.booleans()):
            content = content[:at] + draw(st.sampled_from(PIECES)) + content[at:]
        else:
            content = content[:at] + content[at + draw(st.integers(1, 9)) :]
    return content


def _read(folder: str, content: bytes) -> TextFile | None:
    """The file, or None when it is refused."""
    try:
        return read(Path(folder), content)
    except Refused:
        return None


@pytest.mark.slow
@given(damaged())
@example(SOUND.encode())
def test_every_row_of_a_damaged_file_is_kept_or_set_aside(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, in_small_pieces():
        file = _read(folder, content)
        if file is None:
            return
        written = rows(file)
        assert file.rows_read == len(written) + len(file.set_aside)
        assert all(len(cells) == len(file.file_columns) for cells in written)
        places = [*lines(file), *(aside.line for aside in file.set_aside)]
        assert len(set(places)) == len(places)
        assert rows_as_loaded(file) == list(zip(lines(file), written, strict=True))


@given(damaged())
@example(f"\n,{HEADER}\r\n{ROW},{ROW}\r\n{ROW}\r\n".encode())
def test_no_letter_of_a_row_is_lost(content: bytes) -> None:
    """Letters of the data come back, in rows or in rows set aside; blank lines and titles hold none.

    The text of a broken row is kept only where every column is used, as it could hold a name (docs/privacy.md): where
    one is not, such a row is set aside without its text.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = _read(folder, content)
        if file is None:
            return
        if any(name.startswith("ignored_") for name in file.file_columns):
            assert {aside.row_text for aside in file.set_aside if aside.rule == "too_many_cells"} <= {""}
            return
        found = "".join("".join(cells) for cells in rows(file)) + "".join(r.row_text for r in file.set_aside)
        text = content.decode("utf-8" if file.encoding == "UTF-8" else "cp1252", "replace")
        data = text.splitlines(keepends=True)[file.header_line :]
        letters = [letter for letter in "".join(data) if letter.isalnum()]
        assert len([letter for letter in found if letter.isalnum()]) >= len(letters)
