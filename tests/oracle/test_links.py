"""Billings, links and the ledger (`outcomes.md`, sections 4 and 5)."""

from datetime import date

import pytest

from d9311.filters import Filters
from tests.oracle import Facts, measure
from tests.oracle.drawn import claims, consultations, facts_of


def linked(drawn_claims: str, drawn_records: str) -> Facts:
    return facts_of(claims(drawn_claims), records=consultations(drawn_records))


def links(facts: Facts) -> dict[str, tuple[str, str] | None]:
    """Claim of an episode's first row -> (consultation, kind of link)."""
    return {
        one.first_row.claim: (one.consultation.consultation_id, one.link)
        if one.consultation and one.link
        else None
        for one in facts.episodes
    }


def test_claim_of_two_payers_is_one_billing_with_one_link() -> None:
    facts = linked("claim_id|payer_name\nA|Delta\nB|Aetna", "consultation_id|claim_id\nk1|B")
    assert links(facts) == {"A": ("k1", "claim"), "B": ("k1", "claim")}
    assert len(facts.billings) == 1


def test_two_consultations_that_name_two_payers_make_two_billings() -> None:
    drawn = "claim_id|payer_name\nA|Delta\nB|Aetna\nC|Cigna"
    records = "consultation_id|claim_id|consultation_time\nk1|B|10:00\nk2|A|11:00"
    facts = linked(drawn, records)
    assert links(facts) == {"A": ("k2", "claim"), "B": ("k1", "claim"), "C": ("k2", "claim")}


def test_each_billing_takes_its_first_unlinked_consultation_by_date_and_time() -> None:
    records = """
    consultation_id|claim_id|consultation_date|consultation_time
    k1             |A       |                 |
    k2             |A       |2024-01-01       |
    k3             |A       |2024-01-01       |1:30 pm
    k4             |A       |2024-01-01       |13:45
    """
    drawn = "claim_id|line_number\nA|1\nA|2\nA|3"
    facts = linked(drawn, records)
    by_line = {one.ordinal: one.consultation and one.consultation.consultation_id for one in facts.episodes}
    assert by_line == {1: "k3", 2: "k4", 3: "k2"}


def test_same_date_is_paired_in_order_of_ids_and_times() -> None:
    records = """
    consultation_id|consultation_time
    k1             |
    k2             |9:00
    k3             |8:59 am
    """
    facts = linked("claim_id|line_number\nB|1\nB|2", records)
    assert {one.ordinal: one.consultation.consultation_id for one in facts.episodes if one.consultation} == {
        1: "k3",
        2: "k2",
    }


@pytest.mark.parametrize(
    ("day", "link"),
    [
        ("2023-12-31", "before"),
        ("2023-12-02", "before"),
        ("2023-12-01", None),
        ("2024-01-02", "after"),
        ("2024-01-15", "after"),
        ("2024-01-16", None),
    ],
)
def test_consultation_links_from_30_days_before_to_14_days_after(day: str, link: str | None) -> None:
    facts = linked("claim_id\nA", f"consultation_id|consultation_date\nk1|{day}")
    assert facts.episodes[0].link == link


def test_consultation_wanted_twice_goes_to_the_earlier_date_in_one_pass() -> None:
    records = "consultation_id|consultation_date\nk1|2024-01-01\nk2|2024-01-03"
    drawn = "claim_id|served\nA|2024-01-06\nB|2024-01-05"
    assert links(linked(drawn, records)) == {"A": None, "B": ("k2", "before")}


def test_void_billing_links_after_all_steps_of_the_others() -> None:
    records = "consultation_id|claim_id|consultation_date\nk1|V|2024-01-01"
    drawn = "claim_id|served|status|paid\nV|2024-01-01|void|\nA|2024-01-09|paid|60"
    assert links(linked(drawn, records)) == {"V": None, "A": ("k1", "before")}


def test_consultation_of_another_practice_is_never_linked() -> None:
    records = "consultation_id|claim_id|practice_id\nk1|A|south"
    assert links(linked("claim_id|practice_id\nA|north", records)) == {"A": None}


LEDGER_CLAIMS = """
claim_id|served    |patient_id|status  |paid|order
A       |2024-01-10|p1        |paid    |60  |
B       |2024-01-10|p2        |rejected|    |
C       |2024-01-10|p3        |paid    |12  |S
D       |2024-01-10|p4        |void    |    |
E       |2024-01-01|p5        |paid    |60  |
F       |2024-03-31|p6        |paid    |60  |
"""
LEDGER_RECORDS = """
consultation_id|patient_id|claim_id|consultation_date|routine_referral
k1             |p1        |        |2024-01-10       |
k2             |p2        |        |2024-01-10       |
k3             |p3        |C       |2024-01-10       |yes
k4             |p7        |        |2024-01-10       |yes
k5             |p7        |        |2024-04-01       |
k6             |p7        |        |                 |
k7             |p7        |        |2024-03-20       |
k8             |p4        |        |2024-01-10       |
"""


def test_ledger_puts_everything_into_the_first_bucket_that_fits() -> None:
    facts = linked(LEDGER_CLAIMS, LEDGER_RECORDS)
    rows = measure(facts, "reconciliation", Filters(as_of=date(2024, 4, 2)))
    assert [(row["bucket"], row["count"], row["billed"], row["paid"]) for row in rows] == [
        ("billed before the first record", 1, 100, 60),
        ("billed without record", 1, 100, 60),
        ("consulted and billed", 1, 100, 60),
        ("consulted, never billed", 1, 0, 0),
        ("consulted, not yet accepted", 2, 100, 0),
        ("consulted, outside the claims export", 2, 0, 0),
        ("consulted, too recent to tell", 1, 0, 0),
        ("routine referral", 1, 0, 0),
    ]
