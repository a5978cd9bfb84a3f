"""Which rows that an export and three files of a payer tell are one event, in any order of the files
(identity.md, C)."""

from __future__ import annotations

import pytest

from tests.identity.files import Found, in_any_order
from tests.identity.test_one_event import POSTED, posted
from tests.identity.test_payers import DENIED, PAID
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow


def told(name: str, *segments: str, is_of: str = "1 85 60", control: str = "") -> list[str]:
    """A claim that has the payer's name, with its status, what was billed and what was paid."""
    return claim(name, *is_of.split(), *segments, member=f"M{name}", control=control)


def sent(number: int, name: str, *claims: list[str], day: str = "20250301") -> list[str]:
    return check("0", *claims, payer=name, payer_id=name, trace=f"{name}{number}", day=day)


TWO = [*line("AD:D0220", "30", "20", "CAS*CO*45*10", "REF*6R*1001"), *PAID, "REF*6R*1002"]
BACK = line("AD:D9311", "-85", "-60", "CAS*CO*45*-25")
ZERO = line("AD:D9311", "85", "0", "CAS*CO*29*85")
LESS = line("AD:D9311", "85", "40", "CAS*CO*45*45")
LESS_BACK = line("AD:D9311", "-85", "-40", "CAS*CO*45*-45")
CORRECTED = line("AD:D9311", "85", "50", "CAS*CO*45*35")
OTHER_BACK, OTHER_ZERO = (
    line("AD:D0220", "-30", "-20", "CAS*CO*45*-10"),
    line("AD:D0220", "30", "0", "CAS*CO*29*30"),
)


def taken_back(name: str, back: list[str], again: list[str]) -> tuple[list[str], list[str]]:
    """A check of two lines, and another by which what was taken back is denied."""
    claims = (
        told(name, *back, is_of="22 -115 -80"),
        told(name, *again, is_of="1 115 0", control=f"I2{name}"),
    )
    return sent(1, name, told(name, *TWO, is_of="1 115 80")), sent(2, name, *claims, day="20250401")


# When the second of two like lines was posted with the payment of the remittance, and what each then says.
TOGETHER = [(40, "2025-03-05", 1), (60, "2025-03-01", 1)]
LIKE_POSTED = {
    "14 DAYS BEFORE": ("2025-02-15", TOGETHER),
    "15 DAYS BEFORE": ("2025-02-14", [(100, "2025-03-05", 2), (60, "2025-02-14", 1)]),
    "60 DAYS AFTER": ("2025-04-30", TOGETHER),
    "61 DAYS AFTER": ("2025-05-01", [(100, "2025-03-05", 2), (60, "2025-05-01", 1)]),
}

# The checks of a payer, one in each file.
CHECKS: dict[str, tuple[list[str], ...]] = {
    "PAID": (sent(1, "PAID", told("PAID", *PAID)),),
    "NUMBERED": (
        sent(1, "NUMBERED", told("NUMBERED", *PAID)),
        sent(1, "NUMBERED", told("NUMBERED", *PAID, "REF*6R*1002")),
    ),
    "ALONE": taken_back("ALONE", BACK, ZERO),
    "OTHERS": taken_back("OTHERS", [*OTHER_BACK, *BACK], [*OTHER_ZERO, *ZERO]),
    "LIKE": (
        sent(1, "LIKE", told("LIKE", *PAID, *LESS, is_of="1 170 100")),
        sent(
            2,
            "LIKE",
            told("LIKE", *LESS_BACK, is_of="22 -85 -40"),
            told("LIKE", *CORRECTED, is_of="1 85 50", control="I2"),
            day="20250401",
        ),
    ),
    "BOTH": (
        sent(1, "BOTH", told("BOTH", *PAID, *LESS, is_of="1 170 100")),
        sent(
            2,
            "BOTH",
            told("BOTH", *LESS_BACK, is_of="22 -85 -40"),
            told("BOTH", *BACK, is_of="22 -85 -60"),
            day="20250401",
        ),
    ),
    **{name: (sent(1, name, told(name, *PAID)),) for name in LIKE_POSTED},
    "LINES": (
        sent(1, "LINES", told("LINES", *DENIED, is_of="4 85 0", control="A")),
        sent(
            2,
            "LINES",
            told("LINES", *line("AD:D0140", "85", "0", "CAS*CO*97*85"), is_of="4 85 0", control="B"),
        ),
    ),
    "ANEW": (
        sent(1, "ANEW", told("ANEW", *PAID)),
        sent(2, "ANEW", told("ANEW", *PAID), day="20250320"),
        sent(3, "ANEW", told("ANEW", *BACK, is_of="22 -85 -60"), day="20250310"),
    ),
}


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """The episodes of each payer; of its claim PAID an export says that it was denied, of others that two lines
    were paid."""
    rows = [("PAID", "1", posted("2025-03-05", "0", "CO-97"))]
    for name, (day, _) in LIKE_POSTED.items():
        rows += [(name, "1", posted("2025-03-05", "40")), (name, "2", posted(day, "60"))]
    own = f"payer_name | line_number | {POSTED}" + "\n".join(
        f"{name} | {number} | {row.splitlines()[1].replace('C1', name)}" for name, number, row in rows
    )
    files = [interchange(*(told[n] for told in CHECKS.values() if n < len(told))) for n in range(3)]
    episodes = in_any_order(tmp_path_factory.mktemp("joined"), own, *files)
    return {name: [row for row in episodes if row[0] == name] for name in CHECKS}


def test_a_denial_never_pairs_with_a_payment(joined: dict[str, Found]) -> None:
    assert [(row[1], row[4], row[6]) for row in joined["PAID"]] == [("approved_paid", 60, 2)]


def test_a_payment_after_a_take_back_counts_again(joined: dict[str, Found]) -> None:
    assert [(row[2], row[4], row[6]) for row in joined["ANEW"]] == [("approved_paid", 60, 2)]


def test_a_remittance_made_again_with_line_numbers_is_the_same_event(joined: dict[str, Found]) -> None:
    assert [(row[4], row[6]) for row in joined["NUMBERED"]] == [(60, 1)]


@pytest.mark.parametrize("name", ["OTHERS", "ALONE"], ids=["with other lines", "alone"])
def test_a_take_back_finds_its_line_without_numbers(joined: dict[str, Found], name: str) -> None:
    assert joined[name] == [(name, "approved_paid", "denied", 85, 0, "2025-04-01", 2)]


def test_a_take_back_means_the_like_line_of_its_amount(joined: dict[str, Found]) -> None:
    assert [(row[2], row[4], row[6]) for row in joined["LIKE"]] == [
        ("approved_paid", 60, 1),
        ("approved_paid", 50, 2),
    ]


def test_two_take_backs_mean_each_the_like_line_of_its_amount(joined: dict[str, Found]) -> None:
    assert [(row[2], row[4]) for row in joined["BOTH"]] == [("indeterminate", 0)] * 2


@pytest.mark.parametrize("name", LIKE_POSTED)
def test_an_answer_means_the_like_line_posted_with_its_payment(joined: dict[str, Found], name: str) -> None:
    assert [row[4:] for row in joined[name]] == LIKE_POSTED[name][1]


def test_two_checks_of_a_day_for_two_lines_of_a_claim_are_two_events(joined: dict[str, Found]) -> None:
    assert joined["LINES"] == [("LINES", "denied", "denied", 85, 0, "2025-03-01", 1)]
