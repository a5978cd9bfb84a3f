"""Who the patient is and which the claim, where an export names neither: asked of the columns that can be
meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest import import_files
from d9311.ingest.mapping import propose
from d9311.store import open_database
from tests.drafts import rows_alone
from tests.foreign import refused

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("rows_alone")]

# A Medicaid extract: headers of a public data set, invented rows.
HEADER = (
    "claim_id,adj_seq,claim_line_num,claim_status,source_system,{key},claim_form,procedure_code,service_from_date,"
    "service_to_date,billed_amt,paid_amt,paid_date,other_payer_paid_amt,payer,crossover"
)
ROWS = (
    "C1,0,1,PAID,FFS,{first},D,D9311,2025-03-03,2025-03-03,85.00,60.00,2025-04-01,0.00,Invented State Dental,Y",
    "C1,1,1,REVERSED,FFS,{first},D,D9311,2025-03-03,2025-03-03,85.00,-60.00,2025-05-01,0.00,Invented State Dental,N",
    "C2,0,1,PAID,FFS,{second},D,D9311,2025-03-03,2025-03-04,85.00,60.00,2025-04-01,5.00,Invented State Dental,N",
)
ASK = (
    'export.csv, line 1: what some columns mean is not clear.\n  "{key}" can be patient_id{remark}. '
    'Write under [columns] of a profile: "{key}" = "patient_id".\n'
    "  A profile to begin with: python -m d9311 map FILE; use it with import --mapping PROFILE."
)


def extract(folder: Path, key: str, first: str = "M1", second: str = "M2") -> Path:
    path = folder / "export.csv"
    rows = "\n".join(ROWS).format(first=first, second=second)
    path.write_text(f"{HEADER.format(key=key)}\n{rows}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        *((name, "M1", "M2") for name in ("member_id", "MemberNumber", "Subscriber ID", "Insured No.")),
        ("member_id", "1001", "1002"),
    ],
)
def test_the_members_number_may_be_the_patients_key(
    tmp_path: Path, key: str, first: str, second: str
) -> None:
    path = extract(tmp_path, key, first, second)
    said = refused(
        tmp_path, path.read_text(encoding="utf-8").splitlines()[0], *path.read_text().splitlines()[1:]
    )
    assert said == ASK.format(key=key, remark=", which is stored as a pseudonym")


def test_the_members_number_is_stored_as_a_pseudonym_once_it_is_chosen(tmp_path: Path) -> None:
    path = extract(tmp_path, "member_id", "marker-1", "marker-2")
    proposal = propose(path, "claims")
    [(_, changes), *_] = proposal.questions[0].answers
    import_files(tmp_path / "d.duckdb", claims=[path], mappings={path: proposal.mapping(changes)})
    cursor = open_database(tmp_path / "d.duckdb").cursor()
    found = cursor.execute("select patient_id from claim_rows").fetchall()
    assert len(set(found)) == 2
    assert b"marker-" not in (tmp_path / "d.duckdb").read_bytes()


def test_a_better_key_leaves_the_members_number_out(tmp_path: Path) -> None:
    path = extract(tmp_path, "ChartNumber")
    text = path.read_text(encoding="utf-8").replace("crossover", "member_id")
    path.write_text(text, encoding="utf-8")
    proposal = propose(path, "claims")
    found = {match.header: match.column for match in proposal.matches}
    assert (proposal.questions, found["ChartNumber"], found["member_id"]) == ((), "patient_id", None)


def test_dates_amounts_and_flags_are_no_candidates_for_a_key(tmp_path: Path) -> None:
    proposal = propose(extract(tmp_path, "zzz", "7001", "7002"), "claims")
    assert [question.headers for question in proposal.questions] == [("zzz",)]


SENT = "ClaimIdentifier,PatNum,Carrier,ProcCode,ProcDate,ClaimStatus,FeeBilled"


def test_the_number_sent_is_the_claim_where_the_file_has_no_other(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(f"{SENT}\n7/1,5,Delta,D9311,2025-01-15,paid,85.00\n", encoding="utf-8")
    found = {match.header: (match.column, match.reason) for match in propose(path, "claims").matches}
    assert found["ClaimIdentifier"] == ("claim_id", "the only number of the claim in the file")
    import_files(tmp_path / "d.duckdb", claims=[path])
    cursor = open_database(tmp_path / "d.duckdb").cursor()
    assert cursor.execute("select claim_id, claim_identifier from claim_rows").fetchall() == [("7/1", None)]


def test_the_number_sent_stays_beside_the_number_of_the_claim(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    header = "ClaimIdentifier,Claim No,patient_id,payer_name,procedure_code,service_date,status,billed_amount"
    path.write_text(f"{header}\n7/1,11,5,Delta,D9311,2025-01-15,paid,85.00\n", encoding="utf-8")
    import_files(tmp_path / "d.duckdb", claims=[path])
    cursor = open_database(tmp_path / "d.duckdb").cursor()
    assert cursor.execute("select claim_id, claim_identifier from claim_rows").fetchall() == [("11", "7/1")]


WRITINGS = [
    ("Jan 15, 2025", "USD 85.00"),
    ("15 January 2025", "$(85.00)"),
    ("2025-1-15", "85.00 CR"),
    ("20250115T0930", "\u221285.00"),
    ('="01/15/2025"', '="85.00"'),
]


@pytest.fixture(scope="module")
def writings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an export for each writing, all imported by one call; the claims are C0, C1, ..."""
    folder = tmp_path_factory.mktemp("writings")
    header = "ClaimNumber,PatNum,Carrier,ProcCode,DOS,Claim State,Total Charge"
    for number, (day, amount) in enumerate(WRITINGS):
        text = f"{header}\nC{number};P1;Delta;D9311;{day};paid;{amount}\n".replace(",", ";", 6)
        (folder / f"{number}.csv").write_text(text, encoding="utf-8")
    with rows_alone():
        import_files(folder / "d.duckdb", claims=sorted(folder.glob("*.csv")))
    return folder


@pytest.mark.parametrize("number", range(len(WRITINGS)))
def test_a_foreign_column_is_known_in_every_writing_of_its_values(writings: Path, number: int) -> None:
    proposal = propose(writings / f"{number}.csv", "claims")
    assert (proposal.questions, proposal.missing(proposal.mapping())) == ((), ())
    found = open_database(writings / "d.duckdb").cursor().execute(
        "select service_date::text, abs(billed_amount)::text from claim_rows where claim_id = $1",
        [f"C{number}"],
    )  # fmt: skip
    assert found.fetchall() == [("2025-01-15", "85.00")]
