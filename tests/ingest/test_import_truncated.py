"""Files cut at every percent: what is kept stands in the whole file, with the same amounts, or the file is refused.

Where a last cell may be cut and nothing shows it (too few rows before it), that is said.
"""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from d9311.ingest import ImportRefused, import_files
from d9311.ingest.errors import Refused
from d9311.store import open_database
from tests.ingest.test_workbooks import workbook
from tests.reading import HEADER, read, rows
from tests.strategies import IS_THOROUGH
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow

ROWS = [
    f"C{n},P{n},Delta,D9311,2025-03-{n % 28 + 1:02},paid,{n * 137 % 999}.{n % 100:02}" for n in range(1, 41)
]
CLAIMS = [
    claim(f"C{n}", "1", f"{n}00", f"{n}0", *line("AD:D9311", f"{n}00", f"{n}0", f"CAS*CO*45*{n}90")[:2],
          f"CAS*CO*45*{n * 100 - n * 10}")
    for n in range(1, 13)
]  # fmt: skip
CSV = "\n".join([HEADER, *ROWS]) + "\n"
FILES: dict[str, bytes] = {
    "CSV": CSV.encode(),
    "gzip": gzip.compress(CSV.encode(), mtime=0),
    "workbook": workbook([HEADER.split(","), *(row.split(",") for row in ROWS)]),
    "835": interchange(check(str(sum(range(1, 13)) * 10), *CLAIMS)).encode(),
}


def kept(content: bytes) -> tuple[Counter[tuple[str, ...]], int, list[str], set[str]]:
    """The kept rows, how many there were, the rules of those set aside and of the warnings. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = read(Path(folder), content)
        found = Counter(map(tuple, rows(file)))
    warned = {warning.rule for warning in file.warnings}
    return found, file.rows_read, [row.rule for row in file.set_aside], warned


@cache
def whole(name: str) -> Counter[tuple[str, ...]]:
    """The rows of a whole file."""
    found, read_rows, aside, warned = kept(FILES[name])
    assert (found.total(), aside, warned) == (read_rows, [], set())
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_at_any_percent_gives_rows_of_the_whole_file_or_none(name: str) -> None:
    # The dashboard reads a workbook in a process of its own: every seventh percent is tried, all where tests are thorough.
    percents = range(1, 100, 7 if name == "workbook" and not IS_THOROUGH else 1)
    refused = 0
    for percent in percents:
        content = FILES[name][: len(FILES[name]) * percent // 100]
        try:
            found, read_rows, aside, warned = kept(content)
        except Refused as refusal:
            refused += 1
            said = str(refusal)
            assert said.startswith("export.csv")
            assert "Delta" not in said
            continue
        assert read_rows == found.total() + len(aside)
        assert aside in ([], ["cut_off"])
        changed = (found - whole(name)).total()
        assert changed == 0 or (changed == 1 and warned == {"open_end"})
    assert (refused == len(percents)) is (name != "CSV")


@pytest.mark.parametrize("percent", [15, 37, 64, 91] if IS_THOROUGH else [37, 91])
@pytest.mark.usefixtures("rows_alone")
def test_an_import_of_a_cut_file_changes_no_amount(tmp_path: Path, percent: int) -> None:
    (tmp_path / "cut.csv").write_bytes(FILES["CSV"][: len(FILES["CSV"]) * percent // 100])
    report = import_files(tmp_path / "d9311.duckdb", claims=[tmp_path / "cut.csv"]).files[0]
    stored = (
        open_database(tmp_path / "d9311.duckdb")
        .cursor()
        .execute("select claim_id, billed_amount from current_claims")
    )
    amounts = {cells[0]: Decimal(cells[6]) for cells in whole("CSV")}
    found = dict(stored.fetchall())
    assert found == {name: amounts[name] for name in found}
    assert len(found) == report.rows_kept == report.rows_read - report.rows_set_aside
    assert {row.rule for row in report.set_aside} <= {"cut_off", "missing_amount"}


SAID_CUT = "export.csv, line 6: the file ends inside this row (cell 3 of 3). Export the file again."
SAID_UNSURE = (
    "export.csv, line 6: the file ends here without a line end. Check that the last cell of the row is whole."
)


@pytest.mark.parametrize(
    ("before", "last", "is_cut"),
    [
        (["1.50", "22.75", "3.00", "4.10"], "919.1", True),
        (["1.50", "22.75", "3.00", "4.10"], "919", True),
        (["$1.50", "(22.75)", "$3.00", "4.10-"], "919", None),
        (["$1.50", "$22.75", "", "$4.10"], "$9.", True),
        (["1.50", "22.75", "3.00", "4.10"], "919.14", False),
        (["1.5", "22", "3.00", "4.10"], "919.1", None),
        (["1.50", "22.75", "", ""], "919.1", None),
        (["1.50", "22.75", "3.00", "4.10"], "", None),
        (["100", "120", "150", "100"], "95", None),
    ],
)
def test_a_last_amount_without_line_end_is_held_against_those_before_it(
    tmp_path: Path, before: list[str], last: str, is_cut: bool | None
) -> None:
    rows_before = [f"F{number},Delta,{text}" for number, text in enumerate(before)]
    file = read(
        tmp_path, "\n".join(["plan_name,payer_name,expected_fee", *rows_before, f"F,Delta,{last}"]), "fees"
    )
    assert [row.message for row in file.set_aside] == ([SAID_CUT] if is_cut else [])
    assert [warning.message for warning in file.warnings] == ([SAID_UNSURE] if is_cut is None else [])


@pytest.mark.parametrize(
    ("before", "last", "is_cut"),
    [("2025-03-14", "2025-03-1", True), ("3/14/2025", "3/14/20", True), ("3/14/2025", "12/1/2024", False),
     ("20250314", "2025031", True)],
)  # fmt: skip
def test_a_last_date_without_line_end_is_held_against_those_before_it(
    tmp_path: Path, before: str, last: str, is_cut: bool
) -> None:
    rows_before = [f"F{number},Delta,60,{before}" for number in range(4)]
    header = "plan_name,payer_name,expected_fee,effective_date"
    file = read(tmp_path, "\n".join([header, *rows_before, f"F,Delta,60,{last}"]), "fees")
    assert [row.rule for row in file.set_aside] == (["cut_off"] if is_cut else [])
    assert file.warnings == []


@pytest.mark.parametrize("name", ["gzip", "workbook", "835"])
def test_a_cut_file_of_another_form_leaves_no_database(tmp_path: Path, name: str) -> None:
    path = tmp_path / "cut"
    path.write_bytes(FILES[name][: len(FILES[name]) * 60 // 100])
    with pytest.raises(ImportRefused):
        import_files(tmp_path / "d9311.duckdb", claims=[path])
    assert not (tmp_path / "d9311.duckdb").exists()
