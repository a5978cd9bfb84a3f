"""What a page shows is what its exports hold: each table cell by cell in Excel, each number in the PDF."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from random import Random

import pytest

from d9311.ui.export import paper, workbook
from d9311.ui.export.columns import all_columns, written_columns
from d9311.ui.export.outline import Figure, Outline, Shown
from d9311.ui.show import words
from d9311.ui.show.kinds import INTERVALS, kind_of
from tests.packet.reading import read_by_pdfium, squeezed
from tests.pages.exported import columns_of, is_same, opened, outline_of, shown_as, tables_of
from tests.screens import PAGES, TAG, html_of, import_drawn, markdown_of, open_page
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

SEEDS = range(200 if IS_THOROUGH else 1)
PAYERS = ("Harbor Dental Plan", "Tamarack Smile Trust", "Copper Lantern Dental HMO")
VALUE = re.compile(r'<div class="d-(?:value|line)">(.*?)</div>')


def random_link(random: Random) -> dict[str, str | list[str]]:
    """Return query parameters of a choice of filters."""
    link: dict[str, str | list[str]] = {"period": random.choice(("recent", "mature", "all"))}
    if random.random() < 0.4:
        first = date(2025, 1, 1) + timedelta(random.randrange(300))
        last = first + timedelta(random.choice((30, 90, 200)))
        link |= {"period": "custom", "from": first.isoformat(), "to": last.isoformat()}
    if random.random() < 0.4:
        link["payer"] = random.sample(PAYERS, random.choice((1, 2)))
    if random.random() < 0.3:
        link["practice"] = random.choice(("OAK", "MAPLE"))
    if random.random() < 0.3:
        link["basis"] = random.choice(("submitted", "decided"))
    return link


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("address", PAGES)
def test_exports_hold_what_the_page_shows(address: str, seed: int) -> None:
    file = address.partition("?")[0]  # the parts of a page ask for much that is the same
    screen = open_page(address, **random_link(Random(f"{file} {seed}")))
    assert len(screen.title) == 1
    if any("No row meets these filters" in one.value for one in screen.header):
        return
    page = outline_of(screen)
    titles = [entry.title for entry in page.entries.values() if isinstance(entry, Shown)]
    assert len(titles) == len(set(titles)), titles  # they name the sheets
    for entry in page.entries.values():
        if isinstance(entry, Shown):  # no heading stands twice in a sheet
            in_sheet = [column.heading for column in all_columns(entry)]
            assert len(in_sheet) == len(set(in_sheet)), (address, entry.title)
    for table, on_screen, heads in tables_of(screen):
        book = opened(workbook.of_table(page.about, table))
        assert book.sheetnames[1] == "About"
        cells = columns_of(book, book.sheetnames[0])
        for name in [name for name in on_screen if name != "drawn" and name not in INTERVALS]:
            whole = len(on_screen) == len(table.frame)
            kind = kind_of(str(name), table.frame[name])
            exported = cells[heads[str(name)]]
            assert len(exported) == len(table.frame)
            if kind == "money" and (on_screen[name].abs() >= words.WHOLE_DOLLARS).any():
                exported = [cell if cell is None else round(cell) for cell in exported]  # as on the screen
            if whole:
                wanted = [shown_as(value, kind) for value in on_screen[name].tolist()]
                pairs = zip(exported, wanted, strict=True)
                assert [pair for pair in pairs if not is_same(*pair)] == [], (address, name)
    rows = [
        squeezed("".join(texts))
        for table in page.entries.values()
        if isinstance(table, Shown)
        for part in paper.parts(written_columns(table))
        for texts in zip(*(paper.texts_of(column) for column in part), strict=True)
    ]
    check_paper(page, [*screen_numbers(html_of(screen)), *rows[:: max(1, len(rows) // 100)]])


def screen_numbers(html: str) -> list[str]:
    """Return the headline figures of the screen with all that stands beside them, piece by piece."""
    found = [unescape(TAG.sub(" ", one)) for one in VALUE.findall(html)]
    pieces = [piece for one in found for piece in one.split(" · ")]
    return [piece.strip().removeprefix("95% interval").removesuffix("too few for a rate") for piece in pieces]


def check_paper(page: Outline, wanted: list[str]) -> None:
    document, content = paper.document([page]), paper.of_pages([page])
    head = squeezed("".join(document.head))
    body = read_by_pdfium(content, document.running).replace(head, "")
    missing = [one for one in wanted if squeezed(one) not in body]
    assert missing == [], missing[:3]


@pytest.mark.usefixtures("sample")
def test_page_workbook_has_numbers_every_table_and_what_they_are_of() -> None:
    screen = open_page("pages/payers.py?part=card", payer="Tamarack Smile Trust")
    page = outline_of(screen)
    book = opened(workbook.of_page(page))
    tables = [entry for entry in page.entries.values() if isinstance(entry, Shown)]
    assert book.sheetnames[0] == "Numbers"
    assert book.sheetnames[-1] == "About"
    assert len(book.sheetnames) == len(tables) + 2
    numbers = columns_of(book, "Numbers")
    figures = [entry for entry in page.entries.values() if isinstance(entry, Figure)]
    assert numbers["Number"] == [one.label for one in figures]
    rates = dict(zip(numbers["Number"], numbers["Rate"], strict=True))
    (rate,) = [one for one in figures if one.label == "Approval rate"]
    assert rates["Approval rate"] == pytest.approx(rate.numerator / rate.denominator)  # type: ignore[operator]
    told = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert told["Period"] == "Nov 2025 – Apr 2026"
    assert told["Payers"] == "Tamarack Smile Trust"
    assert told["The period looks at"] == "date of service"
    assert told["Newest decision"] == "30 Jun 2026"
    files = {row[0].value: [cell.value for cell in row] for row in book["About"].iter_rows()}
    assert files["claims.csv"][3:6] == [20_013, 20_004, 9]
    assert re.fullmatch(r"[0-9a-f]{64}", str(files["claims.csv"][6]))


@pytest.mark.usefixtures("sample")
def test_kinds_of_cells_are_those_of_a_spreadsheet() -> None:
    page = outline_of(open_page("pages/payers.py?part=approval", payer=PAYERS[0]))
    book = opened(workbook.of_page(page))
    heads = [cell.value for cell in book.worksheets[0][1]]
    row = dict(zip(heads, book.worksheets[0][2], strict=True))
    assert (row["Approved of decided"].number_format, row["Approved of decided"].data_type) == ("0%", "n")
    assert row["95% interval, low"].number_format == "0%"
    assert row["Billed"].number_format == "$#,##0.00;-$#,##0.00"
    assert row["Decided"].number_format == "#,##0"
    claims = outline_of(open_page("pages/work.py?part=claims", payer=PAYERS[0]))
    sheet = opened(workbook.of_page(claims)).worksheets[0]
    row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert (row["Service date"].number_format, row["Service date"].is_date) == ("d mmm yyyy", True)


HOSTILE = "![x](http://outside.example/x.png) <img src=x onerror=alert(1)> $x$ :red[y] 'x"
PAYER, PLAN = f'=HYPERLINK("http://outside.example") {HOSTILE}', f"@SUM(A1) {HOSTILE}"


def test_text_of_a_file_is_no_markup_and_no_formula_and_no_patient_is_named(database: Path) -> None:
    import_drawn(
        database,
        claims=[
            {"claim_id": "=1+1", "payer_name": PAYER, "plan_name": PLAN, "patient_id": "Marker Person"},
        ],
        consultations=[
            {
                "consultation_id": f"+K1 {HOSTILE}",
                "patient_id": "Marker Person",
                "reason": f"-1 {HOSTILE}",
                "scenario": HOSTILE,
            }
        ],
    )
    pages: dict[str, Outline] = {}
    for address in PAGES:
        screen = open_page(address, period="all", payer=PAYER)
        assert [mark for mark in ("![x](", ":red[y]") if mark in markdown_of(screen)] == [], address
        assert "<img" not in html_of(screen), address
        pages[address] = outline_of(screen)
    for page in pages.values():
        book = opened(workbook.of_page(page))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
        assert not [cell for cell in cells if cell.hyperlink]
        assert not [cell for cell in cells if "Marker Person" in str(cell.value)]
    assert "MarkerPerson" not in read_by_pdfium(paper.of_pages([*pages.values()]), "D9311 dashboard 0.3.0")
    claims = columns_of(opened(workbook.of_page(pages["pages/work.py?part=claims"])), "Work Claims")
    assert claims["Payer"] == [PAYER]
    assert claims["Claim"] == ["=1+1"]
    assert claims["Plan"] == [PLAN]
