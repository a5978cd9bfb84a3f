"""What practices are called: names that are shown, given, refused, and mean their practice."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.cli import main
from d9311.ingest import Refused
from d9311.ingest.naming import name_practice
from d9311.store import open_database
from tests.ingest.test_practices import Printed
from tests.practices import claims, give, held, write_practice
from tests.states import import_files

pytestmark = pytest.mark.slow


def test_a_database_without_names_opens_and_takes_them(tmp_path: Path, database: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    with duckdb.connect(database) as older:
        older.execute("drop view practices; drop table practice_names; drop table practice_ids")
        older.execute("update meta set value = 'older' where key = 'build_version'")
    shown = "select practice_id, practice from practices"
    assert name_practice(database, "practice", "Harbor") == "The practice practice is now called Harbor."
    assert open_database(database).cursor().execute(shown).fetchall() == [("practice", "Harbor")]


def test_a_measure_is_filtered_by_a_shown_name(tmp_path: Path, database: Path, capsys: Printed) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    name_practice(database, "practice", "Harbor Side")
    for name in ("practice", "Harbor Side"):
        query = ["query", "approval_by_practice", "--db", str(database), "--practice", name]
        assert main(query) == 0
        assert capsys.readouterr().out.splitlines()[1].startswith("practice,6,6,6,")


def test_a_name_that_fits_no_chart_is_refused(tmp_path: Path, database: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    with pytest.raises(Refused, match="The name has 61 characters; it may have up to 60. Shorten it."):
        name_practice(database, "practice", "x" * 61)


def test_a_shown_name_means_its_practice(tmp_path: Path, database: Path, capsys: Printed) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    assert main(["practices", "--db", str(database), "--name", "practice", " Harbor  Side"]) == 0
    later = [{**row, "claim_id": f"9{row['claim_id']}", "patient_id": "9"} for row in claims("a")]
    give(tmp_path, database, "claims", later, "later.csv", practice="Harbor Side")
    assert held(database)["practice"][0] == 12
    assert main(["practices", "--db", str(database)]) == 0
    assert capsys.readouterr().out == (
        "The practice practice is now called Harbor Side.\n"
        "practice_id,practice_name,claim_rows,consultations\npractice,Harbor Side,12,6\n"
    )


def test_a_practice_that_is_not_there_cannot_be_named(
    tmp_path: Path, database: Path, capsys: Printed
) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    assert main(["practices", "--db", str(database), "--name", "South", "x"]) == 2
    assert capsys.readouterr().err == "There is no practice South. Practices: practice.\n"


def test_given_name_comes_before_the_export_s_and_two_of_one_name_stay_two(
    tmp_path: Path, database: Path
) -> None:
    rows = [{**row, "practice_id": row["claim_id"], "practice_name": "Main Street"} for row in claims("a", 3)]
    give(tmp_path, database, "claims", rows, "claims.csv")
    assert main(["practices", "--db", str(database), "--name", "101", "main street"]) == 0
    assert main(["practices", "--db", str(database), "--name", "102", "Harbor"]) == 0
    shown = "select practice_id, practice_name, practice from practices order by practice_id"
    assert open_database(database).cursor().execute(shown).fetchall() == [
        ("101", "main street", "main street (101)"),
        ("102", "Harbor", "Harbor"),
        ("103", "Main Street", "Main Street (103)"),
    ]
    assert main(["practices", "--db", str(database), "--name", "102", ""]) == 0
    assert open_database(database).cursor().execute(shown).fetchall()[1][1] == "Main Street"
