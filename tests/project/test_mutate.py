"""`make mutate` makes the mistakes that it says, each at one place, and its list of equivalent ones is
true."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.mutate import python, sql
from tests.mutate.mutant import Change, equivalent, mutants
from tests.mutate.targets import found
from tests.project.files import ROOT


def made(text: str, changes: Iterable[Change]) -> set[str]:
    return {
        text.encode()[: one.start].decode() + one.new + text.encode()[one.end :].decode() for one in changes
    }


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("select é < 7.5", {"select é <= 7.5", "select é < 7.4", "select é < 7.6"}),
        ("select -1 -- a < 1", {"select -0 -- a < 1", "select -2 -- a < 1"}),
        ("select a where b and c", {"select a where b or c", "select a where c", "select a where b"}),
        ("select a where b or c", {"select a where b and c", "select a where true"}),
        ("select a where b between c and d group by a", {"select a where true group by a"}),
        ("select sum(a) filter (where f(b)) > c", {"select sum(a) filter (where true) > c", "select sum(a) filter (where f(b)) >= c"}),
        ("from a join b using (c)", {"from a left join b using (c)"}),
        ("from a left join b using (c)", {"from a join b using (c)"}),
        ("from a anti join b using (c)", {"from a semi join b using (c)"}),
        ("from a union all from b", {"from a union from b"}),
        ("from a union from b", {"from a union all from b"}),
        ("select min(a), last", {"select max(a), last"}),
        ("select a::decimal(12, 2)", set()),
        ("select case when a then b end", {"select case when false then b end"}),
        ("select case a when b then c else d end", {"select case a when b then c  end"}),
        ("select case when a then b when c then d end", {"select case  when c then d end", "select case when a then b  end"}),
    ],
)  # fmt: skip
def test_mistakes_of_sql(text: str, mistakes: set[str]) -> None:
    assert made(text, sql.changes(text)) == mistakes


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = a is not None", {"x = a is None"}),
        ("x = 'é' in a and b", {"x = 'é' not in a and b", "x = 'é' in a or b"}),
        ("x = 0.05", {"x = 0.04", "x = 0.06"}),
        ("x = a + (b - c)", {"x = a - (b - c)", "x = a + (b + c)"}),
        ("x = np.minimum(a, b)", {"x = np.maximum(a, b)"}),
        ("def f(a: Literal[1]):\n    return a", {"def f(a: Literal[1]):\n    return None"}),
        ("x = f'{a:.1f}'", set()),
    ],
)
def test_mistakes_of_python(text: str, mistakes: set[str]) -> None:
    assert made(text, python.changes(text)) == mistakes


def test_the_same_mistake_twice_on_a_line_has_two_names() -> None:
    text = "select\n    a = b, c = d"
    assert [one.key for one in mutants("x.sql", text, sql.changes(text))] == [
        "x.sql :: a = b, c = d :: `=` becomes `<>`",
        "x.sql :: a = b, c = d :: `=` becomes `<>` (2)",
    ]


def test_every_equivalent_mistake_can_still_be_made_and_has_its_reason() -> None:
    there = {mutant.key for mutant in found()}
    assert {key for key, reason in equivalent().items() if key not in there or not reason} == set()


TRIED = """
from tests.mutate import trial
from tests.mutate.targets import files_for, found
from tests.mutate.trial import verdicts
trial.HEAVY = ("duckdb", "pyarrow")  # of what many trials share, what these two need
mutant = next(one for one in found(("queries/late_notes.sql",)) if one.change.what == "`left join` becomes `join`")
near = files_for(mutant.path)[0]
changed, unchanged = verdicts([(mutant, [near]), (None, [near])], 1)
print(near, changed.noticed, unchanged.noticed)
"""


@pytest.mark.slow
def test_a_mistake_is_noticed_by_a_test_that_stands_near_it() -> None:
    """In a process of its own: a trial is forked, and this one has threads and much memory by now."""
    tried = subprocess.run([sys.executable, "-c", TRIED], cwd=ROOT, capture_output=True, text=True)
    assert (tried.stdout, tried.returncode) == ("tests/spec/test_late_notes.py True False\n", 0), tried.stderr
