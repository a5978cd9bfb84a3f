"""same_day_codes: codes of the same day that go with denials, for review."""

from __future__ import annotations

from tests.spec.drawn import Cursor, claim_lines, expect

DAYS = claim_lines("""
claim | patient | code  | decided    | status | paid | codes |
C1    | p1      | D9311 | 2025-02-01 | denied | 0    | CO-97 |
C1    | p1      | D0140 | 2025-02-01 | paid   | 40   |       | an evaluation on the day of C1
C1    | p1      | D9310 | 2025-02-01 | paid   | 40   |       | and another listed code
C2    | p2      | D9311 | 2025-02-01 | paid   | 60   |       |
C9    | p2      | D0140 |            | sent   |      |       | listed, on another claim of that day
C3    | p3      | D9311 | 2025-02-01 | paid   | 60   |       |
C3    | p3      | D0140 |            | draft  |      |       | never sent: does not count
C4    | p4      | D9311 |            | sent   |      |       | still pending
C4    | p4      | D1110 |            | sent   |      |       | a cleaning is not on the list
""")
WITHOUT_LETTER = claim_lines("""
claim | patient | code    | decided    | status | paid |
C1    | p1      | 09311   | 2025-02-01 | paid   | 60   |
C1    | p1      | 00140   | 2025-02-01 | paid   | 40   | five digits, as in Eaglesoft
C2    | p2      | 9311    | 2025-02-01 | paid   | 60   |
C2    | p2      | 0140    | 2025-02-01 | paid   | 40   | four digits, as in SoftDent
C3    | p3      | D9311   | 2025-02-01 | paid   | 60   |
C3    | p3      | AD:9310 | 2025-02-01 | paid   | 40   |
C4    | p4      | D9311   | 2025-02-01 | paid   | 60   |
C4    | p4      | 140     | 2025-02-01 | paid   | 40   | three digits could be any code
C4    | p4      | 000140  | 2025-02-01 | paid   | 40   | six digits are none
C4    | p4      | 01110   | 2025-02-01 | paid   | 40   | a cleaning is not on the list
""")
PRACTICES = {"same day": DAYS, "without letter": WITHOUT_LETTER}


def test_episode_with_two_codes_counts_in_both(practices: Cursor) -> None:
    expect(
        practices,
        "same_day_codes",
        """
        code  | episodes | decided | denied | denial_rate |
        D0140 | 2        | 2       | 1      | 0.500       | C1, C2
        D9310 | 1        | 1       | 1      | 1.000       | C1
        none  | 2        | 1       | 0      | 0.000       | C3, C4
        """,
        practices=("same day",),
    )


def test_row_none_is_there_without_any_episode(practices: Cursor) -> None:
    expect(
        practices,
        "same_day_codes",
        """
        code | episodes | decided | denied | denial_rate
        none | 0        | 0       | 0      |
        """,
        payers=(),
        practices=("same day",),
    )


def test_codes_without_their_letter_are_the_same_codes(practices: Cursor) -> None:
    expect(
        practices,
        "same_day_codes",
        """
        code  | episodes | decided | denied | denial_rate |
        D0140 | 2        | 2       | 0      | 0.000       | C1, C2
        D9310 | 1        | 1       | 0      | 0.000       | C3
        none  | 1        | 1       | 0      | 0.000       | C4
        """,
        practices=("without letter",),
    )
    checks = practices.execute(
        "select check_no_same_day_codes, count(*) from episodes_of_billings(null) where practice_id = 'without letter' group by all order by all"
    ).fetchall()
    assert checks == [(False, 3), (True, 1)]
