"""Billing checks of an episode: passed, failed, or None where not applicable (`documentation.md`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.episode import Episode
from tests.oracle.rows import ClaimRow, Consultation

HOUSE_RULE = timedelta(days=7)


def rows_to_first_decision(episode: Episode) -> list[ClaimRow]:
    """The rows up to the first adjudicated one, all of them where there is none."""
    if episode.first_adjudicated is None:
        return episode.rows
    return episode.rows[: episode.rows.index(episode.first_adjudicated) + 1]


def evidence_sent(episode: Episode) -> bool | None:
    rows = rows_to_first_decision(episode)
    if any(row.attachment_sent or row.attachment_reference is not None for row in rows):
        return True
    return False if any(row.attachment_sent is False for row in rows) else None


def coverage_verified(episode: Episode) -> bool | None:
    verified = min(
        (row.coverage_verified for row in rows_to_first_decision(episode) if row.coverage_verified),
        default=None,
    )
    if verified is None:
        return False
    return None if episode.first_submitted is None else verified <= episode.first_submitted


def not_routine(consultation: Consultation) -> bool | None:
    return None if consultation.routine_referral is None else not consultation.routine_referral


def written_in_time(consultation: Consultation, first_submitted: date | None) -> bool | None:
    if consultation.recorded is None or first_submitted is None:
        return None
    late_for_claim = consultation.recorded > first_submitted
    late = consultation.day is not None and consultation.recorded > consultation.day + HOUSE_RULE
    return not (late_for_claim or late)


def signed(consultation: Consultation, first_submitted: date | None) -> bool | None:
    if first_submitted is None:
        return False if consultation.signed is None else None
    if consultation.signed_by is None or consultation.signed is None:
        return False
    return consultation.signed <= first_submitted


def separate_record(episode: Episode) -> bool | None:
    """`siblings`: the episodes of the same root claim that are not void, itself included."""
    if len(episode.siblings) < 2 or episode.outcome == "void":
        return None
    others = [one for one in episode.siblings if one is not episode]
    return episode.link is not None or all(one.link is None for one in others)


def _of_consultation(test: Callable[[Consultation], bool | None]) -> Callable[[Episode], bool | None]:
    return lambda episode: None if episode.consultation is None else test(episode.consultation)


CHECKS: dict[str, Callable[[Episode], bool | None]] = {
    "has_record": lambda episode: episode.link is not None,
    "evidence_sent": evidence_sent,
    "coverage_verified": coverage_verified,
    "not_routine": _of_consultation(not_routine),
    "no_same_day_codes": lambda episode: not episode.same_day,
    "written_in_time": lambda one: _of_consultation(lambda c: written_in_time(c, one.first_submitted))(one),
    "consulted_in_time": lambda one: None if one.consultation is None else one.link != "after",
    "signed": lambda one: _of_consultation(lambda c: signed(c, one.first_submitted))(one),
    "separate_record": separate_record,
}


def exported_checks(claim_columns: set[str], consultation_columns: set[str]) -> set[str]:
    """The checks that a practice's exports can show."""
    needs = {
        "evidence_sent": bool({"attachment_sent", "attachment_reference"} & claim_columns),
        "coverage_verified": "coverage_verified_date" in claim_columns,
        "not_routine": "routine_referral" in consultation_columns,
        "written_in_time": "recorded_at" in consultation_columns and "submitted_date" in claim_columns,
        "signed": {"signed_by", "signed_at"} <= consultation_columns,
    }
    return {check for check in CHECKS if needs.get(check, True)}


def fill_checks(episode: Episode, exported: set[str]) -> None:
    """Fill `checks`: True passed, False failed, None not applicable or not exported."""
    episode.checks = {check: test(episode) if check in exported else None for check, test in CHECKS.items()}
