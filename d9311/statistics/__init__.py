"""Statistics that SQL cannot do well: pure functions on small frames, each with its formula's source."""

from d9311.statistics.time_to_decision import (
    CurvePoint,
    DecisionTime,
    LifeDay,
    decision_time,
    first_day_at,
    kaplan_meier,
    summarise,
)

__all__ = [
    "CurvePoint",
    "DecisionTime",
    "LifeDay",
    "decision_time",
    "first_day_at",
    "kaplan_meier",
    "summarise",
]
