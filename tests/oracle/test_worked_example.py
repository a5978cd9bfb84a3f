"""The worked example of `measures.md`, the acceptance test of the outcome engine."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from d9311.filters import Filters
from tests.oracle import Facts, measure
from tests.oracle.drawn import claims, facts_of

# As of 2024-04-20: G was sent 20 days before, H 95 days before.
NINETEEN_ROWS = """
claim_id|served    |sent      |decided   |status  |order|paid|allowed|codes         |original|sent_as
A       |2024-01-02|2024-01-02|2024-01-20|Received|P    |60  |60     |CO-45         |        |
A2      |2024-01-02|2024-01-25|2024-02-01|Received|P    |0   |0      |OA-18         |        |
B       |2024-01-03|2024-01-03|2024-01-20|Received|P    |0   |60     |CO-45, PR-1:60|        |
C       |2024-01-04|2024-01-04|2024-01-20|Received|P    |48  |60     |CO-45, PR-2:12|        |
C2      |2024-01-04|2024-01-22|2024-02-05|Received|S    |12  |60     |OA-23         |        |
D1      |2024-01-05|2024-01-05|2024-01-20|Denied  |P    |0   |0      |CO-252 N706   |        |
D2      |2024-01-05|2024-01-25|2024-02-20|Received|P    |60  |60     |CO-45         |D1      |appeal
E       |2024-01-08|2024-01-08|2024-01-20|Received|P    |0   |0      |CO-97         |        |
F       |2024-01-09|2024-01-09|2024-01-20|Received|P    |0   |0      |PR-204        |        |
G       |2024-03-29|2024-03-31|          |Sent    |P    |    |       |              |        |
H       |2024-01-15|2024-01-16|          |Sent    |P    |    |       |              |        |
I1      |2024-01-10|2024-01-10|2024-01-20|Received|P    |60  |60     |CO-45         |        |
I1      |2024-01-10|2024-01-10|2024-02-10|Reversed|P    |-60 |-60    |CR            |        |
I1      |2024-01-10|2024-01-10|2024-02-10|Received|P    |0   |0      |PR-149        |        |
J1      |2024-01-11|2024-01-11|          |Rejected|P    |    |       |              |        |
J2      |2024-01-11|2024-01-13|2024-01-30|Received|P    |60  |60     |CO-45         |        |
K       |2024-01-12|2024-01-12|2024-01-20|Received|P    |0   |60     |OA-101        |        |
L1      |2024-01-16|2024-01-16|2024-01-30|Received|P    |0   |0      |CO-16 M127    |        |
L2      |2024-01-16|2024-02-01|2024-02-20|Received|P    |60  |60     |CO-45         |L1      |corrected
"""
AS_OF = Filters(as_of=date(2024, 4, 20))


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(claims(NINETEEN_ROWS))


def test_nineteen_rows_give_eleven_episodes_and_six_of_eight_approved(facts: Facts) -> None:
    (row,) = measure(facts, "approval_by_payer", AS_OF)
    counts = {
        name: row[name] for name in ("episodes", "approved", "denied", "exhausted", "pending", "decided")
    }
    assert counts == {
        "episodes": 11,
        "approved": 6,
        "denied": 2,
        "exhausted": 1,
        "pending": 2,
        "decided": 8,
    }
    assert row["approval_rate"] == Fraction(6, 8)
    assert row["ci_low"] == pytest.approx(0.409, abs=5e-4)
    assert row["ci_high"] == pytest.approx(0.929, abs=5e-4)


def test_five_of_nine_were_approved_at_first_and_five_of_nine_have_money(facts: Facts) -> None:
    (row,) = measure(facts, "approval_by_payer", AS_OF)
    assert (row["first_approved"], row["first_decided"]) == (5, 9)
    assert row["first_approval_rate"] == Fraction(5, 9)
    assert (row["paid_lines"], row["paid_rate"]) == (5, Fraction(5, 9))
    assert row["paid"] == Decimal("288.00")


def test_two_documentation_denials_at_first_are_both_recovered(facts: Facts) -> None:
    rows = [
        (row["code"], row["first_episodes"], row["recovered"])
        for row in measure(facts, "denial_reasons", AS_OF)
        if row["category"] == "documentation"
    ]
    assert rows == [("16", 1, 1), ("252", 1, 1)]


def test_pending_claims_are_20_and_95_days_old(facts: Facts) -> None:
    ages = {row["bucket"]: row["episodes"] for row in measure(facts, "ar_aging", AS_OF)}
    assert ages == {"0-30": 1, "31-60": 0, "61-90": 0, "91-120": 1, "over 120": 0}
