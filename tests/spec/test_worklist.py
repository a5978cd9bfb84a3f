"""worklist: all that wants an action, what comes next, until when, and what it will bring."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import queries
from d9311.filters import Filters
from d9311.store import open_database
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

AS_OF = date(2025, 4, 1)
EACH_KIND = claim_lines("""
claim | service    | sent       | decided    | status   | allowed | paid | codes       | appealed   | appeal     |
D1    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-97       |            |            | denied, and nobody did anything
D2    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-97       | 2025-02-10 |            | appealed, and no answer for more than 60 days
D3    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-97       | 2025-02-10 | upheld     | lost: nothing is left to do
D4    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-97       | 2025-02-10 | overturned | won: nothing is left to do
R1    | 2025-01-10 | 2025-01-11 |            | rejected |         |      |             |            |            | turned away unread
R2    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-16 MA130 |            |            | returned as unprocessable: no appeal, send it again
U1    | 2025-01-10 |            |            | draft    |         |      |             |            |            | never sent
T1    | 2025-01-10 | 2025-01-11 | 2025-02-01 | paid     | 60      | 60   |             |            |            | paid, and
T1    | 2025-01-10 | 2025-01-11 | 2025-03-01 | reversed |         | -60  |             |            |            | taken back
W1    | 2025-01-10 | 2025-01-31 |            | sent     |         |      |             |            |            | 60 days: waits within its time
W2    | 2025-01-10 | 2025-01-30 |            | sent     |         |      |             |            |            | 61 days
W3    | 2025-01-30 |            |            | sent     |         |      |             |            |            | the day it was sent is not known: 61 days from the service
E1    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | PR-119      |            |            | the patient's year is used up
E2    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-119      |            |            | and by the contract nobody owes it
E3    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | 119         |            |            | nobody says who owes it
P1    | 2025-01-10 | 2025-01-11 | 2025-02-01 | paid     | 59.99   | 59.99 |            |            |            | a cent below the fee
P2    | 2025-01-10 | 2025-01-11 | 2025-02-01 | paid     | 60.00   | 60   |             |            |            | what the contract says
V1    | 2025-01-10 | 2025-01-11 |            | void     |         |      |             |            |            | cancelled
H1    | 2025-01-10 | 2025-01-11 | 2025-02-01 | received |         | 0    | CO-24       |            |            | paid by the head
""")
FEES = "payer_name | expected_fee |\nDelta | 60.00 |"


def test_each_kind_of_work_has_its_row_and_its_step(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=EACH_KIND, fees=FEES)
    expect(
        cursor,
        "worklist",
        """
        claim_id | kind             | code | group_code | route                | next_step | at_stake |
        D1       | denied           | 97   | CO         | appeal               | appeal: check same-day codes; appeal if distinct and documented | 60.00 |
        U1       | not sent         |      |            |                      | send it | 60.00 | of equal dollars the oldest
        D2       | waiting too long | 97   | CO         | appeal               | ask the payer for the status | 60.00 |
        R1       | rejected         |      |            |                      | correct what the rejection names and send it again | 60.00 |
        R2       | rejected         | 16   | CO         | correct and resubmit | correct and resubmit: correct the field that the remark names | 60.00 |
        W2       | waiting too long |      |            |                      | ask the payer for the status | 60.00 |
        W3       | waiting too long |      |            |                      | ask the payer for the status | 60.00 |
        E1       | exhausted        | 119  | PR         | bill patient         | bill the patient | |
        E2       | exhausted        | 119  | CO         | write off            | write off | |
        E3       | exhausted        | 119  |            | bill patient         | read on the EOB who owes it, then bill the patient or another payer | |
        P1       | underpaid        |      |            |                      | ask the payer to pay what the contract says | 0.01 |
        T1       | taken back       |      |            |                      | read on the EOB why the payment was taken back, and answer | 60.00 |
        """,
        as_of=AS_OF,
    )


def test_work_does_not_end_with_the_period(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=EACH_KIND, fees=FEES)
    whole = queries.arrow(cursor, "worklist", Filters(as_of=AS_OF)).to_pylist()
    later = Filters(as_of=AS_OF, date_from=date(2031, 1, 1), date_to=date(2031, 1, 31))
    assert queries.arrow(cursor, "worklist", later).to_pylist() == whole
    assert queries.arrow(cursor, "worklist", Filters(payers=("Aetna",))).num_rows == 0
    assert queries.arrow(cursor, "worklist", Filters(scope=())).num_rows == 0


# Delta decided two claims a day for ten days: nine of ten within 10 days. Aetna took 70 to 79.
QUICK = [
    {"claim_id": f"Q{day}{half}", "submitted_date": "2025-01-15", "adjudicated_date": f"2025-01-{15 + day}",
     "paid_amount": "60"}
    for day in range(1, 11)
    for half in "ab"
]  # fmt: skip
SLOW = [
    {"claim_id": f"S{day}{half}", "payer_name": "Aetna", "service_date": "2024-10-01",
     "submitted_date": "2024-10-01", "adjudicated_date": f"2024-12-{10 + day}", "paid_amount": "60"}
    for day in range(10)
    for half in "ab"
]  # fmt: skip
WAITING = claim_lines("""
claim | payer | service    | sent       | decided    | status | paid | codes | appealed   |
W1    | Delta | 2025-01-15 | 2025-03-21 |            | sent   |      |       |            | 11 days: slower than nine of ten
W2    | Delta | 2025-01-15 | 2025-03-22 |            | sent   |      |       |            | 10 days: not slower
W3    | Aetna | 2025-01-10 | 2025-01-11 |            | sent   |      |       |            | 80 days: slower than nine of ten
W4    | Aetna | 2025-01-10 | 2025-01-12 |            | sent   |      |       |            | 79 days: usual there, though over 60
W5    | Aetna | 2025-01-10 | 2025-01-30 | 2025-02-10 | denied | 0    | CO-97 | 2025-02-11 | 61 days, and after a denial there is no usual time
W6    | Aetna | 2025-01-10 | 2025-01-31 | 2025-02-10 | denied | 0    | CO-97 | 2025-02-11 | 60 days
""")


def test_waiting_too_long_is_beyond_the_payers_usual_time(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=[*QUICK, *SLOW, *WAITING]),
        "worklist",
        """
        claim_id | kind             | age_days |
        W3       | waiting too long | 80       |
        W5       | waiting too long | 61       |
        W1       | waiting too long | 11       |
        """,
        as_of=AS_OF,
    )


DUE = claim_lines("""
claim | payer | service    | sent       | decided    | status   | paid | codes | billed |
A14   | Delta | 2025-01-10 | 2025-01-11 | 2025-02-13 | received | 0    | CO-97 | 900.00 | may be appealed until 15 March, in 14 days: not near
A13   | Delta | 2025-01-10 | 2025-01-11 | 2025-02-12 | received | 0    | CO-97 | 100.00 |
A0    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-30 | received | 0    | CO-97 | 100.00 | the last day is today
A1    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-29 | received | 0    | CO-97 | 990.00 | was yesterday
A7    | Delta | 2025-01-10 | 2025-01-11 |            | denied   | 0    | CO-97 | 300.00 | the day of the decision is not known
N1    | Aetna | 2025-01-10 | 2025-01-11 | 2025-02-12 | received | 0    | CO-97 | 400.00 | no rule of Aetna's is known
U1    | Delta | 2025-01-12 |            |            | draft    |      |       | 100.00 | to be filed by 13 March
R1    | Delta | 2024-12-30 | 2024-12-31 |            | rejected |      |       | 100.00 | was to be filed by 28 February
T1    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-01 | paid     | 60   |       | 100.00 |
T1    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-14 | reversed | -60  |       | 100.00 | taken back: may be appealed
E1    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-12 | received | 0    | PR-119 | 50.00 | used up: nothing to appeal
""")
RULES = """
payer_name | appeal_days | timely_filing_days | source | as_of      |
Delta      | 30          |                    | manual | 2025-01-01 |
Delta      | 45          | 60                 |        | 2024-01-01 | older: its days for filing alone count
"""


def test_near_deadlines_go_first_and_past_ones_last(import_tables: ImportTables) -> None:
    appeal = "appeal within 30 days of the decision; manual"
    file = "file within 60 days of the service; source not noted"
    expect(
        import_tables(claims=DUE, payer_rules=RULES),
        "worklist",
        f"""
        claim_id | deadline   | days_left | deadline_source | ranked_by |
        A0       | 2025-03-01 | 0         | {appeal}        | deadline near |
        U1       | 2025-03-13 | 12        | {file}          | deadline near |
        A13      | 2025-03-14 | 13        | {appeal}        | deadline near |
        A14      | 2025-03-15 | 14        | {appeal}        | nothing is known of its like | the dearest of those without
        N1       |            |           |                 | nothing is known of its like |
        A7       |            |           |                 | nothing is known of its like |
        T1       |            |           |                 | nothing is known of its like |
        E1       |            |           |                 | nothing is known of its like |
        A1       | 2025-02-28 | -1        | {appeal}        | deadline past |
        R1       | 2025-02-28 | -1        | {file}          | deadline past |
        """,
        as_of=date(2025, 3, 1),
    )


SEVERAL = claim_lines("""
claim | patient | service    | sent       | decided    | status   | allowed | paid | codes |
M1    | ann     | 2025-01-20 | 2025-01-21 | 2025-02-01 | received |         | 0    | CO-97 | two records lie on its day
M2    | ben     | 2025-01-20 | 2025-01-21 | 2025-02-01 | received | 50      | 45   |       | below the fee, and no record
M3    | cleo    | 2025-01-20 | 2025-01-21 | 2025-02-01 | received | 60      | 60   |       | no record, and nothing else
M4    | dan     | 2025-01-20 | 2025-01-21 | 2025-02-01 | received | 60      | 60   |       | two records on its day, but one names it
M5    | eve     | 2025-01-20 | 2025-01-21 |            | void     |         |      |       | cancelled: nobody asks which record it is
M6    | fay     | 2025-01-20 | 2025-01-21 |            | rejected |         |      |       | its record lacks the time
""")
RECORDS = consultations("""
consultation | patient | claim | date       | time  |
K0           | zoe     |       | 2024-12-01 | 09:30 | the first record of all: before the first claim
K1           | ann     |       | 2025-01-20 | 09:30 |
K2           | ann     | none  | 2025-01-20 | 10:30 | a placeholder is no claim number
K3           | dan     | M4    | 2025-01-20 | 09:30 |
K4           | dan     |       | 2025-01-20 | 10:30 |
K5           | eve     |       | 2025-01-20 | 09:30 |
K6           | eve     | Z9    | 2025-01-20 | 10:30 |
K7           | fay     |       | 2025-01-20 | noon  |
""")


def test_a_claim_stands_once_under_its_first_kind_and_names_all(import_tables: ImportTables) -> None:
    expect(
        import_tables(SEVERAL, RECORDS, fees=FEES),
        "worklist",
        """
        kind                  | claim_id | consultation_id | kinds                           | missing | can_be_completed | exposed |
        rejected              | M6       | K7              | rejected                        | time    | yes              |         |
        never billed          |          | K2              | never billed                    |         | no               |         |
        never billed          |          | K4              | never billed                    |         | no               |         |
        never billed          |          | K5              | never billed                    |         | no               |         | what a void claim holds is not billed
        never billed          | Z9       | K6              | never billed                    |         | no               |         |
        denied                | M1       | K1              | denied;ambiguous link           |         | no               |         |
        underpaid             | M2       |                 | underpaid;billed without record |         | no               | 45.00   |
        billed without record | M3       |                 | billed without record           |         | no               | 60.00   |
        """,
        as_of=AS_OF,
    )


def test_what_the_last_import_changed_is_new(tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    first = claim_lines("""
    claim | sent       | decided    | status   | paid | codes |
    C1    | 2025-01-16 | 2025-02-01 | received | 0    | CO-97 | as it was
    C2    | 2025-01-16 |            | sent     |      |       | denied since
    """)
    second = claim_lines("""
    claim | sent       | decided    | status   | paid | codes |
    C1    | 2025-01-16 | 2025-02-01 | received | 0    | CO-97 |
    C2    | 2025-01-16 | 2025-02-10 | received | 0    | CO-97 |
    C3    | 2025-01-16 |            | draft    |      |       | not known before
    """)
    notes = consultations("""
    consultation | date       |
    K1           | 2025-01-15 | never billed, and not known before
    """)
    import_files(database, claims=[write_export(tmp_path / "claims_1.csv", "claims", first)])
    import_files(
        database,
        claims=[write_export(tmp_path / "claims_2.csv", "claims", second)],
        consultations=[write_export(tmp_path / "notes.csv", "consultations", notes)],
    )
    expect(
        open_database(database).cursor(),
        "worklist",
        """
        item_id                      | kind         | is_new |
        episode\\|practice\\|C1\\|1      | denied       | no     |
        episode\\|practice\\|C2\\|1      | denied       | yes    |
        episode\\|practice\\|C3\\|1      | not sent     | yes    |
        consultation\\|practice\\|K1   | never billed | yes    |
        """,
        as_of=AS_OF,
    )
