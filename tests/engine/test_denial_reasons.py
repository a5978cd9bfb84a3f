"""Which denial code of a row names its reason, with what category and group."""

from __future__ import annotations

from tests.conftest import ImportTables
from tests.tables import draw

ROWS = r"""
claim_id | adjustment_codes                | category        | code | group
A        | CO-45:40.00; PR-1:60.00; CO-97  | bundled         | 97   | CO
B        | CO45, pr204                     | not_covered     | 204  | PR
C        | 252 N706                        | documentation   | 252  |
D        | 16\|M127                        | documentation   | 16   |
E        | CO 0016 N4                      | coordination    | 16   | CO
F        | CO-16 N130                      | claim_data      | 16   | CO
G        | CO-97:10, PI-50:30              | medical_necessity | 50 | PI
H        | PI-50:30 CO-97:30               | bundled         | 97   | CO
I        | CO-50, CO-252                   | documentation   | 252  | CO
J        | N19 N706                        | documentation   | N706 |
K        | 199 200:5 CO-200:7              | eligibility     | 200  | CO
L        |                                 | no_reason_given |      |
M        | CO-45 CO-199 PI-995             | unmapped        | 199  | CO
N        | OA CO-97                        | bundled         | 97   | CO
O        | XX-97 CO-97-5 hello 1000        | no_reason_given |      |
P        | CO-96 N30 N130                  | eligibility     | 96   | CO
"""


def test_reason_code_and_group_of_each_denied_row(import_tables: ImportTables) -> None:
    drawn = draw(ROWS)
    cursor = import_tables(
        claims=[
            {
                "claim_id": row["claim_id"],
                "status": "denied",
                "adjudicated_date": "2025-02-01",
                "adjustment_codes": row["adjustment_codes"],
            }
            for row in drawn
        ]
    )
    found = cursor.execute(
        "select claim_id, denial_category, coalesce(denial_code, ''), coalesce(group_code, '') "
        "from claim_lines_d9311 order by claim_id"
    ).fetchall()
    assert found == [(row["claim_id"], row["category"], row["code"], row["group"]) for row in drawn]
