"""`report`: every part of every page in one PDF and one workbook, for the filters given, or why there is none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest

from d9311.cli import main
from d9311.ui.menu import PAGES
from tests.packet.reading import read_by_pdfium, squeezed
from tests.reported import in_this_process

pytestmark = pytest.mark.slow

Printed = pytest.CaptureFixture[str]


def test_it_writes_every_page_for_the_filters(shown: Path, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    period = ("--from", "2025-01-01", "--to", "2025-01-31")
    assert main(["report", "--db", str(shown), "--out", str(out), "--payer", "Cigna", *period]) == 0
    assert capsys.readouterr().out == f"{out / 'd9311-report.pdf'}\n{out / 'd9311-report.xlsx'}\n"
    text = read_by_pdfium((out / "d9311-report.pdf").read_bytes(), "D9311 dashboard 0.3.0")
    assert text.startswith(squeezed("D9311: all pages · Period: Jan 2025 · The period looks at: date of"))
    assert "Payers:Cigna" in text
    for title in (page.title for page in PAGES):
        assert squeezed(title) in text
    for part in ("Work: Ledger", "Payers: Card of Cigna", "Documentation: Billing checks"):
        assert squeezed(part) in text

    check_book(out / "d9311-report.xlsx")


def check_book(path: Path) -> None:
    """Every table stands on the sheet that the contents name, whole, and numbers are those of their page."""
    book = openpyxl.load_workbook(path)
    assert (book.sheetnames[:2], book.sheetnames[-1]) == (["Contents", "Numbers"], "About")
    _, *listed = book["Contents"].values
    assert {page.partition(":")[0] for page, *_ in listed} >= {"Overview", "Payers", "Practices and periods"}
    on_sheets = [(sheet, rows) for _, _, sheet, rows, _ in listed if rows]
    assert [sheet for sheet, _ in on_sheets] == book.sheetnames[2:-1]
    assert all(book[sheet].max_row == 1 + rows for sheet, rows in on_sheets)
    assert {sheet for _, _, sheet, rows, _ in listed if not rows} == {"no rows within the filters"}
    told = {(row[0], row[1]): row for row in book["Numbers"].values}
    assert told["Overview: Answer", "Approval rate"][2:] != ()
    chosen = {row[0]: row[1] for row in book["About"].values}
    assert (chosen["Period"], chosen["Payers"]) == ("Jan 2025", "Cigna")


def test_what_the_data_do_not_hold_is_refused_in_words(
    shown: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", in_this_process)
    assert main(["report", "--db", str(shown), "--out", str(tmp_path / "out"), "--payer", "Zeta"]) == 2
    said = capsys.readouterr()
    assert said.err == "The data hold no payer 'Zeta'; see the filter bar for what there is.\n"
    assert (said.out, (tmp_path / "out").exists()) == ("", False)
