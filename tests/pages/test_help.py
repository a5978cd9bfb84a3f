"""Help: every page has its own, and its words are those of the glossary."""

from __future__ import annotations

import re

import pytest

from d9311.ui import help as helping
from d9311.ui import menu
from tests.project.files import ROOT
from tests.screens import open_page, text_of

pytestmark = pytest.mark.slow


def test_every_page_has_help_and_every_word_of_it_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| \[([^\]]+)\]", glossary, re.MULTILINE))
    assert set(helping.PAGES) == {page.name for page in menu.PAGES}
    assert set(helping.WORDS) <= known
    assert {word for told in helping.PAGES.values() for word in told.words} == set(helping.WORDS)


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("page", menu.PAGES, ids=lambda page: page.name)
def test_help_stands_in_the_head_of_its_page(page: menu.Entry) -> None:
    said = text_of(open_page(page.file, period="all"))
    assert helping.PAGES[page.name].answers in said
    assert "What this is." not in said  # first steps are of the sample


@pytest.mark.usefixtures("sample")
def test_first_steps_stand_on_the_sample_data() -> None:
    said = text_of(open_page("dashboard.py"))
    steps = ("1. What this is.", "2. Look at your payers.", "3. Load your own files.")
    assert [step for step in steps if step not in said] == []
