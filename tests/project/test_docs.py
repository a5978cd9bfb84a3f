"""README and docs are true: commands run, tables are those of the program, links and citations lead
somewhere."""

import ast
import io
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace

import pytest

from d9311.cli import main
from d9311.docs import CONSOLE, DOCUMENTS, OUR_PYTHON, PARTS, run, with_output, with_parts
from d9311.ui.menu import PAGES
from tests.project.files import ROOT, tracked_files
from tests.reported import in_this_process

README = (ROOT / "README.md").read_text(encoding="utf-8")
README_LINES = 200
DEFINITIONS = ROOT / "docs" / "definitions"
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
ALL = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in tracked_files()
    if path.suffix == ".md"
}
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
BLOCKS = [block for text in TEXTS.values() for block in BLOCK.findall(text)]
SHELL = [line for kind, block in BLOCKS if kind in ("sh", "console") for line in block.splitlines()]
PROSE = {name: BLOCK.sub("", text) for name, text in ALL.items()}
MAKE = sorted({word for line in [*SHELL, *PROSE.values()] for word in re.findall(r"(?<=`)make (\w+)", line)})
LINKS = sorted({(name, link) for name, text in PROSE.items() for link in re.findall(r"\]\(([^)]+)\)", text)})
OURS = re.compile(rf"{re.escape(OUR_PYTHON)} -m d9311 (.*?)( 2>&1)?((?: \||;).*|)")
COMMENT = re.compile(r"--.*|#.*")
CITED = re.compile(
    r"(?<![\w/*])([\w./-]*\w\.md)\b`?(?:, (?:sections? (\d)(?:(?:, \d)* (?:and|to) (\d))?|\"([^\"]+)\"))?"
)


def anchors(text: str) -> set[str]:
    """Return the names under which the headings of a document are linked to."""
    titles = [line.lstrip("# ") for line in BLOCK.sub("", text).splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def remarks(path: Path) -> Iterator[str]:
    """Yield what a file of code says to its reader: comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        documented = ast.Module | ast.ClassDef | ast.FunctionDef
        nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, documented))
        yield from (ast.get_docstring(node) or "" for node in nodes)
    yield " ".join(" ".join(COMMENT.findall(text)).replace("-- ", "").split())


def test_readme_opens_with_a_picture_and_the_two_commands() -> None:
    picture, commands = README.find("!["), README.find("```sh")
    assert -1 < picture < commands
    first = BLOCK.findall(README)[0][1]
    assert "make run" in first
    assert "make test" in first


def test_readme_is_a_door_and_no_house() -> None:
    assert len(README.splitlines()) <= README_LINES


@pytest.mark.parametrize("name", TEXTS)
def test_generated_parts_are_up_to_date(name: str) -> None:
    assert with_parts(TEXTS[name]) == TEXTS[name], "run: .venv/bin/python -m d9311.docs --write"


def run_here(command: str, folder: str) -> str:
    """What `d9311.docs.run` does, with our command in this process: the shell begins behind what it printed."""
    parted = OURS.fullmatch(command)
    if not parted:
        return run(command, folder)
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with chdir(folder), redirect_stdout(printed), redirect_stderr(printed if parted[2] else sys.stderr):
        code = main(shlex.split(parted[1]))
    printed.seek(0)
    (Path(folder) / "printed").write_text(printed.read(), encoding="utf-8")
    return run(f"(cat printed; rm printed; exit {code}){parted[3]}", folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if CONSOLE.search(text)])
def test_printed_output_is_up_to_date(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("d9311.docs.run", run_here)
    # that it holds every page says tests/pages/test_report_command.py; what the command prints, two say as well
    monkeypatch.setattr("d9311.cli.report.subprocess", SimpleNamespace(run=in_this_process))
    monkeypatch.setattr("d9311.ui.export.report.PAGES", (PAGES[0], PAGES[-1]))
    assert with_output(TEXTS[name]) == TEXTS[name], "run: .venv/bin/python -m d9311.docs --write"


def test_every_generated_part_stands_in_one_document() -> None:
    found = [part for text in TEXTS.values() for part in re.findall(r"<!-- begin (\w+) -->", text)]
    assert sorted(found) == sorted(PARTS)


@pytest.mark.parametrize("target", MAKE)
def test_make_target_that_is_named_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize(("name", "link"), [(name, link) for name, link in LINKS if "://" not in link])
def test_link_leads_to_a_file_and_its_heading(name: str, link: str) -> None:
    file, _, heading = link.partition("#")
    target = (ROOT / name).parent / file if file else ROOT / name
    assert target.exists()
    assert not heading or heading in anchors(target.read_text(encoding="utf-8"))


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            files = {(ROOT / name).parent / link.partition("#")[0] for at, link in LINKS if at == name}
            known = {
                file.resolve().relative_to(ROOT).as_posix()
                for file in files
                if ROOT in file.resolve().parents
            }
            waiting += sorted(known & TEXTS.keys())
    assert sorted(TEXTS.keys() - reached) == []


def test_glossary_is_in_alphabetical_order_and_each_word_leads_on() -> None:
    rows = re.findall(r"^\| (.*?) \|", TEXTS["docs/glossary.md"], flags=re.MULTILINE)[1:]
    words = [re.fullmatch(r"\[(.+?)\]\(\S+\)|-+", row) for row in rows]
    assert None not in words
    listed = [word[1].casefold() for word in words if word and word[1]]
    assert len(listed) > 50
    assert listed == sorted(listed)


def test_every_command_of_the_program_is_shown_with_its_output() -> None:
    shown = "\n".join(block for kind, block in BLOCKS if kind == "console")
    commands = ("import", "imports", "map", "undo", "practices", "watch", "query", "rows", "work", "packet")
    for command in commands:
        assert f"{OUR_PYTHON} -m d9311 {command}" in shown


def test_picture_is_small_enough_to_load_at_once() -> None:
    picture = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)[0]
    assert (ROOT / picture).stat().st_size < 400_000


@pytest.mark.slow
def test_definition_that_code_cites_is_there() -> None:
    code = [path for path in tracked_files() if path.suffix in (".py", ".sql") and path != Path(__file__)]
    faults = []
    for path in code:
        for remark in remarks(path):
            for name, first, last, title in CITED.findall(remark):
                found = next((it for it in (ROOT / name, DEFINITIONS / name) if it.is_file()), None)
                text = found.read_text(encoding="utf-8") if found else ""
                lacks = [number for number in (first, last) if number and f"\n## {number}. " not in text]
                lacks += (
                    [title] if title and not re.search(rf"\n(## {title}\n|\*\*{title}\.\*\*)", text) else []
                )
                if not found or lacks:
                    faults.append(f"{path.relative_to(ROOT)}: {name} {first} {last} {title}".rstrip())
    assert faults == []
