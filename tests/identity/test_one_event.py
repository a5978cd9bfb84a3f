"""Which two rows tell of one event, and what joining the files says (identity.md, C)."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.drafts import not_the_last
from tests.identity.files import Files, Found, in_any_order
from tests.identity.test_payers import DENIED, PAID, answer
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

POSTED = "claim_id | service_date | billed_amount | status | submitted_date | adjudicated_date | paid_amount | adjustment_codes\n"
TOLD = answer(claim("C1", "1", "85", "60", *PAID), payer="Delta")


def posted(decided: str, paid: str = "60", codes: str = "CO-45", sent: str = "2025-01-12") -> str:
    return f"{POSTED} C1 | 2025-01-10 | 85 | received | {sent} | {decided} | {paid} | {codes}"


# When a row was posted and with what money, what is then paid in all, and by how many decisions.
NEAR = {
    "14 days before": ("2025-02-15", "60", (60, 1)),
    "15 days before": ("2025-02-14", "60", (120, 2)),
    "60 days after": ("2025-04-30", "60", (60, 1)),
    "61 days after": ("2025-05-01", "60", (120, 2)),
    "without a date": ("", "60", (60, 1)),
    "a tenth more": ("2025-03-05", "66", (60, 1)),
    "more than a tenth more": ("2025-03-05", "66.01", (126, 2)),
    "a tenth less": ("2025-03-05", "54", (60, 1)),
    "more than a tenth less": ("2025-03-05", "53.99", (114, 2)),
}
# With which reason a denial was posted, and how many decisions it is beside the remittance's.
DENIALS = {"the same denial": ("CO-97", 1), "without a reason": ("", 1), "a deductible": ("PR-1", 2)}


# When a row that waits was sent, and whether the denial of the remittance answers it.
WAITING = {"no day": ("", True), "before": ("2025-01-12", True), "later": ("2025-03-02", False)}


def visit(day: str, sent: str) -> str:
    segments = ["CLM*ACCOUNT*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", f"DTP*472*D8*{day}"]
    return interchange(batch(segments, sent=sent, payer="ACCOUNT"), guide=DENTAL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of `paired` were taken in the order given."""
    return tmp_path_factory.mktemp("paired")


@pytest.fixture(scope="module")
def paired(folder: Path) -> dict[object, Found]:
    """The episodes of a claim for each name, of a payer of that name: exported, and told by a remittance; and of
    two visits that were sent."""
    drawn = [
        *(("C", name, "received", f"2025-01-12 | {decided} | {paid} | CO-45")
          for name, (decided, paid, _) in NEAR.items()),
        *(("D", name, "received", f"2025-01-12 | 2025-03-05 | 0 | {codes}") for name, (codes, _) in DENIALS.items()),
        *(("W", name, "sent", f"{day} | | |") for name, (day, _) in WAITING.items()),
    ]  # fmt: skip
    numbers = {name: f"{letter}{number}" for number, (letter, name, _, _) in enumerate(drawn)}
    rows = [
        f"{name} | {numbers[name]} | 2025-01-10 | 85 | {status} | {rest}" for _, name, status, rest in drawn
    ]
    answers = [("1", "60", PAID, [*NEAR]), ("4", "0", DENIED, [*DENIALS, *WAITING])]
    checks = [
        check("0", claim(numbers[name], status, "85", paid, *lines, member=numbers[name]),
              payer=name, payer_id=numbers[name], trace=numbers[name])
        for status, paid, lines, names in answers
        for name in names
    ]  # fmt: skip
    # the second posting is nearest to an answer that is nearer to the first, and there is another one
    rows += [
        f"NEAREST | N | 2025-01-10 | 85 | denied | 2025-01-12 | {day} | 0 | CO-97"
        for day in ("2025-03-01", "2025-03-20")
    ]
    checks += [
        check(
            "0",
            claim("N", "4", "85", "0", *DENIED, member="N"),
            payer="NEAREST",
            payer_id="N",
            trace=day,
            day=day,
        )
        for day in ("20250301", "20250305")
    ]
    visits = visit("20250303", "20250304"), visit("20250407", "20250408")
    own = "\n".join([f"payer_name | {POSTED.strip()}", *rows])
    episodes = in_any_order(folder, own, interchange(*checks), *visits)
    return {name: [row for row in episodes if row[0] == name] for name in (*numbers, "NEAREST", "ACCOUNT")}


@pytest.mark.parametrize("name", NEAR)
def test_a_posting_near_in_time_and_money_is_the_remittance(paired: dict[object, Found], name: str) -> None:
    *_, counted = NEAR[name]
    episodes = paired[name]
    assert [(row[4], row[6]) for row in episodes] == [counted]
    if counted[1] == 1:
        assert episodes[0][5] == "2025-03-01"


@pytest.mark.parametrize("name", DENIALS)
def test_a_denial_pairs_with_its_posting_alone(paired: dict[object, Found], name: str) -> None:
    assert [row[6] for row in paired[name]] == [DENIALS[name][1]]


def test_a_posting_whose_nearest_answer_is_another_s_takes_the_next(paired: dict[object, Found]) -> None:
    assert [row[6] for row in paired["NEAREST"]] == [2]


def test_a_waiting_row_is_answered_unless_sent_later(folder: Path, paired: dict[object, Found]) -> None:
    asked = "select payer, outcome, rework_open, submissions from episodes where list_contains($1, payer)"
    found = Files(folder / "0").cursor().execute(asked, [[*WAITING]]).fetchall()
    assert sorted(found) == sorted(
        (name, "denied", not answered, 1 if answered else 2) for name, (_, answered) in WAITING.items()
    )


def test_an_account_number_of_two_visits_is_two_claims_sent(paired: dict[object, Found]) -> None:
    assert [row[2] for row in paired["ACCOUNT"]] == ["pending", "pending"]


KEPT = """
payer_name | claim_id | service_date | billed_amount | status   | adjudicated_date | paid_amount | adjustment_codes | appeal_filed_date | appeal_outcome | plan_name
Kept       | KEPT     | 2025-01-10   | 85            | denied   | 2025-03-05       | 0           |                  | 2025-03-20        | pending        | PPO
Interest   | INTEREST | 2025-01-10   | 85            | received | 2025-03-05       | 61.25       | CO-45            |                   |                |
More       | MORE     | 2025-01-10   | 85            | received | 2025-06-20       | 60          | CO-45            |                   |                |
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Three claims of an export, each answered by its payer, and an answer about a day that it does not reach."""
    late = line("AD:D9311", "85", "60", "CAS*CO*45*25", day="20250301")
    told = [
        ("Kept", claim("KEPT", "4", "85", "0", *DENIED, member="M1")),
        ("Interest", claim("INTEREST", "1", "85", "60", *PAID, member="M2")),
        ("More", claim("MORE", "1", "85", "60", *PAID, member="M3")),
        ("Late", claim("LATE", "1", "85", "60", *late, member="M4")),
    ]
    files = Files(tmp_path_factory.mktemp("said"))
    checks = [check("0", one, payer=name, payer_id=name, trace=name) for name, one in told]
    files.take(KEPT, interchange(*checks))
    return files


def test_what_only_the_posting_knows_is_kept(said: Files) -> None:
    kept = """select plan_name, rework_open, appealed, denial_code, decided::text from episodes
        where payer = 'Kept'"""
    assert said.cursor().execute(kept).fetchall() == [("PPO", True, True, "97", "2025-03-01")]


def test_posting_with_interest_and_payment_beyond_the_bill_are_said_and_no_answer_outside_the_exports_days(
    said: Files,
) -> None:
    assert said.findings == [
        "1 episode paid more than was billed; look whether a payment counts twice.",
        "1 row posted with another amount than the remittance paid (interest?); the remittance counts.",
    ]


@pytest.mark.usefixtures("not_compared")
def test_a_remittance_that_an_older_version_read_is_the_same_event_again(tmp_path: Path) -> None:
    files = Files(tmp_path)
    with not_the_last():
        files.take(TOLD)
    with duckdb.connect(files.database) as older:  # which did not keep the number of the check
        older.execute("update claim_rows set remittance = null")
    files.take(TOLD.replace("000000001", "000000002"))
    assert [(row[4], row[6]) for row in files.episodes()] == [(60, 1)]
    assert files.findings == []


# What a payer takes outside a claim of its own, and whether that is told on the claim.
OUTSIDE = {
    "WO:ICNC1 C1*60": True,  # the payer's number and the claim's
    "FB:ICNC2*60": False,  # a forwarding balance
    "WO:ICNC3*-60": False,  # money given
    "WO:OTHER*60": False,  # an unknown number
    "72:C5*60": True,  # the claim's number
}


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Two remittances: a payer for each of `OUTSIDE`, and one that makes a check anew."""
    paid, later = [], []
    for number, plb in enumerate(OUTSIDE, 1):
        payer = {"payer": f"Delta {number}", "payer_id": f"D{number}"}
        first, second = (
            claim(f"{letter}{number}", "1", "85", "60", *PAID, member=f"{letter}{number}") for letter in "CN"
        )
        paid.append(check("0", first, trace=f"T{number}", **payer))
        later.append(check("0", second, trace=f"L{number}", plb=[f"PLB*1*20251231*{plb}"], **payer))
    anew, payer = claim("A1", "1", "85", "60", *PAID, member="A1"), {"payer": "Anew", "payer_id": "A"}
    paid.append(check("60", anew, trace="A1", **payer))
    later.append(check("60", anew, trace="A2", day="20250320", **payer))
    files = Files(tmp_path_factory.mktemp("received"))
    files.take(interchange(*paid), interchange(*later))
    return files


def test_a_check_made_anew_counts_once(received: Files) -> None:
    assert [row[4] for row in received.episodes() if row[0] == "Anew"] == [60]
    assert (
        "1 row paid again without a take-back between, taken for a check made anew; counted once."
    ) in received.findings


def test_money_taken_outside_the_claim_is_told_on_it(received: Files) -> None:
    assert (
        "2 payments taken back outside the claim (PLB), $120.00 together; the rates cannot know it. Enter the take-back "
        "in the practice system."
    ) in received.findings
    asked = "select claim_id from finding_rows where rule = 'taken_back_outside' order by all"
    told = received.cursor().execute(asked).fetchall()
    assert told == [(f"C{number}",) for number, is_said in enumerate(OUTSIDE.values(), 1) if is_said]
    assert len(received.findings) == 2


def test_every_way_out_of_the_numbers_is_counted(tmp_path: Path) -> None:
    """Rows of D9311 that are kept: those told by episodes, and those that a finding or an effect names."""
    files = Files(tmp_path)
    second = claim("C5", "2", "85", "20", *line("AD:D9311", "85", "20", "CAS*OA*23*65"), member="M5")
    cursor = files.take(
        posted("2025-03-05"),
        TOLD,
        answer(claim("C1", "1", "85", "60", *PAID), payer="Delta", trace="T2", day="20250320"),
        answer(claim("C1", "1", "85", "60", *PAID), second, payer="Delta"),
        posted("2025-03-06"),
    )
    kept = cursor.execute("select count(*) from claim_rows").fetchone()
    counted = cursor.execute(
        """select (select count(*) from claim_lines_d9311 where episode_id is not null)
            + (select coalesce(sum(rows), 0) from findings
               where rule in ('posted', 'sent', 'answered', 'reissued', 'received_again', 'other_payer'))
            + (select coalesce(sum(rows_replaced), 0) from import_effects)"""
    ).fetchone()
    assert kept == (6,)
    assert counted == (6,)
