"""A word of the business is said in one place: how it is spelled occurs there and nowhere else in the
product."""

import re

import duckdb
import pytest

from d9311.conditions.rows import AGES
from tests.project.files import ROOT

# How the definition of a word is written, and the one file that may write it so.
SPELLINGS = {
    r"'approved_paid', 'approved": "queries/words/outcomes.sql",
    r"like 'approved|startswith\(.approved": None,
    r"\"approved_\w+\", \"approved": None,
    r"'unsent', 'rejected'\)": "queries/words/outcomes.sql",
    r"'void', 'capitated'\)|\"void\", \"capitated\"": "queries/words/outcomes.sql",
    r"'eligibility', 'coordination'|\"eligibility\", \"coordination\"": "queries/words/outcomes.sql",
    r"or outcome = 'exhausted'|outcome = 'exhausted' or": "queries/words/outcomes.sql",
    r"outcome = 'pending' or": "queries/words/outcomes.sql",
    r"age_days\W+> ?\d": "queries/words/ages.sql",
    r"'61-90'": "queries/words/ages.sql",
    r"age_days > threshold_days": "queries/words/ages.sql",
    r"as_of_date\(.?filters\)\)? - coalesce": None,
    r"coalesce\(first_decided, as_of": "queries/words/ages.sql",
    r"pending \* 10": "queries/words/periods.sql",
}
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for room in ("queries", "d9311", "pages")
    for path in sorted((ROOT / room).rglob("*"))
    if path.suffix in (".sql", ".py")
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_word_is_defined_in_one_place(spelling: str) -> None:
    found = {name for name, text in TEXTS.items() if re.search(spelling, text)}

    assert found == ({SPELLINGS[spelling]} - {None})


def test_words_stand_over_values_alone() -> None:
    """So that every table can be made of them: no word reads a table."""
    words = {name: text for name, text in TEXTS.items() if name.startswith("queries/words/")}

    assert words
    assert not [name for name, text in words.items() if re.search(r"^[^-\n]*\b(from|join) \w", text, re.M)]


def test_bands_of_age_that_a_link_may_name_are_those_of_the_words() -> None:
    with duckdb.connect() as connection:
        connection.execute(TEXTS["queries/words/ages.sql"])
        bands = connection.execute("select age_bands()").fetchone()

    assert bands == (list(AGES),)
