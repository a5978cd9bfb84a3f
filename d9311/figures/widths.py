"""How wide a text of an axis is, so that a figure can say its margins.

Plotly can measure by itself (`automargin`), but then draws the figure, measures it, and draws it again.
"""

import re
from collections.abc import Sequence

SIZE = 12  # pixels, of the text of an axis
NARROW, WIDE = frozenset("fijlrtI.,:;'|()[]! -·"), frozenset("mwMW@%&—")
BREAK, TAG = re.compile(r"<br>"), re.compile(r"<[^>]+>")
IDEOGRAPHS = 0x2E80  # from here on letters are as wide as high


def width(texts: Sequence[str]) -> int:
    """Return the pixels that the longest line of the texts takes in the page's font, rather more."""
    spoken = [line for text in texts for line in BREAK.split(text)]
    return round(SIZE * max((_ems(line) for line in spoken), default=0))


def _ems(line: str) -> float:
    bold = 1.07 if "<b>" in line else 1.0
    return bold * sum(_em(letter) for letter in TAG.sub("", line))


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.28
    if letter in WIDE:
        return 0.82
    if ord(letter) >= IDEOGRAPHS:
        return 1.0
    return 0.6 if letter.isupper() else 0.52
