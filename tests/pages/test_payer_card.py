"""The payer's card: whose it is, what it says of money, reasons, repeats and deadlines, and what it never
says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.ui.behind.counts import payer_of
from d9311.ui.payers.money import fee_in_words
from tests.screens import card, import_drawn, markdown_of, open_page, text_of
from tests.spec.drawn import claim_lines
from tests.states import import_files
from tests.tables import Table, write_export

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | patient | payer          | plan | service    | sent       | decided    | status   | billed | allowed | paid | codes                    |
C1    | p1      | Delta of Ohio  | PPO  | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 100    | 60.00   | 60   | CO-45:40.00              |
C2    | p2      | Delta of Ohio  | PPO  | 2025-01-11 | 2025-01-12 | 2025-02-02 | received | 100    | 52.00   | 52   | CO-45:48.00              | 8.00 below the fee
C3    | p3      | Delta of Ohio  | HMO  | 2025-01-12 | 2025-01-13 | 2025-02-03 | received | 100    | 60.00   | 0    | CO-45:40.00; PR-1:60.00  |
C4    | p4      | Delta of Ohio  | PPO  | 2025-01-13 | 2025-01-14 | 2025-02-04 | received | 100    | 0       | 0    | CO-204:100.00            | not covered, and the group says: never the patient
C5    | p5      | Delta of Ohio  | PPO  | 2025-01-14 | 2025-01-15 | 2025-03-10 | received | 100    | 0       | 0    | PR-204:100.00            | not covered, the patient owes
C6    | p6      | Delta of Ohio  | PPO  | 2025-01-15 | 2025-01-16 |            | sent     | 100    |         |      |                          | still pending
C7    | p7      | Delta of Ohio  | PPO  | 2025-01-16 |            |            | draft    | 100    |         |      |                          | not sent yet
C8    | p1      | Cigna          |      | 2025-01-17 | 2025-01-18 | 2025-02-05 | received | 120    | 80.00   | 80   |                          |
""")
RULES = """
payer_name    | covers_d9311 | timely_filing_days | appeal_days | source       | as_of      |
delta of ohio | yes          | 60                 | 30          | manual, p. 7 | 2025-01-02 |
Delta of Ohio |              |                    | 90          | old call     | 2020-01-02 | older: its 90 days do not count
"""
FEES = "payer_name | expected_fee |\nDELTA OF OHIO | 60.00 |"
PAGE = "pages/payers.py?part=card"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path at which the pages look for their data; there is nothing yet, and no sample comes."""
    path = tmp_path / "d9311.duckdb"
    monkeypatch.setenv("D9311_DB", str(path))
    path.with_name("d9311.duckdb.emptied").touch()
    return path


def load(database: Path, fees: Table | None = None, rules: Table | None = None) -> None:
    """Import the drawn claims, with the lists that are given."""
    folder = database.parent
    import_files(
        database,
        linked=True,
        claims=[write_export(folder / "claims.csv", "claims", CLAIMS)],
        fees=None if fees is None else write_export(folder / "fees.csv", "fees", fees),
        payer_rules=None if rules is None else write_export(folder / "rules.csv", "payer_rules", rules),
    )


def whose(screen: AppTest) -> list[str]:
    """Return the payer whose card it is."""
    return [element.value for element in screen.header[:1]]


def test_card_without_a_name_is_that_of_the_payer_with_most_decisions(database: Path) -> None:
    load(database)
    assert whose(open_page(PAGE, period="all")) == ["Delta of Ohio"]
    assert whose(open_page(PAGE, period="all", payer="Cigna")) == ["Cigna"]


def test_card_of_the_link_is_found_in_any_spelling_and_beside_the_filter(database: Path) -> None:
    load(database)
    assert whose(open_page(PAGE, period="all", payer="Cigna", card="DELTA  of ohio")) == ["Delta of Ohio"]


def test_choice_of_a_payer_goes_into_the_link(database: Path) -> None:
    load(database)
    screen = open_page(PAGE, period="all")
    screen.selectbox(key="payer_card").select("Cigna").run()
    assert screen.query_params["card"] == "Cigna"
    assert whose(screen) == ["Cigna"]


def test_unknown_payer_in_the_link_offers_the_nearest_name(database: Path) -> None:
    load(database)
    screen = open_page(PAGE, period="all", card="Delta of Iowa")
    shown = text_of(screen)
    assert "No payer of that name" in shown
    assert "The data hold no payer “Delta of Iowa”, or none among the practices that you may see." in shown
    next(one for one in screen.button if one.label == "Did you mean Delta of Ohio?").click().run()
    assert screen.query_params["card"] == "Delta of Ohio"
    assert whose(screen) == ["Delta of Ohio"]


def test_payer_outside_the_period_is_told_from_an_unknown_one(database: Path) -> None:
    load(database)
    shown = text_of(open_page(PAGE, period="custom", card="cigna", to="2025-01-15"))
    assert "This payer is in the data, but has no D9311 claim within the filters that reached it." in shown


def test_consultations_alone_make_no_card(database: Path) -> None:
    import_drawn(database, consultations="consultation_id |\nK1 |")
    said = text_of(open_page(PAGE, period="all"))
    assert "Drop the export on the Data page; if your system gives none, fill in this workbook" in said
    assert "Approval rate" not in said.partition("Payer card")[2].partition("fill in this workbook")[2]


def test_top_states_verdict_counts_days_and_money(database: Path) -> None:
    load(database)
    screen = open_page(PAGE, period="all")
    assert "**Delta of Ohio\\: 3 of 5 approved \\(23–88%\\)\\: too few to tell**" in markdown_of(screen)
    assert card(screen, "Approval rate").startswith("Approval rate 60% 3/5 · 95% interval 23–88%")
    assert card(screen, "Plan paid something").startswith("Plan paid something 40% 2/5")
    days = card(screen, "Days to the first decision")
    assert days.startswith("Days to the first decision 21 days n = 6 nine in ten within 54 days")
    assert card(screen, "Billed").startswith("Billed $600.00 n = 6")
    assert card(screen, "Plan paid").startswith("Plan paid $112.00 n = 6")
    assert "Approval rate. Of 7 claims here, in neither number: 1 pending, 1 not sent yet." in text_of(screen)


def test_claims_below_the_fee_are_counted_and_summed(database: Path) -> None:
    load(database, fees=FEES)
    screen = open_page(PAGE, period="all")
    said = card(screen, "Allowed below the expected fee")
    assert said.startswith(
        "Allowed below the expected fee $8.00 1 of 3 claims with a fee and an allowed amount"
    )
    assert "In your list of fees: every plan $60.00." in text_of(screen)
    assert card(screen, "Median allowed").startswith("Median allowed $60.00 n = 3 from $52.00 to $60.00")


def test_fees_of_the_contract_stand_with_their_plan_and_date() -> None:
    fee = {"plan_name": "PPO", "effective_date": date(2025, 1, 1), "expected_fee": Decimal("1090.50")}
    assert fee_in_words({**fee, "expected_fee": Decimal("90.50")}) == "PPO $90.50 since 1 Jan 2025"
    assert fee_in_words({**fee, "plan_name": None, "effective_date": None}) == "every plan $1,090.50"


def test_without_a_list_of_fees_the_card_says_how_to_add_one(database: Path) -> None:
    load(database)
    shown = text_of(open_page(PAGE, period="all"))
    assert (
        "To see underpayments, enter this payer's fee, or load a fees.csv with the columns payer_name"
        in shown
    )
    assert "Allowed below the expected fee" not in shown


def test_list_of_fees_that_leaves_the_payer_out_is_said(database: Path) -> None:
    load(database, fees=FEES)
    shown = text_of(open_page(PAGE, period="all", card="Cigna"))
    assert "Your list of fees names none of this payer." in shown


def test_next_steps_bill_the_patient_only_where_the_group_allows_it(database: Path) -> None:
    load(database)
    shown = text_of(open_page(PAGE, period="all"))
    assert (
        "Note the exclusion for this plan (write off). CO: do not bill the patient. "
        "Note the exclusion for this plan (bill patient or write off). PR: the patient owes this." in shown
    )


def test_no_rules_are_said_to_be_unknown_and_no_deadline_is_made_up(database: Path) -> None:
    load(database)
    shown = text_of(open_page(PAGE, period="all"))
    assert "To note this payer's rules and see deadlines, enter them, or load a payer_rules.csv" in shown
    assert "still open on" not in shown


def test_rules_without_days_give_no_deadline(database: Path) -> None:
    load(database, rules="payer_name | covers_d9311 | source |\nDelta of Ohio | no | letter |")
    shown = text_of(open_page(PAGE, period="all"))
    assert "No deadline can be shown: neither days to appeal nor days to file are noted." in shown
    assert "still open on" not in shown


def test_rules_show_their_source_and_the_windows_that_are_open(database: Path) -> None:
    load(database, rules=RULES)
    shown = text_of(open_page(PAGE, period="all"))
    assert "within 30 days of the decision" in shown
    assert "manual, p. 7" in shown
    assert "2 windows still open on 10 Mar 2025, $200.00 billed. Counted whatever the period." in shown
    assert [box.label for box in open_page(PAGE, period="all").expander] == [
        "Billed, allowed, and whether the plan paid something",
        "The same as a table, with the rows behind it",
        "Counts and claims of repeat consultations",
        "1 window closed, 0 without a decision date",
        "Allowed amounts, by plan and against your fees",
        "Who owes what was denied",
        "What its approved and denied claims have in common",
        "Same-day codes",
    ]


def test_card_without_a_denial_or_an_approval_says_so(database: Path) -> None:
    import_drawn(database, claims="claim_id | status |\nC1 | sent |")
    shown = text_of(open_page(PAGE, period="all"))
    assert "Nothing of this payer is approved in this period." in shown
    assert "This payer denied nothing in this period." in shown
    assert "Nothing of this payer is finally denied in this period." in shown
    assert (
        "No patient has a decided consultation after an approved one here, so no limit can be seen." in shown
    )


def test_opened_claim_leads_to_the_card_of_its_payer(database: Path) -> None:
    load(database)
    assert "Payer card" in markdown_of(open_page("pages/work.py?part=claims", episode="practice|C1|1"))


def test_name_of_a_payer_in_a_table_opens_its_card_and_a_count_does_not() -> None:
    assert payer_of("approval_by_payer", "payer", {"payer": "Delta"}) == "Delta"
    assert payer_of("approval_by_payer", "decided", {"payer": "Delta", "decided": 3}) is None
    assert payer_of("documentation_by_payer", "payer", {"payer": None}) is None
    assert payer_of("decision_time", "payer", {"payer": "all"}) is None
