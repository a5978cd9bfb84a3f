"""Which two rows tell of one event, and what joining the files says (identity.md, C)."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

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


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> dict[object, Found]:
    """The episodes of a claim for each name, of a payer of that name: posted, and told by a remittance."""
    postings = [
        f"{name} | C{number} | 2025-01-10 | 85 | received | 2025-01-12 | {decided} | {paid} | CO-45"
        for number, (name, (decided, paid, _)) in enumerate(NEAR.items())
    ] + [
        f"{name} | D{number} | 2025-01-10 | 85 | received | 2025-01-12 | 2025-03-05 | 0 | {codes}"
        for number, (name, (codes, _)) in enumerate(DENIALS.items())
    ]
    answers = [("C", "1", "60", PAID, [*NEAR]), ("D", "4", "0", DENIED, [*DENIALS])]
    checks = [
        check("0", claim(f"{letter}{number}", status, "85", paid, *lines, member=f"{letter}{number}"),
              payer=name, payer_id=f"{letter}{number}", trace=f"{letter}{number}")
        for letter, status, paid, lines, names in answers
        for number, name in enumerate(names)
    ]  # fmt: skip
    episodes = in_any_order(
        tmp_path_factory.mktemp("paired"),
        "\n".join([f"payer_name | {POSTED.strip()}", *postings]),
        interchange(*checks),
    )
    return {name: [row for row in episodes if row[0] == name] for name in (*NEAR, *DENIALS)}


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


def test_what_only_the_posting_knows_is_kept(tmp_path: Path) -> None:
    own = (
        "claim_id | service_date | billed_amount | status | adjudicated_date | paid_amount | adjustment_codes | "
        "appeal_filed_date | appeal_outcome | plan_name\n"
        "C1 | 2025-01-10 | 85 | denied | 2025-03-05 | 0 | | 2025-03-20 | pending | PPO"
    )
    files = Files(tmp_path)
    cursor = files.take(own, answer(claim("C1", "4", "85", "0", *DENIED), payer="Delta"))
    assert cursor.execute(
        "select plan_name, rework_open, appealed, denial_code, decided::text from episodes"
    ).fetchall() == [("PPO", True, True, "97", "2025-03-01")]


def test_a_posting_with_interest_is_said(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(posted("2025-03-05", "61.25"), TOLD)
    assert files.findings == [
        "1 row posted with another amount than the remittance paid (interest?); the remittance counts."
    ]


def test_a_waiting_row_is_answered_unless_sent_later(tmp_path: Path) -> None:
    sent = {"no day": ("", True), "before": ("2025-01-12", True), "later": ("2025-03-02", False)}
    waiting = "payer_name | claim_id | service_date | billed_amount | status | submitted_date"
    checks = []
    for number, (name, (day, _)) in enumerate(sent.items()):
        waiting += f"\n{name} | C{number} | 2025-01-10 | 85 | sent | {day}"
        denied = claim(f"C{number}", "4", "85", "0", *DENIED, member=f"M{number}")
        checks.append(check("0", denied, payer=name, payer_id=f"P{number}", trace=f"T{number}"))
    denials = interchange(*checks)
    in_any_order(tmp_path / "orders", waiting, denials)
    cursor = Files(tmp_path).take(waiting, denials)
    found = cursor.execute("select payer, outcome, rework_open, submissions from episodes").fetchall()
    assert sorted(found) == sorted(
        (name, "denied", not answered, 1 if answered else 2) for name, (_, answered) in sent.items()
    )


def test_a_check_made_anew_counts_once(tmp_path: Path) -> None:
    anew = answer(claim("C1", "1", "85", "60", *PAID), payer="Delta", trace="T2", day="20250320")
    files = Files(tmp_path)
    files.take(TOLD, anew)
    assert [row[4] for row in files.episodes()] == [60]
    assert files.findings == [
        "1 row paid again without a take-back between, taken for a check made anew; counted once."
    ]


def test_a_remittance_that_an_older_version_read_is_the_same_event_again(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(TOLD)
    with duckdb.connect(files.database) as older:  # which did not keep the number of the check
        older.execute("update claim_rows set remittance = null")
    files.take(TOLD.replace("000000001", "000000002"))
    assert [(row[4], row[6]) for row in files.episodes()] == [(60, 1)]
    assert files.findings == []


# What a payer takes outside a claim of its own, and whether that is told on the claim.
OUTSIDE = [
    {
        "WO:ICNC1 C1*60": True,  # the payer's number and the claim's
        "FB:ICNC2*60": False,  # a forwarding balance
        "WO:ICNC3*-60": False,  # money given
        "WO:OTHER*60": False,  # an unknown number
    },
    {"72:C1*60": True},  # the claim's number
]


@pytest.mark.parametrize("cases", OUTSIDE, ids=["four payers", "one payer"])
def test_money_taken_outside_the_claim_is_told_on_it(tmp_path: Path, cases: dict[str, bool]) -> None:
    paid, later = [], []
    for number, plb in enumerate(cases, 1):
        payer = {"payer": f"Delta {number}", "payer_id": f"D{number}"}
        first, second = (
            claim(f"{letter}{number}", "1", "85", "60", *PAID, member=f"{letter}{number}") for letter in "CN"
        )
        paid.append(check("0", first, trace=f"T{number}", **payer))
        later.append(check("0", second, trace=f"L{number}", plb=[f"PLB*1*20251231*{plb}"], **payer))
    files = Files(tmp_path)
    cursor = files.take(interchange(*paid), interchange(*later))
    assert (
        "1 payment taken back outside the claim (PLB), $60.00 together; the rates cannot know it. Enter the take-back "
        "in the practice system."
    ) in files.findings
    told = cursor.execute("select claim_id from finding_rows where rule = 'taken_back_outside'").fetchall()
    assert told == [(f"C{number}",) for number, is_said in enumerate(cases.values(), 1) if is_said]


def test_an_episode_paid_more_than_billed_is_said(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(posted("2025-06-20"), TOLD)
    assert files.findings == ["1 episode paid more than was billed; look whether a payment counts twice."]


def test_an_answer_outside_the_exports_days_is_not_missed_there(tmp_path: Path) -> None:
    files = Files(tmp_path)
    late = claim(
        "C7", "1", "85", "60", *line("AD:D9311", "85", "60", "CAS*CO*45*25", day="20250301"), member="M7"
    )
    files.take(posted("2025-03-05"), TOLD, answer(late, payer="Delta", trace="T7"))
    assert files.findings == []


def test_an_account_number_of_two_visits_is_two_claims_sent(tmp_path: Path) -> None:
    def visit(day: str, sent: str) -> str:
        segments = ["CLM*ACCOUNT*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", f"DTP*472*D8*{day}"]
        return interchange(batch(segments, sent=sent), guide=DENTAL)

    found = in_any_order(tmp_path, visit("20250303", "20250304"), visit("20250407", "20250408"))
    assert [row[2] for row in found] == ["pending", "pending"]


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
