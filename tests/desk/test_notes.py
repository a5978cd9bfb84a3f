"""Notes: pinned to a month, a payer or both; taken back and written again; nothing is changed or deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from d9311.desk import keeping
from d9311.desk.notes import LOG, LONGEST, notes, write_note
from d9311.desk.reading import people
from d9311.ingest.errors import Refused


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "d9311.duckdb"


def test_nothing_is_noted_at_first_and_looking_makes_no_file(database: Path) -> None:
    assert notes(database) == []
    assert not keeping.work_path(database).exists()


def test_note_is_pinned_to_a_month_a_payer_or_both(database: Path) -> None:
    write_note(database, " Ann ", "new\nfees\x07", month="2025-03")
    write_note(database, "Ann", "ask for Maria", payer="Delta")
    write_note(database, "Ann", "moved", month="2025-01", payer="Delta")
    found = [(one.month, one.payer, one.words, one.who) for one in notes(database)]
    assert found == [
        ("", "Delta", "ask for Maria", "Ann"), ("2025-01", "Delta", "moved", "Ann"),
        ("2025-03", "", "newfees", "Ann"),
    ]  # fmt: skip
    assert people(database) == ["Ann"]


def test_note_is_taken_back_and_written_again_by_entries_of_their_own(database: Path) -> None:
    note = write_note(database, "Ann", "new fees", month="2025-03")
    LOG.take_back(database, "Bob", note)
    LOG.take_back(database, "Bob", note)  # it is already
    assert [one.is_undone for one in notes(database)] == [True]
    LOG.take_back(database, "Bob", note, again=True)
    assert [one.is_undone for one in notes(database)] == [False]
    with closing(sqlite3.connect(keeping.work_path(database))) as connection:
        said = connection.execute("select who, what, of from notes order by note").fetchall()
        assert said == [("Ann", "note", None), ("Bob", "undo", 1), ("Bob", "redo", 1)]
        for statement in ("update notes set words = ''", "delete from notes"):
            with pytest.raises(sqlite3.IntegrityError, match="notes are only added"):
                connection.execute(statement)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"words": " ", "month": "2025-03"}, "Write what is to be noted."),
        ({"words": "x"}, "Choose the month or the payer that the note is about."),
        ({"words": "x", "month": "2025-13"}, "2025-13 is no month; write it as 2025-03."),
        (
            {"words": "x" * (LONGEST + 1), "month": "2025-03"},
            f"That is {LONGEST + 1} characters long; {LONGEST} are the most.",
        ),
    ],
)
def test_what_is_no_note_is_refused_in_words(database: Path, given: dict[str, str], says: str) -> None:
    with pytest.raises(Refused) as refused:
        write_note(database, "Ann", **given)
    assert str(refused.value) == says
    with pytest.raises(Refused, match=r"^There is no note 4\.$"):
        LOG.take_back(database, "Ann", 4)
