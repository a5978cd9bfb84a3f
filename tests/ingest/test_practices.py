"""Practices whose systems all count from 1 stay apart: a name beside the file, and the question where it lacks."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from d9311.cli import main
from d9311.ingest import ImportRefused, undo_import
from tests.drafts import not_the_last, rows_alone
from tests.identity.files import orders_of
from tests.practices import changed, claims, consultations, give, held, rows_held, write_practice
from tests.states import import_files
from tests.tables import write_export
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow

A, B = (6, 6, 0, 6), (6, 0, 6, 6)
ASKED = (
    "claims-b.csv: 6 of the 6 claim numbers that it shares with claims-a.csv stand there for other payers: is this "
    "another practice, or newer data? Give it a practice name (--practice NAME), or say --newer-data to replace.\n"
    "consultations-b.csv: 6 of the 6 consultation numbers that it shares with consultations-a.csv stand there for other "
    "reasons: is this another practice, or newer data? Give it a practice name (--practice NAME), or say --newer-data "
    "to replace."
)
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "d9311.duckdb"


def test_two_practices_dropped_together_are_asked_about_and_nothing_is_stored(
    tmp_path: Path, database: Path
) -> None:
    a, b = write_practice(tmp_path, "a"), write_practice(tmp_path, "b")
    with pytest.raises(ImportRefused) as refusal:
        import_files(
            database, claims=a["claims"] + b["claims"], consultations=a["consultations"] + b["consultations"]
        )
    assert str(refusal.value) == ASKED
    assert not database.exists()


def test_four_files_together_make_two_practices_once_one_is_named(tmp_path: Path, database: Path) -> None:
    a, b = write_practice(tmp_path, "a"), write_practice(tmp_path, "b")
    import_files(
        database,
        claims=b["claims"] + a["claims"],
        consultations=a["consultations"] + b["consultations"],
        practices_given={b["claims"][0]: "North", b["consultations"][0]: " North "},
    )
    assert held(database) == {"North": B, "practice": A}


@pytest.mark.usefixtures("rows_alone")
def test_the_second_practice_is_asked_about_and_named_on_the_command_line(
    tmp_path: Path, database: Path, capsys: Printed
) -> None:
    first, second = (write_practice(tmp_path, practice) for practice in "ba")
    import_files(database, **first)
    files = ["--claims", str(second["claims"][0]), "--consultations", str(second["consultations"][0])]
    assert main(["import", "--db", str(database), *files]) == 2
    assert "is this another practice, or newer data?" in capsys.readouterr().err
    assert rows_held(database) == {"practice": B}
    assert main(["import", "--db", str(database), *files, "--practice", "North"]) == 0
    assert "  practice    North\n" in capsys.readouterr().out
    assert rows_held(database) == {"North": A, "practice": B}


def test_three_practices_are_three_in_any_order(tmp_path: Path) -> None:
    """In the first order each by a call of its own, in the others all by one call."""
    files = {practice: write_practice(tmp_path, practice) for practice in "abc"}
    names = {
        path: name.upper() for name, kinds in files.items() for paths in kinds.values() for path in paths
    }
    for number, order in enumerate(orders_of("abc")):
        database, is_apart = tmp_path / f"{number}.duckdb", number == 0
        with rows_alone() if is_apart else nullcontext():
            for practices in order if is_apart else ("".join(order),):
                given = {
                    kind: [path for one in practices for path in files[one][kind]] for kind in files["a"]
                }
                import_files(database, **given, practices_given=names)
        assert (rows_held if is_apart else held)(database) == {"A": A, "B": B, "C": A}


@pytest.mark.usefixtures("rows_alone")
def test_newer_data_replace_what_was_there(tmp_path: Path, database: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    import_files(database, **write_practice(tmp_path, "b"), newer_data=True)
    assert rows_held(database)["practice"][2:] == (6, 6)


@pytest.mark.usefixtures("rows_alone")
def test_consultations_of_a_second_practice_are_asked_about_once_there_are_two(
    tmp_path: Path, database: Path
) -> None:
    a, b = write_practice(tmp_path, "a"), write_practice(tmp_path, "b")
    import_files(database, **a)
    import_files(database, claims=b["claims"], practice="North")
    with pytest.raises(ImportRefused, match="stand there for other reasons"):
        import_files(database, consultations=b["consultations"])
    import_files(database, consultations=b["consultations"], practice="North")
    assert rows_held(database) == {"North": B, "practice": A}


@pytest.mark.usefixtures("rows_alone")
def test_days_alone_count_once_there_are_two_practices(tmp_path: Path, database: Path) -> None:
    moved = changed(claims("a"), lambda number: {"service_date": f"2025-02-{number:02}"})
    give(tmp_path, database, "claims", claims("a"), "a.csv")
    give(tmp_path, database, "claims", claims("c"), "c.csv", practice="South")
    give(
        tmp_path,
        database,
        "claims",
        changed(claims("a"), lambda number: {"paid_amount": "1.00"}),
        "money.csv",
    )
    with pytest.raises(
        ImportRefused,
        match="6 of the 6 claim numbers that it shares with earlier imports stand there for other days",
    ):
        give(tmp_path, database, "claims", moved, "moved.csv")
    give(tmp_path, database, "claims", moved, "moved.csv", practice="practice")


@pytest.mark.usefixtures("rows_alone")
def test_a_practice_column_in_one_kind_of_file_only_is_kept(tmp_path: Path, database: Path) -> None:
    named = [{**row, "practice_id": "7"} for row in claims("a")]
    path = write_export(tmp_path / "claims.csv", "claims", named)
    report = import_files(database, claims=[path], practice="7")
    assert report.files[0].warnings[0].message == (
        "claims.csv: its practice column says whose 6 of its 6 rows are, and that counts; 7 was not used."
    )
    give(tmp_path, database, "consultations", consultations("a"), "notes.csv", practice="7")
    assert rows_held(database) == {"7": A}


@pytest.mark.usefixtures("rows_alone")
def test_rows_with_a_blank_practice_get_the_name(tmp_path: Path, database: Path) -> None:
    rows = changed(claims("a"), lambda number: {"practice_id": "7" if number > 2 else ""})
    path = write_export(tmp_path / "claims.csv", "claims", rows)
    report = import_files(database, claims=[path], practice="North")
    assert report.files[0].warnings[0].message == (
        "claims.csv: its practice column says whose 4 of its 6 rows are, and that counts; the other 2 are of North."
    )
    assert {name: counts[0] for name, counts in rows_held(database).items()} == {"7": 4, "North": 2}
    import_files(database, claims=[path], practice="South")
    assert {name: counts[0] for name, counts in rows_held(database).items()} == {"7": 4, "South": 2}


@pytest.mark.usefixtures("rows_alone")
def test_practices_of_one_id_in_their_own_columns_are_told_to_part_them(
    tmp_path: Path, database: Path
) -> None:
    for practice, wanted in (
        ("a", None),
        ("b", "Give each practice an id of its own in the export, or say --newer-data"),
    ):
        rows = [{**row, "practice_id": "1"} for row in claims(practice)]
        if wanted is None:
            give(tmp_path, database, "claims", rows, "a.csv")
            continue
        with pytest.raises(ImportRefused, match=wanted):
            give(tmp_path, database, "claims", rows, "b.csv")


@pytest.mark.usefixtures("not_compared")
def test_the_same_file_with_a_name_is_reassigned_and_can_be_undone(tmp_path: Path, database: Path) -> None:
    a, b = write_practice(tmp_path, "a"), write_practice(tmp_path, "b")
    with not_the_last():
        import_files(database, **a)
        import_files(database, **b, newer_data=True)
    report = import_files(database, **b, practice="North")
    assert [warning.message for file in report.files for warning in file.warnings] == [
        "claims-b.csv: this same file was imported before, as import 3; its 6 rows are now of the practice North.",
        "consultations-b.csv: this same file was imported before, as import 4; its 6 rows are now of the practice North.",
    ]
    assert held(database) == {"North": B, "practice": A}
    again = import_files(database, **b, practice="North")
    assert [file.unchanged for file in again.files] == [True, True]
    with not_the_last():
        undo_import(database, 3)
    undo_import(database, 4)
    assert held(database) == {"practice": A}


@pytest.mark.usefixtures("rows_alone")
def test_a_file_reassigned_to_a_practice_with_other_patients_is_asked_about(
    tmp_path: Path, database: Path
) -> None:
    a, b = write_practice(tmp_path, "a"), write_practice(tmp_path, "b")
    import_files(database, **a)
    import_files(database, **b, practice="North")
    with pytest.raises(ImportRefused, match="6 of the 6 claim numbers that it shares with claims-b.csv"):
        import_files(database, **a, practice="North")
    assert rows_held(database) == {"North": B, "practice": A}


@pytest.mark.usefixtures("rows_alone")
def test_a_watched_folder_is_one_practice_s(tmp_path: Path, database: Path, capsys: Printed) -> None:
    (tmp_path / "north").mkdir()
    import_files(database, **write_practice(tmp_path, "a"))
    write_practice(tmp_path / "north", "b")
    watch = ["watch", str(tmp_path / "north"), "--db", str(database), "--once", "--settle", "0.1"]
    assert main(watch) == 2
    assert capsys.readouterr().err.count("is this another practice, or newer data?") == 2
    assert main([*watch, "--practice", "North"]) == 0
    assert rows_held(database) == {"North": B, "practice": A}


@pytest.mark.usefixtures("rows_alone")
def test_a_remittance_is_never_asked_about(tmp_path: Path, database: Path) -> None:
    paid = (
        claim(f"{number}", "1", "100", "60", *line("AD:D9311", "100", "60")) for number in range(101, 107)
    )
    remittance = tmp_path / "remittance.835"
    remittance.write_text(interchange(check("360", *paid)))
    give(tmp_path, database, "claims", claims("a"), "claims.csv")
    report = import_files(database, claims=[remittance])
    assert (report.files[0].question, report.files[0].shared) == ("", 0)
    later = changed(claims("a"), lambda number: {"adjudicated_date": "2025-06-01"})
    give(tmp_path, database, "claims", later, "later.csv")
