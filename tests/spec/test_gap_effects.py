"""What a gap goes with: each payer compared with itself, by the first decision."""

from __future__ import annotations

from typing import Any

import pytest

import queries
from d9311.filters import Filters
from tests.spec.drawn import Cursor

pytestmark = pytest.mark.slow

Rows = tuple[list[dict[str, str]], list[dict[str, str]]]


def decided(payer: str, with_outcome: bool, approved: int, denied: int, written: str = "2025-01-15") -> Rows:
    """Claims of a payer with their consultations, whose outcome is written or blank."""
    claims, notes = [], []
    for number in range(approved + denied):
        name = f"{payer}-{with_outcome}-{number}-{written}"
        codes = {} if number < approved else {"adjustment_codes": "CO-97"}
        paid = "60" if number < approved else "0"
        claims.append(
            {"claim_id": name, "patient_id": name, "payer_name": payer, "adjudicated_date": "2025-02-01"}
            | {"paid_amount": paid, "allowed_amount": paid, "submitted_date": "2025-01-20"}
            | codes
        )
        notes.append(
            {"consultation_id": name, "patient_id": name, "recorded_at": written}
            | {"outcome": "go on with the extraction" if with_outcome else ""}
        )
    return claims, notes


def both(*parts: Rows) -> Rows:
    return [row for claims, _ in parts for row in claims], [row for _, notes in parts for row in notes]


def within_payers() -> Rows:
    claims, notes = both(
        decided("Harsh", False, 2, 18),
        decided("Harsh", True, 14, 16),
        decided("Mild", False, 9, 11),
        decided("Mild", True, 38, 2),
    )
    approved = [claim for claim in claims if claim["paid_amount"] == "60"]
    for amount, claim in enumerate(approved, 28):  # of 61 amounts from 30 to 90 the middle is 60
        claim["allowed_amount"] = str(amount if amount >= 30 else 0)
    return claims, notes


def parted() -> list[dict[str, str]]:
    # as many as cannot be told apart by the weights of a float: 541 denied without, 541 approved with
    return [
        {"claim_id": f"C{number}", "patient_id": f"P{number}", "payer_name": "Delta", "adjudicated_date": "2025-02-01"}
        | (
            {"attachment_sent": "no", "paid_amount": "0", "adjustment_codes": "CO-252"}
            if number < 541
            else {"attachment_sent": "yes", "paid_amount": "60", "adjustment_codes": ""}
        )
        for number in range(1082)
    ]  # fmt: skip


def until(last: str) -> Rows:
    claims, notes = both(decided("Delta", False, 2, 18), decided("Delta", True, 14, 16))
    claims[-1]["service_date"] = notes[-1]["consultation_date"] = last
    claims[-1]["adjudicated_date"] = "2026-08-01"
    return claims, notes


# The last day of a span of services, and how many years it counts as.
SPANS = [
    pytest.param("2025-01-15", 0.25, id="one day counts as a quarter"),
    pytest.param("2025-04-15", 0.25, id="91 days, both ends counted, are under a quarter"),
    pytest.param("2025-04-16", 92 / 365.25, id="92 days are over it"),
    pytest.param("2026-07-16", 548 / 365.25, id="a year and a half"),
]
PRACTICES = {
    "payer mix": both(
        decided("Harsh", False, 8, 32),  # 80% denied, and sent the thin records
        decided("Harsh", True, 2, 8),
        decided("Mild", False, 9, 1),  # 10% denied either way
        decided("Mild", True, 36, 4),
    ),
    "within payers": within_payers(),
    "written late": both(
        decided("Delta", True, 3, 0),
        decided("Delta", True, 0, 2, written="2025-03-01"),  # completed after the denial
        decided("Delta", True, 0, 1, written="2025-02-01"),  # on its day: not after it
    ),
    "parted": (parted(), []),
    **{str(span.values[0]): until(str(span.values[0])) for span in SPANS},
}  # fmt: skip


def effects(practices: Cursor, case: str) -> dict[str, dict[str, Any]]:
    """By the name of the gap."""
    chosen = Filters(practices=(case,))
    return {row["name"]: row for row in queries.arrow(practices, "gap_effects", chosen).to_pylist()}


def test_a_payer_mix_alone_is_no_effect_of_the_gap(practices: Cursor) -> None:
    row = effects(practices, "payer mix")["outcome"]
    assert (row["with_gap_decided"], row["with_gap_denied"]) == (50, 33)
    assert (row["without_gap_decided"], row["without_gap_denied"]) == (50, 12)
    assert (row["strata"], round(row["risk_difference"], 12), row["denials"]) == (2, 0, 0)
    assert row["verdict"] == "no clear difference"


def test_a_gap_that_goes_with_denials_within_payers_says_so(practices: Cursor) -> None:
    row = effects(practices, "within payers")["outcome"]
    assert row["verdict"] == "goes with more denials: 44 points within payers, beyond chance"
    assert row["dollars_low"] == row["denials_low"] * 45
    assert row["dollars"] == row["denials"] * 60
    assert row["dollars_high"] == row["denials_high"] * 75
    assert 0 < row["rd_low"] < row["risk_difference"] < row["rd_high"]


def test_a_record_written_after_the_decision_is_left_out(practices: Cursor) -> None:
    rows = effects(practices, "written late")
    assert rows["outcome"]["without_gap_decided"] == 4
    assert rows["has_record"]["without_gap_decided"] == 4  # when the payer decided there was none yet
    assert (
        rows["no_same_day_codes"]["without_gap_decided"] == 6
    )  # a check of the claim, not of the late words
    assert rows["outcome"]["verdict"] == "too few to tell"


def test_an_attachment_that_parts_denied_from_approved_has_one_limit(practices: Cursor) -> None:
    row = effects(practices, "parted")["evidence_sent"]
    assert (row["with_gap_decided"], row["with_gap_denied"]) == (541, 541)
    assert (row["without_gap_decided"], row["without_gap_denied"]) == (541, 0)
    assert (row["odds_ratio"], round(row["or_low"]), row["or_high"]) == (None, 39591, None)
    assert row["verdict"] == "goes with more denials: 100 points within payers, beyond chance"


@pytest.mark.parametrize(("last", "years"), SPANS)
def test_denials_a_year_are_those_of_the_span_and_at_least_a_quarter(
    practices: Cursor, last: str, years: float
) -> None:
    row = effects(practices, last)["outcome"]
    assert row["denials"] == pytest.approx(row["risk_difference"] * row["with_gap_decided"] / years)
