"""The whole state of a page stands in its address: opened anew with it, a page shows the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.project.files import ROOT
from tests.screens import PAGES, open_page, run_again, text_of

pytestmark = pytest.mark.slow

CONTROLS = ("segmented_control", "toggle", "selectbox", "multiselect", "radio", "pills", "checkbox", "slider")
# Who may draw a control that does not write itself into the link, and why the state needs none.
UNLINKED = {
    "linked.py": "writes it",
    "filter_bar.py": "keep_link writes the filters",
    "payers/card.py": "the box writes the card",
    "work/list.py": "conditions of rows, written by the list",
    "work/desk.py": "the view, written by the desk",
    "me.py": "who works here: of the person, not of what is seen",
    "export/controls.py": "how pictures are saved: of the person, not of what is seen",
    "notes.py": "a form: a note that is pinned",
    "payers/lists.py": "a form: a row that is added",
    "work/acting.py": "a form: a step that is taken",
    "effect/events.py": "a form: an event that is noted",
}


def drawn_bare() -> set[str]:
    """Return the files of pages and their parts that draw a control of Streamlit by itself."""
    folder = ROOT / "d9311" / "ui"
    return {
        str(file.relative_to(folder))
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in CONTROLS
        and isinstance(node.value, ast.Name)
        and node.value.id == "st"
    }


def test_only_forms_and_what_is_named_draw_a_control_that_no_link_holds() -> None:
    bare = {name for name in drawn_bare() if not name.startswith("data/")}  # the import is a form
    assert bare == UNLINKED.keys()


def others(screen: AppTest) -> Iterator[tuple[str, Any]]:
    """Give each linked choice of the page but its part, with a value that it does not have."""
    for box in screen.selectbox:
        if str(box.key).startswith("linked_"):
            shown = [*box.options]
            yield str(box.key), next(one for one in shown if box.index is None or one != shown[box.index])
    for switch in screen.toggle:
        if str(switch.key).startswith("linked_"):
            yield str(switch.key), not switch.value
    for control in screen.segmented_control:
        key = str(control.key)
        if key.startswith("linked_") and key not in ("linked_part", "linked_desk"):
            yield key, control.options[-1]


def choose(screen: AppTest, key: str, value: Any) -> None:
    """Choose a value by what is shown of it."""
    if any(box.key == key for box in screen.selectbox):
        screen.selectbox(key=key).select_index(screen.selectbox(key=key).options.index(value))
    elif any(switch.key == key for switch in screen.toggle):
        screen.toggle(key=key).set_value(value)
    else:
        control = screen.segmented_control(key=key)
        control.set_value(value)
    run_again(screen)


def link_of(screen: AppTest) -> Mapping[str, str | list[str]]:
    return dict(screen.query_params.items())


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", PAGES[:-1])
def test_address_alone_opens_what_was_chosen_on_the_page(address: str) -> None:
    screen = open_page(address, period="all", compare="last_year", payer="Harbor Dental Plan")
    for key in dict(others(screen)):
        choose(screen, key, dict(others(screen))[key])
        assert key.removeprefix("linked_") in screen.query_params
    again = open_page(address.partition("?")[0], **link_of(screen))
    assert text_of(again) == text_of(screen)
    assert chosen(again) == chosen(screen)


# What the page Data says is of all rows, and so are its links.
@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", [one for one in PAGES if not one.startswith("pages/data.py")])
def test_every_link_of_a_page_hands_on_its_filters(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    links: dict[str, Mapping[str, Any]] = {}  # what each link says, and where it leads

    def page_link(file: str, *, label: str, query_params: Mapping[str, Any] | None, **look: Any) -> None:
        links[label] = query_params or {}

    monkeypatch.setattr("streamlit.page_link", page_link)
    open_page(address, payer="Harbor Dental Plan")
    assert {"Work", "See the payers"} <= {label.strip("*") for label in links}
    assert [label for label, query in links.items() if query.get("payer") != ["Harbor Dental Plan"]] == []


def chosen(screen: AppTest) -> dict[str, Any]:
    """Return what each linked choice of the page holds."""
    return {key: screen.session_state[key] for key in dict(others(screen))}
