"""Claims that a later export of their days no longer holds stay as they were, and that is said (identity.md, A10)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.identity.files import Files, of_practices
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow

SAID = (
    "of earlier exports not in a later one of the same days: deleted, renumbered or left out? What was exported "
    "last still counts. Import what is gone once more, with status void."
)


def claims(*days: int, but: Iterable[int] = (), name: str = "C", **cells: str) -> list[dict[str, str]]:
    """A claim of each of the first days of a month (or of some days), named by its day."""
    first, last = days if len(days) == 2 else (days[0], days[0])
    return [
        {"claim_id": f"{name}{day}", "patient_id": f"p{day}", "service_date": f"2025-01-{day:02}"}
        | {"status": "sent", "line_number": "1", "adjudicated_date": "", "paid_amount": ""}
        | cells
        for day in range(first, last + 1)
        if day not in but
    ]


def decided(rows: list[dict[str, str]], status: str = "denied") -> list[dict[str, str]]:
    return [row | {"status": status, "adjudicated_date": "2025-02-01", "paid_amount": "0"} for row in rows]


FIRST = claims(1, 22)
LATER = claims(1, 22, but=[7])
# Exports one after the other, and the claims that are told.
CASES: dict[str, tuple[tuple[list[dict[str, str]], ...], list[str]]] = {
    "gone": ((FIRST, LATER), ["C7"]),
    "gone since long": ((FIRST, LATER, LATER), ["C7"]),
    "came again": ((FIRST, LATER, FIRST), []),
    "decided": ((decided(FIRST), decided(LATER)), ["C7"]),
    # of the 20 between the first day and the last
    "nine in ten": ((FIRST, claims(1, 22, but=[7, 8])), ["C7", "C8"]),
    "fewer than nine in ten": ((FIRST, claims(1, 22, but=[7, 8, 9])), []),
    "ten held": ((claims(1, 13), claims(1, 13, but=[7])), ["C7"]),
    "nine held": ((claims(1, 12), claims(1, 12, but=[7])), []),
    "first and last day": (([*FIRST, *claims(1, name="X"), *claims(22, name="X")], FIRST), []),
    "after the first and before the last day": (
        ([*FIRST, *claims(2, name="X"), *claims(21, name="X")], FIRST),
        ["X2", "X21"],
    ),
    # an export of other claims says nothing, neither before nor after one of all
    "a part before": ((FIRST, claims(1, 22, but=range(3, 14)), LATER), ["C7"]),
    "a part behind": ((FIRST, LATER, claims(1, 22, but=range(3, 14))), ["C7"]),
    # the open ones and the others by two files, in which a claim goes from the one to the other
    "two files": ((FIRST, claims(1, 22, name="D"), [*claims(1, 22, name="D"), *claims(7)], LATER), []),
    "another number": ((FIRST, [*LATER, *claims(7, name="N")]), ["C7"]),
    "another code": ((FIRST, [*LATER, *claims(7, procedure_code="D0140")]), []),
    "set aside": ((FIRST, [*LATER, *claims(7, billed_amount="")]), []),
    "set aside twice": ((FIRST, *[[*LATER, *claims(7, billed_amount="")]] * 2), []),
    "two on a day": (
        ([*FIRST, *claims(7, name="P", patient_id="p7")], [*LATER, *claims(7, name="P")]),
        ["C7"],
    ),
    "void": ((FIRST, LATER, claims(7, status="void"), LATER), []),
    "void when last exported": ((FIRST, [*LATER, *claims(7, status="void")], LATER), []),
    "decided and void": ((decided(FIRST), LATER, decided(claims(7), "void"), LATER), []),
    "estimated": (([*LATER, *claims(7, status="predetermination")], LATER), []),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """All cases, each of them a practice: the nth export of each of them is in the nth file."""
    taken = Files(tmp_path_factory.mktemp("vanished"))
    for place in range(4):
        exports = {name: given[place : place + 1] for name, (given, _) in CASES.items()}
        taken.take([row for rows in of_practices(exports) for row in rows])
    return taken


@pytest.mark.parametrize("case", CASES)
def test_a_claim_that_nearly_all_others_outlived_is_told(files: Files, case: str) -> None:
    found = files.cursor().execute(
        "select claim_id from finding_rows where rule = 'vanished' and practice_id = $1 order by all", [case]
    )
    assert [name for (name,) in found.fetchall()] == CASES[case][1]


def test_it_is_counted_named_with_its_episode_and_changes_no_number(files: Files) -> None:
    told = sum(len(names) for _, names in CASES.values())
    assert [one for one in files.findings if SAID in one] == [f"{told} claims {SAID}"]
    row = "select payer, service_date::text, episode_id, number from finding_rows where rule = 'vanished' and practice_id = $1"
    expected = ("Delta", "2025-01-07", "gone|C7|1", None)
    assert files.cursor().execute(row, ["gone"]).fetchall() == [expected]
    assert files.cursor().execute(row, ["another number"]).fetchone() == (
        "Delta", "2025-01-07", "another number|C7|1", "N7",
    )  # fmt: skip
    assert files.cursor().execute(row, ["two on a day"]).fetchone() == (  # P7 was there before
        "Delta", "2025-01-07", "two on a day|C7|1", None,
    )  # fmt: skip
    still = "select outcome from episodes where episode_id = $1"
    assert files.cursor().execute(still, ["gone|C7|1"]).fetchall() == [("pending",)]
    assert files.cursor().execute(still, ["decided|C7|1"]).fetchall() == [("denied",)]
    assert files.cursor().execute(still, ["decided and void|C7|1"]).fetchall() == [("void",)]


def test_a_remittance_is_no_export(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(FIRST)
    paid = [
        claim(
            f"C{day}", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40", day=f"202501{day:02}")
        )
        for day in range(1, 23)
        if day != 7
    ]
    files.take(interchange(check("0", *paid)))
    assert [one for one in files.findings if SAID in one] == []
    files.take(LATER)
    assert [one for one in files.findings if SAID in one] == [f"1 claim {SAID}"]
