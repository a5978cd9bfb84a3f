"""Rows set aside: downloaded as the page does, mended, imported again, and set aside no longer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from d9311.filters import Filters
from d9311.frames import records
from d9311.ingest.reading.rows import faults as reading_faults
from d9311.ingest.undo import undo_import
from d9311.store import open_database
from d9311.ui.data.mending import UNREADABLE, mending_csv
from queries import listings
from queries.builder import given
from tests.dropping import drop, plain, press
from tests.screens import open_page, text_of
from tests.states import import_files

pytestmark = pytest.mark.slow

HEADER = "claim_id{0}patient_id{0}payer_name{0}procedure_code{0}service_date{0}status{0}billed_amount{0}note"


def write(path: Path, rows: str, mark: str = ",") -> Path:
    lines = [HEADER.format(mark), *(line.replace("|", mark) for line in rows.split())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def to_mend(database: Path, import_id: int = 1) -> list[dict[str, str]]:
    """The file that the page gives for an import, made of what its listings say, as the page makes it."""
    cursor = open_database(database).cursor()
    [file] = [
        one for one in records(listings.run(cursor, "imports", Filters())) if one["import_id"] == import_id
    ]
    rows = records(listings.run(cursor, "set_aside", Filters(), import_id=str(import_id)))
    return list(csv.DictReader(mending_csv(file, rows).decode("utf-8-sig").splitlines()))


def mended(path: Path, rows: list[dict[str, str]], **cells: str) -> Path:
    """Write rows as they were downloaded, some cells mended."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows({**row, **cells} for row in rows)
    return path


def left(database: Path) -> dict[int, int]:
    """Import -> rows that are still set aside."""
    cursor = open_database(database).cursor()
    return {
        one["import_id"]: one["rows_to_mend"] for one in records(listings.run(cursor, "imports", Filters()))
    }


THREE = "C1|P1|Delta|D9311|2025-03-01|paid|100.00|x C2|P1|Delta|D9311|2025-03-02|paid|?|x C3|P1|Delta|D9311|14th|paid|100.00|x"


MARKS = {"A": ",", "B": ";", "C": "\t"}
CALLS = """consultation_id,patient_id,consultation_date,reason
V1,P1,2025-03-01,a
V2,P1,14th,"said ""no"", twice"
"""


def test_rows_that_were_mended_are_set_aside_no_longer(database: Path, tmp_path: Path) -> None:
    """Whatever parts the cells of a file. C3 is mended wrongly first: it is set aside once, in its new file."""
    calls = tmp_path / "calls.csv"
    calls.write_text(CALLS, encoding="utf-8")
    files = [
        write(tmp_path / f"{name}.csv", THREE.replace("C", name).replace("P1", name), mark)
        for name, mark in MARKS.items()
    ]
    import_files(database, claims=files, consultations=[calls])
    a, b, c, v = (to_mend(database, number) for number in (1, 2, 3, 4))
    for name, rows in zip(MARKS, (a, b, c), strict=True):
        assert [(row["claim_id"], row["service_date"], row["billed_amount"]) for row in rows] == [
            (f"{name}2", "2025-03-02", "?"),
            (f"{name}3", "14th", "100.00"),
        ]
        assert [*rows[0]] == [*HEADER.format(" ").split()[:-1], "problem"]
    assert [(row["consultation_id"], row["reason"]) for row in v] == [("V2", 'said "no", twice')]
    told = open_database(database).cursor().execute("select record_id from rows_to_mend order by 1")
    assert [name for (name,) in told.fetchall()] == ["A2", "A3", "B2", "B3", "C2", "C3", "V2"]

    report = import_files(
        database,
        claims=[mended(tmp_path / "mended.csv", [a[0], b[0], *c], billed_amount="90.00")],
        consultations=[mended(tmp_path / "mended_calls.csv", v, consultation_date="2025-03-02")],
    )
    some_left = {1: 1, 2: 1, 3: 0, 4: 0, 5: 1, 6: 0}
    assert ([file.rows_kept for file in report.files], left(database)) == ([3, 1], some_left)

    rest = [a[1], b[1], *to_mend(database, 5)]
    import_files(database, claims=[mended(tmp_path / "mended2.csv", rest, service_date="2025-03-14")])
    assert left(database) == dict.fromkeys(range(1, 8), 0)
    [facts] = records(listings.run(open_database(database).cursor(), "facts", Filters()))
    assert (facts["rows_set_aside"], facts["episodes"]) == (0, 9)

    undo_import(database, 7)
    assert left(database) == some_left


def test_a_formula_stays_a_text_an_amount_a_number_and_a_row_without_cells_comes_back_as_text(
    database: Path, tmp_path: Path
) -> None:
    rows = THREE.replace("C3|P1|Delta", "C3|P1|=a").replace("14th|paid|100.00", "14th|paid|-1.50")
    broken = f"{rows} C4|P1|Delta|D9311|2025-03-04|paid|100.00|x|y"
    text = write(tmp_path / "may.csv", broken, ";").read_text(encoding="utf-8")
    # without the columns of patients, whose cells in a broken row nobody could tell
    (tmp_path / "may.csv").write_text(text.replace(";note", ";remark_code"), encoding="utf-8")
    import_files(database, claims=[tmp_path / "may.csv"])
    aside = {row["claim_id"]: row for row in to_mend(database)}
    assert aside.keys() == {"C2", "C3", ""}
    assert (aside["C3"]["payer_name"], aside["C3"]["billed_amount"]) == ("'=a", "-1.50")
    assert aside[""]["problem"].startswith("may.csv, line 5: 9 cells, the header has 8.")


def test_a_row_of_another_practice_mends_nothing(database: Path, tmp_path: Path) -> None:
    import_files(database, claims=[write(tmp_path / "may.csv", THREE)], practice="North")
    rows = to_mend(database)
    assert {row["practice_id"] for row in rows} == {"North"}
    import_files(
        database, claims=[write(tmp_path / "south.csv", THREE.replace("?", "90.00"))], practice="South"
    )
    assert left(database)[1] == 2
    assert [row["claim_id"] for row in to_mend(database, 2)] == ["C3"]  # of its own file alone
    import_files(database, claims=[mended(tmp_path / "mended.csv", rows[:1], billed_amount="90.00")])
    assert left(database)[1] == 1


def test_the_page_says_how_many_rows_are_still_set_aside(database: Path, tmp_path: Path) -> None:
    import_files(database, claims=[write(tmp_path / "may.csv", THREE)])
    screen = open_page("pages/data.py")
    assert "2 rows of may.csv set aside" in plain(text_of(screen))
    text = mended(tmp_path / "mended.csv", to_mend(database)[:1], billed_amount="90.00").read_text(
        encoding="utf-8"
    )
    press(drop(screen, mended_csv=text), "Import 1 file")
    assert "1 row of may.csv set aside (of 2; later imports brought the others)" in plain(text_of(screen))


def test_the_rules_of_rows_without_cells_are_those_of_reading() -> None:
    text = Path(reading_faults.__file__).read_text(encoding="utf-8")
    assert {rule for rule in UNREADABLE if f'"{rule}"' in text} == UNREADABLE
    assert text.count("self._set_aside(") == len(UNREADABLE)
    settled = given().texts["build/facts/96_rows_to_mend"]
    assert {rule for rule in UNREADABLE if f"'{rule}'" in settled} == UNREADABLE
