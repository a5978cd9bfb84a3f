"""Whose letter it is: the file beside the database, blanks that are seen, and what is wrong with it said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from d9311.packet.errors import PacketError
from d9311.packet.letterhead import Letterhead, beside, read, write
from tests.packet.reading import text

WHOLE = """
name = "Cedar & Wick Dental"
address = ["12 Main Street", "Springfield, IL 62701"]
phone = "(217) 555-0100"
npi = "1234567893"
signer = "Dr. Milo Thistleby"
signer_title = "DDS"

[practices.OAK]
name = "Oakline Oral Health"
fax = "555-0101"
"""


def lines(head: Letterhead) -> list[str]:
    return [text(line) for line in head.lines()]


def test_letterhead_of_a_practice_fills_up_from_the_common_one(tmp_path: Path) -> None:
    (tmp_path / "letterhead.toml").write_text(WHOLE, encoding="utf-8")
    heads = beside(tmp_path / "d9311.duckdb")
    address = "12 Main Street, Springfield, IL 62701"
    assert lines(heads.of("CEDAR")) == [
        "Cedar & Wick Dental",
        address,
        "Phone (217) 555-0100 · NPI 1234567893",
    ]
    assert lines(heads.of("OAK")) == [
        "Oakline Oral Health",
        address,
        "Phone (217) 555-0100 · Fax 555-0101 · NPI 1234567893",
    ]
    assert heads.of("OAK").signer == "Dr. Milo Thistleby"


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        (Letterhead(), ["[letterhead: name, address]"]),
        (
            Letterhead("Cedar"),
            ["Cedar", "[letterhead: address]", "Phone ______________ · NPI ______________"],
        ),
        (
            Letterhead(address=("Main Street",), npi="1"),
            ["[letterhead: name]", "Main Street", "Phone ______________ · NPI 1"],
        ),
    ],
)
def test_blank_field_is_a_visible_blank(head: Letterhead, shown: list[str]) -> None:
    assert lines(head) == shown


def test_no_file_is_no_letterhead(tmp_path: Path) -> None:
    assert lines(beside(tmp_path / "d9311.duckdb").of("CEDAR")) == ["[letterhead: name, address]"]


FIELDS = "name, address, phone, fax, npi, tax_id, signer, signer_title"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("name = 1", 'letterhead.toml: name takes a text in quotes: name = "...".'),
        ("address = [1]", "letterhead.toml: address takes a text or a list of lines."),
        ('nmae = "x"', f"letterhead.toml: nmae is not a field; there are: {FIELDS}."),
        ('practices = "x"', "letterhead.toml: practices takes tables, [practices.ID]."),
        ("[practices.OAK]\nname = 1", 'letterhead.toml, practice OAK: name takes a text in quotes: name = "...".'),
        ("name", "letterhead.toml is not TOML in UTF-8: Expected '=' after a key in a key/value pair (at end of "
         "document)."),
    ],
)  # fmt: skip
def test_fault_is_said_with_its_place(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "letterhead.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(PacketError) as refusal:
        read(path)
    assert str(refusal.value) == said


def test_letterhead_that_is_kept_is_read_again_and_takes_nothing_from_others(tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    (tmp_path / "letterhead.toml").write_text(
        'phone = "1"\n[practices.RIVER]\nname = "River"\n', encoding="utf-8"
    )
    odd = Letterhead(
        name='The "Oak" \\ Dentists\u00e9 \U0001f600', address=("1 Main Street", "Oakville"), signer="Dr. A"
    )
    write(database, 'an "odd" id.', odd)
    heads = beside(database)
    assert heads.default == Letterhead(phone="1")
    assert heads.of("RIVER") == Letterhead(name="River", phone="1")
    assert heads.of('an "odd" id.') == replace(odd, phone="1")
