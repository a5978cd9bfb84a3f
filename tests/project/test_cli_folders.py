"""The command line reads folders, patterns and Parquet, and files of any size when it is told to."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import queries
from d9311.cli import main
from d9311.contract import Limits
from d9311.store import open_database
from tests.tables import write_export

pytestmark = pytest.mark.slow
Printed = pytest.CaptureFixture[str]

OLDER = """
claim_id | status | adjudicated_date | paid_amount | billed_amount | payer_name
C1       | paid   | 2025-02-01       | 60.00       | 100.00        | Delta, "the" first
C2       | denied | 2025-02-01       | 0.00        | 100.00        | Cigna
"""
NEWER = """
claim_id | status | adjudicated_date | paid_amount | billed_amount | payer_name
C2       | paid   | 2025-03-01       | 60.00       | 100.00        | Cigna
C3       | sent   |                  |             | abc           | Cigna | set aside
"""


def _as_parquet(table: str, target: Path) -> None:
    target.parent.mkdir(parents=True)
    source = write_export(target.with_suffix(".csv"), "claims", table)
    duckdb.execute(f"copy (from read_csv('{source}')) to '{target}' (format parquet)")
    source.unlink()


def test_a_pattern_of_parquet_files_is_read_like_the_same_rows_as_csv(
    tmp_path: Path, capsys: Printed
) -> None:
    """Two practices, one known by its folder alone, types and all; a folder of CSV files gives the same."""
    for name, table in {"2024": OLDER, "2025": NEWER}.items():
        _as_parquet(table, tmp_path / "lake" / "practice_id=East" / f"year={name}" / "part[0].parquet")
        (tmp_path / "csv").mkdir(exist_ok=True)
        with_practice = table.replace("claim_id |", "practice_id | claim_id |").replace("\nC", "\nEast | C")
        write_export(tmp_path / "csv" / f"{name}.csv", "claims", with_practice)
    (tmp_path / "csv" / "readme.md").write_text("not an export")
    answers = {}
    for name, given in {"lake": f"{tmp_path}/lake/**/*.parquet", "csv": f"{tmp_path}/csv"}.items():
        database = tmp_path / f"{name}.duckdb"
        assert main(["import", "--db", str(database), "--claims", given]) == 0
        said = capsys.readouterr().out
        assert said.count("rows read   2") == 2
        assert "line 3, column billed_amount: the value is not an amount." in said
        cursor = open_database(database).cursor()
        answers[name] = queries.arrow(cursor, "approval_by_payer").to_pylist()
    assert answers["lake"] == answers["csv"]
    assert [(row["payer"], row["approved"]) for row in answers["lake"]] == [
        ("Cigna", 1),
        ('Delta, "the" first', 1),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (".", "{0}/.: in this folder is no export (.csv, .csv.gz, .parquet, .txt, .xlsx). Give the folder that "
              "holds them.\n"),
        ("*.csv", "{0}/*.csv: no file has such a name. Check the pattern.\n"),
    ],
)  # fmt: skip
def test_nothing_found_is_refused(tmp_path: Path, capsys: Printed, given: str, message: str) -> None:
    assert main(["import", "--db", str(tmp_path / "a.duckdb"), "--claims", f"{tmp_path}/{given}"]) == 2
    assert capsys.readouterr().err == message.format(tmp_path)


def test_a_damaged_parquet_file_is_refused_and_any_size_is_read_when_told_to(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, cut = tmp_path / "lake" / "claims.parquet", tmp_path / "cut.parquet"
    _as_parquet(OLDER, whole)
    cut.write_bytes(whole.read_bytes()[:-20])
    arguments = ["import", "--db", str(tmp_path / "a.duckdb"), "--claims"]
    assert main([*arguments, str(cut)]) == 2
    assert (
        "cut.parquet is a Parquet file that is damaged, incomplete or encrypted." in capsys.readouterr().err
    )
    others = (Limits.__init__.__defaults__ or ())[1:]
    monkeypatch.setattr("d9311.contract.Limits.__init__.__defaults__", (1, *others))
    assert main([*arguments, str(whole)]) == 2
    assert "import it at the command line with --any-size." in capsys.readouterr().err
    assert main([*arguments, str(whole), "--any-size"]) == 0
