"""The days within which an X12 row meets a row of an export: each limit has its row (identity.md, B and
C)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.identity.files import Files
from tests.identity.test_payers import answer, export
from tests.x12.messages import DENTAL, batch, claim, interchange, line

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("day", "found"), [("20250210", "number"), ("20250211", None)])
def test_a_number_leads_to_a_service_at_most_31_days_away(
    tmp_path: Path, day: str, found: str | None
) -> None:
    paid = line("AD:D9311", "85", "60", "CAS*CO*45*25", day=day)
    cursor = Files(tmp_path).take(export("C1 | Delta | sent"), answer(claim("C1", "1", "85", "60", *paid)))
    assert cursor.execute("select found_by from x12_claims").fetchall() == [(found,)]
    # the claim's only line of that code is meant, whatever its day
    assert cursor.execute("select count(*) from episodes").fetchone() == (1 if found else 2,)


@pytest.mark.parametrize(
    ("numbers", "days", "found"),
    [
        pytest.param(("1/4567", "2/4567"), ("10", "10"), None, id="two numbers are alike to one claim"),
        pytest.param(("1/4567", "1/4567"), ("10", "11"), "alike", id="one number, two days of the claim"),
    ],
)
def test_a_number_that_is_alike_is_the_only_one_of_its_claim(
    tmp_path: Path, numbers: tuple[str, str], days: tuple[str, str], found: str | None
) -> None:
    own = (
        "claim_id | payer_name | status | service_date | billed_amount | patient_id\n"
        "4567 | Delta | sent | 2025-01-10 | 85 | p1\n 4567 | Delta | sent | 2025-01-11 | 85 | p1"
    )
    answers = [
        claim(
            number,
            "1",
            "85",
            "60",
            *line("AD:D9311", "85", "60", "CAS*CO*45*25", day=f"202501{day}"),
            control=f"I{n}",
        )
        for n, (number, day) in enumerate(zip(numbers, days, strict=True))
    ]
    cursor = Files(tmp_path).take(own, answer(*answers))
    assert cursor.execute("select distinct found_by from x12_claims").fetchall() == [(found,)]


@pytest.mark.parametrize(("sent", "submissions"), [("20250126", 1), ("20250127", 2)])
def test_a_claim_sent_at_most_14_days_away_is_the_exports(
    tmp_path: Path, sent: str, submissions: int
) -> None:
    segments = ["CLM*C1*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", "DTP*472*D8*20250110"]
    rows = export("C1 | Delta | sent | 2025-01-12", columns="claim_id | payer_name | status | submitted_date")
    cursor = Files(tmp_path).take(rows, interchange(batch(segments, sent=sent), guide=DENTAL))
    assert cursor.execute("select submissions from episodes").fetchall() == [(submissions,)]
