"""Undo: the database is then what importing all the other files in their order gives, whatever came in
between."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

import duckdb
import pytest

from d9311.cli import main
from d9311.ingest import Refused, undo_import
from d9311.ingest.pseudonym import key_path
from d9311.store import open_database, version
from tests.drafts import rows_alone
from tests.ingest.undoing import (
    FEBRUARY,
    JANUARY,
    MARCH,
    File,
    copied,
    everything,
    files_of,
    imported,
    others,
    undone,
)
from tests.production import run
from tests.random_exports import make_export
from tests.states import import_files
from tests.strategies import IS_THOROUGH
from tests.tables import write_export

pytestmark = pytest.mark.slow

Printed = pytest.CaptureFixture[str]
SEEDS = range(60 if IS_THOROUGH else 1)


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[File]]:
    """Three months of claims, a list of payers and another, and the database that they make."""
    folder = tmp_path_factory.mktemp("months")
    drawings = {"1": JANUARY, "2": FEBRUARY, "3": MARCH}
    claims = [
        ("claims", write_export(folder / f"claims_{n}.csv", "claims", table)) for n, table in drawings.items()
    ]
    lists = [
        (
            "payer_alias",
            write_export(folder / f"{name}.csv", "payer_alias", [{"alias": "Delta", "payer_name": name}]),
        )
        for name in ("First", "Second")
    ]
    files = [claims[0], lists[0], claims[1], lists[1], claims[2]]
    return imported(folder / "all", files), files


@pytest.mark.parametrize("seed", SEEDS)
def test_undoing_any_import_of_a_generated_export_is_as_if_it_had_not_been(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    files: list[File] = []
    while len(files) < 3:
        files = files_of(tmp_path, make_export(random, 12))
    alias = [{"alias": "Delta", "payer_name": "Aetna"}]
    files.insert(1, ("payer_alias", write_export(tmp_path / "alias.csv", "payer_alias", alias)))
    chosen = random.randrange(len(files)) + 1
    database = imported(tmp_path / "all", files)
    rest = imported(tmp_path / "rest", others(files, chosen), key_path(database))
    assert everything(undone(database, chosen)) == everything(rest)


def claims_of(database: Path) -> list[tuple[object, ...]]:
    return (
        open_database(database)
        .execute("select claim_id, status, paid_amount::text, import_id from current_claims order by all")
        .fetchall()
    )


@pytest.fixture(scope="module")
def without_february(months: tuple[Path, list[File]]) -> Path:
    with rows_alone():
        return undone(months[0], 3)


def test_what_an_import_replaced_comes_back_and_what_it_set_aside_goes(without_february: Path) -> None:
    assert claims_of(without_february) == [
        ("C1", "paid", "70.00", 5),
        ("C2", "denied", "0.00", 1),
        ("C3", "paid", "60.00", 1),
        ("C5", "denied", "0.00", 5),
    ]
    found = open_database(without_february).execute("select import_id from set_aside").fetchall()
    assert found == []


@pytest.mark.usefixtures("not_compared")
def test_the_former_list_counts_again_when_the_newer_one_is_undone(months: tuple[Path, list[File]]) -> None:
    without_second = undone(months[0], 4)
    without_both = undone(without_second, 2)
    names = "select distinct payer from episodes"
    found = [open_database(path).execute(names).fetchall() for path in (without_second, without_both)]
    assert found == [[("First",)], [("Delta",)]]


@pytest.mark.usefixtures("rows_alone")
def test_an_undone_file_may_be_imported_again_under_a_new_number(months: tuple[Path, list[File]]) -> None:
    database, files = months
    copy = undone(database, 5)
    report = import_files(copy, claims=[files[4][1]]).files[0]
    assert (report.unchanged, report.import_id) == (False, 6)
    assert [row[:3] for row in claims_of(copy)] == [row[:3] for row in claims_of(database)]


def test_an_import_that_is_not_there_is_answered_with_those_that_are(months: tuple[Path, list[File]]) -> None:
    before = version(months[0])
    with pytest.raises(Refused) as refused:
        undo_import(months[0], 9)
    assert str(refused.value) == "There is no import 9. Imports that can be undone: 1, 2, 3, 4, 5."
    assert version(months[0]) == before


def test_an_undo_that_fails_leaves_everything_as_it_was(
    months: tuple[Path, list[File]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(months[0])
    monkeypatch.setattr(
        "queries.builder.build", lambda connection, *_: connection.execute("select * from nowhere")
    )
    with pytest.raises(duckdb.CatalogException, match="nowhere"):
        undo_import(months[0], 3)
    assert version(months[0]) == before
    assert not list(months[0].parent.glob("*.import-*"))


VERSION_1 = """
alter table claim_rows drop column claim_identifier;
alter table claim_rows drop column remittance;
alter table claim_rows drop column claim_status_code;
drop table provider_adjustments;
drop table not_claim_numbers;
drop table identity_choices;
alter table imports drop column call_number;
alter table imports drop column is_compared;
alter table imports drop column practice_given;
drop table former_imports;
drop table change_rows;
drop table fees; create table fees as select * exclude (import_id, line) from fee_rows; drop table fee_rows;
drop table payer_rules;
create table payer_rules as select * exclude (import_id, line) from payer_rule_rows; drop table payer_rule_rows;
drop table payer_alias;
create table payer_alias as select * exclude (import_id, line) from payer_alias_rows where import_id = 4;
drop table payer_alias_rows;
update meta set value = '1' where key = 'schema_version';
update meta set value = 'older' where key = 'build_version';
"""


def test_a_database_of_version_1_opens_keeps_its_rows_and_can_be_undone(
    months: tuple[Path, list[File]], without_february: Path
) -> None:
    database = copied(months[0], "version-1")
    with duckdb.connect(database) as older:
        older.execute(VERSION_1)
    before = everything(months[0])
    del before["changes"]
    for row in before["worklist"]:  # type: ignore[attr-defined]
        row["is_new"] = False  # version 1 does not know what its last import changed
    after = everything(database)
    assert after.pop("changes") == []
    assert after == before
    assert undo_import(database, 3).rows_kept == 3
    assert run(open_database(database).cursor(), "changes") == []  # all of version 1 counts as one call
    assert claims_of(database) == claims_of(without_february)
    with pytest.raises(Refused, match=r"There is no import 2\."):  # its rows were overwritten by those of 4
        undo_import(database, 2)


@pytest.mark.usefixtures("rows_alone")
def test_imports_are_listed_and_undone_on_the_command_line(
    months: tuple[Path, list[File]], tmp_path: Path, capsys: Printed
) -> None:
    database = str(copied(months[0], "listed"))
    assert main(["imports", "--db", database]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    columns = ("import_id", "kind", "file_name", "rows_read", "rows_kept", "rows_set_aside", "call_number")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("1", "claims", "claims_1.csv", "3", "3", "0", "1"),
        ("2", "payer_alias", "First.csv", "1", "1", "0", "2"),
        ("3", "claims", "claims_2.csv", "4", "3", "1", "3"),
        ("4", "payer_alias", "Second.csv", "1", "1", "0", "4"),
        ("5", "claims", "claims_3.csv", "2", "2", "0", "5"),
    ]
    assert {len(row["sha256"]) for row in rows} == {64}
    assert main(["undo", "--db", database, "3"]) == 0
    assert capsys.readouterr().out == "Import 3 is undone: 3 rows of claims_2.csv (claims) are out.\n"
    assert main(["undo", "--db", database, "3"]) == 2
    assert capsys.readouterr().err == "There is no import 3. Imports that can be undone: 1, 2, 4, 5.\n"
    assert main(["undo", "--db", str(tmp_path / "none.duckdb"), "1"]) == 2
