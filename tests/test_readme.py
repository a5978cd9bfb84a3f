"""The README is true: its commands run, its tables are those of the program, its links lead somewhere."""

import re

import pytest

from d9311.readme import OUR_PYTHON, PARTS, README, render
from tests.project import ROOT

TEXT = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(TEXT)
SHELL = [line for kind, block in BLOCKS if kind in ("sh", "console") for line in block.splitlines()]
MAKE = sorted({word for line in SHELL for word in re.findall(r"\bmake (\w+)", line)})
LINKS = sorted(set(re.findall(r"\]\(([^)#][^)]*)\)", TEXT)))


def test_readme_opens_with_a_picture_and_the_two_commands() -> None:
    picture, commands = TEXT.find("!["), TEXT.find("```sh")
    assert -1 < picture < commands
    assert "make run" in BLOCKS[0][1]
    assert "make test" in BLOCKS[0][1]


@pytest.mark.slow
def test_generated_parts_and_printed_output_are_up_to_date() -> None:
    assert render(TEXT) == TEXT, "run: .venv/bin/python -m d9311.readme --write"


def test_every_generated_part_stands_in_the_readme() -> None:
    assert re.findall(r"<!-- begin (\w+) -->", TEXT) == list(PARTS)


@pytest.mark.parametrize("target", MAKE)
def test_make_target_named_in_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("link", [link for link in LINKS if not link.startswith("http")])
def test_link_in_the_readme_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


def test_links_within_the_readme_lead_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")
        for line in TEXT.splitlines()
        if line.startswith("#")
    }
    assert [anchor for anchor in re.findall(r"\]\(#([^)]+)\)", TEXT) if anchor not in headings] == []


def test_every_command_of_the_program_is_shown_with_its_output() -> None:
    shown = "\n".join(block for kind, block in BLOCKS if kind == "console")
    for command in ("import", "imports", "undo", "practices", "watch", "query", "rows"):
        assert f"{OUR_PYTHON} -m d9311 {command}" in shown


def test_picture_is_small_enough_to_load_at_once() -> None:
    picture = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", TEXT)[0]
    assert (ROOT / picture).stat().st_size < 400_000
