"""The window of the sample and the days that matter in its story."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_DAY = date(2024, 7, 1)
EXTRACT_DAY = date(2026, 6, 30)
"""The day both exports were taken: nothing later is known to them."""
TEMPLATE_DAY = date(2025, 7, 1)
"""The practices began to use one template for consultation notes."""
TEMPLATE_TAKES_DAYS = 120


def workdays() -> list[date]:
    """Monday to Friday from the first day to the day of the export."""
    days = (EXTRACT_DAY - FIRST_DAY).days + 1
    window = (FIRST_DAY + timedelta(days=number) for number in range(days))
    return [day for day in window if day.weekday() < 5]


def later(day: date, days: int) -> date:
    """The day so many days later, moved past a weekend."""
    moved = day + timedelta(days=days)
    return moved + timedelta(days=7 - moved.weekday()) if moved.weekday() > 4 else moved


def template_use(day: date) -> float:
    """How far the template was taken up on that day: 0 before it, 1 four months after."""
    return min(1.0, max(0.0, (day - TEMPLATE_DAY).days / TEMPLATE_TAKES_DAYS))
