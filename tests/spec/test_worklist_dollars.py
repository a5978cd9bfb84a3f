"""worklist: what an item of work will bring, by what its like brought so far."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect

pytestmark = pytest.mark.slow

# Worked and answered: bundled at Delta 2 of 3, at Aetna 1 of 1; documentation at Delta 0 of 2. In all 3 of 6.
WORKED = claim_lines("""
claim | payer | corrects | decided    | allowed | paid | codes  | appealed   | appeal     | won |
B1    | Delta |          | 2025-01-20 | 0       | 0    | CO-97  |            |            |     | denied, sent again,
B1A   | Delta | B1       | 2025-02-20 | 60.00   | 60   |        |            |            |     | and paid: reworked
B2    | Delta |          | 2025-01-20 | 0       | 0    | CO-97  |            |            |     |
B2A   | Delta | B2       | 2025-02-20 | 60.01   | 60   |        |            |            |     | between 60.00 and 60.01 lies 60.005: 60.01
B3    | Delta |          | 2025-01-20 | 0       | 0    | CO-97  | 2025-01-25 | upheld     |     | appealed and lost
B4    | Aetna |          | 2025-01-20 | 0       | 0    | CO-97  | 2025-01-25 | overturned | 60  | won: what was allowed is not said
B5    | Delta |          | 2025-01-20 | 0       | 0    | CO-252 | 2025-01-25 | upheld     |     |
B6    | Delta |          | 2025-01-20 | 0       | 0    | CO-252 | 2025-01-25 | upheld     |     |
B7    | Delta |          | 2025-01-20 | 0       | 0    | CO-97  | 2025-01-25 |            |     | no answer yet: counts for nothing
I1    | Delta |          | 2025-01-20 | 0       | 0    | CO-97  |            |            |     | to be worked: as at Delta for bundled
I2    | Cigna |          | 2025-01-20 | 0       | 0    | CO-97  |            |            |     | Cigna's were never worked: as bundled
I3    | Cigna |          | 2025-01-20 | 0       | 0    | CO-204 |            |            |     | no such denial was ever worked: as all
I4    | Zeta  |          | 2025-01-20 | 0       | 0    | CO-97  |            |            |     | what Zeta allows is not known
""")
WORKED = [{**row, "patient_id": f"patient of {row['claim_id'][:2]}"} for row in WORKED]
CIGNA_FEE = "payer_name | expected_fee |\nCigna | 33.00 |\nDelta | 50.00 |"


def test_expected_dollars_of_a_denial_are_those_of_its_like_so_far(import_tables: ImportTables) -> None:
    # outside bundled 0 of 2: Beta(0.5, 2.5), a sixth. Bundled elsewhere 1 of 1, with ten claims of a sixth:
    # Beta(16/6, 50/6), 8/33. At Delta 2 of 3, with ten of 8/33: Beta(146/33, 283/33), 146/429 x 60.01 = 20.42.
    # Cigna: bundled 3 of 4, with ten of a sixth: 14/42, 28/42 = a third; then ten claims of that: a third x 33.
    # Not covered: all of it, 3 of 6: half; ten claims of half: half x 33.
    expect(
        import_tables(claims=WORKED, fees=CIGNA_FEE),
        "worklist",
        """
        claim_id | at_stake | expected_dollars | expected_low | expected_high | basis              | won | tried | ranked_by |
        I1       | 60.01    | 20.42            | 7.24         | 36.39         | payer and category | 2   | 3     | expected dollars |
        I3       | 33.00    | 16.50            | 7.00         | 26.00         | all                | 3   | 6     | expected dollars |
        I2       | 33.00    | 11.00            | 3.10         | 20.96         | category           | 3   | 4     | expected dollars |
        I4       |          |                  |              |               |                    |     |       | nothing is known of its like |
        """,
        as_of=date(2025, 3, 1),
    )


# First decisions: Delta 3 of 4, Aetna 1 of 2.
FIRST = claim_lines("""
claim | payer | service    | sent       | decided    | status   | allowed | paid | codes | code  |
F1    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-20 | received | 60      | 60   |       | D9311 |
F2    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-20 | received | 70      | 70   |       | D9311 |
F3    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-20 | received | 50      | 50   |       | D9311 |
F4    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-20 | received |         | 0    | CO-97 | D9311 | denied: to be worked, and none was yet
F5    | Aetna | 2025-01-10 | 2025-01-11 | 2025-01-20 | received | 20      | 20   |       | D9311 |
F6    | Aetna | 2025-01-10 | 2025-01-11 | 2025-01-20 | received |         | 0    | CO-97 | D9311 |
U1    | Delta | 2025-01-10 |            |            | draft    |         |      |       | D9311 |
U2    | Zeta  | 2025-01-10 |            |            | draft    |         |      |       | D9311 | what Zeta allows is not known
R1    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-20 | received |         |      | CO-24 | D9311 | by the head: neither counts nor wants an action
L1    | Zeta  | 2025-03-20 | 2025-03-20 | 2025-03-20 | received |         | 60   |       | D1110 | only says how far the export goes
""")
NOTES = consultations("""
consultation | date       | time  | reason | outcome      | method | summary     | name     | credential |
K1           | 2025-01-31 | 09:30 | INR    | go on        | phone  | yes         | Dr. Ames | MD         | 14 days before
K2           | 2025-02-01 | 09:30 | INR    | go on        | phone  | yes         | Dr. Ames | MD         | 13 days: too recent to tell
K3           | 2025-01-30 | noon  | n/a    | left message | phone  | see chart   | Dr. Bell |            | placeholders are missing
""")


def test_never_billed_is_worth_what_the_practice_was_paid_at_first(import_tables: ImportTables) -> None:
    # Delta: Aetna's 1 of 2 with one claim of half, ten of half and 3 of 4: Beta(8, 6), 4/7 x 60 = 34.29.
    # Never billed: 4 of 6 with ten of half: 9/16; ten claims of that x 55, the median of 20, 50, 60, 70.
    expect(
        import_tables(FIRST, NOTES),
        "worklist",
        """
        item_id                  | kind         | at_stake | expected_dollars | expected_low | expected_high | basis | won | tried | missing | can_be_completed | age_days |
        episode\\|practice\\|U1\\|1 | not sent     | 60.00    | 34.29            | 18.95        | 48.47         | payer | 3   | 4     |         | no               | 35 |
        consultation\\|practice\\|K3 | never billed | 55.00  | 30.94            | 14.58        | 46.00         | all   | 4   | 6     | reason;time;professional;outcome;record | yes | 15 |
        consultation\\|practice\\|K1 | never billed | 55.00  | 30.94            | 14.58        | 46.00         | all   | 4   | 6     |         | no               | 14 |
        episode\\|practice\\|U2\\|1 | not sent     |          |                  |              |               |       |     |       |         | no               | 35 | Zeta has no fee and allowed nothing yet
        episode\\|practice\\|F4\\|1 | denied       | 60.00    |                  |              |               |       |     |       |         | no               | 34 | of denials none was worked yet
        episode\\|practice\\|F6\\|1 | denied       | 20.00    |                  |              |               |       |     |       |         | no               | 34 |
        """,
        as_of=date(2025, 2, 14),
    )
