"""Events: noted, removed, noted again; nothing is changed or deleted, and nothing odd is taken."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from d9311.desk import keeping
from d9311.desk.events import LOG, LONGEST, events, note_event
from d9311.desk.keeping import back_up
from d9311.ingest.errors import Refused
from d9311.store import remove_data

DAY = date(2025, 3, 1)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "d9311.duckdb"


def standing(database: Path) -> list[str]:
    return [one.words for one in events(database) if not one.is_undone]


def test_nothing_is_noted_at_first_and_looking_makes_no_file(database: Path) -> None:
    assert events(database) == []
    assert not keeping.work_path(database).exists()


def test_event_keeps_who_noted_what_of_whom(database: Path) -> None:
    note_event(database, " Ann ", DAY, "letters\nattached\x07", payer="Delta", practice="OAK")
    (one,) = events(database)
    assert (one.who, one.day, one.words, one.payer, one.practice, one.is_undone) == (
        "Ann", DAY, "lettersattached", "Delta", "OAK", False,
    )  # fmt: skip
    assert one.at


def test_events_stand_in_the_order_of_their_days(database: Path) -> None:
    for day, said in ((date(2025, 5, 1), "last"), (DAY, "first"), (DAY, "second")):
        note_event(database, "Ann", day, said)
    assert standing(database) == ["first", "second", "last"]


def test_event_is_taken_back_and_noted_again_by_entries_of_their_own(database: Path) -> None:
    event = note_event(database, "Ann", DAY, "letters")
    other = note_event(database, "Ann", DAY, "phone")
    LOG.take_back(database, "Bob", event)
    LOG.take_back(database, "Bob", event)  # it is already
    assert standing(database) == ["phone"]
    LOG.take_back(database, "Bob", event, again=True)
    assert standing(database) == ["letters", "phone"]
    LOG.take_back(database, "Bob", other)
    with closing(sqlite3.connect(keeping.work_path(database))) as connection:
        said = connection.execute("select who, what, of from events order by event").fetchall()
    assert said == [
        ("Ann", "note", None), ("Ann", "note", None), ("Bob", "undo", event), ("Bob", "redo", event),
        ("Bob", "undo", other),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        ("", "letters", "Say who you are first: a name, as your colleagues know it."),
        ("Ann", " \n ", "Say in a few words what was done."),
        ("Ann", "x" * (LONGEST + 1), "That is 201 characters long; 200 are the most."),
    ],
)
def test_event_without_name_or_words_is_refused(database: Path, who: str, words: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        note_event(database, who, DAY, words)
    assert str(refused.value) == said
    assert events(database) == []


def test_event_that_is_not_there_is_refused(database: Path) -> None:
    with pytest.raises(Refused, match=r"^There is no event 7\.$"):
        LOG.take_back(database, "Ann", 7)


def test_events_can_be_neither_changed_nor_deleted(database: Path) -> None:
    note_event(database, "Ann", DAY, "letters")
    with closing(sqlite3.connect(keeping.work_path(database))) as connection:
        for statement in ("update events set words = 'x'", "delete from events"):
            with pytest.raises(sqlite3.IntegrityError, match=r"^events are only added$"):
                connection.execute(statement)


def test_events_are_in_the_backup_and_go_with_all_data(database: Path) -> None:
    note_event(database, "Ann", DAY, "letters")
    back_up(database)
    with closing(sqlite3.connect(keeping.backup_path(database))) as connection:
        assert connection.execute("select words from events").fetchall() == [("letters",)]
    remove_data(database)
    assert events(database) == []
