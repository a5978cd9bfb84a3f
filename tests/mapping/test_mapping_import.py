"""Foreign exports through the import: the same rows as the canonical file would give."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from d9311.contract import column_names
from d9311.ingest import import_files
from d9311.ingest.headers.synonyms import synonyms
from d9311.ingest.mapping import Mapping
from d9311.ingest.reading.export import read_export
from d9311.store import open_database
from tests.drafts import rows_alone
from tests.foreign import HEADER, ROW, imported, refused, write
from tests.reading import rows

pytestmark = pytest.mark.slow

OPEN_DENTAL = "ClaimNum,PatNum,CarrierName,ProcCode,ProcDate,DateSentOrig,DateReceived,ClaimStatus,FeeBilled,AllowedOverride,InsPayAmt"
UNIQUE = {
    column: [name for name, columns in synonyms("claims").items() if columns == (column,)]
    for column in column_names("claims")
}


# Columns of an export, what stands in them, and the codes that come of it.
IN_PARTS = [
    ("Adj1Group,Adj1ReasonCode", "CO,45", "CO-45"),
    ("Adj1Group,Adj1ReasonCode,Adj1Amount", 'CO,45,"$1,040.00"', "CO-45:1040.00"),
    ("Adj1Group,Adj1ReasonCode,Adj2Group,Adj2ReasonCode", "CO,45,PR,1", "CO-45; PR-1"),
    ("Adj1Group,Adj1ReasonCode,Adj2Group,Adj2ReasonCode", "CO,45,,", "CO-45"),
    ("Adj1Group,Adj1ReasonCode,Adj2Group,Adj2ReasonCode", "n/a,none,PR,1", "PR-1"),
    ("Adj1Group,Adj1ReasonCode", "CO,CO-45", "CO-45"),
    ("Adj1ReasonCode", "252", "252"),
    ("Adj1Group,Adj1ReasonCode,Remark Codes", "CO,16,N706", "N706; CO-16"),
    ("CARC,RARC", "16,M127 N706", "16; M127 N706"),
    ("Adj1Group,Adj1ReasonCode", ",", None),
    ("ClaimAdjReasonCodes", '"45,252"', "45,252"),
]
BLANKS = ["-1", "-1.0", "-1.00", " -1 ", ""]


def imported_at_once(folder: Path, texts: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Import exports of one claim each in one call, `C1` by turns as C1, C2, ...: import and claim have one
    number."""
    paths = [
        write(folder, text.replace("C1,", f"C{number},"), f"{number}.csv")
        for number, text in enumerate(texts, 1)
    ]
    with rows_alone():
        import_files(folder / "d9311.duckdb", claims=paths)
    return open_database(folder / "d9311.duckdb").cursor()


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    texts = [f"{HEADER},{header}\n{ROW},{cells}\n" for header, cells, _ in IN_PARTS]
    return imported_at_once(tmp_path_factory.mktemp("parts"), texts)


@pytest.mark.parametrize("number", range(1, len(IN_PARTS) + 1))
def test_denial_codes_in_parts_become_one_column(in_parts: duckdb.DuckDBPyConnection, number: int) -> None:
    codes = "select adjustment_codes from claim_rows where claim_id = $1"
    assert in_parts.execute(codes, [f"C{number}"]).fetchall() == [(IN_PARTS[number - 1][2],)]


def test_minus_one_in_allowed_override_is_blank(tmp_path: Path) -> None:
    texts = [f"{HEADER},AllowedOverride\n{ROW},{blank}\n{ROW},0\n" for blank in BLANKS]
    cursor = imported_at_once(tmp_path, texts)
    allowed = cursor.execute("select claim_id, allowed_amount from claim_rows order by import_id, line")
    assert [(claim, str(amount)) for claim, amount in allowed.fetchall()] == [
        (f"C{number}", amount) for number in range(1, len(BLANKS) + 1) for amount in ("None", "0.00")
    ]


def test_open_dentals_letters_are_read_and_its_blanks_are_blank(tmp_path: Path) -> None:
    letters = {"U": "unsent", "W": "waiting to send", "H": "hold", "I": "draft", "S": "sent", "R": "received"}
    text = "".join(
        f"{n},P1,Delta,D9311,2025-03-0{n},0001-01-01,0001-01-01,{letter},100,-1,0\n"
        for n, letter in enumerate(letters, 1)
    )
    cursor = imported(tmp_path, f"{OPEN_DENTAL}\n{text}")
    found = cursor.execute(
        "select status, submitted_date, adjudicated_date, allowed_amount from claim_rows order by line"
    )
    assert found.fetchall() == [(word, None, None, None) for word in letters.values()]
    kinds = cursor.execute("select status_kind from claim_lines_d9311 order by line").fetchall()
    assert [kind for (kind,) in kinds] == ["draft"] * 4 + ["pending", "decided"]
    assert cursor.execute("select message from import_warnings where rule = 'preset'").fetchall() == [
        ("export.csv: read as Open Dental table export: suggested mapping, check it",)
    ]


def test_the_numbers_of_an_835_mean_what_their_preset_says(tmp_path: Path) -> None:
    profile = write(tmp_path, 'kind = "claims"\npreset = "claim_status_835"\n', "p.toml")
    numbers = {"1": "decided", "2": "decided", "3": "decided", "4": "denied", "19": "decided", "20": "decided",
               "21": "decided", "22": "reversed", "23": "unknown", "25": "predetermination"}  # fmt: skip
    text = "".join(ROW.replace("C1", f"C{number}").replace("paid", number) + "\n" for number in numbers)
    cursor = imported(tmp_path, f"{HEADER}\n{text}", profiles=[profile])
    found = dict(cursor.execute("select claim_id, status_kind from claim_lines_d9311").fetchall())
    assert {f"C{number}": kind for number, kind in numbers.items()} == found


SOFTDENT = """~Insurance Claim Report~
~Claim Number~,~Account~,~Insurance Company~,~ADA Code~,~Date of Service~,~Claim Status~,~Fee~,~Insurance Paid~
~100~,~7~,~Delta "Dental", Ohio~,~9311~,~03/31/2025~,~Paid~,~$100.00~,~80.00~
~100~,~7~,~Delta "Dental", Ohio~,~0120~,~03/31/2025~,~Paid~,~60.00~,~60.00~
~Total~,,,,,,~160.00~,~140.00~
~Printed 04/01/2025~
"""


@pytest.mark.usefixtures("rows_alone")
def test_softdents_footer_quotes_and_codes_without_letter(tmp_path: Path) -> None:
    cursor = imported(tmp_path, SOFTDENT)
    found = cursor.execute(
        "select claim_id, payer_name, procedure_code, service_date::text, paid_amount::text from claim_rows order by line"
    )
    assert found.fetchall() == [
        ("100", 'Delta "Dental", Ohio', "D9311", "2025-03-31", "80.00"),
        ("100", 'Delta "Dental", Ohio', "D0120", "2025-03-31", "60.00"),
    ]
    assert cursor.execute("select rule from set_aside order by line").fetchall() == [
        ("total_row",),
        ("missing_value",),
    ]


@pytest.mark.usefixtures("rows_alone")
def test_nexhealths_names_are_known(tmp_path: Path) -> None:
    header = "claim_id,patient_id,insurer_name,procedure_code,serviced_at,sent_at,processed_date,status,charge_amt,plan_paid_amount,member_paid_amount"
    cursor = imported(
        tmp_path,
        f"{header}\n1,2,Aetna,D9311,2025-03-01T10:00:00Z,2025-03-02,2025-03-20,paid,100.00,80.00,20.00\n",
    )
    found = cursor.execute(
        "select payer_name, service_date::text, submitted_date::text, adjudicated_date::text, billed_amount::text, "
        "paid_amount::text, patient_responsibility::text from claim_rows"
    )
    assert found.fetchall() == [
        ("Aetna", "2025-03-01", "2025-03-02", "2025-03-20", "100.00", "80.00", "20.00")
    ]


def test_the_outstanding_claims_report_is_refused_with_the_reason(tmp_path: Path) -> None:
    header = (
        "Carrier\tPhone\tType\tUser\tPatName\tDateService\tDateSent\tTrackStat\tDateStat\tError\tAmount\t"
    )
    row = "Delta\t555-1234\tP\tann\tDoe, Jane\t03/01/2025\t03/02/2025\t\t\t\t100.00"
    assert refused(tmp_path, header, row) == (
        "export.csv is the Outstanding Insurance Claims report of Open Dental. It has one row per claim and no procedure "
        "codes, so that the lines of D9311 cannot be told. Run the query open_dental_claims.sql, which comes with the "
        "dashboard, in Open Dental's query window and import its export."
    )


def test_a_status_that_contradicts_the_money_is_marked(tmp_path: Path) -> None:
    cursor = imported(tmp_path, f"{HEADER},InsPayAmt,DateReceived,Denial Code\n{ROW},0.00,2025-04-20,CO-50\n")
    assert cursor.execute("select outcome, conflict from claim_lines_d9311").fetchall() == [("denied", True)]


def test_columns_of_persons_are_named_on_the_report_and_not_stored(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"{HEADER},PatName,Subscriber ID,DOB,Home Phone\n{ROW},Zwiebelkuchen,Zwiebelkuchen,1960-01-01,5\n",
    )
    report = import_files(tmp_path / "d9311.duckdb", claims=[path])
    assert report.files[0].dropped_columns == ("PatName", "Subscriber ID", "DOB", "Home Phone")
    assert "  not stored  PatName, Subscriber ID, DOB, Home Phone (identifies a person)" in report.lines()
    assert b"Zwiebelkuchen" not in (tmp_path / "d9311.duckdb").read_bytes()


@pytest.mark.usefixtures("rows_alone")
def test_rows_that_differ_in_a_column_that_is_not_used_are_no_repeats(tmp_path: Path) -> None:
    cursor = imported(tmp_path, f"{HEADER},AllowedOverride,Tooth\n{ROW},-1,3\n{ROW},-1,4\n{ROW},-1,3\n")
    assert cursor.execute("select count(*) from claim_rows").fetchone() == (2,)
    assert cursor.execute("select line, rule from set_aside").fetchall() == [(4, "repeated_row")]


CELLS = {
    "date": "2025-03-31",
    "money": "100.00",
    "identifier": "X7",
    "procedure_code": "D9311",
    "adjustment_codes": "CO-45",
}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_known_names_in_any_order_mean_the_canonical_columns(data: st.DataObject) -> None:
    from d9311.contract import CLAIMS

    optional = data.draw(
        st.sets(st.sampled_from([spec.name for spec in CLAIMS if not spec.required and UNIQUE[spec.name]]))
    )
    chosen = data.draw(st.permutations([spec for spec in CLAIMS if spec.required or spec.name in optional]))
    header = [data.draw(st.sampled_from([spec.name, *UNIQUE[spec.name]])) for spec in chosen]
    cells = [CELLS.get(spec.name) or CELLS.get(spec.kind) or "paid" for spec in chosen]
    text = io.StringIO()
    csv.writer(text).writerows([header, cells])
    with tempfile.TemporaryDirectory() as folder:
        file = read_export(write(Path(folder), text.getvalue()), "claims", Path(folder))
        assert sorted(file.columns) == sorted(spec.name for spec in chosen)
        assert rows(file) == [cells]


@pytest.mark.usefixtures("rows_alone")
def test_a_code_that_means_nothing_gets_no_prefix(tmp_path: Path) -> None:
    """A blank and a prefix for one column: each is held against the tidy text, also where it is padded."""
    cells = {"C1": " 9311 ", "C2": "0000", "C3": " 0000 ", "C4": "D9311"}
    text = "claim_id,patient_id,payer_name,ADA Code,service_date,status,billed_amount\n" + "".join(
        f"{claim},P1,Delta,{code},2025-01-31,paid,5.00\n" for claim, code in cells.items()
    )
    path = write(tmp_path, text)
    code = {"ADA Code": "procedure_code"}
    mapping = Mapping("claims", code, blank={"procedure_code": ("0000",)}, prefix={"procedure_code": "D"})
    report = import_files(tmp_path / "d9311.duckdb", claims=[path], mappings={path: mapping})
    kept = open_database(tmp_path / "d9311.duckdb").execute("select claim_id, procedure_code from claim_rows")
    assert (sorted(kept.fetchall()), report.files[0].rows_set_aside) == (
        [("C1", "D9311"), ("C4", "D9311")],
        2,
    )
