"""Every measure of `measures.md` as rows with its columns in order: each module here says which ones it
computes."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from d9311.filters import Filters
from tests.oracle.facts import Facts
from tests.oracle.measures.registry import MEASURES, Row
from tests.oracle.selection import Selection

for module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(module.name)


def measure(facts: Facts, name: str, filters: Filters | None = None) -> list[Row]:
    """The rows of one measure, in order."""
    return MEASURES[name](Selection(facts, filters or Filters()))
