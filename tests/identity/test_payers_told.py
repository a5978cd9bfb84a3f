"""Which payer of its claim an answer is, in any order of the files (identity.md, B)."""

from __future__ import annotations

import pytest

from tests.identity.files import Found, in_any_order
from tests.identity.test_payers import DENIED, PAID, export, sent_to
from tests.x12.messages import DENTAL, check, claim, interchange, line

pytestmark = pytest.mark.slow

# Claims that never meet: of each the payers that are looked at, rows of an export, and the checks of three files.
WRONG = ("109", "27", "31")
ROWS = [
    "C1 | Delta | sent | |",
    "C2 | Cigna | sent | |",
    *(f"W{code} | Right Dental {code} | paid | 2025-05-01 | 60" for code in WRONG),
]


def by(payer: str, claim_id: str, status: str = "1", *, is_of: str = "85 60", lines: list[str] = PAID,
       control: str = "", trace: str = "", day: str = "20250301") -> list[str]:  # fmt: skip
    """A check of a payer for one claim."""
    told = claim(claim_id, status, *is_of.split(), *lines, member=f"M{claim_id}", control=control)
    return check("0", told, payer=payer, payer_id=f"ID {payer}", trace=trace or payer, day=day)


CHECKS = [
    [
        by("DDCA INC", "C1"),
        by("CIG INC", "C2"),
        by("Primary Dental", "C3"),
        by("Third Dental", "C4"),
        by("First Dental", "1"),
        *(
            by(f"Wrong Dental {code}", f"W{code}", "4", is_of="85 0",
               lines=line("AD:D9311", "85", "0", f"CAS*OA*{code}*85"))
            for code in WRONG
        ),
    ],
    [
        by("AETNA INC", "C2", "4", is_of="85 0", lines=DENIED),
        by("Later Dental", "1", "4", is_of="85 0", lines=DENIED, control="S5"),
        by("Second Dental", "C3", "2", is_of="85 25", control="S1",
           lines=line("AD:D9311", "85", "25", "CAS*OA*23*60")),
    ],
    [
        by("Second Dental", "C3", "22", is_of="-85 -25", control="S1", trace="T3", day="20250401",
           lines=line("AD:D9311", "-85", "-25", "CAS*OA*45*-60")),
        by("Third Dental", "C4", "2", is_of="-85 -60", trace="T4", day="20250401",
           lines=line("AD:D9311", "-85", "-60", "CAS*CO*45*-25")),
    ],
]  # fmt: skip


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Found:
    columns = "claim_id | payer_name | status | adjudicated_date | paid_amount"
    files = [interchange(*checks) for checks in CHECKS]
    files.append(
        interchange(
            sent_to("1", "First Dental", "P", "F"), sent_to("1", "Later Dental", "S", "L"), guide=DENTAL
        )
    )
    return in_any_order(tmp_path_factory.mktemp("answered"), export(*ROWS, columns=columns), *files)


def test_the_second_payers_denial_is_not_the_first_payers(answered: Found) -> None:
    assert [row for row in answered if row[0] in ("First Dental", "Later Dental")] == [
        ("First Dental", "approved_paid", "approved_paid", 85, 60, "2025-03-01", 1)
    ]


def test_a_take_back_has_the_order_of_what_it_takes_back(answered: Found) -> None:
    assert [row for row in answered if row[0] in ("Primary Dental", "Second Dental")] == [
        ("Primary Dental", "approved_paid", "approved_paid", 85, 60, "2025-03-01", 1)
    ]


def test_a_take_back_that_calls_itself_second_has_that_order_too(answered: Found) -> None:
    assert [row[1:5] for row in answered if row[0] == "Third Dental"] == [
        ("approved_paid", "indeterminate", 85, 0)
    ]


def test_a_denial_by_the_wrong_payer_is_its_own(answered: Found) -> None:
    assert [row[:5] for row in answered if str(row[0]).split(" Dental ")[0] in ("Right", "Wrong")] == [
        *((f"Right Dental {code}", "approved_paid", "approved_paid", 85, 60) for code in WRONG),
        *((f"Wrong Dental {code}", "denied", "denied", 85, 0) for code in WRONG),
    ]


def test_the_claims_only_payer_answers_under_the_practices_spelling(answered: Found) -> None:
    assert [row[0] for row in answered if row[0] in ("Delta", "DDCA INC")] == ["Delta"]


def test_two_payers_that_answer_one_claim_are_two(answered: Found) -> None:
    """Of every payer that was named, those that are one of the others' are not there."""
    others = {
        "Delta",
        "Primary Dental",
        "Third Dental",
        "First Dental",
        *(f"{kind} Dental {code}" for kind in ("Right", "Wrong") for code in WRONG),
    }
    assert sorted(str(row[0]) for row in answered if row[0] not in others) == [
        "AETNA INC",
        "CIG INC",
        "Cigna",
    ]
