"""Cells that do not stand under their column: refused where all rows are so, set aside where one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import read, refusal, rows, said, set_aside

HEADER = (
    "claim_id,patient_id,payer_name,procedure_code,service_date,submitted_date,adjudicated_date,status,"
    "billed_amount,allowed_amount,paid_amount,adjustment_codes,provider_name"
)
FIRST = "C1,P1,Delta,D9311,2025-01-15,2025-01-16,2025-02-05,paid,100,80,60,CO-45:20,Dr A"
SECOND = FIRST.replace("C1,P1", "C2,P2").replace("Dr A", "Dr B")
FULL = f"{HEADER}\n{FIRST}\n{SECOND}\n"


@pytest.mark.parametrize("name", ["Ref", ""])
@pytest.mark.parametrize("before", ["billed_amount", "adjustment_codes"])
def test_a_name_that_no_row_has_a_cell_for_is_refused(tmp_path: Path, name: str, before: str) -> None:
    assert refusal(tmp_path, FULL.replace(before, f"{name},{before}")) == (
        "export.csv, line 1: the header has 14 cells and the rows below it have 13 (the first of them is line 2), so "
        "that it cannot be told which cell belongs to which column. Remove the name of the column that the rows do "
        "not have, or export again with as many cells in each row."
    )


def test_titles_footers_and_blank_lines_do_not_hide_it(tmp_path: Path) -> None:
    content = FULL.replace("billed", "Ref,billed", 1).replace("\nC2", "\n\nC2")
    assert "line 2: the header has 14 cells and the rows below it have 13 (the first of them is line 3)" in (
        refusal(tmp_path, f"Claims of March\n{content}Printed 2025-04-01\n")
    )


def test_blank_names_at_the_very_end_are_harmless(tmp_path: Path) -> None:
    file = read(tmp_path, FULL.replace("provider_name", "provider_name,,"))
    assert (rows(file), file.set_aside, file.warnings) == (
        [FIRST.split(","), SECOND.split(",")],
        [],
        [],
    )


@pytest.mark.parametrize("more", [",", ",,,"])
def test_blank_cells_too_many_on_every_row_are_harmless(tmp_path: Path, more: str) -> None:
    file = read(tmp_path, f"{HEADER}\n{FIRST}{more}\n{SECOND}{more}\n")
    found = [cells[:13] for cells in rows(file)]
    assert (found, file.set_aside, file.warnings) == ([FIRST.split(","), SECOND.split(",")], [], [])


def test_a_cell_too_many_on_every_row_that_is_not_blank_is_not(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\n{FIRST},\n{SECOND},x\n")
    assert [rule for _, rule, _ in set_aside(file)] == ["too_many_cells"] * 2


@pytest.mark.parametrize("missing", range(5, 13))
def test_a_row_that_lacks_one_cell_is_set_aside(tmp_path: Path, missing: int) -> None:
    cells = SECOND.split(",")
    del cells[missing]
    file = read(tmp_path, f"{HEADER}\n{FIRST}\n{','.join(cells)}\n{FIRST}\n")
    assert (rows(file), set_aside(file)) == (
        [FIRST.split(",")] * 2,
        [
            (
                3,
                "too_few_cells",
                "export.csv, line 3: 12 cells, the header has 13. Put in the cell that is missing.",
            )
        ],
    )


def test_rows_that_leave_out_blank_cells_by_habit_are_filled_up(tmp_path: Path) -> None:
    pending = "C3,P3,Delta,D9311,2025-01-15,2025-01-16,,pending,100"
    file = read(tmp_path, f"{HEADER}\n{FIRST}\n{pending}\n{pending.replace('C3', 'C4')}\n")
    assert (len(rows(file)), rows(file)[1], file.set_aside) == (3, [*pending.split(","), "", "", "", ""], [])


@pytest.mark.parametrize("missing", [5, 6, 7, 8, 9, 10, 11])
def test_a_cell_that_does_not_fit_sets_a_row_aside_there_too(tmp_path: Path, missing: int) -> None:
    pending = "C3,P3,Delta,D9311,2025-01-15,2025-01-16,,pending,100"
    cells = SECOND.split(",")
    del cells[missing]
    file = read(tmp_path, f"{HEADER}\n{FIRST}\n{pending}\n{pending}\n{','.join(cells)}\n{FIRST}\n")
    assert [(line, rule) for line, rule, _ in set_aside(file)] == [(5, "too_few_cells")]


def test_a_column_without_a_name_that_holds_something_is_said(tmp_path: Path) -> None:
    file = read(tmp_path, FULL.replace("submitted_date", ""))
    assert said(file) == [
        "export.csv, line 1: column 6 of the file has no name and was left out. If something in it is wanted, write its "
        "name into the header."
    ]
