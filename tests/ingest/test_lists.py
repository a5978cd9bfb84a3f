"""A list edited in the app: texts in, a file, an import, and what holds then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from d9311.contract import FILES
from d9311.filters import Filters
from d9311.ingest import lists, undo_import
from d9311.ingest.lists import Held, ListChanged, Problem, Row, Saved
from d9311.store import open_database
from queries import listings
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 29)
NAME = "edited 2026-11-29.csv"
CLAIMS = [
    {"claim_id": "C1", "payer_name": "Harbor Dental"},
    {"claim_id": "C2", "payer_name": "HARBOR  dental"},
    {"claim_id": "C3", "payer_name": "Harbor Dental"},
    {"claim_id": "C4", "payer_name": "Aetna"},
]
ODD = ("=1+1", "+1", "-2", "@x", 'a "b", c; d|e\tf', "O'Brien", "__init__ *x* [y](z)", "Total", "Ünïcode 保険",
       "payer_name", "  ", "0042", "1E5", "5/6", "{}")  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database of four claims of two payers."""
    path = tmp_path / "d9311.duckdb"
    import_files(path, claims=[write_export(tmp_path / "claims.csv", "claims", CLAIMS)])
    return path


@contextmanager
def opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def held(database: Path, kind: str) -> Held:
    with opened(database) as connection:
        return lists.held(connection, kind)


def save(database: Path, kind: str, rows: Sequence[Row], seen: int | None = None) -> Saved:
    """Save a list on the one that holds now, or on that of another import."""
    seen = held(database, kind).import_id if seen is None else seen
    return lists.save(database, kind, list(rows), seen, DAY)


@pytest.mark.usefixtures("rows_alone")
def test_every_text_day_and_amount_holds_as_it_was_typed_in_its_order(database: Path) -> None:
    fees = [(f"Payer {number}", odd.strip(), "", f"{number}.05") for number, odd in enumerate(ODD)]
    fees += [("Aetna", "", "2025-02-03", "-7.00"), ("Aetna", "", "2024-12-31", "9999999999.99")]
    saved = save(database, "fees", fees)
    assert (saved.problems, saved.otherwise, saved.refused) == ([], [], "")
    assert held(database, "fees") == saved.holds
    assert (saved.holds.rows, saved.holds.file_name) == (fees, f"fees {NAME}")
    names = [(odd, "Aetna") for odd in ODD if odd.strip()]
    assert save(database, "payer_alias", names).holds.rows == names
    assert save(database, "payer_alias", names[::-1]).holds.rows == names[::-1]


@pytest.mark.usefixtures("rows_alone")
def test_rules_hold_with_what_is_unknown_left_blank(database: Path) -> None:
    rules = [
        (
            "Aetna",
            "yes",
            "no",
            "90",
            "180",
            "manual, p. 7",
            "2025-01-02",
            "2",
            "year",
            "patient",
            "yes",
            "in",
        ),
        ("Aetna", *[""] * 11),
        ("Later payer", "no", "", "", "", "", "", "", "a word of ours", "", "no", "out"),
    ]
    saved = save(database, "payer_rules", rules)
    assert (saved.holds.rows, saved.problems, saved.otherwise) == (rules, [], [])


@pytest.mark.usefixtures("rows_alone")
def test_rows_set_aside_are_named_by_their_place_among_blank_ones_and_the_others_hold(database: Path) -> None:
    rows = [
        ("", "", "", ""),
        ("Aetna", "", "", "60.00"),
        ("", "PPO", "", "70.00"),
        ("Aetna", "NA", "", "61.00"),
        ("", "", "", ""),
        ("Aetna", "HMO", "", ""),
        ("Aetna", "POS", "", "10000000000.00"),
    ]
    saved = save(database, "fees", rows)
    assert saved.holds.rows == [rows[1], ("Aetna", "", "", "61.00")]
    assert saved.otherwise == [Problem(4, "plan_name", "“NA” was read as blank.")]
    again = "Fill it in and save again."
    assert saved.problems == [
        Problem(3, "payer_name", f"No value is given. {again}"),
        Problem(6, "expected_fee", f"No value is given. {again}"),
        Problem(7, "expected_fee", "The value is not an amount. Write it as 1234.50 and save again."),
    ]


@pytest.mark.usefixtures("rows_alone")
def test_where_no_row_can_be_kept_nothing_is_stored(database: Path) -> None:
    first = save(database, "fees", [("Aetna", "", "", "60.00")])
    saved = save(database, "fees", [("", "PPO", "", "60.00")])
    assert saved.problems == [Problem(1, "payer_name", "No value is given. Fill it in and save again.")]
    assert saved.refused.startswith(f"fees {NAME}: its one row could not be kept, so that nothing came in.")
    assert saved.holds == held(database, "fees") == first.holds


@pytest.mark.usefixtures("rows_alone")
def test_a_row_of_an_amount_alone_lacks_its_payer_and_is_no_total(database: Path) -> None:
    saved = save(database, "fees", [("Aetna", "", "", "60.00"), ("", "", "", "60.00")])
    assert saved.problems == [
        Problem(2, "", "It lacks a value that every row needs. Fill it in and save again.")
    ]


@pytest.mark.usefixtures("rows_alone")
def test_a_list_is_emptied_and_undo_brings_the_one_before_back(database: Path) -> None:
    fees = [("Harbor Dental", "", "", "60.00")]
    save(database, "fees", fees)
    emptied = save(database, "fees", [("", "", "", "")])
    assert (emptied.holds.rows, emptied.refused) == ([], "")
    undo_import(database, emptied.holds.import_id)
    assert held(database, "fees").rows == fees


@pytest.mark.usefixtures("rows_alone")
def test_a_list_that_another_import_or_an_undo_changed_is_not_overwritten(database: Path) -> None:
    nobody = held(database, "fees")
    assert nobody == Held(0, "", None, [])
    first = save(database, "fees", [("Aetna", "", "", "60.00")])
    before = database.read_bytes()
    with pytest.raises(ListChanged, match="changed since you opened it; nothing was saved"):
        save(database, "fees", [("Aetna", "", "", "70.00")], seen=nobody.import_id)
    assert database.read_bytes() == before
    assert save(database, "payer_rules", [("Aetna", *[""] * 11)], seen=0).refused == ""  # another list
    undo_import(database, first.holds.import_id)
    with pytest.raises(ListChanged):
        save(database, "fees", [("Aetna", "", "", "70.00")], seen=first.holds.import_id)
    assert held(database, "fees") == nobody


@pytest.mark.usefixtures("rows_alone")
def test_the_file_that_can_be_downloaded_gives_the_same_list(database: Path, tmp_path: Path) -> None:
    rows = [("=Aetna", "P", "2025-02-03", "60.00"), ("", "", "", ""), ("O'Brien", "", "", "-1.00")]
    saved = save(database, "fees", rows)
    other = tmp_path / "other" / "d9311.duckdb"
    other.parent.mkdir()
    path = tmp_path / lists.file_name("fees", DAY)
    path.write_bytes(lists.as_csv("fees", rows))
    shutil.copy(tmp_path / "claims.csv", other.parent)
    report = import_files(other, claims=[other.parent / "claims.csv"], fees=path)
    assert report.files[1].sha256 == saved.file.sha256
    assert held(other, "fees").rows == saved.holds.rows == [rows[0], rows[2]]


def test_list_that_came_as_a_file_is_edited_without_what_is_not_of_the_contract(
    database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "fees.csv"
    path.write_text("payer_name,our note,expected_fee,effective_date\nAetna,ask Ann,$60,3/4/2025\n,x,1,\n")
    import_files(database, fees=path)
    assert held(database, "fees").rows == [("Aetna", "", "2025-03-04", "60.00")]
    to_mend = listings.run(open_database(database).cursor(), "imports", Filters())
    assert list(to_mend["rows_to_mend"]) == [1, 0]
    saved = save(database, "fees", [*held(database, "fees").rows, ("Aetna", "PPO", "", "61.00")])
    assert saved.file.ignored_columns == ()
    to_mend = listings.run(open_database(database).cursor(), "imports", Filters())
    assert list(to_mend["rows_to_mend"]) == [0, 0, 0]  # the file's row gave way with its list


def test_values_of_an_editor_are_texts_in_one_way() -> None:
    fee = ("Aetna", None, datetime(2025, 2, 3), 90.1)
    assert lists.tidy("fees", fee) == ("Aetna", "", "2025-02-03", "90.10")
    assert lists.tidy("fees", (" A\nB ", "", "2025-02-03T00:00:00.000", Decimal(90))) == (
        "A B", "", "2025-02-03", "90.00",
    )  # fmt: skip
    assert lists.tidy("fees", ("A", "", "soon", "9.005")) == ("A", "", "soon", "9.005")
    blank = [None] * 7
    assert lists.tidy("payer_rules", ("A", True, False, 30.0, 7, *blank)) == (
        "A", "yes", "no", "30", "7", *[""] * 7,
    )  # fmt: skip
    assert all(len(lists.tidy(kind, [None] * len(FILES[kind]))) == len(FILES[kind]) for kind in lists.LISTS)


def test_changes_are_put_on_top_of_the_list_as_it_is_now() -> None:
    a, b, c, d = [(name, "Aetna") for name in "abcd"]
    blank = ("", "")
    assert lists.difference([a, b, b], [b, c, blank]) == ([a, b], [c])
    assert lists.merged([a, b], [a, b, d], [b, c, blank]) == [b, d, c]
    assert lists.merged([a, b], [b], [b, c]) == [b, c]
    assert lists.merged([a], [a, a], [a]) == [a, a]


def test_names_of_payers_stand_with_the_most_frequent_payer_first(database: Path) -> None:
    found = listings.run(open_database(database).cursor(), "exported_payers", Filters())
    assert found.to_numpy().tolist() == [
        ["Harbor Dental", "Harbor Dental", 2],
        ["HARBOR  dental", "Harbor Dental", 1],
        ["Aetna", "Aetna", 1],
    ]
