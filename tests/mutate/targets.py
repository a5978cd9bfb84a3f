"""What is mutated, and which tests are run for it: those that name what a file makes first, then those
further off."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from tests.mutate import python, sql
from tests.mutate.mutant import Mutant, mutants
from tests.project.files import ROOT, imports, module_name, tracked_files

MUTATED = (
    "queries/",
    "d9311/statistics/",
    "d9311/ingest/values/",
)
MADE = re.compile(
    r"create (?:or replace )?(?:temp(?:orary)? )?(table|view|macro) (?:if not exists )?\"?(\w+)"
)
USED = re.compile(r"\w+\(?")
QUOTED = re.compile(r"[\"'](\w+)[\"']|\b(?:from|join)\s+(\w+\b(?!\())|(\b\w+\()")
FINISH = re.compile(r"^-- finish: (\w+)\.", re.MULTILINE)
NUMBER = re.compile(r"^([a-z_]+_)?[0-9]+_")  # `claims_20_unreadable_date` makes the rule `unreadable_date`
COMMON = {"tests", "test", "py", "sql", "queries", "d9311", "ingest", "by", "build", "import"}
# What runs for every mutant, after the tests that stand near it and the strongest of all.
ORACLE = "tests/oracle/test_against_oracle.py"
WIDE = (
    "tests/spec/",
    "tests/engine/",
    "tests/oracle/",
    "tests/stats/",
    "tests/identity/",
    "tests/x12/",
    ORACLE,
)
# These look at the project, the screen or a server: they notice a change of the numbers only by chance, or
# not at all.
NEVER = (
    "tests/browser/",
    "tests/project/test_layers.py",
    "tests/project/test_server.py",
    "tests/project/test_serve.py",
    "tests/project/test_installed.py",
    "tests/project/test_new_measure.py",
    "tests/project/test_build_version.py",
)
FIRST, NEAREST = (
    4,
    12,
)  # files, before the second computation and with those after it; each costs some seconds
FURTHEST = 3  # steps of use: a listing, what draws it, its page, the test of the page


def found(only: tuple[str, ...] = ()) -> list[Mutant]:
    """Return every mutant of the files of the product that begin with one of these paths, else of those
    above."""
    listed = []
    for path in sorted(_texts()):
        if path.startswith(only or MUTATED) and path.startswith(("queries/", "d9311/")):
            text = _texts()[path]
            listed += mutants(path, text, (sql if path.endswith(".sql") else python).changes(text))
    return listed


def files_for(path: str, only_near: bool = False) -> list[str]:
    """Return the test files to run for a mutant of a file, in their order: first those that share a word with
    its path or use what it makes, the strongest next, then all that tell numbers and all that stand within
    reach."""
    distance = _distances(path)
    near = 1 if path.endswith(".sql") else 2
    tests = [name for name in sorted(_texts()) if _is_test(name)]

    def rank(test: str) -> tuple[int, int, int]:
        return -len(_words(path) & _words(test)), distance.get(test, 99), -_users()[path][test]

    nearest = [one for one in tests if _words(path) & _words(one) or distance.get(one, 99) <= near]
    further = [one for one in tests if one.startswith(WIDE)]
    others = [one for one in tests if distance.get(one, 99) <= FURTHEST]
    ranked = [sorted(part, key=rank) for part in (nearest, further, others)]
    best, others_near = ranked[0][:FIRST], ranked[0][FIRST:NEAREST]
    return list(dict.fromkeys([*best, ORACLE, *others_near, *([] if only_near else ranked[1] + ranked[2])]))


def _words(path: str) -> set[str]:
    return set(re.findall(r"[a-z]+[0-9]*[a-z]*", path)) - COMMON


@cache
def _texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked_files()
        if path.suffix in (".py", ".sql")
    }


def _is_test(path: str) -> bool:
    return bool(re.match(r"tests/(.*/)?test_\w+\.py$", path)) and not path.startswith(NEVER)


@cache
def _users() -> dict[str, Counter[str]]:
    """Return of every file those that name what it makes or import it, with how often."""
    makers = _makers()
    modules = {module_name(Path(path)): path for path in _texts() if path.endswith(".py")}
    users: dict[str, Counter[str]] = defaultdict(Counter)
    for path, text in _texts().items():
        is_sql = path.endswith(".sql")
        for word in USED.findall(text) if is_sql else map("".join, QUOTED.findall(text)):
            for maker in makers.get(word, set()) - {path}:
                users[maker][path] += 1
        for name in () if is_sql else imports(module_name(Path(path)), ROOT / path):
            if name in modules:
                users[modules[name]][path] += 1
    return users


def _makers() -> dict[str, set[str]]:
    """Return which files make what a name stands for; a macro's name goes on with its bracket."""
    makers: dict[str, set[str]] = defaultdict(set)
    for path, text in _texts().items():
        if path.endswith(".sql"):
            stem = Path(path).stem
            made = {f"{name}(" if kind == "macro" else name for kind, name in MADE.findall(text)}
            for name in {stem, NUMBER.sub("", stem), *made}:
                makers[name].add(path)
            for module in FINISH.findall(text):
                makers[stem].add(f"d9311/statistics/{module}.py")
    return makers


def _distances(path: str) -> dict[str, int]:
    """Return how many steps of use each file stands away; tests stand at the end of a way."""
    distance, ring = {path: 0}, [path]
    while ring:
        further = {user for one in ring if not _is_test(one) for user in _users().get(one, ())} - set(
            distance
        )
        distance |= dict.fromkeys(further, distance[ring[0]] + 1)
        ring = sorted(further)
    return distance
