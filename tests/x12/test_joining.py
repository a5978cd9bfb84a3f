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
LINES = [*line("AD:D9311", "100", "60", "CAS*CO*45*40"), *line("AD:D0120", "50", "50")]
ANSWER = interchange(check("110", claim("C1", "1", "150", "110", *LINES)))
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


@pytest.mark.parametrize("order", orders_of(("own", "answer", "sent")))
def test_three_files_of_one_claim_are_one_episode_in_any_order(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    texts = {"own": OWN, "answer": ANSWER, "sent": SENT}
    cursor = imported(tmp_path, **{name: texts[name] for name in order})
    assert cursor.execute(
        "select payer, outcome, paid, allowed, first_submitted::text, decided::text from episodes"
    ).fetchall() == [("Delta", "approved_paid", 60, 60, "2025-01-12", "2025-03-01")]
    assert cursor.execute("select count(distinct patient_id) from current_claims").fetchone() == (1,)


def test_a_remittance_that_the_practice_posted_counts_once(tmp_path: Path) -> None:
    posted = OWN.replace("submitted_date\n", "submitted_date,adjudicated_date,paid_amount\n")
    posted = posted.replace("50,2025-01-12\n", "50,2025-01-12,2025-03-06,50\n")
    posted = posted.replace("100,2025-01-12\n", "100,2025-01-12,2025-03-06,60\n").replace("sent", "received")
    for name, files in (("a", {"own": posted, "answer": ANSWER}), ("b", {"answer": ANSWER, "own": posted})):
        (tmp_path / name).mkdir()
        cursor = imported(tmp_path / name, **files)
        assert cursor.execute("select paid, submissions, decided::text from episodes").fetchall() == [
            (60, 1, "2025-03-01")
        ]


@pytest.mark.usefixtures("rows_alone")
def test_a_claim_that_only_the_payer_names_has_a_pseudonym_of_its_own(tmp_path: Path) -> None:
    others = [
        claim("C8", "1", "60", "60", *line("AD:D9311", "60", "60"), member="M8"),
        claim("C9", "1", "60", "60", *line("AD:D9311", "60", "60"), member="", name=""),
    ]
    cursor = imported(tmp_path, answer=interchange(check("120", *others)))
    found = cursor.execute("select patient_id, practice_id from current_claims order by claim_id").fetchall()
    assert len({patient for patient, _ in found}) == 2
    assert {len(patient) for patient, _ in found} == {16}
    assert {practice for _, practice in found} == {"practice"}


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
