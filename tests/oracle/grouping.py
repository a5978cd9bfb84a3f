"""Rows of D9311 collapsed to episodes (`outcomes.md`, section 2, rules 2 to 5)."""

from __future__ import annotations

from datetime import date

from tests.oracle.chains import Chains
from tests.oracle.rows import ClaimRow, Consultation


def set_ordinals(d9311: list[ClaimRow]) -> None:
    """Rank of a row's line among the distinct D9311 lines of its own claim, whatever their outcome."""
    lines: dict[tuple[str, str], set[int]] = {}
    for row in d9311:
        lines.setdefault((row.practice, row.claim), set()).add(row.line)
    for row in d9311:
        row.ordinal = sorted(lines[row.practice, row.claim]).index(row.line) + 1


def in_order(rows: list[ClaimRow]) -> list[ClaimRow]:
    """Rows in the order of rule 5."""

    def key(row: ClaimRow) -> tuple:
        rank = 0 if row.outcome == "reversal" else 1 if row.is_adjudicated else 2
        known = row.order_date is None, row.order_date or date.min
        return *known, rank, row.submitted is None, row.submitted or date.min, row.place

    return sorted(rows, key=key)


def named_roots(consultations: list[Consultation], chains: Chains) -> set[tuple[str, str]]:
    """(practice, root claim) that consultations name, directly or through a claim of the chain."""
    return {
        (one.practice, chains.root(one.practice, one.claim))
        for one in consultations
        if one.claim is not None and (one.practice, one.claim) in chains.first_place
    }


def parts(rows: list[ClaimRow], named: set[tuple[str, str]]) -> list[list[ClaimRow]]:
    """Split rows of one practice, patient, payer, date and ordinal by the roots that consultations name."""
    roots = {row.root for row in rows if (row.practice, row.root) in named}
    if len(roots) < 2:
        return [rows]
    by_root = {root: [row for row in rows if row.root == root] for root in sorted(roots)}
    firsts = in_order([in_order(part)[0] for part in by_root.values()])
    by_root[firsts[0].root] += [row for row in rows if row.root not in roots]
    return list(by_root.values())


def without_submission_rows(rows: list[ClaimRow]) -> list[ClaimRow]:
    """Drop undecided rows that are the submission of an answer in the same episode (rule 4)."""
    answered = {
        (row.claim, row.line, row.submitted)
        for row in rows
        if row.is_adjudicated or (row.outcome == "indeterminate" and row.adjudicated is not None)
    }
    return [
        row
        for row in rows
        if row.outcome not in ("pending", "unsent") or (row.claim, row.line, row.submitted) not in answered
    ]


def collapse(d9311: list[ClaimRow], named: set[tuple[str, str]]) -> list[list[ClaimRow]]:
    """The rows of each episode, in order, without dropped submission rows."""
    groups: dict[tuple, list[ClaimRow]] = {}
    for row in d9311:
        if row.outcome not in ("secondary", "predetermined"):
            key = (row.practice, row.patient, row.payer_key, row.service, row.ordinal)
            groups.setdefault(key, []).append(row)
    collapsed = []
    for rows in groups.values():
        collapsed += [in_order(without_submission_rows(part)) for part in parts(rows, named)]
    return collapsed
