"""documentation_gaps: which elements are missing, and how the payer first decided with and without them."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | sent       | decided    | status | paid | codes  |
C1    | 2025-01-20 | 2025-02-01 | paid   | 60   |        |
C2    | 2025-01-20 | 2025-02-01 | denied | 0    | CO-252 | the first answer: this one is compared
C2    | 2025-02-03 | 2025-02-20 | paid   | 60   |        | the last answer came after the gap was mended
""")
RECORDS = consultations("""
consultation | claim | date       | time  | method       | name        | credential | reason | outcome | letter | summary
K1           | C1    | 2025-01-15 | 09:30 | phone, no letter | Dr. Ames | MD        | valve  | proceed |        | yes | spoken: the first method counts
K2           | C2    | 2025-01-15 | 10:00 | letter       | Ames Clinic |            | valve  | pending | no     | yes
K3           |       | 2025-01-15 | noon  | phone        | Dr. Bell    | DO         | stent  | wait    |        | yes
""")
# What a form writes into a box that nobody ticked is no summary and no letter.
BOXES = consultations("""
consultation | claim | date       | method | letter | summary
K1           |       | 2025-01-15 | phone  | ☐      | ☑
K2           |       | 2025-01-15 | phone  | ☐      | ☐
K3           |       | 2025-01-15 | letter | -1     | 0
K4           |       | 2025-01-15 | letter | ✗      | ✓
""")
PRACTICES = {"gaps": (CLAIMS, RECORDS), "boxes": (CLAIMS, BOXES)}


@pytest.mark.slow
def test_elements_are_counted_over_linked_and_unlinked_consultations(practices: Cursor) -> None:
    expect(
        practices,
        "documentation_gaps",
        """
        element      | exported | applicable | present | missing | missing_rate |
        date         | yes      | 3          | 3       | 0       | 0.000        |
        method       | yes      | 3          | 3       | 0       | 0.000        |
        outcome      | yes      | 3          | 2       | 1       | 0.333        | K2: pending is no reply
        professional | yes      | 3          | 2       | 1       | 0.333        | K2: a clinic identifies nobody
        reason       | yes      | 3          | 3       | 0       | 0.000        |
        record       | yes      | 3          | 2       | 1       | 0.333        | K2: the letter is not on file
        time         | yes      | 3          | 2       | 1       | 0.333        | K3: noon is no readable time
        strict       | yes      | 3          | 1       | 2       | 0.667        | only K1 holds everything
        """,
        practices=("gaps",),
    )


def test_a_box_that_is_not_ticked_is_no_record(practices: Cursor) -> None:
    expect(
        practices,
        "documentation_gaps",
        """
        element      | applicable | present | missing |
        date         | 4          | 4       | 0       |
        method       | 4          | 4       | 0       |
        outcome      | 4          | 0       | 4       |
        professional | 4          | 0       | 4       |
        reason       | 4          | 0       | 4       |
        record       | 4          | 2       | 2       | K2 says nothing, and K4's letter is not on file
        time         | 4          | 0       | 4       |
        strict       | 4          | 0       | 4       |
        """,
        practices=("boxes",),
    )


def test_gap_columns_count_episodes_by_their_first_outcome(practices: Cursor) -> None:
    expect(
        practices,
        "documentation_gaps",
        """
        element      | with_gap_decided | with_gap_denied | without_gap_decided | without_gap_denied |
        date         | 0                | 0               | 2                   | 1                  |
        method       | 0                | 0               | 2                   | 1                  |
        outcome      | 1                | 1               | 1                   | 0                  |
        professional | 1                | 1               | 1                   | 0                  |
        reason       | 0                | 0               | 2                   | 1                  |
        record       | 1                | 1               | 1                   | 0                  |
        time         | 0                | 0               | 2                   | 1                  | K3 is not billed
        strict       | 1                | 1               | 1                   | 0                  |
        """,
        practices=("gaps",),
    )


@pytest.mark.slow
def test_element_of_an_absent_column_is_no_gap(import_tables: ImportTables) -> None:
    short = consultations("""
    consultation | date       | reason |
    K1           | 2025-01-15 | valve  |
    K2           |            | valve  | the date is blank: a gap
    K3           | 2025-01-15 | n/a    | a placeholder is a gap
    """)
    expect(
        import_tables(CLAIMS, short),
        "documentation_gaps",
        """
        element      | exported | applicable | missing | missing_rate | ci_low | ci_high
        date         | yes      | 3          | 1       | 0.333        | 0.061  | 0.792
        method       | no       | 0          | 0       |              |        |
        outcome      | no       | 0          | 0       |              |        |
        professional | no       | 0          | 0       |              |        |
        reason       | yes      | 3          | 1       | 0.333        | 0.061  | 0.792
        record       | no       | 0          | 0       |              |        |
        time         | no       | 0          | 0       |              |        |
        strict       | yes      | 3          | 2       | 0.667        | 0.208  | 0.939
        """,
    )


def test_every_element_is_listed_when_nothing_is_in_the_filter(practices: Cursor) -> None:
    expect(
        practices,
        "documentation_gaps",
        """
        element      | exported | applicable | missing_rate | with_gap_decided
        date         | no       | 0          |              | 0
        method       | no       | 0          |              | 0
        outcome      | no       | 0          |              | 0
        professional | no       | 0          |              | 0
        reason       | no       | 0          |              | 0
        record       | no       | 0          |              | 0
        time         | no       | 0          |              | 0
        strict       | no       | 0          |              | 0
        """,
        practices=(),
    )


@pytest.mark.slow
def test_voided_claims_say_nothing_about_a_gap(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | type | sent       | decided    | status | paid | codes  |
    C1    |      | 2025-01-20 | 2025-02-01 | denied | 0    | CO-252 | denied, then
    C1    | void | 2025-02-03 |            | sent   |      |        | withdrawn: the episode is void
    """)
    records = consultations("""
    consultation | claim | date
    K1           | C1    | 2025-01-15
    """)
    rows = """
    element | applicable | present | without_gap_decided | without_gap_denied
    """
    listed = ("date", "method", "outcome", "professional", "reason", "record", "time", "strict")
    rows += "\n".join(
        f"{name} | {n} | {n} | 0 | 0" for name in listed for n in [int(name in ("date", "strict"))]
    )
    expect(import_tables(claims, records), "documentation_gaps", rows)
