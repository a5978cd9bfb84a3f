"""Pictures of every page and part, to be looked at: `make screenshots` writes them to `screenshots/`, and
`make picture` that of the README alone. No test, hence its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import Serve, open_at, settle
from tests.project.files import ROOT
from tests.screens import import_drawn

FOLDER = ROOT / "screenshots"
PICTURE = ROOT / "docs" / "overview.png"
# As large as a laptop's window, whose first screen holds the answer, and as wide as a phone.
WIDE, PHONE, HEIGHT = 1280, 390, 800
LONGEST = 12_000  # pixels
SHEET = 1.3  # 94 pixels an inch
ONE_CLAIM = "claim_id | status | paid_amount | decision_date\n C1 | received | 80.00 | 2025-02-10"
LENGTH = "() => Math.ceil(document.querySelector('[data-testid=\"stMain\"]').scrollHeight)"
Look = Literal["light", "dark"]


@pytest.fixture(scope="module")
def one(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server on a single claim."""
    database = tmp_path_factory.mktemp("one") / "d9311.duckdb"
    import_drawn(database, claims=ONE_CLAIM)
    return serve(database)


@pytest.fixture(scope="module")
def nothing(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server without data, as after all were removed."""
    database = tmp_path_factory.mktemp("nothing") / "d9311.duckdb"
    database.with_name(f"{database.name}.emptied").touch()
    return serve(database)


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """Open a new window."""
    context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT})
    yield context.new_page()
    context.close()


def test_readme_has_its_picture(window: Page, sample: str) -> None:
    _open(window, sample, "")
    window.screenshot(path=PICTURE)


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_page_is_photographed(window: Page, sample: str, look: Look, path: str) -> None:
    window.emulate_media(color_scheme=look)
    _open(window, sample, path)
    _photograph(window, f"{_name(path)}-{look}")


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_is_photographed_on_a_phone(window: Page, sample: str, path: str) -> None:
    window.set_viewport_size({"width": PHONE, "height": HEIGHT})
    _open(window, sample, path)
    _photograph(window, f"{_name(path)}-phone")


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_is_photographed_as_it_prints(window: Page, sample: str, path: str) -> None:
    window.emulate_media(color_scheme="dark")  # paper is white all the same
    _open(window, sample, path)
    for number, sheet in enumerate(pypdfium2.PdfDocument(window.pdf(format="Letter")), start=1):
        sheet.render(scale=SHEET).to_pil().save(FOLDER / f"{_name(path)}-print-{number}.png")


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_is_photographed_with_one_claim(window: Page, one: str, path: str) -> None:
    _open(window, one, path)
    _photograph(window, f"{_name(path)}-one")


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_is_photographed_without_data(window: Page, nothing: str, path: str) -> None:
    window.goto(f"{nothing}/{path}")
    settle(window)
    _photograph(window, f"{_name(path)}-empty")


def _open(window: Page, address: str, path: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    open_at(window, f"{address}/{path}", ADDRESSES[path])
    window.wait_for_timeout(400)  # a chart is drawn after the page has come to rest
    settle(window)


def _photograph(window: Page, name: str) -> None:
    """Photograph the page whole, in a window as long as it."""
    size = window.viewport_size
    assert size
    for _ in range(2):  # what stood below the window may be drawn only now
        length = min(max(window.evaluate(LENGTH), HEIGHT), LONGEST)
        window.set_viewport_size({"width": size["width"], "height": length})
        settle(window)
    window.screenshot(path=FOLDER / f"{name}.png")


def _name(path: str) -> str:
    return re.sub(r"\W+", "-", path.replace("part=", "")).strip("-") or "overview"
