"""Kept views as they are stored: what is kept stays, each change is an entry, nothing is ever lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from d9311.conditions.quantities import STANDARD, Quantity, distinct
from d9311.desk import keeping, reading
from d9311.desk import views as desk_views
from d9311.desk.migrations import MIGRATIONS, migrate
from d9311.desk.views import (
    CHANGED,
    LONGEST,
    remove_view,
    rename_view,
    standing_views,
    views,
)
from d9311.ingest.errors import Refused
from d9311.store import open_version
from tests.desk.kept import JANUARY, THEN, keep
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_view_keeps_page_link_filters_numbers_and_import(desk: Desk) -> None:
    desk.take(claim_lines(THEN))
    view = keep(desk, " May\x07 ")
    assert (view.name, view.who, view.kept.page, view.kept.link) == (
        "May", "Ann", "overview", {"part": ["money"]},
    )  # fmt: skip
    assert view.kept.filters == JANUARY
    assert (view.kept.version, view.kept.call, view.kept.files) == (
        open_version(desk.database)[0], 1, "claims_1.csv",
    )  # fmt: skip
    (rate, *_) = view.kept.numbers
    assert (rate.quantity, rate.value, rate.numerator, rate.denominator) == (
        STANDARD[0], Decimal(4) / 5, 4, 5,
    )  # fmt: skip
    assert view.kept.numbers[1].value is None  # no consultation is loaded
    assert view.day == datetime.now().date()


def test_view_is_renamed_removed_and_brought_back_by_entries_of_their_own(desk: Desk) -> None:
    desk.take(claim_lines(THEN))
    first, second = keep(desk, "first").view, keep(desk, "second").view
    rename_view(desk.database, "Bob", first, "of May")
    rename_view(desk.database, "Bob", first, "of May")  # it is called so already
    remove_view(desk.database, "Bob", second)
    remove_view(desk.database, "Bob", second)
    seen = [(one.name, one.who, one.is_removed) for one in views(desk.database)]
    assert seen == [("second", "Ann", True), ("of May", "Ann", False)]
    assert standing_views(desk.database) == 1
    remove_view(desk.database, "Bob", second, again=True)
    assert standing_views(desk.database) == 2
    with closing(sqlite3.connect(keeping.work_path(desk.database))) as connection:
        said = connection.execute("select who, what, of from views order by view").fetchall()
        assert said == [
            ("Ann", "keep", None), ("Ann", "keep", None), ("Bob", "rename", 1), ("Bob", "undo", 2),
            ("Bob", "redo", 2),
        ]  # fmt: skip
        for statement in ("update views set name = ''", "delete from views", "delete from view_rows",
                          "update view_rows set told = ''"):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError, match="views are only added"):
                connection.execute(statement)


def test_view_without_name_person_or_number_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take(claim_lines(THEN))
    with pytest.raises(Refused, match=r"^Give the view a name, such as where you quote it\.$"):
        keep(desk, " ")
    with pytest.raises(Refused, match=rf"^That is {LONGEST + 1} characters long; {LONGEST} are the most\.$"):
        keep(desk, "x" * (LONGEST + 1))
    with pytest.raises(Refused, match=r"^There is no kept view 7\.$"):
        remove_view(desk.database, "Ann", 7)
    view = keep(desk)
    with pytest.raises(Refused, match=r"^Say who you are first"):
        rename_view(desk.database, "", view.view, "May")
    monkeypatch.setattr(desk_views, "open_version", lambda path: ("newer", open_version(path)[1]))
    with pytest.raises(Refused) as refused:
        keep(desk)
    assert str(refused.value) == CHANGED


def test_kept_rows_are_no_work_and_change_none(desk: Desk) -> None:
    """They have entries of the desk, and nothing stands for them until somebody does something."""
    desk.take(claim_lines(THEN))
    keep(desk)
    assert reading.states(desk.database) == {}
    desk.set(desk.item("C1"), note="mine")
    assert [shown.note for shown in desk.states().values()] == ["mine"]
    desk.undo_import(1)
    desk.take(claim_lines("claim\nZ1"))
    assert [one.note for one in reading.not_in_data(desk.database).values()] == ["mine"]


def test_file_of_an_older_program_gets_views_and_notes_and_keeps_its_work(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, MIGRATIONS[:2])
        connection.execute(
            "insert into events (who, at, what, day, words, payer, practice) values "
            "('Ann', '2025-01-01', 'note', '2025-01-01', 'letters', '', '')"
        )
        migrate(connection, path)
        assert connection.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("select words from events").fetchall() == [("letters",)]
        assert connection.execute("select count(*) from views").fetchone() == (0,)
        assert connection.execute("select count(*) from notes").fetchone() == (0,)


def test_every_backup_holds_the_kept_views(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(claim_lines(THEN))
    keep(desk)
    desk.really_imports()
    desk.take(claim_lines("claim\nC9"))
    with closing(sqlite3.connect(keeping.backup_path(desk.database))) as connection:
        assert connection.execute("select name from views").fetchall() == [("May",)]
        assert connection.execute("select count(*) from view_rows").fetchone() == (6,)


def test_number_that_is_shown_twice_is_kept_once() -> None:
    shown = Quantity("Approved", "rate", {"outcome": "decided"}, {"outcome": "approved"})
    found = distinct([shown, *STANDARD])
    assert [one.label for one in found] == ["Approved", *(one.label for one in STANDARD[1:])]
    assert STANDARD[0].within({"payer": "X"}).rows == {"payer": "X", "outcome": "decided"}
