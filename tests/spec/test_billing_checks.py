"""billing_checks: what should have been done before the claim was sent."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | patient | sent       | decided    | status   | paid | attached | verified   |
C1    | p1      | 2025-01-20 | 2025-02-01 | paid     | 60   | yes      | 2025-01-10 | in order
C2    | p2      | 2025-01-20 | 2025-02-01 | denied   | 0    | no       | 2025-01-25 | coverage checked after sending
C3    | p3      | 2025-01-20 |            | rejected |      |          |            | never accepted: still checked
C4    | p4      | 2025-01-20 |            | void     |      | no       |            | void: not checked
""")
RECORDS = consultations("""
consultation | patient | date       | routine | written    | signer  | signed     |
K1           | p1      | 2025-01-15 | no      | 2025-01-16 | Dr. Roe | 2025-01-16 | in order
K2           | p2      | 2025-01-18 | yes     | 2025-01-30 |         |            | after the service, late, unsigned
""")
IN_TIME = claim_lines("""
claim | patient | service    | sent       | verified   |
C1    | p1      | 2025-01-15 | 2025-02-10 | 2025-02-10 | written on the seventh day, verified on the day it was sent
C2    | p2      | 2025-01-15 | 2025-02-10 | 2025-02-11 | written on the eighth day, verified a day late
C3    | p3      | 2025-01-15 | 2025-01-17 |            | written and signed on the day it was sent
C4    | p4      | 2025-01-15 | 2025-01-17 |            | written and signed a day later
""")
IN_TIME_RECORDS = consultations("""
consultation | patient | date       | written    | signer  | signed
K1           | p1      | 2025-01-15 | 2025-01-22 | Dr. Roe | 2025-01-22
K2           | p2      | 2025-01-15 | 2025-01-23 | Dr. Roe | 2025-01-23
K3           | p3      | 2025-01-15 | 2025-01-17 | Dr. Roe | 2025-01-17
K4           | p4      | 2025-01-15 | 2025-01-18 | Dr. Roe | 2025-01-18
""")
PRACTICES = {"checked": (CLAIMS, RECORDS), "in time": (IN_TIME, IN_TIME_RECORDS)}


@pytest.mark.slow
def test_checks_count_where_they_apply_and_how_episodes_fared(practices: Cursor) -> None:
    expect(
        practices,
        "billing_checks",
        """
        check             | exported | applicable | passed | failed | failed_rate |
        consulted_in_time | yes      | 2          | 1      | 1      | 0.500       | K2 came after the service
        coverage_verified | yes      | 3          | 1      | 2      | 0.667       | C2 too late, C3 never
        evidence_sent     | yes      | 2          | 1      | 1      | 0.500       | nothing known of C3
        has_record        | yes      | 3          | 2      | 1      | 0.333       | C3 has none
        no_same_day_codes | yes      | 3          | 3      | 0      | 0.000       |
        not_routine       | yes      | 2          | 1      | 1      | 0.500       |
        separate_record   | yes      | 0          | 0      | 0      |             | one line on every claim
        signed            | yes      | 2          | 1      | 1      | 0.500       |
        written_in_time   | yes      | 2          | 1      | 1      | 0.500       | K2 after sending
        """,
        practices=("checked",),
    )


def test_failed_checks_are_compared_by_first_outcome(practices: Cursor) -> None:
    expect(
        practices,
        "billing_checks",
        """
        check             | with_fail_decided | with_fail_denied | without_fail_decided | without_fail_denied
        consulted_in_time | 1                 | 1                | 1                    | 0
        coverage_verified | 1                 | 1                | 1                    | 0
        evidence_sent     | 1                 | 1                | 1                    | 0
        has_record        | 0                 | 0                | 2                    | 1
        no_same_day_codes | 0                 | 0                | 2                    | 1
        not_routine       | 1                 | 1                | 1                    | 0
        separate_record   | 0                 | 0                | 0                    | 0
        signed            | 1                 | 1                | 1                    | 0
        written_in_time   | 1                 | 1                | 1                    | 0
        """,
        practices=("checked",),
    )


def test_two_lines_of_one_claim_need_two_records(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | patient | line_number | code  | status |
    C1    | p1      | 1           | D9311 | paid   |
    C1    | p1      | 2           | D9311 | paid   | a second consultation without a record
    C1    | p1      | 3           | D0140 | paid   | an oral evaluation on the same day
    """)
    records = consultations("""
    consultation | patient | date
    K1           | p1      | 2025-01-15
    """)
    expect(
        import_tables(claims, records),
        "billing_checks",
        """
        check             | exported | applicable | passed | failed |
        consulted_in_time | yes      | 1          | 1      | 0      |
        coverage_verified | no       | 0          | 0      | 0      | no such column in the export
        evidence_sent     | no       | 0          | 0      | 0      | no such column in the export
        has_record        | yes      | 2          | 1      | 1      |
        no_same_day_codes | yes      | 2          | 0      | 2      |
        not_routine       | no       | 0          | 0      | 0      | no such column in the export
        separate_record   | yes      | 2          | 1      | 1      |
        signed            | no       | 0          | 0      | 0      | no such column in the export
        written_in_time   | no       | 0          | 0      | 0      | no such column in the export
        """,
    )


@pytest.mark.slow
def test_what_is_in_time_up_to_the_seventh_day_and_the_day_of_sending(
    practices: Cursor,
) -> None:
    found = practices.execute(
        "select root_claim_id, check_written_in_time, check_signed, check_coverage_verified from episodes "
        "where practice_id = 'in time' order by 1"
    )
    assert found.fetchall() == [
        ("C1", True, True, True),
        ("C2", False, True, False),
        ("C3", True, True, False),
        ("C4", False, False, False),
    ]
