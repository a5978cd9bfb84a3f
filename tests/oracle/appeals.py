"""Appeals and reworks of an episode (`measures.md`, `appeals`)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.oracle.codes import rarcs
from tests.oracle.episode import Episode
from tests.oracle.rows import ClaimRow


def first_denied_row(episode: Episode) -> ClaimRow | None:
    """The first row that was denied; under `appeal_on_row` the first adjudicated one."""
    if episode.appeal_on_row:
        return episode.first_adjudicated
    return next((row for row in episode.rows if row.outcome == "denied"), None)


def was_denied(episode: Episode) -> bool:
    return first_denied_row(episode) is not None


def _shows_appeal(row: ClaimRow) -> bool:
    kind = row.status == "appealed" or row.submission_type == "appeal"
    return kind or row.appeal_filed is not None or row.appeal_outcome is not None


def is_appealed(episode: Episode) -> bool:
    return any(_shows_appeal(row) for row in episode.rows)


def rows_after_denial(episode: Episode) -> list[ClaimRow]:
    first = first_denied_row(episode)
    return episode.rows[episode.rows.index(first) + 1 :] if first else []


def is_answered(episode: Episode) -> bool:
    """`decided` of the measure: the appeal has an answer."""
    said = any(row.appeal_outcome in ("overturned", "partial", "upheld") for row in episode.rows)
    followed = any(row.is_adjudicated for row in rows_after_denial(episode))
    return is_appealed(episode) and (said or followed)


def is_reworked(episode: Episode) -> bool:
    sent_again = any(row.outcome != "reversal" for row in rows_after_denial(episode))
    return not is_appealed(episode) and sent_again


def recovered(episode: Episode) -> Decimal:
    """Paid after the first denial, with what the row itself says that an appeal brought."""
    total = sum((row.signed_paid for row in rows_after_denial(episode)), Decimal(0))
    total += episode.verdict.won or Decimal(0)
    first = first_denied_row(episode)
    if episode.appeal_on_row and first is not None:
        amount = first.appeal_recovered if first.appeal_recovered is not None else first.paid
        total += amount or Decimal(0)
    return total


def days_to_appeal(episode: Episode) -> int | None:
    """Days from the first denial to the first appeal; None where one of the dates is not known."""
    first = first_denied_row(episode)
    if first is None or episode.appeal_on_row or first.adjudicated is None:
        return None
    filed: list[date] = [row.appeal_filed for row in episode.rows if row.appeal_filed]
    sent = [row.submitted for row in episode.rows if row.submission_type == "appeal" and row.submitted]
    first_appeal = min(filed, default=None) or min(sent, default=None)
    return (first_appeal - first.adjudicated).days if first_appeal else None


def denied_not_appealed(episode: Episode) -> bool:
    """Money left: finally denied, nothing open, and the payer did not exclude an appeal."""
    row = episode.verdict.row
    barred = row is not None and "MA130" in rarcs(row.codes)
    return episode.is_denied and not is_appealed(episode) and not episode.rework_open and not barred
