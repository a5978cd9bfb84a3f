"""What the dashboard writes: exact values, no live formulas, and texts that come back unchanged."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311 import exports
from tests.conftest import ImportTables

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''=1"]
PLAIN = ["", "Delta", "O'Hara", "'quoted'", "a=b", "1-2", " =1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert exports.neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_text_is_written_as_it_is(text: str) -> None:
    assert exports.neutral(text) == text


@given(st.text(alphabet="'=+-@\t\rab", max_size=6) | st.text(max_size=20))
def test_every_neutralised_text_can_be_restored(text: str) -> None:
    written = exports.neutral(text)
    is_ours = written.startswith("'") and written.lstrip("'").startswith(exports.FORMULA_STARTS)
    assert (written[1:] if is_ours else written) == text


@given(st.text(alphabet="'=+-@\t\rab", max_size=6))
def test_no_neutralised_text_begins_like_a_formula(text: str) -> None:
    assert not exports.neutral(text).startswith(exports.FORMULA_STARTS)


def test_numbers_of_a_spreadsheet_export_stay_numbers() -> None:
    written = exports.spreadsheet_csv(["paid", "=note"], [(Decimal("-60.00"), "-60.00"), (None, "=1+1")])
    assert written.decode("utf-8-sig") == "paid,'=note\r\n-60.00,'-60.00\r\n,'=1+1\r\n"
    assert written.startswith(b"\xef\xbb\xbf")


ROW = (
    None,
    True,
    False,
    3,
    0.75,
    Decimal("1234.50"),
    date(2025, 3, 31),
    datetime(2025, 3, 31, 14, 30),
    time(14, 30),
    ["a", "b"],
    'say "hi", é',
)
NAMES = ["null", "yes", "no", "whole", "rate", "money", "day", "at", "time", "list", "text"]


def test_csv_holds_exact_values_and_blanks_for_null() -> None:
    file = io.StringIO()
    exports.write_csv(file, NAMES, [ROW])
    assert file.getvalue() == (
        "null,yes,no,whole,rate,money,day,at,time,list,text\n"
        ',true,false,3,0.75,1234.50,2025-03-31,2025-03-31 14:30:00,14:30:00,a;b,"say ""hi"", é"\n'
    )


def test_csv_of_the_command_line_holds_no_live_formula_and_numbers_stay_numbers() -> None:
    file = io.StringIO()
    exports.write_csv(file, ["payer", "codes", "paid"], [("=1+1", ["=x", "b"], Decimal("-60.00"))])
    assert file.getvalue() == "payer,codes,paid\n'=1+1,'=x;b,-60.00\n"


def test_json_is_an_array_of_objects_with_exact_money() -> None:
    file = io.StringIO()
    exports.write_json(file, NAMES, [ROW, ROW])
    line = (
        '  {"null": null, "yes": true, "no": false, "whole": 3, "rate": 0.75, "money": 1234.50, '
        '"day": "2025-03-31", "at": "2025-03-31 14:30:00", "time": "14:30:00", "list": ["a", "b"], '
        '"text": "say \\"hi\\", é"}'
    )
    assert file.getvalue() == f"[\n{line},\n{line}\n]\n"


def test_json_without_rows_is_an_empty_array() -> None:
    file = io.StringIO()
    exports.write_json(file, NAMES, [])
    assert file.getvalue() == "[]\n"


@pytest.mark.slow
@pytest.mark.usefixtures("rows_alone")
def test_an_exported_file_is_imported_as_what_it_was(import_tables: ImportTables, tmp_path: Path) -> None:
    names = ["=cmd|' /C calc'!A0", "+Delta", "-Delta", "@Delta", "'=Delta", "'Delta'"]
    claims = [
        {"claim_id": f"={number}", "payer_name": name, "plan_name": name, "patient_id": "P1"}
        for number, name in enumerate(names)
    ]
    first = import_tables(
        claims=[{**row, "payer_name": exports.neutral(row["payer_name"])} for row in claims]
    )
    query = "select claim_id, payer_name, plan_name, billed_amount, service_date from current_claims order by line"
    stored = first.execute(query).fetchall()
    assert [row[1] for row in stored] == names
    columns = [column[0] for column in first.description or []]
    written = exports.spreadsheet_csv(columns, stored).decode("utf-8-sig")
    again = [row | {"patient_id": "P1"} for row in csv.DictReader(io.StringIO(written))]
    assert import_tables(claims=again).execute(query).fetchall() == stored
