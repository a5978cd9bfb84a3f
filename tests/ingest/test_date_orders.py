"""Day or month first: one order for a whole file, said where a column has another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ImportTables
from tests.drafts import report_on

pytestmark = pytest.mark.slow
ORDERS = """
    claim_id | service_date | submitted_date | adjudicated_date
    C1       | {service}    | {submitted}    | {adjudicated}
    C2       | 04/03/2025   | 04/03/2025     | 04/03/2025
    """


@pytest.mark.parametrize(
    ("service", "submitted", "adjudicated", "read", "rules"),
    [
        ("13/02/2025", "04/03/2025", "04/03/2025", "MMM", []),
        ("04/03/2025", "04/03/2025", "02/13/2025", "AAA", []),
        ("13/02/2025", "14/02/2025", "02/13/2025", "MMA", ["adjudicated_date order_differs"]),
        ("13/02/2025", "04/03/2025", "02/13/2025", "MAA", ["service_date order_differs", "submitted_date order_assumed"]),
        (
            "04/03/2025",
            "04/03/2025",
            "12/31/9999",
            "AAA",
            [
                "service_date order_assumed",
                "submitted_date order_assumed",
                "adjudicated_date no_date",
                "adjudicated_date order_assumed",
            ],
        ),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("rows_alone")
def test_one_order_of_day_and_month_holds_for_the_whole_file(
    import_tables: ImportTables, service: str, submitted: str, adjudicated: str, read: str, rules: list[str]
) -> None:
    """`read`: for each column whether 04/03/2025 is of March or of April."""
    cursor = import_tables(
        claims=ORDERS.format(service=service, submitted=submitted, adjudicated=adjudicated)
    )
    days = {"M": date(2025, 3, 4), "A": date(2025, 4, 3)}
    assert cursor.execute(
        "select service_date, submitted_date, adjudicated_date from claim_rows where claim_id = 'C2'"
    ).fetchone() == tuple(days[letter] for letter in read)
    found = cursor.execute(
        "select column_name, replace(rule, 'date_', '') from import_warnings where rule <> 'decision_before_service'"
    ).fetchall()
    assert [f"{column} {rule}" for column, rule in found] == rules


def test_a_column_of_another_order_is_said_in_words(tmp_path: Path) -> None:
    rows = ORDERS.format(service="13/02/2025", submitted="14/02/2025", adjudicated="02/13/2025")
    assert [one.message for one in report_on(tmp_path, "claims", rows).warnings][0] == (
        "claims.csv, column adjudicated_date: its dates can only be month/day/year, unlike those of the other columns "
        "of the file. Check some, or export all as 2025-03-31. (2 rows, first on line 2)"
    )
