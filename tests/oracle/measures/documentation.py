"""Documentation gaps and billing checks."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle.checks import CHECKS
from tests.oracle.documentation import ELEMENTS
from tests.oracle.episode import Episode
from tests.oracle.facts import all_checks, all_elements
from tests.oracle.late import KINDS, late_entries
from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import first_decided, first_denied, grouped
from tests.oracle.rows import Consultation
from tests.oracle.selection import Selection
from tests.oracle.statistics import rate, wilson

Row = dict[str, object]


def state(one: Consultation, element: str) -> bool | None:
    """Present, missing, or None for not exported."""
    return one.strict if element == "strict" else (one.elements or {})[element]


def billed_episodes(selection: Selection, consultations: list[Consultation]) -> list[Episode]:
    """Episodes of the linked billings; void and capitated ones are in no measure."""
    billings = [selection.facts.billing_of(one) for one in consultations]
    return [
        episode
        for billing in billings
        if billing
        for episode in billing.episodes
        if episode.outcome not in ("void", "capitated")
    ]


def counted(consultations: list[Consultation], element: str) -> Row:
    states = [state(one, element) for one in consultations]
    present, missing = states.count(True), states.count(False)
    return {
        "applicable": present + missing,
        "present": present,
        "missing": missing,
        "missing_rate": rate(missing, present + missing),
    }


@computes("documentation_gaps")
def gaps(selection: Selection) -> list[Row]:
    exported = all_elements(selection.facts, selection.practices)
    rows = []
    for element in [*sorted(ELEMENTS), "strict"]:
        counts = counted(selection.consultations, element)
        gap = [one for one in selection.consultations if state(one, element) is False]
        whole = [one for one in selection.consultations if state(one, element) is True]
        with_gap, without_gap = billed_episodes(selection, gap), billed_episodes(selection, whole)
        low, high = wilson(len(gap), len(gap) + len(whole))
        rows.append(
            {
                "element": element,
                "exported": bool(exported) if element == "strict" else element in exported,
                **counts,
                "ci_low": low,
                "ci_high": high,
                "with_gap_decided": first_decided(with_gap),
                "with_gap_denied": first_denied(with_gap),
                "without_gap_decided": first_decided(without_gap),
                "without_gap_denied": first_denied(without_gap),
            }
        )
    return rows


def _by(selection: Selection, name: str, key: Callable[[Consultation], str | None]) -> list[Row]:
    return [
        {name: group, "element": element, **counted(members, element)}
        for (group,), members in grouped(selection.consultations, lambda one: (key(one),))
        for element in [*sorted(ELEMENTS), "strict"]
    ]


@computes("documentation_by_payer")
def by_payer(selection: Selection) -> list[Row]:
    return _by(selection, "payer", selection.payer_of)


@computes("documentation_by_provider")
def by_provider(selection: Selection) -> list[Row]:
    return _by(selection, "provider_id", selection.provider_of)


@computes("billing_checks")
def billing_checks(selection: Selection) -> list[Row]:
    exported = all_checks(selection.facts, selection.practices)
    population = [one for one in selection.episodes if one.outcome not in ("void", "capitated")]
    rows = []
    for check in sorted(CHECKS):
        failed = [one for one in population if one.checks[check] is False]
        passed = [one for one in population if one.checks[check] is True]
        rows.append(
            {
                "check": check,
                "exported": check in exported,
                "applicable": len(failed) + len(passed),
                "passed": len(passed),
                "failed": len(failed),
                "failed_rate": rate(len(failed), len(failed) + len(passed)),
                "with_fail_decided": first_decided(failed),
                "with_fail_denied": first_denied(failed),
                "without_fail_decided": first_decided(passed),
                "without_fail_denied": first_denied(passed),
            }
        )
    return rows


@computes("late_notes")
def late_notes(selection: Selection) -> list[Row]:
    denied = [one for one in selection.episodes if one.is_denied and one.consultation]
    late = {
        one.episode_id: late_entries(
            one, selection.facts.histories[one.practice, one.consultation.consultation_id]
        )
        for one in denied
        if one.consultation
    }
    rows = []
    for element in [*sorted(ELEMENTS), "any"]:
        held = [
            one
            for one in denied
            if element == "any" or (one.consultation and state(one.consultation, element))
        ]
        kinds = [
            {entry.kind for entry in late[one.episode_id] if element in ("any", entry.element)}
            for one in held
        ]
        rows.append(
            {
                "element": element,
                "denied": len(held),
                "late": sum(1 for found in kinds if found),
                "first_written": sum(1 for found in kinds if KINDS["first"] in found),
                "changed": sum(1 for found in kinds if KINDS["changed"] in found),
                "signed": sum(1 for found in kinds if KINDS["signed"] in found),
            }
        )
    return rows
