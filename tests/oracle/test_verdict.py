"""Final outcomes: reversals, voids, appeals on the row (`outcomes.md`, section 2)."""

from datetime import date
from decimal import Decimal

import pytest

from tests.oracle.appeals import denied_not_appealed, recovered
from tests.oracle.drawn import claims, facts_of, only_episode
from tests.oracle.episode import Episode

HEADER = "claim_id|adjudicated_date|status|paid_amount|adjustment_codes|submission_type|original_claim_id"


def outcome(rows: str, **same: str) -> tuple[str, str | None]:
    """Outcome and rule of the one episode of rows under `HEADER`."""
    episode = episode_of(rows, **same)
    return episode.outcome, episode.verdict.rule


def episode_of(rows: str, **same: str) -> Episode:
    return only_episode(f"{HEADER}\n{rows.strip()}", **same)


def test_last_adjudicated_row_gives_the_outcome() -> None:
    rows = "A|2024-01-10|denied|0|CO-97||\nA|2024-01-20|paid|60|||\nA|2024-01-30|received|0|OA-18||"
    assert outcome(rows) == ("approved_paid", "paid")


def test_reversal_removes_the_latest_row_that_was_paid_its_amount() -> None:
    rows = """
A|2024-01-10|paid|60|||
A|2024-01-11|paid|60|CO-169||
A|2024-01-12|paid|50|||
A|2024-01-13|reversed|60|||
A|2024-01-14|paid|-50|||"""
    assert outcome(rows) == ("approved_paid", "paid")
    assert episode_of(rows).paid == 60


def test_payment_and_take_back_of_one_day_cancel() -> None:
    rows = "A|2024-01-10|paid|60|||\nA|2024-01-10|paid|-60|||"
    assert outcome(rows) == ("indeterminate", "taken_back")
    denied = "A|2024-01-05|denied|0|CO-97||\n" + rows
    assert outcome(denied) == ("denied", "status_denied")


def test_partial_take_back_removes_nothing_but_lowers_paid() -> None:
    episode = episode_of("A|2024-01-10|paid|60|||\nA|2024-01-20|reversed|20|||")
    assert (episode.outcome, episode.paid) == ("approved_paid", Decimal("40"))


def test_larger_reversal_takes_the_latest_row_of_its_root_claim_else_the_latest() -> None:
    own = "A|2024-01-10|denied|0|CO-97||\nB|2024-01-11|paid|60|||\nA|2024-01-20|reversed|70|||"
    assert outcome(own) == ("approved_paid", "paid")
    other = "A|2024-01-10|denied|0|CO-97||\nB|2024-01-11|paid|60|||\nC|2024-01-20|reversed|70|||"
    assert outcome(other) == ("denied", "status_denied")


def test_reversal_without_an_amount_takes_the_latest_row() -> None:
    rows = "A|2024-01-10|denied|0|CO-97||\nA|2024-01-11|paid|60|||\nA|2024-01-20|reversed||||"
    assert outcome(rows) == ("denied", "status_denied")


def test_only_reversals_are_indeterminate() -> None:
    assert outcome("A|2024-01-20|reversed|70|||")[0] == "indeterminate"


def test_void_removes_rows_of_the_claim_that_it_names() -> None:
    rows = """
A|2024-01-10|denied|0|CO-97||
B|2024-01-11|paid|60|||
C|2024-01-12|received|0||8|{}"""
    assert outcome(rows.format("B")) == ("denied", "status_denied")
    assert outcome(rows.format("A")) == ("approved_paid", "paid")
    assert outcome(rows.format("")) == ("approved_paid", "paid")


def test_void_without_a_name_takes_its_own_claim_else_the_only_other() -> None:
    own = "A|2024-01-10|paid|60|||\nB|2024-01-11|paid|50|||\nB|2024-01-12|received|0||void|"
    assert episode_of(own).verdict.row.claim == "A"  # type: ignore[union-attr]
    other = "A|2024-01-10|paid|60|||\nB|2024-01-12|received|0||void|"
    assert outcome(other) == ("void", "void")


def test_void_that_names_a_claim_outside_the_data_falls_back() -> None:
    rows = "A|2024-01-10|paid|60|||\nB|2024-01-12|received|0||void|NOWHERE"
    assert outcome(rows) == ("void", "void")


def test_void_takes_only_what_comes_before_it_and_pending_rows_too() -> None:
    sent = "claim_id|submitted_date|status|submission_type\nA|2024-01-02|sent|\nA|2024-01-05|sent|void\n"
    assert only_episode(sent).outcome == "void"
    assert only_episode(sent + "A|2024-01-09|sent|").outcome == "pending"


def test_status_void_alone_removes_nothing() -> None:
    assert outcome("A|2024-01-10|paid|60|||\nA|2024-01-12|void|0|||") == ("approved_paid", "paid")
    assert outcome("A|2024-01-12|void|0|||") == ("void", "void")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A||rejected||||\nB||draft||||", "rejected"),
        ("A|2024-01-10|received|0|||\nB||draft||||", "unsent"),
        ("A|2024-01-10|received|0|24||\nB|2024-01-10|received|0|||", "indeterminate"),
        ("A|2024-01-10|received|0|24||\nB|2024-01-10|received|0|18||", "capitated"),
        ("A|2024-01-10|void|0|||\nB|2024-01-10|received|0|18||", "duplicate"),
    ],
)
def test_without_an_adjudicated_row_the_first_of_the_list_counts(rows: str, expected: str) -> None:
    assert outcome(rows)[0] == expected


def test_billed_is_of_the_last_row_that_asks_for_money() -> None:
    drawn = f"""
    {HEADER}|billed_amount
    A|2024-01-10|paid|60||||90
    A|2024-01-11|reversed|60||||91
    A|2024-01-12|received|0|18|||92
    """
    assert only_episode(drawn).billed == 90
    alone = f"{HEADER}|billed_amount\nA|2024-01-12|received|0|18|||92"
    assert only_episode(alone).billed == 92


APPEALS = "claim_id|adjudicated_date|status|paid_amount|appeal_outcome|appeal_filed_date|appeal_decided_date|"
APPEALS += "appeal_recovered_amount|adjustment_codes"


def appeal_episode(rows: str) -> Episode:
    return only_episode(f"{APPEALS}\n{rows}")


@pytest.mark.parametrize(
    ("answer", "amount", "expected"),
    [
        ("overturned", "60", "approved_paid"),
        ("overturned", "", "approved_paid"),
        ("partial", "30", "approved_reduced"),
        ("partial", "0", "approved_zero"),
        ("upheld", "", "denied"),
    ],
)
def test_appeal_on_a_denied_row_can_win(answer: str, amount: str, expected: str) -> None:
    row = f"A|2024-01-10|denied|0|{answer}|2024-01-20|2024-02-20|{amount}|CO-97"
    assert appeal_episode(row).outcome == expected


def test_won_appeal_dates_the_decision_and_adds_the_money() -> None:
    episode = appeal_episode("A|2024-01-10|denied|0|overturned|2024-01-20|2024-02-20|60|CO-97")
    assert (episode.verdict.rule, episode.decided, episode.paid) == ("appeal_won", date(2024, 2, 20), 60)
    assert (episode.first_outcome, episode.first_reason[0]) == ("denied", "bundled")
    assert recovered(episode) == 60


def test_appeal_on_the_row_is_not_won_when_an_adjudicated_row_follows() -> None:
    rows = "A|2024-01-10|denied|0|overturned||||CO-97\nA|2024-02-10|denied|0|||||CO-97"
    assert appeal_episode(rows).outcome == "denied"


def test_win_written_over_the_denial_is_denied_at_first() -> None:
    episode = appeal_episode("A|2024-02-20|paid|60|overturned|2024-01-20|2024-02-20||CO-45")
    assert (episode.first_outcome, episode.first_reason) == ("denied", ("no_reason_given", None, None))
    assert (episode.outcome, episode.verdict.rule, recovered(episode)) == ("approved_paid", "paid", 60)


def test_rework_is_open_after_a_resend_or_a_filed_appeal() -> None:
    resent = "A|2024-01-10|denied|0|||||CO-97\nB||sent||||||"
    drawn = f"{APPEALS}|submitted_date\n" + resent.replace("97\n", "97|\n") + "|2024-02-01"
    assert only_episode(drawn).rework_open
    assert appeal_episode("A|2024-01-10|denied|0||2024-01-20|||CO-97").rework_open
    assert appeal_episode("A|2024-01-10|denied|0|pending|2024-01-20|||CO-97").rework_open
    assert appeal_episode("A|2024-01-10|appealed|0|||||CO-97").rework_open
    assert not appeal_episode("A|2024-01-10|appealed|0|upheld||||CO-97").rework_open
    upheld = appeal_episode("A|2024-01-10|denied|0|upheld|2024-01-20|||CO-97")
    assert not upheld.rework_open
    assert not denied_not_appealed(upheld)


def test_denied_and_not_appealed_leaves_out_what_cannot_be_appealed() -> None:
    assert denied_not_appealed(appeal_episode("A|2024-01-10|denied|0|||||CO-97"))
    assert not denied_not_appealed(appeal_episode("A|2024-01-10|denied|0|||||CO-16 MA130"))


def test_newer_import_replaces_undecided_rows_and_keeps_a_denial_as_history() -> None:
    header = "claim_id|adjudicated_date|status|paid_amount"
    first = claims(f"{header}\nA||sent|\nA|2024-01-10|denied|0")
    second = claims(f"{header}\nA|2024-01-30|paid|60")
    third = claims(f"{header}\nA|2024-01-30|paid|61")
    (episode,) = facts_of(first, second, third, second).episodes
    assert [row.paid for row in episode.rows] == [0, 61]
    assert (episode.first_outcome, episode.outcome) == ("denied", "approved_paid")
