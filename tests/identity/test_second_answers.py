"""A second payer's answer on a claim of which the export names the first alone (identity.md, B)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.identity.files import Files
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow

# Primary Dental paid 60.00 on its own claims; C1 to C4 were sent on, and only the second payer answers in X12.
EXPORT = """
claim_id | patient_id | payer_name     | payer_order | status   | service_date | adjudicated_date | billed_amount | paid_amount
C1       | p1         | Primary Dental | primary     | received | 2025-01-10   | 2025-02-01       | 85            | 60
C2       | p2         | Primary Dental | primary     | received | 2025-01-10   | 2025-02-01       | 85            | 60
C3       | p3         | Primary Dental | primary     | received | 2025-01-10   | 2025-02-01       | 85            | 60
C4       | p4         | Primary Dental | primary     | sent     | 2025-01-10   |                  | 85            |
C5       | p5         | Other Dental   | primary     | sent     | 2025-01-10   |                  | 85            |
"""
SECOND = line("AD:D9311", "85", "25", "CAS*OA*23*60")
# A payer that counts itself second on a claim of its own, without a word of another that paid.
ALONE = line("AD:D9311", "85", "60", "CAS*CO*45*25")


def answer(number: int, status: str, paid: str, *lines: str) -> list[str]:
    return claim(f"C{number}", status, "85", paid, *lines, member=f"M{number}")


def test_an_answer_that_says_another_paid_before_is_not_the_only_payers(tmp_path: Path) -> None:
    files = Files(tmp_path)
    answers = [answer(number, "2", "25", *SECOND) for number in (1, 2, 3, 4)]
    other = check("0", answer(5, "2", "60", *ALONE), payer="OD INC", payer_id="7", trace="T2")
    files.take(
        EXPORT, interchange(check("0", *answers, payer="Second Dental", payer_id="9", trace="T1"), other)
    )
    found = files.cursor().execute(
        "select payer, outcome, paid::int, other_payers_paid::int from episodes order by episode_id"
    )
    assert found.fetchall() == [
        ("Primary Dental", "approved_paid", 60, 25),
        ("Primary Dental", "approved_paid", 60, 25),
        ("Primary Dental", "approved_paid", 60, 25),
        ("Primary Dental", "pending", 0, 25),
        ("Other Dental", "approved_paid", 60, 0),
    ]


TWO_PAID = """
claim_id | patient_id | payer_name | payer_order | status | service_date | adjudicated_date | billed_amount | paid_amount
C1       | p1         | Delta      |             | paid   | 2025-01-10   | 2025-02-01       | 85            | 60
C1       | p1         | Aetna      |             | paid   | 2025-01-10   | 2025-03-01       | 85            | 20
C2       | p2         | Delta      |             | denied | 2025-01-10   | 2025-02-01       | 85            | 0
C2       | p2         | Aetna      |             | paid   | 2025-01-10   | 2025-03-01       | 85            | 60
C3       | p3         | Delta      | primary     | paid   | 2025-01-10   | 2025-02-01       | 85            | 60
C3       | p3         | Aetna      | secondary   | paid   | 2025-01-10   | 2025-03-01       | 85            | 20
C4       | p4         | Delta      |             | paid   | 2025-01-10   | 2025-02-01       | 85            | 60
C4       | p4         | DELTA      |             | paid   | 2025-01-10   | 2025-03-01       | 85            | 20
"""


def test_a_claim_that_two_payers_paid_without_an_order_is_told(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(TWO_PAID)
    said = [one for one in files.findings if "two payers paid" in one]
    assert said == [
        "2 rows of claims that two payers paid: nothing says who is first, so that both count as first. "
        "Export payer_order, or the 837D beside the 835."
    ]
    lines = files.cursor().execute(
        "select claim_id, payer, amount::int from finding_rows where rule = 'two_payers_paid' order by all"
    )
    assert lines.fetchall() == [("C1", "Aetna", 20), ("C1", "Delta", 60)]
