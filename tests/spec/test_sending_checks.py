"""sending_checks and before_sending: checks tried on the past, and what no payer has decided that fails them."""

from __future__ import annotations

import duckdb
import pytest

import queries
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect
from tests.tables import Row

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


def outcome_row(cursor: duckdb.DuckDBPyConnection) -> dict[str, object]:
    found = [row for row in queries.arrow(cursor, "sending_checks").to_pylist() if row["check"] == "outcome"]
    assert len(found) == 1
    row: dict[str, object] = found[0]
    return row


def test_check_is_chosen_on_the_earlier_months_and_counted_on_the_later_ones(
    import_tables: ImportTables,
) -> None:
    row = outcome_row(import_tables(**PAST))
    assert str(row.pop("later_from")) == "2025-03-01"
    assert [round(row.pop(name), 4) for name in ("caught_rate", "ci_low", "ci_high")] == [0.6, 0.2307, 0.8824]  # type: ignore[call-overload]
    assert row == {
        "check": "outcome", "kind": "element", "is_on": True,
        "earlier_failed": 5, "earlier_failed_denied": 5, "earlier_passed": 10, "earlier_passed_denied": 1,
        "flagged": 5, "caught": 3, "false_alarms": 2, "missed": 1,
    }  # fmt: skip


def test_fewer_than_five_that_failed_tell_nothing(import_tables: ImportTables) -> None:
    drawn = past(decided("2025-01", True, 4, 4), decided("2025-01", False, 1, 11), *LATER)
    assert (
        outcome_row(import_tables(**drawn))["earlier_failed"],
        outcome_row(import_tables(**drawn))["is_on"],
    ) == (4, False)


def test_a_difference_that_chance_can_make_tells_nothing(import_tables: ImportTables) -> None:
    drawn = past(decided("2025-01", True, 3, 5), decided("2025-01", False, 4, 10), *LATER)
    assert outcome_row(import_tables(**drawn))["is_on"] is False


@pytest.mark.parametrize(("written", "failed"), [("2025-01-20", 6), ("2025-01-21", 5)])
def test_what_was_written_after_the_decision_is_not_read(
    import_tables: ImportTables, written: str, failed: int
) -> None:
    claims, notes = decided("2025-01", True, 1, 1)
    late = {**claims[0], "claim_id": "L", "patient_id": "L"}
    note = {**notes[0], "consultation_id": "L", "claim_id": "L", "patient_id": "L", "recorded_at": written}
    drawn = {"claims": [*PAST["claims"], late], "consultations": [*PAST["consultations"], note]}
    assert outcome_row(import_tables(**drawn))["earlier_failed"] == failed


WAITING = claim_lines("""
claim | patient | service    | sent       | decided | status   | paid | billed |
U1    | of U1   | 2025-04-01 |            |         | draft    |      | 90.00  | not sent, its record lacks the outcome
U2    | of U2   | 2025-04-01 |            |         | draft    |      | 95.00  | not sent, without a record
U3    | of U3   | 2025-04-01 | 2025-04-02 |         | sent     |      | 80.00  | waits; its record has an outcome
U4    | of U4   | 2025-04-01 | 2025-04-02 |         | rejected |      | 70.00  | turned away, its record lacks it
""")
WAITING_NOTES = consultations("""
consultation | patient | claim | date       | outcome | written    |
U1           | of U1   | U1    | 2025-04-01 |         | 2025-04-01 |
U3           | of U3   | U3    | 2025-04-01 | go on   | 2025-04-01 |
U4           | of U4   | U4    | 2025-04-01 |         | 2025-04-01 |
""")


def test_what_no_payer_has_decided_is_listed_with_what_it_fails(import_tables: ImportTables) -> None:
    cursor = import_tables(
        claims=[*PAST["claims"], *WAITING], consultations=[*PAST["consultations"], *WAITING_NOTES]
    )
    expect(
        cursor,
        "before_sending",
        """
        claim_ids | outcome  | billed | failed  | failed_off |
        U1        | unsent   | 90.00  | outcome |            |
        U4        | rejected | 70.00  | outcome |            |
        U2        | unsent   | 95.00  |         | has_record |
        U3        | pending  | 80.00  |         |            |
        """,
    )


REPEATS = claim_lines("""
claim | patient | service    | sent       | decided    | status   | paid | codes  |
A1    | A       | 2025-01-01 | 2025-01-01 | 2025-01-20 | received | 60   |        |
A2    | A       | 2025-02-10 | 2025-02-10 | 2025-02-20 | received | 0    | CO-119 | too many after 40 days
B1    | B       | 2025-03-01 | 2025-03-01 | 2025-03-20 | received | 60   |        |
B2    | B       | 2025-04-10 | 2025-04-10 |            | sent     |      |        | after 40 days
C1    | C       | 2025-03-01 | 2025-03-01 | 2025-03-20 | received | 60   |        |
C2    | C       | 2025-04-11 | 2025-04-11 |            | sent     |      |        | after 41
""")


def test_repeat_fails_as_soon_as_the_payer_called_one_too_many(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=REPEATS)
    rows = queries.arrow(cursor, "before_sending").to_pylist()
    failed = {row["claim_ids"]: (row["failed_off"] or "").split(";") for row in rows}
    assert "not_repeated" in failed["B2"]
    assert "not_repeated" not in failed["C2"]
