"""What Spark's engine needs no Spark for: patterns, and what is said where something is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from d9311.cli import main
from d9311.spark import session
from d9311.spark.patterns import java, literal, replacement


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"a\s+b", r"(?d)a[ \t\n\f\r]+b"),
        (r"[^\d\s]$", r"(?d)[^\d \t\n\f\r]\z"),
        (r"[[a&&b]", r"(?d)[\[a\&\&b]"),
        (r"[^][]", r"(?d)[^\]\[]"),
        (r"\bCO\b", r"(?d)(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))CO(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))"),
        (r"\$(\d)\.", r"(?d)\$(\d)\."),
    ],
)
def test_a_pattern_means_in_java_what_it_means_in_duckdb(pattern: str, expected: str) -> None:
    assert java(pattern) == expected


def test_a_whole_match_keeps_its_choices_together() -> None:
    assert java("a|b", is_whole=True) == r"(?d)^(?:a|b)\z"


def test_a_text_is_found_as_it_is_and_groups_are_called_as_in_java() -> None:
    assert re.split(literal("; |"), "a; |b") == ["a", "b"]
    assert replacement(r"\1-\2 costs $3") == r"$1-$2 costs \$3"


@pytest.mark.parametrize("missing", ["pyspark", "sqlglot"])
def test_a_missing_library_is_named_with_what_installs_it(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session, "is_installed", lambda name: name != missing)
    database = tmp_path / "d9311.duckdb"
    claims = "sample_data/claims.csv"
    assert main(["import", "--engine", "spark", "--db", str(database), "--claims", claims]) == 2
    assert capsys.readouterr().err == (
        f"The engine spark needs {missing}, which is not installed: pip install -r requirements-spark.txt\n"
    )
    assert not database.exists()


def test_missing_java_is_said_and_where_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session, "is_installed", lambda name: True)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    (tmp_path / "x.parquet").mkdir()
    assert main(["query", "appeals", "--engine", "spark", "--parquet", str(tmp_path / "x.parquet")]) == 2
    assert capsys.readouterr().err == (
        "The engine spark needs Java 17, which was not found: install it, "
        "or set JAVA_HOME to the folder that it is in.\n"
    )


def test_a_folder_that_is_not_there_is_named_before_spark_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "none.parquet"
    assert main(["query", "appeals", "--engine", "spark", "--parquet", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"There is no folder {folder}; import with --engine spark, or name it with --parquet.\n"
    )
