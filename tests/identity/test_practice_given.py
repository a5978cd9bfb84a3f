"""An 835 or 837D that was given a practice keeps to that practice's claims, patients and adjustments (identity.md, B)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from d9311.cli import main
from d9311.filters import Filters
from d9311.frames import records
from d9311.ingest.naming import name_practice
from queries import listings
from tests.drafts import not_the_last
from tests.identity.files import Files
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

PAID = line("AD:D9311", "100", "60", "CAS*CO*45*40")
TOLD = interchange(check("60", claim("101", "1", "100", "60", *PAID), payer="Delta"))
BOTH = """practice_id | claim_id | patient_id | submitted_date | status | service_date
    EAST | 101 | 1 | 2025-01-12 | sent | 2025-01-10
    WEST | 101 | 1 | 2025-01-12 | sent | 2025-01-10"""
FOUND = "select practice_id, root_claim_id, outcome, coalesce(paid, 0)::int from episodes order by all"
Found = list[tuple[object, ...]]


def again(interchange_: str) -> str:
    """The same content, sent once more."""
    return interchange_.replace("*000000001*", "*000000002*").replace("IEA*1*000000001", "IEA*1*000000002")


def found(files: Files) -> Found:
    return files.cursor().execute(FOUND).fetchall()


def take_at_once(files: Files, *takes: tuple[str, str]) -> None:
    """Import texts by one call, each with the practice that is given for it, blank for none."""
    paths = [files.folder / f"{files.count + number}.csv" for number in range(1, len(takes) + 1)]
    given = {path: practice for path, (_, practice) in zip(paths, takes, strict=True)}
    files.take(*(text for text, _ in takes), practices_given=given)


# By the number of a claim that both practices have: the practice that is given, and what is then paid.
GIVEN: dict[str, tuple[str, Found]] = {
    "101": ("EAST", [("EAST", "101", "approved_paid", 60), ("WEST", "101", "pending", 0)]),
    "102": ("WEST", [("EAST", "102", "pending", 0), ("WEST", "102", "approved_paid", 60)]),
    # it may be either's, so that it is nobody's
    "103": (
        "",
        [
            ("EAST", "103", "pending", 0),
            ("WEST", "103", "pending", 0),
            ("practice", "103", "approved_paid", 60),
        ],
    ),
    # a number that only other practices have is no number of this one
    "104": (
        "SOUTH",
        [
            ("EAST", "104", "pending", 0),
            ("SOUTH", "104", "approved_paid", 60),
            ("WEST", "104", "pending", 0),
        ],
    ),
}


# Both practices have the patient's second line; the patient is known from the first, answered by number.
BY_CONTENT = """
    EAST | 201 | 2 | 2025-01-12 | sent | 2025-01-10
    EAST | 202 | 2 | 2025-02-12 | sent | 2025-02-10
    WEST | 201 | 2 | 2025-01-12 | sent | 2025-01-10
    WEST | 203 | 2 | 2025-02-12 | sent | 2025-02-10"""
LATER = line("AD:D9311", "100", "60", "CAS*CO*45*40", day="20250210")
SENT = batch(
    ["CLM*301*100***11:B:1*Y*A*Y*Y", "PWK*OZ*EL***AC*ATT1", "LX*1", "SV3*AD:D9311*100****1", "DTP*472*D8*20250110"],
    payer="Delta",
)  # fmt: skip
# By the number of a claim that both practices were paid, the practice to whose take-back it is told.
OUTSIDE = {"401": "EAST", "402": "WEST"}


def answer(number: str, *claims: list[str], plb: Sequence[str] = ()) -> list[str]:
    return check("60", *claims, payer="Delta", trace=number, plb=plb)


def paid(number: str) -> list[str]:
    return claim(number, "1", "100", "60", *PAID, member=number)


def told() -> list[tuple[str, str]]:
    """A file about the claims of each practice that is given, and that practice."""
    checks: dict[str, list[list[str]]] = {
        "": [answer("501", paid("501"))],
        "WEST": [answer("501", paid("501"))],
    }
    for number, (given, _) in GIVEN.items():
        checks.setdefault(given, []).append(answer(number, paid(number)))
    unknown = claim("X77", "1", "100", "60", *LATER, member="201")
    checks["WEST"].append(answer("201", paid("201"), unknown))
    for number, given in OUTSIDE.items():
        bare = paid(number)  # its payer names no claims of its own: the number is the only reference
        bare[0] = bare[0].replace(f"ICN{number}", "")
        for practice in ("EAST", "WEST"):
            checks[practice].append(answer(f"{number}{practice}", bare))
        checks[given].append(answer(f"{number}back", plb=[f"PLB*1999999984*20251231*WO:{number}*60"]))
    return [
        *((interchange(*told), practice) for practice, told in checks.items()),
        (interchange(SENT, guide=DENTAL), "WEST"),
    ]


@pytest.fixture(scope="module", params=[False, True], ids=["after the exports", "before the exports"])
def answered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Every claim of `GIVEN`, answered by a file of its practice, and the others."""
    head, *rows = BOTH.split("\n")
    copied = [
        row.replace("101 | 1 ", f"{one} | P{one} ")
        for one in (*GIVEN, "301", *OUTSIDE, "501")
        for row in rows
    ]
    exported = "\n".join([head, *copied]) + BY_CONTENT
    files = Files(tmp_path_factory.mktemp("answered"))
    if request.param:
        take_at_once(files, *told()[::-1], (exported, ""))
    else:
        with not_the_last():
            files.take(exported)
        take_at_once(files, *told())
    return files


@pytest.mark.parametrize("number", GIVEN)
def test_answer_is_about_a_claim_of_the_practice_that_was_given(answered: Files, number: str) -> None:
    assert [row for row in found(answered) if row[1] == number] == GIVEN[number][1]


def test_line_joins_by_its_content_in_the_practice_that_was_given(answered: Files) -> None:
    assert [row for row in found(answered) if str(row[1]).startswith(("2", "X"))] == [
        ("EAST", "201", "pending", 0),
        ("EAST", "202", "pending", 0),
        ("WEST", "201", "approved_paid", 60),
        ("WEST", "203", "approved_paid", 60),
    ]
    for practice, joined in (("EAST", []), ("WEST", [("WEST", "X77", "203")])):
        guesses = records(listings.run(answered.cursor(), "guesses", Filters(scope=(practice,))))
        assert [(one["practice_id"], one["one"], one["other"]) for one in guesses] == joined


def test_claim_that_was_sent_is_the_practice_s_that_was_given(answered: Files) -> None:
    attached = """select practice_id, count(attachment_reference) from current_claims where claim_id = '301'
        group by all order by all"""
    assert answered.cursor().execute(attached).fetchall() == [("EAST", 0), ("WEST", 1)]


@pytest.mark.parametrize("number", OUTSIDE)
def test_money_taken_outside_a_claim_is_told_of_the_practice_that_was_given(
    answered: Files, number: str
) -> None:
    outside = "select practice_id, claim_id from finding_rows where rule = 'taken_back_outside' order by all"
    told = answered.cursor().execute(outside).fetchall()
    assert [practice for practice, claim_id in told if claim_id == number] == [OUTSIDE[number]]
    assert len(told) == len(OUTSIDE)


@pytest.mark.usefixtures("not_compared")
def test_practice_is_given_by_the_name_that_it_is_shown_under(tmp_path: Path) -> None:
    files = Files(tmp_path)
    without = BOTH.replace("practice_id |", "").replace("EAST |", "").split("\n    WEST")[0]
    with not_the_last():
        files.take(without)
        name_practice(files.database, "practice", "Harbor Side")
        files.take(without.replace("2025-01-12", "2025-01-13"), practice="North")
    path = tmp_path / "answer.835"
    path.write_text(TOLD, encoding="utf-8")
    import_ = ["import", "--db", str(files.database), "--claims", str(path)]
    assert main(import_) == 0
    assert [row[0] for row in found(files) if row[3] == 60] == ["practice"]
    assert len(found(files)) == 3  # of either, so that it stands as a claim of its own
    assert main([*import_, "--practice", "Harbor Side"]) == 0
    assert found(files) == [("North", "101", "pending", 0), ("practice", "101", "approved_paid", 60)]
    assert main([*import_, "--practice", "North"]) == 0
    assert found(files) == [("North", "101", "approved_paid", 60), ("practice", "101", "pending", 0)]


def test_answer_received_with_a_practice_and_without_one_is_one_event_of_that_practice(
    answered: Files,
) -> None:
    assert [row for row in found(answered) if row[1] == "501"] == [
        ("EAST", "501", "pending", 0),
        ("WEST", "501", "approved_paid", 60),
    ]


@pytest.mark.usefixtures("not_compared")
def test_answer_of_two_calls_is_one_event_also_in_a_database_of_version_3(tmp_path: Path) -> None:
    """By the first call without a practice, by the next with one, which version 3 knows by its rows alone."""
    files = Files(tmp_path)
    with not_the_last():
        files.take(BOTH)
        files.take(TOLD)
    files.take(again(TOLD), practice="WEST")
    before = found(files)
    assert before == [("EAST", "101", "pending", 0), ("WEST", "101", "approved_paid", 60)]
    with duckdb.connect(files.database) as older:
        older.execute("alter table imports drop column practice_given")
        older.execute("update meta set value = '3' where key = 'schema_version'")
        older.execute("update meta set value = 'older' where key = 'build_version'")
    assert found(files) == before
    given = "select practice_given from imports order by import_id"
    assert files.cursor().execute(given).fetchall() == [(None,), (None,), ("WEST",)]


def test_an_answer_under_a_number_of_several_practices_is_said_until_its_practice_is_given(
    tmp_path: Path,
) -> None:
    files = Files(tmp_path)
    said = (
        "1 row of remittances under a claim number that several practices have; they are claims of their own, and "
        "those wait. Import the file again with its practice (--practice)."
    )
    files.take(BOTH, TOLD)
    assert said in files.findings
    files.take(TOLD, practice="EAST")
    assert said not in files.findings
    assert found(files) == [("EAST", "101", "approved_paid", 60), ("WEST", "101", "pending", 0)]


def test_an_answer_without_a_practice_is_sought_in_the_exports_of_all(tmp_path: Path) -> None:
    """It stands in no export of those days; one of another month, or of a practice that exports nothing, may."""
    files = Files(tmp_path)
    days = BOTH + "\n EAST | 102 | 2 | 2025-02-12 | sent | 2025-02-10"
    march = [segment.replace("20250110", "20250310") for segment in PAID]
    unknown = [claim("901", "1", "100", "60", *PAID), claim("902", "1", "100", "60", *march)]
    files.take(days, interchange(check("120", *unknown, payer="Delta")))
    said = "{} of remittances not found in the practice system's export of those days: not posted, or under another number."
    assert said.format("1 row") in files.findings
    other = interchange(check("60", claim("903", "1", "100", "60", *PAID), payer="Delta"), number=2)
    files.take(other, practice="NORTH")
    assert said.format("1 row") in files.findings
