"""The codes of the row that decided, each with where it was read and what the list says of it."""

from __future__ import annotations

from d9311.packet.document import Line, Span, line
from d9311.packet.facts import Code
from d9311.packet.letter import Letter
from d9311.packet.words import MISSING, said, source


def code_name(letter: Letter, code: Code) -> Line:
    """Return a code with its group, the list that it is of, and the cell that holds it: CO-252 (CARC) [8]."""
    group = f"{code.group_code}-" if code.group_code else ""
    cell = letter.case.deciding_cells().get("adjustment_codes")
    return line(Span(f"{group}{code.code}", "strong"), f" ({code.kind})", source(cell) if cell else MISSING)


def code_meaning(code: Code) -> Line:
    """Return what the list of codes says, with its source; a visible blank for a code that it lacks."""
    if code.meaning is None:
        return line("not in our list of codes: ", MISSING)
    return said(code.meaning)
