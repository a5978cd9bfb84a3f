"""Which consultation belongs to which billing, and the ledger of both."""

from __future__ import annotations

import pytest

import queries
from d9311.filters import Filters
from tests.conftest import ImportTables
from tests.spec.drawn import Cursor
from tests.tables import draw

pytestmark = pytest.mark.slow


PRACTICES = {
    "order": (draw("""
claim_id | patient_id | service_date |
A        | p1         | 2025-01-15   |
B        | p2         | 2025-01-15   |
C        | p3         | 2025-01-15   |
D        | p4         | 2025-01-15   |
E        | p5         | 2025-01-15   |
F        | p6         | 2025-01-15   |
G        | p7         | 2025-01-15   |
"""), draw("""
consultation_id | patient_id | claim_id | consultation_date |
K1              | px         | A        | 2024-06-01        | the claim decides, whatever the date
K2              | p2         |          | 2025-01-15        | the same day
K3              | p3         |          | 2024-12-16        | 30 days before
K3b             | p7         |          | 2024-12-15        | 31 days before: too early
K4              | p4         |          | 2025-01-29        | 14 days after
K5              | p5         |          | 2025-01-30        | 15 days after: too late
K6              | py         | F        | 2025-01-20        | two of one claim: the earlier has it
K7              | py         | F        | 2025-01-10        |
""")),
    "wanted": (draw("""
claim_id | patient_id | service_date |
A        | p1         | 2025-01-20   |
B        | p1         | 2025-01-15   |
"""), draw("""
consultation_id | patient_id | consultation_date |
K1              | p1         | 2025-01-10        | both want the latest before them
K2              | p1         | 2025-01-02        | the other gets nothing: one pass
""")),
    "void": (draw("""
claim_id | patient_id | service_date | status |
A        | p1         | 2025-01-15   | voided | same day, but void
B        | p1         | 2025-01-20   | sent   | five days later
"""), draw("""
consultation_id | patient_id | consultation_date |
K1              | p1         | 2025-01-15        |
""")),
    "payers": (draw("""
claim_id | patient_id | payer_name | submitted_date | adjudicated_date | paid_amount | adjustment_codes |
A        | p1         | Delta      | 2025-01-16     | 2025-02-01       | 0           | CO-109           | not this payer's
B        | p1         | Aetna      | 2025-02-05     | 2025-03-01       | 60          |                  | the right payer
"""), draw("consultation_id | patient_id | consultation_date |\n K1 | p1 | 2025-01-15 |")),
    "first record": (draw("""
claim_id | patient_id | service_date |
A        | p1         | 2025-01-01   | nothing was recorded then
B        | p2         | 2025-02-02   | recording had begun
"""), draw("consultation_id | patient_id | consultation_date |\n K1 | p3 | 2025-02-01 |")),
}  # fmt: skip


def links_of(cursor: Cursor, practice: str) -> dict[str, tuple[str | None, str | None]]:
    asked = "select consultation_id, billing_id, link from consultations where practice_id = $1"
    rows = cursor.execute(asked, [practice]).fetchall()
    return {consultation: (billing, link) for consultation, billing, link in rows}


def test_links_go_by_claim_then_date_then_before_then_after(practices: Cursor) -> None:
    assert links_of(practices, "order") == {
        "K1": ("order|A|1", "claim"),
        "K2": ("order|B|1", "date"),
        "K3": ("order|C|1", "before"),
        "K3b": (None, None),
        "K4": ("order|D|1", "after"),
        "K5": (None, None),
        "K6": (None, None),
        "K7": ("order|F|1", "claim"),
    }


def test_a_consultation_wanted_by_two_billings_goes_to_the_earlier(practices: Cursor) -> None:
    assert links_of(practices, "wanted") == {"K1": ("wanted|B|1", "before"), "K2": (None, None)}


def test_a_void_billing_takes_only_what_others_left(practices: Cursor) -> None:
    assert links_of(practices, "void") == {"K1": ("void|B|1", "before")}


def test_claims_of_one_service_at_two_payers_are_one_billing(practices: Cursor) -> None:
    found = practices.execute(
        "select episode_id, billing_id, consultation_id, link from episodes "
        "where practice_id = 'payers' order by episode_id"
    ).fetchall()
    assert found == [
        ("payers|A|1", "payers|A|1", "K1", "date"),
        ("payers|B|1", "payers|A|1", "K1", "date"),
    ]


def test_the_ledger_puts_everything_into_one_bucket(import_tables: ImportTables) -> None:
    cursor = import_tables(
        claims="""
        claim_id | patient_id | service_date | status   | payer_order | billed_amount | adjudicated_date | paid_amount |
        OLD      | p0         | 2025-01-01   | paid     | P           | 100.00        | 2025-01-20       | 60          | no record either
        A        | p1         | 2025-02-01   | paid     | P           | 100.00        | 2025-02-20       | 60          |
        B        | p2         | 2025-02-02   | draft    | P           | 100.00        |                  |             | not sent yet
        C        | p3         | 2025-02-03   | paid     | S           | 100.00        | 2025-02-20       | 60          | the second payer only
        D        | p4         | 2025-02-04   | sent     | P           | 100.00        |                  |             | nobody recorded it
        E        | p5         | 2025-06-30   | sent     | P           | 100.00        |                  |             | the last day
        V        | p6         | 2025-02-06   | voided   | P           | 100.00        |                  |             | void: no billing
        """,
        consultations="""
        consultation_id | patient_id | claim_id | consultation_date | routine_referral |
        K1              | p1         |          | 2025-02-01        |                  |
        K2              | p2         |          | 2025-02-02        |                  |
        K3              | p3         | C        | 2025-02-03        |                  |
        K4              | p7         |          | 2025-03-01        | yes              | routine
        K5              | p8         |          | 2024-03-01        |                  | before the export begins
        K6              | p9         |          |                   |                  | no date
        K7              | p10        |          | 2025-06-20        |                  | ten days before the as-of date
        K8              | p11        |          | 2025-03-01        |                  | money left
        K9              | p6         |          | 2025-02-06        |                  | linked to a void only
        KA              | p5         | E        | 2025-06-30        |                  |
        """,
    )
    expected = {
        "consulted and billed": 2,
        "consulted, not yet accepted": 2,
        "routine referral": 1,
        "consulted, outside the claims export": 2,
        "consulted, too recent to tell": 1,
        "consulted, never billed": 2,
        "billed before the first record": 0,
        "billed without record": 2,
    }
    table = queries.arrow(cursor, "reconciliation", Filters()).to_pylist()
    assert {row["bucket"]: row["count"] for row in table} == expected


def test_billings_before_the_first_record_are_no_exposure(practices: Cursor) -> None:
    asked = "select billing_id, bucket from unlinked_billings where practice_id = 'first record' order by 1"
    assert practices.execute(asked).fetchall() == [
        ("first record|A|1", "billed before the first record"),
        ("first record|B|1", "billed without record"),
    ]
