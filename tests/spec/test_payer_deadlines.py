"""The listing of deadlines: only from days that the practice noted, the soonest first."""

from __future__ import annotations

from datetime import date

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, text
from tests.tables import draw

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | payer | service    | sent       | decided    | status   | paid | codes      | appealed   |
C1    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-10 | received | 0    | CO-97      |            | 30 days from 10 February: 12 March
C2    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-20 | received | 0    | CO-97      |            | 22 March
C3    | Delta | 2025-01-10 | 2025-01-11 | 2025-01-31 | received | 0    | CO-97      |            | 2 March: closed
C4    | Delta | 2025-01-10 | 2025-01-11 |            | denied   | 0    | CO-97      |            | no date of the decision: not known
C5    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-20 | received | 0    | CO-97      | 2025-02-25 | appealed already
C6    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-20 | received | 0    | CO-16 MA130 |           | MA130: there is no appeal, send it again
C7    | Delta | 2025-01-10 | 2025-01-11 | 2025-02-20 | received | 60   |            |            | approved
C8    | Delta | 2025-01-20 |            |            | draft    |      |            |            | to be filed by 21 March
C9    | Delta | 2025-01-01 | 2025-01-03 |            | rejected |      |            |            | turned away: to be filed by 2 March, closed
C10   | Aetna | 2025-01-10 | 2025-01-11 | 2025-02-20 | received | 0    | CO-97      |            | no days noted for Aetna
C11   | Cigna | 2025-01-10 | 2025-01-11 | 2025-02-12 | received | 0    | CO-97      |            | the last day is the as-of date
""")
PRACTICES = {"no rules": CLAIMS}
RULES = """
payer_name | timely_filing_days | appeal_days | as_of      |
Delta      | 60                 |             | 2025-01-05 |
Delta      | 365                | 30          | 2024-01-05 | the newest that gives days counts, for each by itself
Delta      |                    | 90          | 2023-01-05 |
Aetna      |                    |             | 2025-01-05 |
Cigna      |                    | 30          |            |
Cigna      |                    | 45          |            | two without a date: the shorter
"""


def deadlines(cursor: Cursor, columns: str, **choices: object) -> list[dict[str, str]]:
    """Return the columns of the listing as they are drawn, an episode by its claim."""
    found = records(listings.run(cursor, "payer_deadlines", Filters(**choices)))  # type: ignore[arg-type]
    rows = [{**row, "claim": row["episode_id"].split("|")[1]} for row in found]
    return [{name: text(row[name]) for name in columns.split()} for row in rows]


def test_windows_run_from_the_decision_or_the_service_for_the_days_that_are_noted(
    import_tables: ImportTables,
) -> None:
    cursor = import_tables(claims=CLAIMS, payer_rules=RULES)
    found = deadlines(cursor, "claim to_do last_day days_left", as_of=date(2025, 3, 14))
    assert found == draw("""
        claim | to_do  | last_day   | days_left |
        C11   | appeal | 2025-03-14 | 0         |
        C8    | file   | 2025-03-21 | 7         |
        C2    | appeal | 2025-03-22 | 8         |
        C4    | appeal |            |           | no date
        C3    | appeal | 2025-03-02 | -12       | closed
        C9    | file   | 2025-03-02 | -12       |
        C1    | appeal | 2025-03-12 | -2        |
    """)


def test_no_list_of_rules_gives_no_deadline(practices: Cursor) -> None:
    assert deadlines(practices, "claim", practices=("no rules",)) == []
