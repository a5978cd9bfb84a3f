"""Compressed exports: read as what is inside, refused when damaged or when far more comes out than went
in."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from d9311.contract import Limits
from tests.reading import HEADER, ROW, read, refusal, rows, rows_as_loaded, set_aside

PLAIN = f"{HEADER}\n{ROW}\n".encode()
TOO_LARGE = (
    "export.csv: unpacked it is larger than 20 times the file or than 4 GB. If it is a real export, unpack it and "
    "import the CSV inside, or export a shorter period."
)
DAMAGED = (
    "export.csv is compressed with gzip and damaged or incomplete. Get it again, or unpack it and import the CSV "
    "inside."
)


def test_a_compressed_csv_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    packed = gzip.compress(PLAIN)
    file = read(tmp_path, packed)
    assert rows(file) == [ROW.split(",")]
    assert rows_as_loaded(file) == [(2, ROW.split(","))]
    assert file.sha256 == hashlib.sha256(packed).hexdigest()
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == sorted(
        (file.path.name, file.line_runs.name)
    )


def test_lines_and_names_in_messages_are_those_of_the_file_inside(tmp_path: Path) -> None:
    file = read(tmp_path, gzip.compress(PLAIN + f"{ROW},x\n".encode()))
    assert set_aside(file) == [
        (
            3,
            "too_many_cells",
            "export.csv, line 3: 8 cells, the header has 7. Put quotes around a cell that holds a comma.",
        )
    ]


@pytest.mark.parametrize("length", [11, 40, -9, -1])
def test_a_cut_gzip_is_refused_and_leaves_nothing(tmp_path: Path, length: int) -> None:
    assert refusal(tmp_path, gzip.compress(PLAIN * 50)[:length]) == DAMAGED


def test_a_changed_byte_is_refused_by_the_checksum(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(PLAIN, compresslevel=0))
    packed[60] ^= 1
    assert refusal(tmp_path, bytes(packed)) == DAMAGED


def test_a_bomb_is_given_up_at_the_limit(tmp_path: Path) -> None:
    assert refusal(tmp_path, gzip.compress(b"0" * 30_000_000)) == TOO_LARGE
    small = Limits(decompressed_bytes=100)
    assert refusal(tmp_path, gzip.compress(PLAIN), limits=small) == TOO_LARGE.replace("4 GB", "100 bytes")


def test_a_gzip_in_a_gzip_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, gzip.compress(gzip.compress(PLAIN))) == (
        "export.csv is compressed twice. Unpack it and import the CSV inside."
    )


def test_what_is_inside_is_judged_by_its_content_too(tmp_path: Path) -> None:
    assert refusal(tmp_path, gzip.compress(b"%PDF-1.7")) == (
        "export.csv is a PDF. Export the report from the practice system as CSV and import that file."
    )
    assert refusal(tmp_path, gzip.compress(b"")) == (
        "export.csv is empty. Export it again and import the new file."
    )
