"""Workbook and paper at their limits: names of sheets, long texts, wide tables, kinds of values."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pandas
import pyarrow
import pypdf
import pytest

from d9311.ui.export import paper, workbook
from d9311.ui.export.columns import Column, all_columns, written_columns
from d9311.ui.export.outline import About, Figure, Heading, Outline, Said, Shown
from tests.packet.reading import read_pdf, squeezed
from tests.packet.test_files import _roles
from tests.pages.exported import columns_of, opened

FOOT = "D9311 dashboard 0.3.0"


def frame(**columns: list[Any]) -> pandas.DataFrame:
    """Return a frame as measures give them."""
    return pyarrow.table(columns).to_pandas(types_mapper=pandas.ArrowDtype)


def shown(title: str = "Table", measure: str = "", **columns: list[Any]) -> Shown:
    return Shown(title, frame(**columns), tuple(columns), {}, measure)


def page(*entries: Any, about: About | None = None) -> Outline:
    return Outline(about or About(page="Page"), {str(number): one for number, one in enumerate(entries)})


def test_sheet_has_a_name_of_its_own_that_excel_takes() -> None:
    long = "What is [not] known: of this/that payer?"
    book = opened(workbook.of_page(page(*(shown(name, a=[1]) for name in (long, long, "about", "History")))))
    assert book.sheetnames == [
        "What is not known of this that", "What is not known of this t (2)", "about (2)", "History (2)", "About",
    ]  # fmt: skip


def test_each_value_is_of_its_kind_in_a_workbook() -> None:
    table = shown(
        approval_rate=[0.5, 1.0], decided=[10, 4], difference=[-0.05, 0.13], odds_ratio=[1.234, None],
        billed=[Decimal("1234.50"), Decimal("-2.00")], service_date=[date(2025, 3, 4), None],
        imported_at=[datetime(2025, 3, 4, 5, 6), None], consultation_time=[time(9, 5), None],
        strict=[True, False], payer=["=A1", "007"], median_days=[1.5, 2.0],
    )  # fmt: skip
    book = opened(workbook.of_table(About(page="Page"), table))
    assert columns_of(book, "Table") == {
        "Approved of decided": [0.5, None],  # 4 decided are too few for a rate, as on the screen
        "Decided": [10, 4],
        "Difference, points": [-5, 13],
        "Odds ratio": [1.234, None],
        "Billed": [1234.5, -2],
        "Service date": [date(2025, 3, 4), None],
        "Imported at": [datetime(2025, 3, 4, 5, 6), None],
        "Consultation time": [time(9, 5), None],
        "Strict": [True, False],
        "Payer": ["=A1", "007"],
        "Median days": [1.5, 2],
    }
    forms = [cell.number_format for cell in book["Table"][2]]
    assert forms[:5] == ["0%", "#,##0", "+0;-0;0", "0.00", "$#,##0.00;-$#,##0.00"]
    assert [cell.data_type for cell in book["Table"][2]].count("f") == 0


def test_columns_that_are_not_seen_follow_those_that_are_and_ends_of_intervals_are_numbers() -> None:
    table = Shown(
        "Table",
        frame(ci_high=[0.9], payer=["Delta"], ci_low=[0.1], rate_low=[0.2], rate_high=[0.3]),
        ("payer", "ci_low"),
    )
    assert [column.heading for column in written_columns(table)] == ["Payer", "95% interval"]
    assert [(column.heading, column.values) for column in all_columns(table)] == [
        ("Payer", ["Delta"]), ("95% interval, low", [0.1]), ("95% interval, high", [0.9]),
        ("95% interval, low (rate low)", [0.2]), ("95% interval, high (rate high)", [0.3]),
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "is_cut"), [(32_767, False), (32_768, True)])
def test_text_that_no_cell_holds_is_cut_where_it_says_so(size: int, is_cut: bool) -> None:
    (value,) = columns_of(opened(workbook.of_page(page(shown(note=["x" * size])))), "Table")["Note"]
    assert len(value) == 32_767
    assert value.endswith(" [cut: an Excel cell holds no more; the CSV has all]") == is_cut


def test_rows_that_no_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    book = opened(workbook.of_page(page(shown(a=[1, 2, 3]))))
    assert book.sheetnames == ["Table", "Table (2)", "About"]
    assert columns_of(book, "Table")["A"] == [1, 2]
    assert columns_of(book, "Table (2)")["A"] == [3]


def column(name: str, *values: str) -> Column:
    return Column(name, name, "text", list(values))


def test_columns_that_paper_does_not_hold_stand_below_each_other_with_what_tells_rows_apart() -> None:
    wide = [column(f"c{number}", "w" * 30, "w") for number in range(7)]
    named = paper.parts([column("Payer", "Delta", "Zeta"), *wide])
    assert [[one.name for one in part] for part in named] == [
        ["Payer", "c0", "c1", "c2", "c3"], ["Payer", "c4", "c5", "c6"],
    ]  # fmt: skip
    numbered = paper.parts([column("Payer", "Delta", "Delta"), *wide])
    assert [[one.heading for one in part][0] for part in numbered] == ["No.", "No."]
    assert [one.name for part in numbered for one in part if one.heading != "No."] == [
        "Payer", *(one.name for one in wide),
    ]  # fmt: skip
    assert paper.parts(wide[:5]) == [wide[:5]]


def test_paper_is_tagged_repeats_headings_and_says_its_filters_on_every_sheet() -> None:
    about = About(
        page="Payers",
        question="Which?",
        part="Approval",
        period="Mar 2025",
        filters=[("Period", "Mar 2025"), ("Payers", "All")],
        dates=[("Newest decision", "4 Mar 2025")],
    )
    long = shown("Long", "approval_by_payer", payer=[f"Payer {number}" for number in range(120)])
    content = paper.of_pages([
        page(Heading("A section", "its note"), Said("It answers."), Figure("Rate", 0.5, "rate", 3, 6), long,
             Shown("None", frame(a=[]), ("a",)), about=about)
    ])  # fmt: skip
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    roles = {str(role) for role in _roles(root["/StructTreeRoot"])}
    assert roles >= {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"}
    assert b"pdfuaid" in content
    assert reader.metadata is not None
    assert reader.metadata["/Title"] == "D9311: Payers: Approval"
    sheets = [squeezed(one.extract_text()) for one in reader.pages]
    assert len(sheets) > 3
    head = squeezed("D9311: Payers: Approval · Period: Mar 2025 Data: newest decision 4 Mar 2025")
    assert [head in sheet for sheet in sheets] == [True] * len(sheets)
    of_table = [sheet for sheet in sheets if "Payer7" in sheet or "Payer119" in sheet]
    assert len(of_table) > 1
    assert all("Payer" in re_headed(sheet, head) for sheet in of_table)
    for text in read_pdf(content, FOOT).values():
        body = text.replace(head, "")
        assert "".join(f"Payer{number}" for number in range(100, 120)) in body
        for said in (
            "A section its note It answers.",
            "Rate 50% 3/6",
            "Nothing to show within the filters.",
            "Which payers approve D9311",
        ):
            assert squeezed(said) in body, said


def re_headed(sheet: str, head: str) -> str:
    """Return what a sheet of a table begins with below its head."""
    return sheet.split(head)[1][:20]


def test_rate_over_too_few_is_its_counts_on_paper_and_blank_in_a_workbook() -> None:
    few = Figure("Rate", 0.5, "rate", 2, 4, (0.1, 0.9))
    for text in read_pdf(paper.of_pages([page(few)]), FOOT).values():
        assert squeezed("2 of 4, too few for a rate") in text
        assert "50%" not in text
    numbers = columns_of(opened(workbook.of_page(page(few, Figure("Claims", 7)))), "Numbers")
    assert (numbers["Rate"], numbers["Count"], numbers["Numerator"]) == ([None, None], [None, 7], [2, None])


def test_what_is_drawn_again_takes_its_old_place() -> None:
    outline = page(Said("one"), Said("two"))
    outline.put("0", Said("one, anew"))
    assert [one.text for one in outline.entries.values() if isinstance(one, Said)] == ["one, anew", "two"]
