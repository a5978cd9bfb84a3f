"""The Ledger page: sums that are those of the ledger, and a person who says which record was billed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from d9311.store import open_database
from tests.dropping import plain, press
from tests.screens import card, import_drawn, open_page, text_of
from tests.tables import draw

pytestmark = pytest.mark.slow

CLAIMS = """
claim_id | patient_id | service_date | submitted_date | adjudicated_date | billed_amount | allowed_amount | paid_amount | status |
A        | ann        | 2025-01-15   | 2025-01-16     | 2025-02-01       | 100.00        | 60.00          | 60.00       | paid   |
B        | ben        | 2025-02-10   | 2025-02-11     | 2025-03-01       | 110.00        | 70.00          | 70.00       | paid   | two records before it
C        | cleo       | 2025-03-01   | 2025-03-02     | 2025-03-20       | 120.00        | 80.00          | 80.00       | paid   | no record
"""
NOTES = """
consultation_id | patient_id | claim_id | consultation_date | consultation_time | method | reason |
K0              | ann        | A        | 2025-01-15        | 09:00             | phone  | INR    |
K1              | ben        |          | 2025-02-01        | 09:30             | fax    | stent  |
K2              | ben        |          | 2025-02-03        |                   |        |        |
K3              | dan        |          | 2025-01-20        |                   | phone  | valve  |
"""
OTHERS = """
claim_id | patient_id | payer_name | procedure_code | service_date | status | paid_amount |
D        | dan        | Delta      | D1110          | 2025-01-05   | paid   | 80.00       | so dan is Delta's
E        | eve        | Delta      | D9311          | 2025-01-10   | void   |             | cancelled
F        | eve        | Aetna      | D1110          | 2025-03-20   | paid   | 80.00       |
"""
CANCELLED = """
consultation_id | patient_id | claim_id | consultation_date |
K4              | eve        | E        | 2025-01-10        |
K5              | fay        | Z9       | 2025-01-11        | no such claim
K6              | dan        | D        | 2025-01-06        | a claim of another code
"""
QUESTION = "Claim B of 10 Feb 2025 at Delta, billed $110.00"


def buckets(database: Path) -> dict[str, int]:
    table = queries.arrow(open_database(database).cursor(), "reconciliation")
    return {row["bucket"]: row["count"] for row in table.to_pylist() if row["count"]}


def test_sums_are_those_of_the_ledger_with_their_money(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    screen = open_page("pages/work.py?part=ledger")
    assert card(screen, "Consulted and billed") == "Consulted and billed 2 $210.00 billed, $130.00 paid"
    # (3 of 3 first decisions, and ten of half) 8 of 13 x 70.00, the median allowed: 43.08, twice
    assert card(screen, "Consulted, never billed") == "Consulted, never billed 2 $86.16 expected"
    assert (
        card(screen, "Billed without record")
        == "Billed without record 1 $80.00 paid: what an auditor could ask back"
    )
    assert buckets(database) == {
        "consulted and billed": 2,
        "consulted, never billed": 2,
        "billed without record": 1,
    }


def test_nothing_is_asked_where_every_link_is_sure(database: Path) -> None:
    import_drawn(database, CLAIMS, "consultation_id | patient_id | claim_id |\nK0 | ann | A |")
    screen = open_page("pages/work.py?part=ledger")
    assert "Which record was billed?" not in text_of(screen)
    assert "Every consultation in the filter was billed, or need not be." in text_of(screen)


def table(screen: AppTest, column: str) -> list[dict[str, object]]:
    """Return the rows of the one table that has a column."""
    (frame,) = [one.value for one in screen.dataframe if column in one.value]
    rows: list[dict[str, object]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return rows


def test_a_person_says_which_record_was_billed_and_takes_it_back_and_each_row_says_how_its_state_is_known(
    database: Path,
) -> None:
    import_drawn(database, [*draw(CLAIMS), *draw(OTHERS)], [*draw(NOTES), *draw(CANCELLED)])
    screen = open_page("pages/work.py?part=ledger")
    shown = plain(text_of(screen))
    assert QUESTION in shown
    assert "Record K1: 1 Feb 2025 09:30, fax, stent" in shown
    assert "Record K2: 3 Feb 2025 · joined now, by guess" in shown

    screen = press(screen, "This one was billed")
    shown = plain(text_of(screen))
    assert "Joined, as you said." in shown
    assert QUESTION not in shown
    assert "Claim B of 10 Feb 2025 at Delta: Record K1: 1 Feb 2025 09:30, fax, stent, as you said." in shown

    screen = press(screen, "Ask again")
    assert QUESTION in plain(text_of(screen))

    screen = press(screen, "None of them")
    assert "No record belongs to that claim, as you said." in plain(text_of(screen))
    assert buckets(database)["billed without record"] == 2
    known = ("consultation_id", "payer_told", "why", "link")
    assert [tuple(row[name] for name in known) for row in table(screen, "payer_told")] == [
        ("K2", "Delta (likely)", "no claim is joined to it", None),
        ("K1", "Delta (likely)", "no claim is joined to it", None),
        ("K3", "Delta (likely)", "no claim is joined to it", None),
        ("K5", None, "no D9311 line of the claim that it names is in the data", None),
        ("K4", "Delta", "its claim was cancelled", "The record names the claim"),
        ("K6", "Delta (likely)", "no D9311 line of the claim that it names is in the data", None),
    ]
    assert [(row["claim_ids"], row["why"]) for row in table(screen, "claim_ids")] == [
        ("C", "no record is joined to it"),
        ("B", "a person said that it has none"),
    ]


def test_column_that_no_row_fills_is_left_out_and_named(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    screen = open_page("pages/work.py?part=ledger")
    assert {"link", "deadline", "deadline_source"} & table(screen, "payer_told")[0].keys() == set()
    said = "Blank in every row, so left out: To be filed by, Joined because, Rule, Provider."
    assert said in plain(text_of(screen))


def test_count_of_a_kind_of_link_opens_its_rows(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    (row,) = [row for row in table(open_page("pages/work.py?part=ledger"), "ambiguous") if row["ambiguous"]]
    assert row == {"link": "It lies 1 to 30 days before", "consultations": 1, "ambiguous": 1}
    shown = open_page(
        "pages/work.py", part="claims", rows=["list:consultations", "link:before", "doubt:ambiguous"]
    )
    assert "1 consultation" in text_of(shown)
    assert "joined because it lies 1 to 30 days before, link ambiguous" in plain(text_of(shown))
