"""treatment_after_consultation: which treatments followed consultations with a planned procedure."""

from __future__ import annotations

from datetime import date

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | patient | code  | line_number | service    | status           | billed | paid | decided    |
T1    | p1      | D7140 | 1           | 2025-01-16 | received         | 200    | 120  | 2025-02-01 | the day after
T1    | p1      | D2740 | 2           | 2025-01-16 | received         | 900    | 400  | 2025-02-01 |
T1    | p1      | D0220 | 3           | 2025-01-16 | received         | 30     | 30   | 2025-02-01 | an image
T1    | p1      | D4910 | 4           | 2025-01-16 | received         | 90     | 90   | 2025-02-01 | maintenance
T2    | p2      | D7140 | 1           | 2025-01-15 | received         | 200    | 120  | 2025-02-01 | on the day itself
T3    | p2      | D7140 | 1           | 2025-07-14 | received         | 210    | 0    | 2025-08-01 | day 180: sent,
T4    | p2      | D7140 | 1           | 2025-07-14 | received         | 210    | 50   | 2025-09-01 | and sent again
T5    | p3      | D7140 | 1           | 2025-07-15 | received         | 200    | 120  | 2025-08-01 | day 181
T6    | p4      | D7140 | 1           | 2025-02-01 | predetermination | 200    |      |            | an estimate
T7    | p4      | D7140 | 1           | 2025-02-02 | void             | 200    |      |            |
T8    | p5      | D7140 | 1           | 2025-03-01 | received         | 200    | 120  | 2025-04-01 | after two
T9    | p7      | D3320 | 1           | 2025-09-10 | received         | 800    | 300  | 2025-10-01 |
T10   | p8      | 02740 | 1           | 2025-02-14 | received         | 900    |      | 2025-03-01 | without its letter
""")
RECORDS = consultations("""
consultation | patient | date       | planned_procedure | scenario                               | method |
K1           | p1      | 2025-01-15 | Extraction        | Bleeding disorder                      | phone  |
K2           | p2      | 2025-01-15 | Extraction        | Bleeding disorder                      | phone  |
K3           | p3      | 2025-01-15 | Extraction        | Bleeding disorder                      | fax    |
K4           | p4      | 2025-01-15 | Extraction        | Bleeding disorder                      | fax    |
K5           | p5      | 2025-01-15 | Extraction        | Cancer treatment                       | fax    | treated 45 days on,
K6           | p5      | 2025-02-15 | Extraction        | Cancer treatment                       | fax    | told at this one
K7           | p7      | 2025-09-01 | Root canal        | Cancer treatment                       | fax    | 9 days before the end
K8           | p8      | 2025-01-15 | Crown             | Cancer treatment; Cardiac prophylaxis  |        | in both
K9           | p1      | 2025-01-15 | n/a               | Cancer treatment                       | fax    | nothing planned
K10          | p1      |            | Extraction        | Cancer treatment                       | fax    | no date
""")


def test_treatments_are_told_by_scenario(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "treatment_after_consultation",
        """
        scenario            | planned | recent | observed | followed | followed_rate | median_days | treatments | billed  | paid   |
        bleeding_disorder   | 4       | 0      | 4        | 2        | 0.500         | 90.500      | 3          | 1310.00 | 570.00 | days 1 and 180
        cancer_treatment    | 4       | 1      | 3        | 3        | 1.000         | 30.000      | 2          | 1100.00 | 120.00 | days 45, 14, 30
        cardiac_prophylaxis | 1       | 0      | 1        | 1        | 1.000         | 30.000      | 1          | 900.00  |        | paid is not known
        """,
    )


def test_recent_consultations_follow_the_as_of_date(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "treatment_after_consultation",
        """
        scenario            | planned | recent | observed | followed | followed_rate | ci_low | ci_high | median_days | treatments | billed |
        bleeding_disorder   | 4       | 4      | 0        | 0        |               |        |         |             | 0          | 0.00   | the 180 days end on 14 July
        cancer_treatment    | 4       | 4      | 0        | 0        |               |        |         |             | 0          | 0.00   |
        cardiac_prophylaxis | 1       | 1      | 0        | 0        |               |        |         |             | 0          | 0.00   |
        """,
        as_of=date(2025, 7, 13),
    )


def test_without_paid_amounts_nothing_is_said_of_them(import_tables: ImportTables) -> None:
    claims = [{name: cell for name, cell in row.items() if name != "paid_amount"} for row in CLAIMS]
    expect(
        import_tables(claims, RECORDS[:1]),
        "treatment_after_consultation",
        """
        scenario          | planned | treatments | billed  | paid |
        bleeding_disorder | 1       | 2          | 1100.00 |      |
        """,
    )
