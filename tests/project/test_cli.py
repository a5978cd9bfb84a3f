"""The command line: what goes to which stream, the exit codes, and the shape of the JSON report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import queries
from d9311 import contract
from d9311.cli import main
from tests.project.conftest import CLAIMS
from tests.tables import write_export

Printed = pytest.CaptureFixture[str]


def test_import_prints_its_report_on_standard_output(tmp_path: Path, capsys: Printed) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", CLAIMS)
    assert main(["import", "--db", str(tmp_path / "d9311.duckdb"), "--claims", str(claims)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[0] == f"{claims} (claims)"
    assert lines[1].startswith("  SHA-256     ")
    assert len(lines[1].split()[1]) == 64
    assert lines[2:] == [
        '  read as     UTF-8, separated by comma, quote ", header on line 1',
        "  rows read   3",
        "  kept        2",
        "  set aside   1",
        "    1 x unreadable_amount; claims.csv, line 4, column billed_amount: the value is not an amount. "
        "Write it as 1234.50 and import again.",
    ]


def test_import_reports_as_json_in_the_agreed_form(tmp_path: Path, capsys: Printed) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", CLAIMS)
    assert main(["import", "--db", str(tmp_path / "d9311.duckdb"), "--claims", str(claims), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {
                "path": str(claims),
                "kind": "claims",
                "refused": False,
                "error": None,
                "rows_read": 3,
                "rows_kept": 2,
                "rows_set_aside": 1,
                "set_aside": [
                    {
                        "line": 4,
                        "column": "billed_amount",
                        "rule": "unreadable_amount",
                        "message": "claims.csv, line 4, column billed_amount: the value is not an amount. "
                        "Write it as 1234.50 and import again.",
                    }
                ],
                "warnings": [],
            }
        ],
        "totals": {"files": 1, "rows_read": 3, "rows_kept": 2, "rows_set_aside": 1},
    }


def test_a_refused_file_ends_with_two_and_stores_nothing(tmp_path: Path, capsys: Printed) -> None:
    good = write_export(tmp_path / "good.csv", "claims", CLAIMS)
    missing = tmp_path / "none.csv"
    database = tmp_path / "d9311.duckdb"
    arguments = ["import", "--db", str(database), "--claims", str(good), "--claims", str(missing)]
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "none.csv: there is no such file. Check the path." in printed.err
    assert printed.err.endswith("Nothing of this call was stored.\n")
    assert not database.exists()
    assert main([*arguments, "--json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert [(file["refused"], file["error"]) for file in report["files"]] == [
        (False, None),
        (True, "none.csv: there is no such file. Check the path."),
    ]


def test_import_without_a_file_says_what_to_give(tmp_path: Path, capsys: Printed) -> None:
    assert main(["import", "--db", str(tmp_path / "d9311.duckdb")]) == 2
    assert capsys.readouterr().err == "Give at least one file: --claims FILE, --consultations FILE, ...\n"


def test_query_prints_exactly_the_columns_of_the_measure(imported: Path, capsys: Printed) -> None:
    assert main(["query", "approval_by_payer", "--db", str(imported)]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0][:4] == ["payer", "episodes", "decided", "approved"]
    assert rows[1][:4] == ["Delta", "2", "2", "1"]
    assert len(rows) == 2


def test_query_as_json_keeps_money_exact_and_null_null(imported: Path, capsys: Printed) -> None:
    assert main(["query", "approval_by_payer", "--db", str(imported), "--format", "json"]) == 0
    printed = capsys.readouterr().out
    assert '"billed": 200.00' in printed
    (row,) = json.loads(printed)
    assert row["approval_rate"] == 0.5
    assert row["median_days"] is None


@pytest.mark.parametrize(
    ("filters", "episodes"),
    [
        ([], ["2"]),
        (["--payer", " DELTA "], ["2"]),
        (["--payer", "Cigna"], []),
        (["--payer", "Cigna", "--payer", "Delta"], ["2"]),
        (["--practice", "practice"], ["2"]),
        (["--practice", "north"], []),
        (["--provider", "D1"], []),
        (["--scenario", "cancer_treatment"], []),
        (["--from", "2025-01-15", "--to", "2025-01-15"], ["2"]),
        (["--from", "2025-01-16"], []),
        (["--from", "2025-02-01", "--date-basis", "decided"], ["2"]),
        (["--to", "2025-02-01", "--date-basis", "submitted"], []),
        (["--as-of", "2026-01-01"], ["2"]),
    ],
)
def test_every_filter_of_query_narrows_the_rows(
    imported: Path, capsys: Printed, filters: list[str], episodes: list[str]
) -> None:
    assert main(["query", "approval_by_payer", "--db", str(imported), *filters]) == 0
    assert [row["episodes"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == episodes


def test_an_unknown_query_names_the_nearest(imported: Path, capsys: Printed) -> None:
    assert main(["query", "aproval_by_payer", "--db", str(imported)]) == 2
    assert capsys.readouterr().err == (
        "There is no query named 'aproval_by_payer'; did you mean approval_by_payer?\n"
    )


def test_a_period_that_ends_before_it_begins_is_refused(imported: Path, capsys: Printed) -> None:
    arguments = ["query", "overview", "--db", str(imported), "--from", "2025-02-01", "--to", "2025-01-01"]
    assert main(arguments) == 2
    assert capsys.readouterr().err == "the period ends (2025-01-01) before it begins (2025-02-01)\n"


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (
            [],
            "It is not known what the last import changed: it is the first one, or an older one was undone.\n",
        ),
        (["--to", "2025-01-01"], "--last-import stands in place of a period: leave out --from and --to.\n"),
    ],
)
def test_last_import_is_refused_where_its_changes_are_unknown_and_beside_dates(
    imported: Path, capsys: Printed, beside: list[str], said: str
) -> None:
    assert main(["query", "overview", "--db", str(imported), "--last-import", *beside]) == 2
    assert capsys.readouterr().err == said


def test_overview_puts_the_period_beside_it_that_is_asked_for(imported: Path, capsys: Printed) -> None:
    asked = ["query", "overview", "--db", str(imported), "--from", "2025-02-01", "--to", "2025-02-28"]
    assert main([*asked, "--compare", "last_year", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    found = (row["compare"], row["previous_from"], row["previous_to"])
    assert found == ("last_year", "2024-02-01", "2024-02-29")


def test_query_list_names_every_measure_with_its_definition(capsys: Printed) -> None:
    assert main(["query", "--list"]) == 0
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if not line.startswith(" ")] == list(queries.names())
    for name in queries.names():
        assert queries.describe(name)["question"] in printed


def test_rows_prints_what_is_kept_in_the_canonical_columns(imported: Path, capsys: Printed) -> None:
    assert main(["rows", "claims", "--db", str(imported)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == contract.column_names("claims")
    assert [(row["claim_id"], row["line_number"], row["paid_amount"]) for row in rows] == [
        ("C1", "1", "60.00"),
        ("C2", "1", "0.00"),
    ]
    assert {row["appeal_filed_date"] for row in rows} == {""}


def test_rows_of_an_empty_kind_are_a_header_alone(imported: Path, capsys: Printed) -> None:
    assert main(["rows", "consultations", "--db", str(imported)]) == 0
    assert capsys.readouterr().out == ",".join(contract.column_names("consultations")) + "\n"


def test_a_missing_database_is_answered_in_words(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "none.duckdb"
    assert main(["rows", "claims", "--db", str(path)]) == 1
    assert capsys.readouterr().err == (
        f"There is no database at {path}. Import an export first: python -m d9311 import --db {path} --claims FILE\n"
    )


@pytest.mark.parametrize("debug", [False, True])
def test_an_unexpected_error_shows_its_place_and_no_value(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    def fail(*given: object, **named: object) -> None:
        raise ValueError("Jane Doe, born 1970")

    monkeypatch.setattr("d9311.ingest.file_import.stage", fail)
    claims = write_export(tmp_path / "claims.csv", "claims", CLAIMS)
    options = ["--debug"] if debug else []
    assert main(["import", "--db", str(tmp_path / "x.duckdb"), "--claims", str(claims), *options]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Unexpected error (ValueError at test_cli.py:")
    assert "Jane" not in printed.err
    assert ("  load.py:" in printed.err) == debug
