"""Which names are one payer, and the spelling that is shown (`data.md`, "Payer grouping")."""

from __future__ import annotations

from collections import Counter

from tests.oracle.rows import ClaimRow


def payer_key(name: str) -> str:
    """The form in which two spellings of one payer agree."""
    return " ".join(name.split()).casefold()


def alias_targets(aliases: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The name that replaces each alias, by the alias's key."""
    return {payer_key(alias): name.strip() for alias, name in aliases}


def name_payers(rows: list[ClaimRow], aliases: tuple[tuple[str, str], ...]) -> None:
    """Give every row its payer: alias first, then the most frequent spelling over all current rows."""
    targets = alias_targets(aliases)
    spellings: dict[str, Counter[str]] = {}
    for row in rows:
        name = targets.get(payer_key(row.payer_name), row.payer_name)
        row.payer_key = payer_key(name)
        spellings.setdefault(row.payer_key, Counter())[" ".join(name.split())] += 1
    for row in rows:
        counts = spellings[row.payer_key]
        row.payer = min(counts, key=lambda name: (-counts[name], name))
