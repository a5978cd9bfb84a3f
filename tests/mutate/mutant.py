"""A mutant: one place of one file, and what stands there instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tests.project.files import ROOT

EQUIVALENT = Path(__file__).with_name("equivalent.txt")
BETWEEN = " :: "
SHOWN = 60  # letters of a dropped text


@dataclass(frozen=True)
class Change:
    """Bytes `start` to `end` of a text become `new`; `what` says it to a reader."""

    start: int
    end: int
    new: str
    what: str


@dataclass(frozen=True)
class Mutant:
    """A change of a file of the project; `path` from its root, `line` the text of the line where it
    begins."""

    path: str
    number: int
    line: str
    change: Change

    @property
    def key(self) -> str:
        """What names it in `equivalent.txt`; it stays the same while its line does."""
        return BETWEEN.join([self.path, self.line, self.change.what])

    def text(self) -> str:
        """Return the file's text with the change."""
        content = (ROOT / self.path).read_bytes()
        return (content[: self.change.start] + self.change.new.encode() + content[self.change.end :]).decode()


def mutants(path: str, content: str, changes: Iterable[Change]) -> list[Mutant]:
    """Return the mutants of a file, in their order; the same change again on the same line gets a number."""
    raw, seen, found = content.encode(), Counter[str](), []
    for change in sorted(changes, key=lambda one: (one.start, one.end, one.what)):
        number = raw.count(b"\n", 0, change.start)
        mutant = Mutant(path, number + 1, content.split("\n")[number].strip(), change)
        seen[mutant.key] += 1
        if seen[mutant.key] > 1:
            again = replace(change, what=f"{change.what} ({seen[mutant.key]})")
            mutant = replace(mutant, change=again)
        found.append(mutant)
    return found


def becomes(start: int, end: int, old: str, new: str) -> Change:
    """Return a change of one word to another."""
    return Change(start, end, new, f"`{old}` becomes `{new}`")


def drops(start: int, end: int, text: str, new: str = "") -> Change:
    """Return a change that takes a part away."""
    words = " ".join(text.split())
    return Change(start, end, new, f"drops `{words if len(words) <= SHOWN else words[:SHOWN] + '...'}`")


def neighbours(number: str) -> list[str]:
    """Return a number's neighbours in its last digit.

    >>> neighbours("60"), neighbours("0.05")
    (['59', '61'], ['0.04', '0.06'])
    """
    value = Decimal(number.replace("_", ""))
    step = Decimal((0, (1,), min(int(value.as_tuple().exponent), 0)))
    return [str(value - step), str(value + step)]


def equivalent() -> dict[str, str]:
    """Return the keys of mutants that no test can notice, each with the reason."""
    listed = {}
    for line in EQUIVALENT.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, reason = line.rpartition(BETWEEN)
            listed[key] = reason
    return listed
