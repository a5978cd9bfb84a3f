"""The days within which an X12 row meets a row of an export: each limit has its row (identity.md, B and C)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.identity.files import Files
from tests.identity.test_payers import answer, export
from tests.x12.messages import DENTAL, batch, claim, interchange, line


@pytest.mark.parametrize(("day", "found"), [("20250210", "number"), ("20250211", None)])
def test_a_number_leads_to_a_service_at_most_31_days_away(
    tmp_path: Path, day: str, found: str | None
) -> None:
    paid = line("AD:D9311", "85", "60", "CAS*CO*45*25", day=day)
    cursor = Files(tmp_path).take(export("C1 | Delta | sent"), answer(claim("C1", "1", "85", "60", *paid)))
    assert cursor.execute("select found_by from x12_claims").fetchall() == [(found,)]


@pytest.mark.parametrize(("sent", "submissions"), [("20250126", 1), ("20250127", 2)])
def test_a_claim_sent_at_most_14_days_away_is_the_exports(
    tmp_path: Path, sent: str, submissions: int
) -> None:
    segments = ["CLM*C1*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", "DTP*472*D8*20250110"]
    rows = export("C1 | Delta | sent | 2025-01-12", columns="claim_id | payer_name | status | submitted_date")
    cursor = Files(tmp_path).take(rows, interchange(batch(segments, sent=sent), guide=DENTAL))
    assert cursor.execute("select submissions from episodes").fetchall() == [(submissions,)]
