"""Codes, and the outcome of one row (`outcomes.md`, section 1)."""

from decimal import Decimal

import pytest

from tests.oracle.codes import denial_reason, parse
from tests.oracle.drawn import claims, facts_of, table
from tests.oracle.rows import ClaimRow

ROWS = """
rule            |status   |decided   |paid|allowed|order     |claim_type|sent_as|codes
other_payer     |paid     |2024-02-01|10  |       |S         |          |       |
other_payer     |paid     |2024-02-01|10  |       |P         |S         |       |
other_payer     |paid     |2024-02-01|10  |       |          |          |       |OA-23
other_payer     |paid     |2024-02-01|10  |       |quaternary|          |       |OA-23
paid            |paid     |2024-02-01|10  |       |1         |          |       |OA-23
predetermination|Pre-Auth |          |    |       |          |          |       |
predetermination|paid     |2024-02-01|10  |       |          |PB        |       |
predetermination|paid     |2024-02-01|10  |       |          |          |       |101
void            |cancelled|2024-02-01|10  |       |          |          |       |
void            |paid     |2024-02-01|-10 |       |          |          |8      |
reversal        |takeback |2024-02-01|10  |       |          |          |       |
reversal        |paid     |2024-02-01|-10 |       |          |          |       |
reversal        |received |2024-02-01|0   |-10    |          |          |       |
unsent          |Hold     |          |10  |       |          |          |       |
front_end       |rejected |          |    |       |          |          |       |N706
denial_code     |rejected |2024-02-01|    |       |          |          |       |CO-16
zero_unexplained|rejected |2024-02-01|    |       |          |          |       |
denial_code     |rejected |          |    |       |          |          |       |CO-16
capitation      |paid     |2024-02-01|0   |       |          |          |       |24
capitation      |paid     |2024-02-01|    |       |          |Cap       |       |
paid            |paid     |2024-02-01|5   |       |          |Cap       |       |24
duplicate       |denied   |2024-02-01|0   |       |          |          |       |B13
duplicate       |denied   |2024-02-01|    |       |          |          |       |N522
paid            |denied   |2024-02-01|1   |       |          |          |       |18
paid_reduced    |received |2024-02-01|1   |       |          |          |       |CO-169
paid_reduced    |reduced  |2024-02-01|1   |       |          |          |       |
in_review       |denied   |2024-02-01|0   |       |          |          |       |133
awaiting        |in review|          |0   |       |          |          |       |CO-97
awaiting        |appealed |          |    |       |          |          |       |
awaiting        |received |          |    |       |          |          |       |
zero_unexplained|received |          |0   |       |          |          |       |
zero_unexplained|received |          |    |       |          |          |       |CO-45
zero_unexplained|sent     |2024-02-01|    |       |          |          |       |
benefit_used_up |denied   |2024-02-01|0   |       |          |          |       |PR-119 PR-35 CO-45
denial_code     |received |2024-02-01|0   |       |          |          |       |PR-119 M86
denial_code     |received |2024-02-01|0   |       |          |          |       |PR-119 CO-97
status_denied   |denied   |2024-02-01|0   |       |          |          |       |
status_denied   |denied   |2024-02-01|0   |       |          |          |       |PR-1
denial_code     |received |2024-02-01|0   |60     |          |          |       |CO-97
denial_code     |received |2024-02-01|0   |       |          |          |       |N706
patient_share   |received |2024-02-01|0   |       |          |          |       |N706 PR-3
zero_unexplained|received |2024-02-01|0   |       |          |          |       |N130 MA130
patient_share   |received |2024-02-01|0   |       |          |          |       |100
patient_share   |paid     |2024-02-01|0   |60     |          |          |       |
zero_unexplained|paid     |2024-02-01|0   |0      |          |          |       |
unmapped_code   |received |2024-02-01|0   |       |          |          |       |CO-45; 999
zero_unexplained|whatever |2024-02-01|0   |       |          |          |       |CO-45
"""


def rows_of(drawn: str, **same: str) -> list[ClaimRow]:
    return facts_of(claims(drawn, claim_id="A", **same)).rows


def test_first_rule_that_fits_decides_each_row() -> None:
    expected = [row.pop("rule") for row in table(ROWS)]
    drawn = "\n".join(line.split("|", 1)[1] for line in ROWS.strip().splitlines())
    assert [row.rule for row in rows_of(drawn)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CO-45:40.00; PR-1:60.00; N706",
            [("45", "40.00", "CO"), ("1", "60.00", "PR"), ("N706", None, None)],
        ),
        ("CO45", [("45", None, "CO")]),
        ("252 N706", [("252", None, None), ("N706", None, None)]),
        ("16|M127", [("16", None, None), ("M127", None, None)]),
        ("co 045:-4", [("45", "4", "CO")]),
        ("CO N706 96", [("N706", None, None), ("96", None, None)]),
        ("CO PR 96", [("96", None, "PR")]),
        ("PR-1:10 CO-1:-30 OA-1", [("1", "40", "CO")]),
        ("PR-1 CO-1", [("1", None, "PR")]),
        ("1000 0 CO-45x 45.0 paid", []),
    ],
)
def test_codes_are_read_in_full_or_not_at_all(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    read = [(one.code, None if one.amount is None else str(one.amount), one.group) for one in parse(text)]
    assert read == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CO-97:10 CO-252:90", ("documentation", "252", "CO")),
        ("CO-97 CO-252", ("documentation", "252", "CO")),
        ("CO-16 N706 M15", ("documentation", "16", "CO")),
        ("CO-16 N130", ("claim_data", "16", "CO")),
        ("CO-97 N706", ("bundled", "97", "CO")),
        ("M15 N706", ("documentation", "N706", None)),
        ("CO-45 OA-999", ("unmapped", "999", "OA")),
        ("PR-1 N706", ("no_reason_given", None, None)),
        ("CO-45", ("no_reason_given", None, None)),
        ("PR-119 M86", ("frequency_maximum", "119", "PR")),
    ],
)
def test_denial_reason_is_one_category_and_one_code(
    text: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert denial_reason(parse(text)) == expected


def test_blank_allowed_is_read_from_paid_and_the_patients_share() -> None:
    rows = rows_of(
        """
        paid_amount|patient_responsibility|adjustment_codes
        48         |                      |PR-2:12
                   |                      |PR-1:60
        40         |20                    |PR-1
        40         |60                    |
        0          |20                    |
        0          |                      |CO-97 PR-1:5
        """
    )
    assert [row.allowed for row in rows] == [Decimal(60), Decimal(60), Decimal(60), None, None, None]


def test_conflict_is_status_against_money() -> None:
    rows = rows_of(
        """
        status|paid_amount|allowed_amount|adjustment_codes
        denied|5          |              |
        denied|0          |              |PR-1
        denied|0          |              |PR-1 CO-97
        paid  |           |0             |
        paid  |0          |60            |
        draft |5          |              |
        draft |0          |              |
        rejected|5        |              |
        """
    )
    assert [row.conflict for row in rows] == [True, True, False, True, False, True, False, True]
