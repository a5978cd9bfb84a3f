"""Pages as the tests run them: a database of drawn tables, one page, and all the text that it shows."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TypeGuard

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from d9311.ui import menu
from tests.project.files import ROOT
from tests.states import import_files
from tests.tables import Table, write_export


def parts_of(file: str) -> list[str]:
    """Return the parts of a page as its link names them, the first one empty; [""] of a page without parts."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = [
        [ast.literal_eval(key) for key in node.keys if key] for node in ast.walk(tree) if _is_parts(node)
    ]
    return found[0] if found else [""]


def _is_parts(node: ast.AST) -> TypeGuard[ast.Dict]:
    """Say whether it is a dictionary of parts: the first has no name."""
    first = node.keys[0] if isinstance(node, ast.Dict) and node.keys else None
    return isinstance(first, ast.Constant) and first.value == ""


def at(file: str, part: str) -> str:
    """Return the address of a part, as `open_page` takes it: `pages/work.py?part=claims`."""
    return f"{file}?part={part}" if part else file


# Every part of every page; the Data page last: it alone opens without data.
PAGES = tuple(
    at(file, part)
    for file in sorted((page.file for page in menu.PAGES), key=lambda file: file == "pages/data.py")
    for part in parts_of(file)
)
TAG = re.compile(r"<[^>]+>")
FOLD = re.compile(r"-(fold_\w+)")

# Streamlit reads the metadata of every installed package for each `AppTest`, longer than it draws most pages.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def import_drawn(database: Path, claims: Table | None = None, consultations: Table | None = None) -> None:
    """Import drawn tables into a database, as another export of the practice."""
    folder = database.parent / f"export-{len(list(database.parent.glob('export-*')))}"
    folder.mkdir(parents=True)
    tables = {"claims": claims, "consultations": consultations}
    files = {
        kind: [] if table is None else [write_export(folder / f"{kind}.csv", kind, table)]
        for kind, table in tables.items()
    }
    import_files(database, linked=True, claims=files["claims"], consultations=files["consultations"])


def open_page(address: str, **link: str | list[str]) -> AppTest:
    """Run one page by itself, as its own address on a fresh server does; `link` holds query parameters.

    The address is the page's file, with its part where it is not the first: `pages/work.py?part=claims`.
    What a part folds away is opened.
    """
    screen = open_folded(address, **link)
    folds = FOLD.findall(" ".join(box.proto.id for box in screen.expander))
    for key in folds:
        screen.session_state[key] = True
    return run_again(screen) if folds else screen


def open_folded(address: str, **link: str | list[str]) -> AppTest:
    """Run one page as `open_page` does, and leave folded what it folds away."""
    file, _, part = address.partition("?part=")
    screen = AppTest.from_file(str(ROOT / file), default_timeout=60)
    for name, values in [*([("part", part)] if part else []), *link.items()]:
        screen.query_params[name] = values
    return run_again(screen)


def chosen(screen: AppTest, key: str, row: int) -> AppTest:
    """Choose a row of a table whose rows open, as a click on its box does."""
    screen.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return run_again(screen)


def unfold(screen: AppTest, key: str = "overview_more") -> AppTest:
    """Open what a page folds away, by the key of its expander."""
    screen.session_state[key] = True
    return run_again(screen)


def run_again(screen: AppTest) -> AppTest:
    """Run the page once more; nothing may fail."""
    screen.run()
    assert [error.value for error in screen.exception] == []
    return screen


def markdown_of(screen: AppTest) -> str:
    """Return every text that is read as Markdown, as it was sent."""
    kinds = ("markdown", "caption", "title", "header", "info", "warning", "error", "success")
    texts = [element.value for kind in kinds for element in getattr(screen, kind)]
    labels = [widget.label for kind in ("button", "expander") for widget in getattr(screen, kind)]
    return "\n".join([*texts, *labels])


def html_of(screen: AppTest) -> str:
    """Return everything that is sent as HTML, the style sheet and the script left out."""
    bodies = [element.proto.body for element in screen.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style", "<script")))


def text_of(screen: AppTest) -> str:
    """Return every word on the page but those in tables and figures, HTML without its tags."""
    plain = [element.value for element in screen.text]
    return "\n".join([markdown_of(screen), *plain, TAG.sub(" ", html_of(screen))])


def card(screen: AppTest, label: str) -> str:
    """Return the text of one headline figure."""
    found = [element.proto.body for element in screen.get("html") if f">{label}</div>" in element.proto.body]
    assert len(found) == 1, f"{label} stands {len(found)} times"
    return " ".join(TAG.sub(" ", found[0]).split())
