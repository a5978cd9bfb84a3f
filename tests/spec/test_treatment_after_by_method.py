"""treatment_after_by_method: the same treatments as treatment_after_consultation, by method."""

from __future__ import annotations

from tests.conftest import ImportTables
from tests.spec.drawn import expect
from tests.spec.test_treatment_after_consultation import CLAIMS, RECORDS


def test_treatments_are_told_by_method(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "treatment_after_by_method",
        """
        method | planned | recent | observed | followed | median_days | treatments | billed  | paid   |
        fax    | 5       | 1      | 4        | 2        | 29.500      | 1          | 200.00  | 120.00 | K5 and K6, told once
        phone  | 2       | 0      | 2        | 2        | 90.500      | 3          | 1310.00 | 570.00 |
               | 1       | 0      | 1        | 1        | 30.000      | 1          | 900.00  |        | no method
        """,
    )
