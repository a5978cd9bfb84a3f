"""sending_checks: checks before sending, chosen on the earlier months and counted on the later ones."""

from __future__ import annotations

import pytest

import queries
from d9311.filters import Filters
from tests.spec.drawn import Cursor

pytestmark = pytest.mark.slow

Row = dict[str, str]
Drawn = tuple[list[Row], list[Row]]


def decided(month: str, missing: bool, denied: int, of: int) -> Drawn:
    """Claims sent on the first of a month, so many of them denied, whose record has an outcome or has none."""
    claims: list[Row] = []
    notes: list[Row] = []
    for number in range(of):
        name = f"{month}-{missing}-{number}"
        answer = (
            {"paid_amount": "0", "adjustment_codes": "CO-97"} if number < denied else {"paid_amount": "60"}
        )
        claims.append(
            {
                "claim_id": name,
                "patient_id": f"of {name}",
                "service_date": f"{month}-01",
                "submitted_date": f"{month}-01",
            }
            | {"adjudicated_date": f"{month}-20"}
            | answer
        )
        notes.append(
            {
                "consultation_id": name,
                "patient_id": f"of {name}",
                "consultation_date": f"{month}-01",
                "claim_id": name,
            }
            | {"outcome": "" if missing else "go on", "recorded_at": f"{month}-01"}
        )
    return claims, notes


def past(*parts: Drawn) -> dict[str, list[Row]]:
    return {
        "claims": [row for claims, _ in parts for row in claims],
        "consultations": [row for _, notes in parts for row in notes],
    }


# Of 24 the sixteenth, where two thirds are reached, is sent in March.
LATER = decided("2025-03", True, 3, 5), decided("2025-03", False, 1, 4)
PAST = past(decided("2025-01", True, 5, 5), decided("2025-01", False, 1, 10), *LATER)


def late(written: str) -> dict[str, list[Row]]:
    """What was known, and one more that was denied, with a record of a day around the decision."""
    claims, notes = decided("2025-01", True, 1, 1)
    note = {**notes[0], "consultation_id": "L", "claim_id": "L", "patient_id": "L", "recorded_at": written}
    more = [{**claims[0], "claim_id": "L", "patient_id": "L"}], [note]
    return past((PAST["claims"], PAST["consultations"]), more)


WRITTEN = {"2025-01-20": 6, "2025-01-21": 5}
CASES = {
    "past": PAST,
    "fewer than five": past(decided("2025-01", True, 4, 4), decided("2025-01", False, 1, 11), *LATER),
    "chance": past(decided("2025-01", True, 3, 5), decided("2025-01", False, 4, 10), *LATER),
    **{written: late(written) for written in WRITTEN},
}
PRACTICES = {name: (drawn["claims"], drawn["consultations"]) for name, drawn in CASES.items()}


def outcome_row(practices: Cursor, case: str) -> dict[str, object]:
    rows = queries.arrow(practices, "sending_checks", Filters(practices=(case,))).to_pylist()
    found = [row for row in rows if row["check"] == "outcome"]
    assert len(found) == 1
    row: dict[str, object] = found[0]
    return row


def test_check_is_chosen_on_the_earlier_months_and_counted_on_the_later_ones(
    practices: Cursor,
) -> None:
    row = outcome_row(practices, "past")
    assert str(row.pop("later_from")) == "2025-03-01"
    assert [round(row.pop(name), 4) for name in ("caught_rate", "ci_low", "ci_high")] == [0.6, 0.2307, 0.8824]  # type: ignore[call-overload]
    assert row == {
        "check": "outcome", "kind": "element", "is_on": True,
        "earlier_failed": 5, "earlier_failed_denied": 5, "earlier_passed": 10, "earlier_passed_denied": 1,
        "flagged": 5, "caught": 3, "false_alarms": 2, "missed": 1,
    }  # fmt: skip


def test_fewer_than_five_that_failed_tell_nothing(practices: Cursor) -> None:
    row = outcome_row(practices, "fewer than five")
    assert (row["earlier_failed"], row["is_on"]) == (4, False)


def test_a_difference_that_chance_can_make_tells_nothing(practices: Cursor) -> None:
    assert outcome_row(practices, "chance")["is_on"] is False


@pytest.mark.parametrize(("written", "failed"), WRITTEN.items())
def test_what_was_written_after_the_decision_is_not_read(
    practices: Cursor, written: str, failed: int
) -> None:
    assert outcome_row(practices, written)["earlier_failed"] == failed
