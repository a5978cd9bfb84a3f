"""Texts brought to plain characters, and out of the wrapping in which exports
hide them from a spreadsheet.
"""

from __future__ import annotations

import re

# No-break and other spaces; hyphens, dashes and the real minus sign; marks without width; full-width ASCII.
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_DASHES = (*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63)
_WITHOUT_WIDTH = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
_PLAIN: dict[int, str | None] = {
    **{0xFF01 + place: chr(0x21 + place) for place in range(94)},
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_WITHOUT_WIDTH),
}

# `="00012"`, which a spreadsheet shows as 00012, and an apostrophe in front, which says that a
# text follows. In RE2's words too, see `staging`; the apostrophe is told from one that belongs
# to the text by what follows it.
WRAPPED = r'(?s)="(.*)"'
APOSTROPHE = r"(?s)'[\p{L}\p{N}][^']*"
_WRAPPED = re.compile(WRAPPED)


def plain(text: str) -> str:
    """A text trimmed, its spaces, dashes and full-width characters those of ASCII."""
    trimmed = text.strip()
    return trimmed if trimmed.isascii() else trimmed.translate(_PLAIN).strip()


def unwrapped(text: str) -> str:
    """A cell without `="..."` around it or the apostrophe in front of it; trimmed where it had either.

    For values that are read, and headers: no date or amount begins with an apostrophe itself.
    """
    if "=" not in text[:2] and "'" not in text[:1] and not text[:1].isspace():
        return text
    trimmed = text.strip()
    if match := _WRAPPED.fullmatch(trimmed):
        return match[1].replace('""', '"').strip()
    is_marked = trimmed[:1] == "'" and len(trimmed) > 1 and "'" not in trimmed[1:]
    return trimmed[1:].strip() if is_marked else text
