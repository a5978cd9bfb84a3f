"""The days within which an X12 row meets a row of an export: each limit has its row (identity.md, B and
C)."""

from __future__ import annotations

import duckdb
import pytest

from tests.identity.files import Files
from tests.tables import Row
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow


PAID = ("85", "60", "CAS*CO*45*25")
FOUND = "select distinct claim_id, found_by from x12_claims where payer_name = $1 order by all"


def of_payer(payer: str, claim_id: str, day: str, **cells: str) -> Row:
    own = {"claim_id": claim_id, "payer_name": payer, "service_date": day, "billed_amount": "85"}
    return {"submitted_date": "", "status": "sent"} | own | cells


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Claims of four payers that never meet: answered some days away, under numbers that are alike, with lines of
    days that no claim has, and sent some days away."""
    days = [
        claim(number, "1", "85", "60", *line("AD:D9311", *PAID, day=day), member=number)
        for number, day in (("C1", "20250210"), ("C2", "20250211"))
    ]
    alike = [
        claim(number, "1", "85", "60", *line("AD:D9311", *PAID, day=f"202501{day}"), control=f"I{place}")
        for place, (number, day) in enumerate(
            (("1/4567", "10"), ("2/4567", "10"), ("1/8899", "10"), ("1/8899", "11"))
        )
    ]
    more = [
        claim(number, "1", "85", "60", *line(f"AD:{code}", *PAID, day=f"202501{day}"), control=f"I{day}")
        for number, code, day in (
            ("N1", "D9311", "10"), ("N1", "D0140", "12"),
            ("N2", "D9311", "10"), ("N2", "D9311", "11"), ("N2", "D0140", "12"),
        )
    ]  # fmt: skip
    batches = [
        batch([f"CLM*{number}*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", "DTP*472*D8*20250110"],
              sent=day, payer="Sent", payer_id="S")
        for number, day in (("S1", "20250126"), ("S2", "20250127"))
    ]  # fmt: skip
    rows = [
        *(of_payer("Days", number, "2025-01-10") for number in ("C1", "C2")),
        *(of_payer("Alike", number, f"2025-01-{day}") for number in ("4567", "8899") for day in ("10", "11")),
        of_payer("More", "E1", "2025-01-10", claim_identifier="N1", provider_id="A"),
        of_payer("More", "E1", "2025-01-10", claim_identifier="N1", procedure_code="D0120", provider_id="B"),
        *(of_payer("More", f"E2{day}", f"2025-01-{day}", claim_identifier="N2") for day in ("10", "11")),
        *(of_payer("Sent", number, "2025-01-10", submitted_date="2025-01-12") for number in ("S1", "S2")),
    ]
    answers = [
        check("0", *days, payer="Days", payer_id="D", trace="D"),
        check("0", *alike, payer="Alike", payer_id="A", trace="A"),
        check("0", *more, payer="More", payer_id="M", trace="M"),
    ]
    files = Files(tmp_path_factory.mktemp("boundaries"))
    return files.take(rows, interchange(*answers), interchange(*batches, guide=DENTAL))


def test_a_number_leads_to_a_service_at_most_31_days_away(cursor: duckdb.DuckDBPyConnection) -> None:
    assert cursor.execute(FOUND, ["Days"]).fetchall() == [("C1", "number"), ("C2", None)]
    # the claim's only line of that code is meant, whatever its day
    episodes = "select root_claim_id, count(*) from episodes where payer = 'Days' group by all order by all"
    assert cursor.execute(episodes).fetchall() == [("C1", 1), ("C2", 2)]


def test_a_number_that_is_alike_is_the_only_one_of_its_claim(cursor: duckdb.DuckDBPyConnection) -> None:
    """Two numbers are alike to the claim 4567; to the claim 8899 one number, on two of its days."""
    assert cursor.execute(FOUND, ["Alike"]).fetchall() == [
        ("1/4567", None), ("2/4567", None), ("8899", "alike"),
    ]  # fmt: skip


def test_a_line_of_a_day_that_no_claim_has_goes_with_its_number(cursor: duckdb.DuckDBPyConnection) -> None:
    """The number N1 means one claim on its other days; N2 means two, so that its last line is of neither."""
    assert cursor.execute(FOUND, ["More"]).fetchall() == [
        ("E1", "number"), ("E210", "number"), ("E211", "number"), ("N2", None),
    ]  # fmt: skip
    # of two providers of a claim the last is its answers'
    providers = "select distinct provider_id from x12_claims where claim_id = 'E1'"
    assert cursor.execute(providers).fetchall() == [("B",)]


def test_a_claim_sent_at_most_14_days_away_is_the_exports(cursor: duckdb.DuckDBPyConnection) -> None:
    counted = "select root_claim_id, submissions from episodes where payer = 'Sent' order by 1"
    assert cursor.execute(counted).fetchall() == [("S1", 1), ("S2", 2)]
