"""Kept views: what is kept stays, what changed is told claim by claim and why, and nothing is ever lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
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
    View,
    find_view,
    keep_view,
    remove_view,
    rename_view,
    standing_views,
    views,
)
from d9311.filters import Filters
from d9311.ingest.errors import Refused
from d9311.kept.causes import why
from d9311.kept.comparing import listing_of, reopen, taken
from d9311.kept.counting import count
from d9311.store import open_version
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines, consultations

JANUARY = Filters(date_from=date(2025, 1, 1), date_to=date(2025, 1, 31), providers=("d1",))
THEN = """
claim | patient | provider | service    | decided    | paid | codes
C1    | ann     | d1       | 2025-01-10 | 2025-02-01 | 0    | CO-252 | is approved later
C2    | ben     | d1       | 2025-01-10 |            |      |        | is decided later
C3    | cleo    | d1       | 2025-01-10 | 2025-02-01 | 60   |        | is denied later
C4    | dan     | d1       | 2025-01-10 | 2025-02-01 | 60   |        | gets another amount
C5    | eve     | d1       | 2025-01-10 | 2025-02-01 | 60   |        | another provider did it
C6    | fay     | d2       | 2025-01-10 | 2025-02-20 | 60   |        | d1 did it
C7    | gil     | d1       | 2025-01-10 | 2025-02-01 | 60   |        | stays as it is
C0    | ida     | d1       | 2025-02-01 | 2025-02-20 | 60   |        | is of February
"""
NOW = """
claim | patient | provider | service    | decided    | paid | codes
C1    | ann     | d1       | 2025-01-10 | 2025-03-01 | 60   |
C2    | ben     | d1       | 2025-01-10 | 2025-03-02 | 0    | CO-97
C3    | cleo    | d1       | 2025-01-10 | 2025-03-03 | 0    | CO-252
C4    | dan     | d1       | 2025-01-10 | 2025-02-01 | 45   |
C5    | eve     | d2       | 2025-01-10 | 2025-02-01 | 60   |
C6    | fay     | d1       | 2025-01-10 | 2025-02-20 | 60   |
C7    | gil     | d1       | 2025-01-10 | 2025-02-01 | 60   |
C8    | hal     | d1       | 2025-01-31 | 2025-02-01 | 60   |        | is new
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def keep(
    desk: Desk, name: str = "May", filters: Filters = JANUARY, quantities: Sequence[Quantity] = STANDARD
) -> View:
    version, connection = open_version(desk.database)
    counting = count(quantities, listing_of(connection.cursor(), filters))
    kept = taken(counting, "overview", {"part": ["money"]}, filters, version, connection.cursor())
    return find_view(desk.database, keep_view(desk.database, "Ann", name, kept, counting.rows))


def told(desk: Desk, view: View, place: int = 0) -> list[tuple[str, str, int, int, Decimal, str]]:
    """Return each difference of one number: kind, claim, what it adds to the three sums, and why."""
    found = reopen(desk.database, view)
    return [
        (one.kind, (one.pair.item or one.pair.was).split("|")[2], one.of, one.part, one.amount,
         why(one, found.causes.get(one.pair.item)))
        for one in found.numbers[place].found
    ]  # fmt: skip


def test_claims_that_made_the_difference_are_told_with_their_reason(desk: Desk) -> None:
    desk.take(claim_lines(THEN))
    view = keep(desk)
    assert [(one.numerator, one.denominator) for one in view.kept.numbers[:1]] == [(4, 5)]
    desk.take(claim_lines(NOW))
    (compared, *_) = reopen(desk.database, view).numbers
    assert (compared.now.numerator, compared.now.denominator) == (5, 7)
    today = datetime.now(UTC).date().isoformat()
    by = f"with claims_2.csv, imported on {today}."
    zero = Decimal(0)
    assert told(desk, view) == [
        ("turned", "C1", 0, 1, zero,
         f"Denied then, approved paid now, decided on 2025-03-01. Flipped {by}"),
        ("entered", "C2", 1, 0, zero,
         f"Pending then, denied now, decided on 2025-03-02. Newly decided {by}"),
        ("turned", "C3", 0, -1, zero,
         f"Approved paid then, denied now, decided on 2025-03-03. Flipped {by}"),
        ("left", "C5", -1, -1, zero,
         "In the data, outside the filters of this view now: its day, payer or provider changed."),
        ("entered", "C6", 1, 1, zero, "In the data then, outside the filters of this view."),
        ("entered", "C8", 1, 1, zero, f"New in the data: claims_2.csv, imported on {today}."),
    ]  # fmt: skip


def test_dollars_differ_by_what_their_claims_do(desk: Desk) -> None:
    desk.take(claim_lines(THEN))
    view = keep(desk)
    desk.take(claim_lines(NOW))
    paid = reopen(desk.database, view).numbers[3]
    assert (paid.then.value, paid.now.value) == (Decimal(240), Decimal(345))
    assert [(kind, claim, amount) for kind, claim, _, _, amount, _ in told(desk, view, 3)] == [
        ("amount", "C1", Decimal(60)), ("amount", "C4", Decimal(-15)),
        ("left", "C5", Decimal(-60)), ("entered", "C6", Decimal(60)), ("entered", "C8", Decimal(60)),
    ]  # fmt: skip
    (c4,) = [words for _, claim, _, _, _, words in told(desk, view, 3) if claim == "C4"]
    assert c4.startswith("Its amount changed. Amounts edited with claims_2.csv")


def test_undone_import_takes_its_claims_out_and_a_corrected_number_is_the_same_claim(desk: Desk) -> None:
    desk.take(claim_lines("claim | patient | paid | decided\nC1 | ann | 60 | 2025-02-01"), name="a.csv")
    desk.take(claim_lines("claim | patient | paid | decided\nC2 | ben | 60 | 2025-02-01"), name="b.csv")
    view = keep(desk, filters=Filters())
    desk.undo_import(2)
    assert told(desk, view) == [
        ("left", "C2", -1, -1, Decimal(0),
         "Not in the data now: its import was taken out, or no newer file has it."),
    ]  # fmt: skip
    desk.take(claim_lines("claim | patient | paid | decided\nC9 | ben | 60 | 2025-02-01"))
    assert told(desk, view) == []


def test_two_claims_that_became_one_are_one_and_one_that_left(desk: Desk) -> None:
    drawn = "claim | patient | service | paid | decided\nC1 | ann | 2025-01-15 | 60 | 2025-02-01"
    desk.take(claim_lines(f"{drawn}\nC2 | ann | 2025-01-16 | 60 | 2025-02-01"))
    view = keep(desk, filters=Filters())
    desk.take(
        claim_lines("claim | patient | service | paid | decided\nC2 | ann | 2025-01-15 | 60 | 2025-02-01")
    )
    assert [one[:3] + one[5:] for one in told(desk, view)] == [
        ("left", "C2", -1, "It is one with another claim of this view now.")
    ]


def test_record_that_was_completed_turns(desk: Desk) -> None:
    drawn = consultations(
        "consultation | patient | date | reason\nK1 | ann | 2025-01-15 | INR\nK2 | ben | 2025-01-16 | INR"
    )
    lacking = [{**row, "reason": "" if row["consultation_id"] == "K1" else row["reason"]} for row in drawn]
    desk.take(claim_lines("claim | patient\nC1 | cleo"), lacking)
    view = keep(desk, filters=Filters())
    assert (view.kept.numbers[1].numerator, view.kept.numbers[1].denominator) == (1, 2)
    desk.take(consultations=drawn)
    ((kind, _, of, part, _, words),) = told(desk, view, 1)
    assert (kind, of, part) == ("turned", 0, 1)
    assert words.startswith("Its record changed. Record changed with consultations_3.csv")


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
    desk = Desk(tmp_path, really_imports=True)
    desk.take(claim_lines(THEN))
    keep(desk)
    desk.take(claim_lines("claim\nC9"))
    with closing(sqlite3.connect(keeping.backup_path(desk.database))) as connection:
        assert connection.execute("select name from views").fetchall() == [("May",)]
        assert connection.execute("select count(*) from view_rows").fetchone() == (6,)


def test_number_that_is_shown_twice_is_kept_once() -> None:
    shown = Quantity("Approved", "rate", {"outcome": "decided"}, {"outcome": "approved"})
    found = distinct([shown, *STANDARD])
    assert [one.label for one in found] == ["Approved", *(one.label for one in STANDARD[1:])]
    assert STANDARD[0].within({"payer": "X"}).rows == {"payer": "X", "outcome": "decided"}
