"""The recipe for a new measure is true: its four blocks in a copy of the project, and everything takes the measure up."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

import queries
from tests.project.files import ROOT, tracked_files

pytestmark = pytest.mark.slow

PART = "d9311/ui/payers/approval.py"  # its last function takes the lines
SPEC = "tests/spec/test_exhausted_by_payer.py"
NAME, QUESTION = "exhausted_by_payer", "At which payers are benefits for D9311 used up?"
RECIPE = (
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## A new measure\n")[1].split("\n## ")[0]
)
# each block stands below a paragraph that begins with what it is and names its file
BLOCK = re.compile(
    r"^\*\*[^*]+\*\*[^`]*`([\w/.]+)`(?:[^\n]+\n)+\n```\w+\n(.*?)```$", re.DOTALL | re.MULTILINE
)
# What holds for every measure by its name, its header and its files; what is asked of all their numbers is asked
# below of this one, as the others are asked in the suite itself.
TESTS = (
    "tests/project/test_completeness.py",
    "tests/pages/test_page_words.py",
    "tests/pages/test_conditions.py::test_conditions_in_a_header_are_known_to_the_list_of_rows",
    SPEC,
)
PYTEST = ("-q", "-rf", "--tb=no", "-n", "0", "-p", "no:cacheprovider")
# What the program, its documents, a page, the second computation, the rows behind and the tests make of it, asked of
# one process.
ASKED = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from d9311.cli import main
from {module} import measures
from d9311.filters import Filters
from d9311.store import open_database
from d9311.ui.data.grades import needs
from tests import production
from tests.oracle.test_against_oracle import (
    test_every_measure_equals_the_second_computation_on_many_claims as compared
)
from tests.pages import test_rows_behind as behind
from tests.screens import import_drawn, open_page
from tests.spec.test_exhausted_by_payer import CLAIMS

database, name = Path(sys.argv[1]), sys.argv[2]
with redirect_stdout(StringIO()) as listed:
    main(["query", "--list"])
import_drawn(database, CLAIMS)
screen = open_page("pages/payers.py?part=approval")
asked = behind.Asked(open_database(database).cursor())
behind.test_every_measure_with_a_count_opens_it(asked.cursor)
production.MEASURES = {{name: production.MEASURES[name]}}
compared(0)
with redirect_stdout(StringIO()) as tested:
    pytest.main(sys.argv[3:])
print(json.dumps({{
    "listed": listed.getvalue(),
    "documented": measures(),
    "tables": [table.value.columns.tolist() for table in screen.dataframe],
    "needs": [needs()[-1].title, needs()[-1].all_of],
    "opens": name in behind.OPENED,
    "opened": [behind.open_all(asked, choice, [name]) for choice in (Filters(), Filters(payers=("Delta",)))],
    "compared": [*production.MEASURES],
    "tested": tested.getvalue(),
}}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project in which the recipe was followed, to the letter."""
    root = tmp_path_factory.mktemp("copy")
    for path in tracked_files():
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)  # with its time, of which Python knows what it compiled
        compiled = Path(cache_from_source(str(path)))
        if path.suffix == ".py" and compiled.exists():
            kept = target.parent / compiled.parent.name / compiled.name
            kept.parent.mkdir(exist_ok=True)
            shutil.copyfile(compiled, kept)
    for file, text in BLOCK.findall(RECIPE):
        with (root / file).open("a", encoding="utf-8") as written:
            written.write(indent(text, "    ") if file == PART else text)
    return root


def run_in(root: Path, *arguments: str, database: Path | None = None, ends: tuple[int, ...] = (0,)) -> str:
    """Run our Python in the copy; return what it prints. `ends`: the return codes that it may have."""
    environment = {**os.environ, "PYTHONPATH": str(root)} | ({"D9311_DB": str(database)} if database else {})
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in ends, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def outcomes_of_tests(root: Path, *arguments: str) -> tuple[dict[str, int], set[str]]:
    """Run tests of the copy; return how many ended how, and which failed."""
    return outcomes(run_in(root, "-m", "pytest", *PYTEST, *arguments, ends=(0, 1)))


def outcomes(said: str) -> tuple[dict[str, int], set[str]]:
    """Return how many tests ended how, and which failed, from what pytest says."""
    counted = {word: int(count) for count, word in re.findall(r"(\d+) (\w+)", said.splitlines()[-1])}
    return counted, set(re.findall(r"^FAILED (\S+)", said, re.MULTILINE))


def test_recipe_writes_in_four_places() -> None:
    assert [file for file, _ in BLOCK.findall(RECIPE)] == [
        f"queries/{NAME}.sql",
        SPEC,
        f"tests/oracle/measures/{NAME}.py",
        PART,
    ]


@pytest.fixture(scope="module")
def answers(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the copy says when it is asked."""
    database = tmp_path_factory.mktemp("drawn") / "d9311.duckdb"
    (module,) = re.findall(r"`\.venv/bin/python -m (d9311\.\w+) --write`", RECIPE)
    said = run_in(
        copy, "-c", ASKED.format(module=module), str(database), NAME, *PYTEST, *TESTS, database=database
    )
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def test_command_line_and_documents_have_it(answers: dict[str, Any]) -> None:
    assert f"{NAME}\n  {QUESTION}" in answers["listed"]
    assert QUESTION in answers["documented"]


def test_page_draws_it_with_its_own_columns(answers: dict[str, Any]) -> None:
    assert ["payer", "episodes", "exhausted"] in answers["tables"]
    assert answers["needs"] == ["Benefits used up", [["adjustment_codes"]]]


def test_second_computation_gives_its_numbers_on_generated_exports(answers: dict[str, Any]) -> None:
    assert answers["compared"] == [NAME]


def test_rows_behind_its_counts_add_up_to_them(answers: dict[str, Any]) -> None:
    assert answers["opens"]
    assert answers["opened"] == [[6, []], [5, []]]


def test_what_holds_for_every_measure_holds_for_it(answers: dict[str, Any]) -> None:
    counted, failed = outcomes(answers["tested"])
    assert failed == set()
    assert {*counted} - {"passed", "warning", "warnings"} == set()
    assert counted["passed"] > 5 * len(queries.names())


def test_what_is_wrong_or_missing_is_said(copy: Path) -> None:
    """A wrong query, no second computation and no line on a page: each has a test of its own that fails."""
    faults = [
        (f"queries/{NAME}.sql", "'exhausted'", "'denied'"),
        (f"tests/oracle/measures/{NAME}.py", "@computes", "# @computes"),
        (PART, NAME, "appeals"),
    ]
    whole = {file: (copy / file).read_text(encoding="utf-8") for file, _, _ in faults}
    for file, old, new in faults:
        (copy / file).write_text(whole[file].replace(old, new), encoding="utf-8")
    try:
        _, failed = outcomes_of_tests(copy, "tests/project/test_completeness.py", SPEC, "-k", NAME)
    finally:
        for file, text in whole.items():
            (copy / file).write_text(text, encoding="utf-8")
    assert failed == {
        f"{SPEC}::test_used_up_benefits_are_counted_by_payer",
        f"tests/project/test_completeness.py::test_query_is_computed_a_second_time[{NAME}]",
        f"tests/project/test_completeness.py::test_query_is_shown_on_a_page[{NAME}]",
    }
