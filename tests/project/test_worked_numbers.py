"""The examples in docs/definitions are true: what they draw is imported, and the measures give what they say.

An example is a block of code called `example`. Its parts are parted by blank lines; the first line of a part
says what it draws. `claims`, `consultations`, `fees` and the other kinds of file are imported in their order,
those up to the next of the same kind together; `link_choices` is what a person then says of links; any other
is a measure with its rows, `, as of 2025-03-01` where ages count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from d9311.contract import FILES
from d9311.ingest.choices import choose_link
from d9311.store import open_database
from tests.conftest import ImportTables
from tests.project.files import ROOT
from tests.screens import import_drawn
from tests.spec.drawn import claim_lines, consultations, expect, together
from tests.tables import Row, draw

pytestmark = pytest.mark.slow

DEFINITIONS = {
    path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs/definitions").glob("*.md")
}
EXAMPLE = re.compile(r"^```example\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TITLE = re.compile(r"(\w+)(?:, as of (\d{4}-\d\d-\d\d))?")
CHOICES = "link_choices"
READ = {"claims": claim_lines, "consultations": consultations}
EXAMPLES = {
    f"{name}-{number}": found[1]
    for name, text in sorted(DEFINITIONS.items())
    for number, found in enumerate(EXAMPLE.finditer(text), 1)
}


def parts(example: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of an example: what each draws, as of which day, and the drawn table."""
    for part in example.strip().split("\n\n"):
        title, drawing = part.strip().split("\n", 1)
        found = TITLE.fullmatch(title)
        assert found, f"{title!r} is no title of a part"
        yield found[1], found[2] or "", drawing


def imports(example: str) -> list[dict[str, list[Row]]]:
    """Return what is imported, call by call: rows by kind of file."""
    calls: list[dict[str, list[Row]]] = [{}]
    for name, _, drawing in parts(example):
        if name in FILES:
            if name in calls[-1]:
                calls.append({})
            calls[-1][name] = list(READ.get(name, draw)(drawing))
    return calls


def chosen(example: str) -> list[Row]:
    """Return what a person says of links, after all imports."""
    return [row for name, _, drawing in parts(example) if name == CHOICES for row in draw(drawing)]


def is_one_import(example: str) -> bool:
    """Say whether an example draws one import of exports alone: such a one may be a practice of a larger import."""
    calls = imports(example)
    return len(calls) == 1 and calls[0].keys() <= READ.keys() and not chosen(example)


ALONE = [name for name, example in EXAMPLES.items() if not is_one_import(example)]
TOGETHER = [name for name in EXAMPLES if name not in ALONE]


def expect_what_it_says(cursor: duckdb.DuckDBPyConnection, name: str, **choices: object) -> None:
    """Assert that the measures give the rows that an example draws; choices are filters."""
    said = [part for part in parts(EXAMPLES[name]) if part[0] not in (*FILES, CHOICES)]
    assert said
    for measure, day, drawing in said:
        expect(cursor, measure, drawing, as_of=date.fromisoformat(day) if day else None, **choices)


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Import the examples that are one import each, every one as a practice of its name."""
    drawn = {}
    for name in TOGETHER:
        (call,) = imports(EXAMPLES[name])
        claims, notes = ([dict(row) for row in call.get(kind, [])] for kind in READ)
        drawn[name] = (claims, notes)
    database = tmp_path_factory.mktemp("examples") / "d9311.duckdb"
    import_drawn(database, **together(drawn))
    return open_database(database).cursor()


@pytest.mark.parametrize("name", TOGETHER)
def test_example_of_one_import_gives_the_numbers_that_it_says(
    name: str, practices: duckdb.DuckDBPyConnection
) -> None:
    expect_what_it_says(practices, name, practices=(name,))


@pytest.mark.parametrize("name", ALONE)
def test_example_of_a_definition_gives_the_numbers_that_it_says(
    name: str, import_tables: ImportTables, tmp_path: Path
) -> None:
    for call in imports(EXAMPLES[name]):
        cursor = import_tables(**call)
    for choice in chosen(EXAMPLES[name]):
        database = tmp_path / "d9311.duckdb"
        choose_link(database, "practice", f"practice|{choice['claim']}|1", choice["consultation"] or None)
        cursor = open_database(database).cursor()
    expect_what_it_says(cursor, name)


# The words of a letter are held by tests/packet, what new facts make of a state by tests/desk/test_settling.py, which
# reads its table out of work.md; an export holds what its page shows (tests/pages/test_exports.py).
ELSEWHERE = ("README", "exports", "import", "packet", "work")


@pytest.mark.parametrize("name", [name for name in DEFINITIONS if name not in ELSEWHERE])
def test_definition_has_a_worked_number(name: str) -> None:
    assert [key for key in EXAMPLES if key.startswith(f"{name}-")]
