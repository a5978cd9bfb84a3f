"""What every query, page and column must have is tested, not remembered."""

import ast
import re
from pathlib import Path

import pytest

import queries
from d9311.contract import FILES
from tests.project import ROOT

HEADER = ("question", "definition", "grain", "not counted", "$filters")
PAGES = (ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py")))
MEASURES_SPEC = (
    "approval_by_payer",
    "approval_by_practice",
    "approval_by_provider",
    "approval_by_plan",
    "approval_trend",
    "documentation_gaps",
    "documentation_by_payer",
    "documentation_by_provider",
    "billing_checks",
    "scenario_frequency",
    "scenario_trend",
    "denial_reasons",
    "reconciliation",
    "ar_aging",
    "decision_time",
    "same_day_codes",
    "appeals",
    "episodes",
    "overview",
    "overdue_claims",
)
# What came with the newest import, from import.md.
MONTHLY_SPEC = ("changes",)
# What stands on a payer's card alone.
CARD_SPEC = (
    "denied_amounts",
    "observed_limits",
    "repeat_consultations",
    "underpayments",
    "underpayments_by_plan",
)
# Statistics over the measures: which differences are more than chance.
SIGNALS_SPEC = (
    "approval_signals",
    "decision_curve",
    "gap_effects",
    "payer_signals",
    "plan_signals",
    "practice_comparison",
    "practice_differences",
    "practice_signals",
    "provider_comparison",
    "provider_signals",
)


def literals(path: Path) -> set[str]:
    """Return every text that stands as a literal in a Python file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_queries_are_the_measures_and_no_others() -> None:
    assert queries.names() == tuple(sorted(MEASURES_SPEC + SIGNALS_SPEC + MONTHLY_SPEC + CARD_SPEC))


@pytest.mark.parametrize("name", queries.names())
def test_query_has_a_whole_header(name: str) -> None:
    header = queries.describe(name)
    assert tuple(header) == HEADER
    assert all(header.values())


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
    shown = {text for path in (*PAGES, *(ROOT / "d9311" / "ui").glob("*.py")) for text in literals(path)}
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
