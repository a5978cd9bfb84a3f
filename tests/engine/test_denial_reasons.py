"""Which denial code of a row names its reason, with what category and group."""

from __future__ import annotations

from collections import Counter

from tests.oracle.reference import denial_codes
from tests.spec.drawn import Cursor
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
M        | CO-45 CO-399 PI-995             | unmapped        | 399  | CO
N        | OA CO-97                        | bundled         | 97   | CO
O        | XX-97 CO-97-5 hello 1000        | no_reason_given |      |
P        | CO-96 N30 N130                  | eligibility     | 96   | CO
Q        | CO-45 CO-243                    | authorization   | 243  | CO
R        | CO-243 CO-97                    | bundled         | 97   | CO
S        | PI-B14                          | frequency_maximum | B14 | PI
T        | N453                            | documentation   | N453 |
U        | CO-16 N382                      | claim_data      | 16   | CO
V        | CO-96 N637 N729                 | documentation   | 96   | CO
W        | CO-45 N156                      | no_reason_given |      |
"""
DRAWN = draw(ROWS)
PRACTICES = {
    "denied": [
        {
            "claim_id": row["claim_id"],
            "status": "denied",
            "adjudicated_date": "2025-02-01",
            "adjustment_codes": row["adjustment_codes"],
        }
        for row in DRAWN
    ]
}


def test_reason_code_and_group_of_each_denied_row(practices: Cursor) -> None:
    found = practices.execute(
        "select claim_id, denial_category, coalesce(denial_code, ''), coalesce(group_code, '') "
        "from claim_lines_d9311 where practice_id = 'denied' order by claim_id"
    ).fetchall()
    assert found == [(row["claim_id"], row["category"], row["code"], row["group"]) for row in DRAWN]


def test_every_code_of_the_public_list_has_a_category() -> None:
    carcs = {code: category for (kind, code), (_, category) in denial_codes().items() if kind == "CARC"}
    assert [number for number in range(1, 309) if str(number) not in carcs] == []
    letters = Counter(code[0] for code in carcs if not code.isdigit())
    assert letters == {"A": 9, "B": 23, "P": 32, "W": 9, "Y": 3}
    assert len(denial_codes()) == 384 + 474
    assert [carcs[code] for code in ("1", "45", "221", "243", "308")] == [
        "not_a_denial", "not_a_denial", "not_a_denial", "authorization", "not_a_denial",
    ]  # fmt: skip
