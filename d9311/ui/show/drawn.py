"""An interval drawn in the cell of a table: a line from its lower to its upper end, and a dot at the rate."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

COLUMN = 104  # pixels, of which a cell keeps 16 free
WIDTH, HEIGHT, EDGE = COLUMN - 16, 24, 6
# Legible on the light and on the dark ground: a picture does not know the theme.
BLUE, GREY, GUIDE = "#2f8fd0", "#8a8f98", "#8a8f98"
FEW, ENOUGH = 5, 30


def intervals(
    rows: Iterable[Mapping[str, Any]],
    pooled: float | None,
    *,
    of: str = "decided",
    rate: str = "approval_rate",
) -> list[str | None]:
    """Return a picture of each row's rate and its interval (`ci_low`, `ci_high`), as addresses of images.

    A dotted line stands at `pooled`, the rate of all together (0 to 1). Over fewer than five there is no
    picture, over fewer than thirty it is grey and hollow.
    """
    return [
        None
        if row[rate] is None or (row[of] or 0) < FEW
        else _picture(row, pooled, row[rate], row[of] >= ENOUGH)
        for row in rows
    ]


def _picture(row: Mapping[str, Any], pooled: float | None, rate: float, is_enough: bool) -> str:
    colour, middle = (BLUE if is_enough else GREY), HEIGHT / 2
    low, high, at = (_place(value) for value in (row["ci_low"], row["ci_high"], rate))
    guide = "" if pooled is None else _line(_place(pooled), 2, _place(pooled), HEIGHT - 2, GUIDE, "1 3")
    fill = colour if is_enough else "none"
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f"{_line(EDGE, middle, WIDTH - EDGE, middle, GUIDE, '1 5')}{guide}"
        f"{_line(low, middle, high, middle, colour)}"
        f'<circle cx="{at:.1f}" cy="{middle}" r="4.5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
        "</svg>"
    )
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def _place(value: float) -> float:
    return EDGE + float(value) * (WIDTH - 2 * EDGE)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}" stroke-width="1.5"' if dashes else ' stroke-width="3"'
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{dashed}/>'
