"""What every query, page and column must have is tested, not remembered."""

import ast
import re
from functools import cache
from pathlib import Path

import duckdb
import pytest

import queries
from d9311.contract import FILES
from d9311.ingest.publishing.deriving import make_derived
from d9311.ingest.storing import schema
from queries import builder
from tests.oracle import MEASURES
from tests.project.files import ROOT

# What every measure says of itself, and what it may say besides: which function ends it, what opens, what it
# needs.
SAID = ("question", "definition", "grain", "not counted", "$filters")
MAY_SAY = ("finish", "opens", "counts", "mark", "rate", "graded", "needs", "better with", "filled")
PAGES = (ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py")))
# What an import changed takes two imports, see tests/oracle/test_changes_against_oracle.py.
OF_TWO_IMPORTS = {"changes"}
# Tables that no page reads: what tests look into, and what Spark reads of an import.
READ_BY_TESTS = {"element_history", "export_days"}
READ_BY_SPARK = {"row_lines"}


@cache
def literals(path: Path) -> set[str]:
    """Return every text that stands as a literal in a Python file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("name", queries.names())
def test_query_has_a_whole_header(name: str) -> None:
    header = queries.describe(name)
    assert tuple(header) == (*SAID, *(field for field in MAY_SAY if field in header))
    assert all(header.values())


@pytest.mark.parametrize("name", queries.names())
def test_query_is_computed_a_second_time(name: str) -> None:
    """What statistics finish is compared with statsmodels and scipy instead, see tests/stats; Kaplan-Meier is
    in both."""
    is_statistical = "finish" in queries.describe(name) and name != "decision_time"
    assert name in MEASURES or is_statistical or name in OF_TWO_IMPORTS


def test_second_computations_and_definitions_are_of_measures_that_exist() -> None:
    defined = (ROOT / "docs" / "definitions" / "measures.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in defined.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert len(named) > 15
    assert {*MEASURES, *named} <= set(queries.names())


@pytest.mark.parametrize("name", queries.names())
def test_query_takes_its_choices_from_filters_only(name: str) -> None:
    assert set(re.findall(r"\$\w+", queries.read(name))) == {"$filters"}


@pytest.mark.parametrize("name", queries.names())
def test_query_ends_in_a_select_that_lists_its_columns(name: str) -> None:
    last = re.split(r"\bselect\b", queries.read(name))[-1]
    assert not re.match(r"\s*(\w+\.)?\*", last)


@pytest.mark.parametrize("name", queries.names())
def test_query_has_a_spec_of_drawn_tables(name: str) -> None:
    spec = ROOT / "tests" / "spec" / f"test_{name}.py"
    assert spec.exists()
    assert name in literals(spec)


@pytest.mark.parametrize("name", queries.names())
def test_query_is_shown_on_a_page(name: str) -> None:
    shown = {text for path in (*PAGES, *(ROOT / "d9311" / "ui").rglob("*.py")) for text in literals(path)}
    assert name in shown


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_begins_with_the_one_call_that_opens_it(path: Path) -> None:
    name = "overview" if path.name == "dashboard.py" else path.stem
    body = ast.parse(path.read_text(encoding="utf-8")).body
    if name == "overview":  # the entry holds the server's app too; the page is a function of it
        body = next(node.body for node in body if isinstance(node, ast.FunctionDef) and node.name == "draw")
    statements = [
        node for node in body if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)
    ]
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert ast.unparse(statements[1]) == f"page = open_page('{name}')"


def test_every_page_file_is_in_the_menu() -> None:
    from d9311.ui.menu import PAGES as entries

    assert sorted(entry.file for entry in entries) == sorted(str(path.relative_to(ROOT)) for path in PAGES)


def test_every_column_of_the_contract_says_what_it_means() -> None:
    assert [column.name for specs in FILES.values() for column in specs if not column.meaning] == []


def test_every_column_of_the_contract_is_in_the_list_for_users() -> None:
    listed = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    missing = [
        column.name for specs in FILES.values() for column in specs if f"| `{column.name}`" not in listed
    ]
    assert missing == []


def test_a_table_that_only_the_build_reads_is_not_kept() -> None:
    """Such a table is temporary: written, it would cost every import and every copy of the database."""
    with duckdb.connect() as connection:
        schema.create_base_tables(connection)
        make_derived(connection)
        found = connection.execute("select table_name from duckdb_tables() where not temporary").fetchall()
        macros = connection.execute(
            "select macro_definition from duckdb_functions() where not internal"
        ).fetchall()
        views = connection.execute("select sql from duckdb_views() where not internal").fetchall()
    kept = {name for (name,) in found} - schema.base_tables() - set(builder.given().lists)
    files = [*ROOT.glob("queries/*.sql"), *ROOT.glob("queries/listings/*.sql"), *ROOT.glob("d9311/**/*.py")]
    texts = [path.read_text(encoding="utf-8") for path in files] + [text for (text,) in macros + views]
    words = {word for text in texts if text for word in re.findall(r"\w+", text)}
    assert kept - words == READ_BY_TESTS | READ_BY_SPARK
