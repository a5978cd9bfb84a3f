"""Whether a file that ends without a line end is whole: the last cell of its last row may be cut."""

from __future__ import annotations

import re

from d9311.ingest.reading.rows.faults import Faults
from d9311.ingest.reading.rows.plan import Found, Plan, Row

# What comes last in an amount, date or time: a separator, its digits, and what is not a number.
_ENDING = re.compile(r"(?P<separator>[.,:/-]?)(?P<digits>[0-9]*)(?P<rest>[^0-9.,:/-]*)$")
_FORMED = ("money", "date", "timestamp", "time")
_FEWEST = 3


def without_cut_row(tail: list[Row], plan: Plan, found: Found) -> list[Row]:
    """Return the last rows of a file without a last one that is cut inside an amount, date or time.

    Where all rows before it write the cell to the same form (two decimals, a year of four digits) and it does
    not, it is cut: `919.1` would be another amount, and `3/14/20` another day. Where they differ, and for
    amounts without decimals, nothing can be told, which is noted in `found.is_end_unsure`.
    """
    spec = plan.columns[-1]
    if not tail or tail[-1].line != found.open_line or spec is None or spec.kind not in _FORMED:
        return tail
    *others, last = (row.cells[-1].decode("utf-8", "replace").strip() for row in tail)
    forms = [_form(text) for text in others if text]
    tells = len(forms) >= _FEWEST and len(set(forms)) == 1 and (forms[0][0] or spec.kind != "money")
    found.is_end_unsure = not (last and tells)
    if found.is_end_unsure or _form(last) == forms[0]:
        return tail
    Faults(plan, found).cut_off(tail[-1].line, tail[-1].raw, plan.dialect.width)
    return tail[:-1]


def _form(text: str) -> tuple[str, int, str]:
    match = _ENDING.search(text)
    return (match["separator"], len(match["digits"]), match["rest"].strip()) if match else ("", 0, text)
