"""Months on a date axis: where their marks stand, and holes that stay holes."""

from collections.abc import Sequence

from .layout import AXIS

BAR = 22 * 24 * 3600 * 1000  # milliseconds: most of a month, the rest is the gap between bars
MONTH_AXIS = {**AXIS, "type": "date", "tickformat": "%b\n%Y", "ticklabelmode": "period", "showgrid": False}


def every_month(months: Sequence[str]) -> list[str]:
    """All months `YYYY-MM` from the first to the last given, so that a month without rows is a hole."""
    return [_written(number) for number in range(_number(min(months)), _number(max(months)) + 1)]


def month_range(months: Sequence[str], least: int = 6) -> list[str]:
    """The bounds of a date axis over these months, `least` months wide so that one month is no wall."""
    last = _number(max(months))
    first = min(_number(min(months)), last - least + 1)
    return [f"{_written(number)}-01" for number in (first, last + 1)]


def middle(month: str) -> str:
    """The middle of a month `YYYY-MM`, where its mark stands on a date axis."""
    return f"{month}-16"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _written(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
