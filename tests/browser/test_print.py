"""Pages on paper, as the browser prints them: whole, light, with what the numbers are of on top."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import open_at, settle

pytestmark = pytest.mark.slow

HEAD = "Period: Nov 2025 – Apr 2026 · The period looks at: date of service"
DATA = "Data: newest date of service 30 Jun 2026; newest decision 30 Jun 2026"
CARDS = ("Harbor Dental Plan", "Larkspur State Dental Assistance")
PAPER = 200  # of 255: as light as the middle of a sheet must be


@pytest.mark.parametrize("path", ["", "payers?part=approval", "documentation", "scenarios"])
def test_page_prints_with_its_period_and_the_dates_of_its_data_and_its_charts_whole(
    page: Page, sample: str, path: str
) -> None:
    page.emulate_media(color_scheme="dark")
    open_at(page, f"{sample}/{path}", ADDRESSES[path])
    chart = page.get_by_test_id("stPlotlyChart").first.locator("text").first
    for width in (1280, 1920):  # of the window; what is drawn for it must fit the paper
        page.set_viewport_size({"width": width, "height": 900})
        chart.wait_for(state="attached")
        settle(page)
        drawn = page.locator(".js-plotly-plot text").all_text_contents()
        printed = _print(page)
        assert {text for text in drawn if "".join(text.split()) not in _text_of_all(printed)} == set()
    _has_a_head_and_is_light(printed)


@pytest.mark.parametrize(
    ("path", "heading", "mark"),
    [("documentation", "Where elements are missing", "any element"), ("scenarios", "By month", "Other · 7")],
)
def test_heading_prints_on_the_sheet_of_its_chart(
    page: Page, sample: str, path: str, heading: str, mark: str
) -> None:
    open_at(page, f"{sample}/{path}", ADDRESSES[path])
    page.locator(".js-plotly-plot text", has_text=mark).last.wait_for(state="attached")
    settle(page)
    heading, mark = heading.replace(" ", ""), mark.replace(" ", "")
    sheets = [_text_of_all([sheet]) for sheet in _print(page)]
    assert [mark in sheet for sheet in sheets if heading in sheet] == [True]


def test_page_without_a_chart_prints_with_its_period_and_the_dates_of_its_data(
    page: Page, sample: str
) -> None:
    page.emulate_media(color_scheme="dark")
    open_at(page, f"{sample}/payers", "Payers")
    _has_a_head_and_is_light(_print(page))


def test_overview_is_one_sheet_of_paper(page: Page, sample: str) -> None:
    open_at(page, sample, "Overview")
    page.locator(".st-key-overview_below svg.main-svg").first.wait_for()
    settle(page)
    (sheet,) = _print(page)
    text = _text(sheet)
    assert [
        said for said in ("brought", "Can still be won", "Do next", "all together") if said not in text
    ] == []


def test_every_claim_of_the_list_is_printed(page: Page, sample: str) -> None:
    open_at(page, f"{sample}/work?part=claims", "Work")
    said = page.get_by_text("episodes").first.inner_text()
    printed = _print(page)
    _has_a_head_and_is_light(printed)
    numbers = re.findall(r"\|\d+(?![\d|])", "\n".join(map(_text, printed)))
    assert len(numbers) == int(said.split()[0])


@pytest.mark.parametrize("payer", CARDS)
def test_payer_card_is_one_page_of_paper(page: Page, sample: str, payer: str) -> None:
    open_at(page, f"{sample}/payers?part=card&card={payer}", "Payers")
    page.get_by_role("heading", level=2, name=payer).wait_for()
    settle(page)
    (sheet,) = _print(page)
    width, height = sheet.get_size()
    assert height > width
    assert payer in _text(sheet)


def _has_a_head_and_is_light(printed: list[pypdfium2.PdfPage]) -> None:
    head = _text(printed[0])
    assert HEAD in head
    assert DATA in head
    assert "Clear filters" not in head
    for sheet in printed:
        light = sheet.render(scale=0.25).to_pil().convert("L").resize((1, 1)).getpixel((0, 0))
        assert isinstance(light, int | float)
        assert light > PAPER


def _print(page: Page) -> list[pypdfium2.PdfPage]:
    """Return the sheets that the browser's own print makes."""
    return list(pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))))


def _text(sheet: pypdfium2.PdfPage) -> str:
    """Return what is to be read between the edges of a sheet; text beyond them is not."""
    return " ".join(sheet.get_textpage().get_text_bounded().split())


def _text_of_all(sheets: list[pypdfium2.PdfPage]) -> str:
    return "".join("".join(_text(sheet).split()) for sheet in sheets)
