"""In every format: nothing of a file in what is said of it, and nothing that is not to be kept in what is
stored."""

from __future__ import annotations

import gzip
import logging
from pathlib import Path

import pytest

from d9311.cli import main
from d9311.filters import Filters
from d9311.frames import records
from d9311.store import open_database
from d9311.ui.data.mending import mending_csv
from queries import listings
from tests.ingest.test_workbooks import workbook
from tests.states import import_files
from tests.tables import write_export
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

# The first stands wherever a file may say something of a person; the second only where it is not to be kept.
MARKER, SECRET = "Zwiebelkuchen", "Pflaumenmus"

HEADER = [
    "claim_id", "patient_id", "payer_name", "procedure_code", "service_date", "status", "billed_amount",
    "adjustment_codes", "practice_name", "provider_name", "attachment_reference", "Patient Name", "Birthdate",
    "Subscriber ID", "Address", "Phone", "E-Mail", "Claim Note", f"Tag {MARKER}",
]  # fmt: skip
TEXTS = [MARKER, f"{MARKER} DDS", f"{MARKER}, Ann", MARKER, *[SECRET] * 8]
SOUND = ["C1", SECRET, MARKER, "D9311", "2025-03-14", "paid", "100.00", *TEXTS]
ROWS = [
    SOUND,
    [f"{MARKER}2", *SOUND[1:]],
    ["C3", SECRET, MARKER, "D9311", MARKER, "paid", "100.00", *TEXTS],
    ["C4", SECRET, MARKER, "D9311", "2025-03-14", "paid", MARKER, *TEXTS],
    [*SOUND, MARKER],
    ["C5", "", MARKER, "D9311", "2025-03-14", "paid", "5", *TEXTS],
]
CSV = "\n".join([",".join(HEADER), *(",".join(f'"{cell}"' for cell in row) for row in ROWS)]) + "\n"


def answer() -> str:
    """An 835 with the marker in every name and number, in sound claims and unreadable ones."""
    codes = ("CAS*CO*45*40", f"REF*6R*{MARKER}", f"LQ*HE*{MARKER}")
    claims = [
        claim(
            f"{MARKER}1", "1", "100", "60", *line("AD:D9311", "100", "60", *codes), member=SECRET, name=SECRET
        ),
        claim(
            "C2", MARKER, MARKER, MARKER, *line(f"HC:{MARKER}", MARKER, MARKER), member=SECRET, name=SECRET
        ),
        claim("C3", "4", "10", "0", *line("AD:D9311", MARKER, "0", day=MARKER), member="", name=SECRET),
    ]
    sent = check("60", *claims, plb=(f"PLB*{MARKER}*20251231*WO:{MARKER}*{MARKER}",), trace=MARKER)
    return _marked(interchange(sent))


def claims_sent() -> str:
    """An 837D with the marker in every name, number and note."""
    sent = [f"CLM*{MARKER}1*100***11:B:1*Y*A*Y*Y", f"PWK*OZ*EL***AC*{MARKER}", f"NTE*ADD*{SECRET}", "LX*1",
            "SV3*AD:D9311*100****1", "DTP*472*D8*20250110", f"REF*6R*{MARKER}"]  # fmt: skip
    text = interchange(batch(sent), guide=DENTAL)
    return _marked(text.replace("JANE", SECRET).replace("*MI*M1", f"*MI*{SECRET}"))


def _marked(text: str) -> str:
    for name in ("DELTA DENTAL", "MAIN STREET DENTAL", "SMITH", "JOHN"):
        text = text.replace(name, MARKER)
    return text.replace("MARKER", SECRET)


# Two files of each format, so that the second import leaves a backup.
FILES = {
    "CSV": (CSV.encode(), f"{CSV}\n".encode()),
    "gzip": (gzip.compress(CSV.encode()), gzip.compress(f"{CSV}\n".encode())),
    "workbook": (workbook([HEADER, *ROWS]), workbook([HEADER, *ROWS[1:]])),
    "835": (answer().encode(), f"{answer()}\n".encode()),
    "837D": (claims_sent().encode(), f"{claims_sent()}\n".encode()),
}


# Their rows are those of the CSV, of which all is derived; here that they are read and stored alike.
ROWS_OF_CSV = ("gzip", "workbook")


def given(folder: Path, content: bytes, *options: str) -> Path:
    """The folder of a database into which a file was imported, as the command line does it."""
    path = folder / f"export{len(list(folder.glob('export*')))}"
    path.write_bytes(content)
    data = folder / "data"
    assert (
        main(["--debug", "import", "--db", str(data / "d9311.duckdb"), "--claims", str(path), *options]) == 0
    )
    return data


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_of_a_file_names_columns_and_what_is_stored_no_person(
    tmp_path: Path,
    name: str,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
) -> None:
    first, second = FILES[name]
    if name in ROWS_OF_CSV:
        request.getfixturevalue("rows_alone")
    caplog.set_level(logging.DEBUG)
    data = given(tmp_path, first, "--json")
    printed = capsys.readouterr()
    names = "\n".join(str(path) for path in data.rglob("*"))
    said = printed.out + printed.err + caplog.text + names
    assert '"rows_kept": ' in said
    assert MARKER not in said
    assert SECRET not in said

    given(tmp_path, second)
    printed = capsys.readouterr()
    lines = (printed.out + printed.err).splitlines()
    dropped = {line for line in lines if line.startswith("  not stored")}
    if name.startswith("8"):
        assert dropped == {
            "  not stored  names of persons, member ids, birth dates, addresses (identifies a person)"
        }
    else:
        assert dropped == {f"  not stored  {', '.join(HEADER[11:18])} (identifies a person)"}
        assert f"  not used    Tag {MARKER}" in lines
    assert SECRET not in "".join(lines)
    assert MARKER not in "".join(line for line in lines if not line.startswith("  not used"))

    for path in (data / "d9311.duckdb", data / "d9311.duckdb.backup"):
        stored = path.read_bytes()
        assert SECRET.encode() not in stored
        assert SECRET.casefold().encode() not in stored
        assert MARKER.encode() in stored


def test_a_row_to_mend_holds_no_patient_and_finds_its_patient_again(tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    first = write_export(tmp_path / "first.csv", "claims", [
        {"claim_id": "C1", "patient_id": SECRET},
        {"claim_id": "C2", "patient_id": SECRET, "service_date": "14th"},
    ])  # fmt: skip
    import_files(database, claims=[first])
    cursor = open_database(database).cursor()
    [file] = records(listings.run(cursor, "imports", Filters()))
    rows = records(listings.run(cursor, "set_aside", Filters(), import_id="1"))
    mend = mending_csv(file, rows).decode("utf-8-sig")
    assert SECRET not in mend
    (tmp_path / "mended.csv").write_text(mend.replace("14th", "2025-03-14"), encoding="utf-8")
    report = import_files(database, claims=[tmp_path / "mended.csv"]).files[0]
    assert (report.rows_kept, report.set_aside) == (1, [])
    patients = (
        open_database(database)
        .cursor()
        .execute("select claim_id, patient_id from current_claims order by all")
    )
    [(_, one), (_, other)] = patients.fetchall()
    assert one == other
