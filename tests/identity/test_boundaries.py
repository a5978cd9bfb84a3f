"""The days within which an X12 row meets a row of an export: each limit has its row (identity.md, B and
C)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.identity.files import Files
from tests.identity.test_payers import answer, export
from tests.x12.messages import DENTAL, batch, claim, interchange, line

pytestmark = pytest.mark.slow


FOUND = "select claim_id, found_by from x12_claims order by all"


def test_a_number_leads_to_a_service_at_most_31_days_away(tmp_path: Path) -> None:
    answers = [
        claim(number, "1", "85", "60", *line("AD:D9311", "85", "60", "CAS*CO*45*25", day=day), member=number)
        for number, day in (("C1", "20250210"), ("C2", "20250211"))
    ]
    cursor = Files(tmp_path).take(export("C1 | Delta | sent", "C2 | Delta | sent"), answer(*answers))
    assert cursor.execute(FOUND).fetchall() == [("C1", "number"), ("C2", None)]
    # the claim's only line of that code is meant, whatever its day
    episodes = "select root_claim_id, count(*) from episodes group by all order by all"
    assert cursor.execute(episodes).fetchall() == [("C1", 1), ("C2", 2)]


def test_a_number_that_is_alike_is_the_only_one_of_its_claim(tmp_path: Path) -> None:
    """Two numbers are alike to the claim 4567; to the claim 8899 one number, on two of its days."""
    own = [
        {"claim_id": number, "status": "sent", "service_date": f"2025-01-{day}", "billed_amount": "85"}
        for number in ("4567", "8899")
        for day in ("10", "11")
    ]
    answers = [
        claim(number, "1", "85", "60", *line("AD:D9311", "85", "60", "CAS*CO*45*25", day=f"202501{day}"),
              control=f"I{place}")
        for place, (number, day) in enumerate(
            (("1/4567", "10"), ("2/4567", "10"), ("1/8899", "10"), ("1/8899", "11"))
        )
    ]  # fmt: skip
    cursor = Files(tmp_path).take(own, answer(*answers))
    assert cursor.execute(FOUND.replace("select", "select distinct")).fetchall() == [
        ("1/4567", None), ("2/4567", None), ("8899", "alike"),
    ]  # fmt: skip


def test_a_claim_sent_at_most_14_days_away_is_the_exports(tmp_path: Path) -> None:
    batches = [
        batch([f"CLM*{number}*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", "DTP*472*D8*20250110"],
              sent=day)
        for number, day in (("C1", "20250126"), ("C2", "20250127"))
    ]  # fmt: skip
    columns = "claim_id | payer_name | status | submitted_date"
    rows = export("C1 | Delta | sent | 2025-01-12", "C2 | Delta | sent | 2025-01-12", columns=columns)
    cursor = Files(tmp_path).take(rows, interchange(*batches, guide=DENTAL))
    counted = "select root_claim_id, submissions from episodes order by 1"
    assert cursor.execute(counted).fetchall() == [("C1", 1), ("C2", 2)]
