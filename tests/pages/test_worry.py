"""Whom to worry about, by the rule of measures.md, and from which amount a column of dollars goes without cents."""

from __future__ import annotations

from typing import Any

import pandas
import pytest

from d9311.ui.payers.worry import worrying
from d9311.ui.show import words
from d9311.ui.show.headings import shown


def payer(name: str | None, signal: str, rate: float, ci_high: float, decided: int = 30) -> dict[str, Any]:
    return {
        "payer": name, "signal": signal, "approval_rate": rate, "ci_high": ci_high, "decided": decided,
        "limit_95_low": 0.5,
    }  # fmt: skip


def test_payer_beyond_chance_stands_before_one_that_may_be_low_by_chance() -> None:
    low, beyond = payer("Low", "inside", 0.3, 0.4), payer("Beyond", "below", 0.4, 0.6)
    ranked, below = worrying([beyond, low, payer("Few", "too few", 0.0, 0.1, decided=words.FEW - 1)])
    assert ([one["payer"] for one in ranked], [one["payer"] for one in below]) == (
        ["Low", "Beyond"],
        ["Beyond"],
    )


def test_without_one_beyond_chance_those_under_their_limit_are_named_the_most_surely_low_first() -> None:
    rows = [
        payer("Second", "inside", 0.4, 0.6),
        payer("First", "inside", 0.45, 0.5),
        payer("On the limit", "inside", 0.5, 0.4),
        payer(None, "below", 0.1, 0.2),
        payer("Enough", "inside", 0.4, 0.7, decided=words.FEW),
    ]
    assert [one["payer"] for one in worrying(rows)[1]] == ["First", "Second", "Enough"]


@pytest.mark.parametrize(("largest", "seen"), [(1000.0, [1000.0, 2.0]), (999.99, [999.99, 1.75])])
def test_dollars_are_rounded_from_a_thousand_on(largest: float, seen: list[float]) -> None:
    frame = pandas.DataFrame({"paid": pandas.Series([largest, 1.75], dtype="Float64")})
    assert shown(frame, ["paid"])["paid"].tolist() == seen
