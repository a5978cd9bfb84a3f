"""A sample of the polluted files (all of them: `python -m tests.pollution`): nothing is stored wrong in
silence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.pollution.judge import WRONG, Judge
from tests.pollution.known import KNOWN
from tests.pollution.ways import ways

pytestmark = pytest.mark.slow

SEED, COUNT = 9311, 30


@pytest.mark.parametrize("style", ["plain", "quoted"])
def test_a_polluted_file_is_right_told_or_refused(tmp_path: Path, style: str) -> None:
    judge = Judge(tmp_path, style)
    chosen = random.Random(f"{SEED} {style}").sample(list(ways()), COUNT)
    verdicts = [judge.judge(way) for way in chosen]
    assert [one for one in verdicts if one.verdict == WRONG and (style, one.way) not in KNOWN] == []


def test_every_known_exception_names_a_way() -> None:
    names = {name for name, _ in ways()}
    assert [way for _, way in KNOWN if way not in names] == []


def test_no_two_ways_have_one_name() -> None:
    names = [name for name, _ in ways()]
    assert len(names) == len(set(names)) > 450
