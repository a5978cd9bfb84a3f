"""What is mutated, and which tests are run for it: those that name what a file makes first, then those further off."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from queries import FINISH
from tests.mutate import python, sql
from tests.mutate.mutant import Mutant, mutants
from tests.project import ROOT, imports, module_name, tracked_files

MUTATED = (
    "queries/",
    "d9311/statistics/",
    *(f"d9311/ingest/{name}.py" for name in ("values", "money", "dates", "times", "moments")),
)
MADE = re.compile(
    r"create (?:or replace )?(?:temp(?:orary)? )?(?:table|view|macro) (?:if not exists )?\"?(\w+)"
)
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[\"'](\w+)[\"']|\b(?:from|join)\s+(\w+)|\b(\w+)\(")
# What runs for every mutant, after the tests that stand near it and the strongest of all.
ORACLE = "tests/test_against_oracle.py"
WIDE = (
    "tests/spec/",
    "tests/engine/",
    "tests/oracle/",
    "tests/stats/",
    "tests/identity/",
    "tests/x12/",
    ORACLE,
)
# These look at the project, the screen or a server: they notice a change of the numbers only by chance, or not at all.
NEVER = (
    "tests/browser/",
    "tests/test_layers.py",
    "tests/test_server.py",
    "tests/test_serve.py",
    "tests/test_installed.py",
)
NEAREST = 12  # files; each costs some seconds


def found(only: tuple[str, ...] = ()) -> list[Mutant]:
    """Return every mutant of the files of the product that begin with one of these paths, else of those above."""
    listed = []
    for path in sorted(_texts()):
        if path.startswith(only or MUTATED) and path.startswith(("queries/", "d9311/")):
            text = _texts()[path]
            listed += mutants(path, text, (sql if path.endswith(".sql") else python).changes(text))
    return listed


def files_for(path: str) -> list[str]:
    """Return the test files to run for a mutant of a file, in their order."""
    distance = _distances(path)
    tests = {name: far for name, far in distance.items() if _is_test(name)}
    nearest = sorted((one for one in tests if tests[one] == 1), key=lambda one: (-_users()[path][one], one))
    wide = [name for name in sorted(_texts()) if _is_test(name) and name.startswith(WIDE)]
    further = sorted(wide, key=lambda one: (tests.get(one, 99), one))
    return list(dict.fromkeys([*nearest[:NEAREST], ORACLE, *further]))


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
    makers: dict[str, set[str]] = defaultdict(set)
    modules: dict[str, str] = {}
    for path, text in _texts().items():
        if path.endswith(".sql"):
            for name in (Path(path).stem, *MADE.findall(text)):
                makers[name].add(path)
        else:
            modules[module_name(Path(path))] = path
    for measure, (module, _) in FINISH.items():
        makers[measure].add(f"d9311/statistics/{module}.py")
    users: dict[str, Counter[str]] = defaultdict(Counter)
    for path, text in _texts().items():
        is_sql = path.endswith(".sql")
        for word in WORD.findall(text) if is_sql else map("".join, QUOTED.findall(text)):
            for maker in makers.get(word, set()) - {path}:
                users[maker][path] += 1
        for name in () if is_sql else imports(module_name(Path(path)), ROOT / path):
            if name in modules:
                users[modules[name]][path] += 1
    return users


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
