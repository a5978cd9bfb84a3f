"""X12 rows beside the practice's own export of the same claims: one claim, one patient, one decision."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.store import open_database
from tests.identity.files import orders_of
from tests.states import import_files
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

OWN = """claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount,submitted_date
C1,P1,Delta,D0120,2025-01-10,sent,50,2025-01-12
C1,P1,Delta,D9311,2025-01-10,sent,100,2025-01-12
"""
POSTED = """claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount,submitted_date,adjudicated_date,paid_amount
C1,P1,Delta,D0120,2025-01-10,sent,50,2025-01-12,,
C1,P1,Delta,D9311,2025-01-10,sent,100,2025-01-12,,
POSTED,P2,Delta,D0120,2025-01-10,received,50,2025-01-12,2025-03-06,50
POSTED,P2,Delta,D9311,2025-01-10,received,100,2025-01-12,2025-03-06,60
"""
LINES = [*line("AD:D9311", "100", "60", "CAS*CO*45*40"), *line("AD:D0120", "50", "50")]
SENT = interchange(
    batch(["CLM*C1*100***11:B:1*Y*A*Y*Y", "PWK*OZ*EL***AC*ATT1", "LX*1", "SV3*AD:D9311*100****1",
           "DTP*472*D8*20250110"]), guide=DENTAL,
)  # fmt: skip


def imported(folder: Path, **files: str) -> duckdb.DuckDBPyConnection:
    """A database of claims files, imported by one call in the order given."""
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    import_files(folder / "d9311.duckdb", claims=[folder / f"{name}.txt" for name in files])
    return open_database(folder / "d9311.duckdb").cursor()


@pytest.fixture(scope="module", params=orders_of(("own", "answer", "sent")), ids=" ".join)
def joined(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> duckdb.DuckDBPyConnection:
    """Three files of two claims, of which the practice posted the answer to one."""
    both = [claim(name, "1", "150", "110", *LINES, member=f"M{name}") for name in ("C1", "POSTED")]
    texts = {"own": POSTED, "answer": interchange(check("220", *both)), "sent": SENT}
    return imported(tmp_path_factory.mktemp("joined"), **{name: texts[name] for name in request.param})


def test_three_files_of_one_claim_are_one_episode_in_any_order(joined: duckdb.DuckDBPyConnection) -> None:
    assert joined.execute(
        """select payer, outcome, paid, allowed, first_submitted::text, decided::text from episodes
        where root_claim_id = 'C1'"""
    ).fetchall() == [("Delta", "approved_paid", 60, 60, "2025-01-12", "2025-03-01")]
    patients = "select count(distinct patient_id) from current_claims where claim_id = 'C1'"
    assert joined.execute(patients).fetchone() == (1,)
    assert joined.execute("select count(*) from episodes").fetchone() == (2,)


def test_a_remittance_that_the_practice_posted_counts_once(joined: duckdb.DuckDBPyConnection) -> None:
    paid = "select paid, submissions, decided::text from episodes where root_claim_id = 'POSTED'"
    assert joined.execute(paid).fetchall() == [(60, 1, "2025-03-01")]


@pytest.mark.usefixtures("rows_alone")
def test_a_claim_that_only_the_payer_names_has_a_pseudonym_of_its_own(tmp_path: Path) -> None:
    x_ray = line("AD:D0220", "20", "20", "REF*6R*9")
    others = [
        claim("C8", "1", "80", "80", *line("AD:D9311", "60", "60", "REF*6R*7"), *x_ray, member="M8"),
        claim("C9", "1", "60", "60", *line("AD:D9311", "60", "60"), member="", name=""),
        claim("C9", "1", "20", "20", *line("AD:D0220", "20", "20"), member="", name="", control="I9"),
    ]
    cursor = imported(tmp_path, answer=interchange(check("120", *others)))
    found = cursor.execute("select patient_id, practice_id from current_claims order by claim_id").fetchall()
    assert len({patient for patient, _ in found}) == 2
    assert {len(patient) for patient, _ in found} == {16}
    assert {practice for _, practice in found} == {"practice"}
    # numbers of X12 files hold where they tell a claim's lines apart
    numbers = "select claim_id, line_number, procedure_code from current_claims order by all"
    assert cursor.execute(numbers).fetchall() == [
        ("C8", 7, "D9311"), ("C8", 9, "D0220"), ("C9", 1, "D0220"), ("C9", 2, "D9311"),
    ]  # fmt: skip


@pytest.mark.usefixtures("rows_alone")
def test_a_member_known_by_one_claim_is_that_patient_on_others(tmp_path: Path) -> None:
    other = claim("C8", "1", "60", "60", *line("AD:D9311", "60", "60", day="20250215"))
    answer = interchange(check("170", claim("C1", "1", "150", "110", *LINES), other))
    cursor = imported(tmp_path, own=OWN, answer=answer)
    assert cursor.execute("select count(distinct patient_id) from current_claims").fetchone() == (1,)


def test_nothing_that_names_a_person_is_stored(tmp_path: Path) -> None:
    broken = claim("C2", "1", "1O0", "60", *line("AD:D9311", "1O0", "60", day="20259999"), member="MEMBERID9")
    sound = claim("C3", "1", "85", "60", *line("AD:D9311", "85", "60"), member="MEMBERID8")
    imported(tmp_path, answer=interchange(check("120", broken, sound)))
    cursor = imported(tmp_path, sent=SENT)  # leaves a backup
    assert cursor.execute("select rule, row_text from set_aside").fetchall() == [("unreadable_date", "")]
    content = b"".join(path.read_bytes() for path in tmp_path.glob("*duckdb*") if path.is_file())
    for marker in (b"MARKER", b"MEMBERID9", b"memberid9", b"MEMBERID8", b"19700101"):
        assert marker not in content
