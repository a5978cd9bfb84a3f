"""Documentation: elements that are missing, with their intervals, billing checks, and what a gap goes with.

Every row is named by what is wrong, so that a long bar is bad everywhere.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import TOO_FEW, Rate, add_rates, say_few
from .layout import drop_lone_legend, empty, row_chart, row_texts
from .palette import APPROVED, GAP, GUIDE
from .words import ELEMENTS, failures, interval, lines, of, percent, sentence, wrapped

NO_CONSULTATION = "No consultation in this selection."
NO_EPISODE = "No episode in this selection."


def element_rates(frame: Any) -> go.Figure:
    """Missing of applicable with its interval, any element first; `frame` as `documentation_gaps` gives it.

    An element that the export does not hold is said so, in words, and never drawn as zero.
    """
    rows = sorted(records(frame), key=_guide_order)
    if not any(row["applicable"] for row in rows):
        return empty(NO_CONSULTATION)
    rates = [_missing(row, place) for place, row in enumerate(rows)]
    figure = _rows("element", rows, rates, "missing<br>of all", "no record")
    add_rates(figure, _exported(rates, rows), GAP, "missing")
    return drop_lone_legend(figure)


def billing_checks(frame: Any) -> go.Figure:
    """Failed of applicable, a row a check; `frame` as `billing_checks` gives it."""
    rows = records(frame)
    if not any(row["applicable"] for row in rows):
        return empty(NO_EPISODE)
    rates = [_failed(row, place) for place, row in enumerate(rows)]
    figure = _rows("check", rows, rates, "failed<br>of all", "applies to none")
    add_rates(figure, _exported(rates, rows), GAP, "failed")
    return drop_lone_legend(figure)


def denial_by_element(frame: Any) -> go.Figure:
    """Denied at first with and without each element, counts always beside; `documentation_gaps`'s frame."""
    return _with_and_without(frame, "element", "gap")


def denial_by_check(frame: Any) -> go.Figure:
    """Denied at first where each check failed and where it did not; `billing_checks`'s frame."""
    return _with_and_without(frame, "check", "fail")


def _missing(row: dict[str, Any], place: int) -> Rate:
    rate, low, high = row["missing_rate"], row["ci_low"], row["ci_high"]
    hover = lines(
        f"<b>{sentence(failures(row['element']))}</b>",
        f"{of(row['missing'], row['applicable'])} consultations: {percent(rate, 1)}",
        interval(low, high),
    )
    return Rate(place, (row["element"],), row["missing"], row["applicable"], rate, low, high, hover)


def _failed(row: dict[str, Any], place: int) -> Rate:
    hover = lines(
        f"<b>{sentence(failures(row['check']))}</b>",
        f"failed {of(row['failed'], row['applicable'])} episodes: {percent(row['failed_rate'], 1)}",
    )
    return Rate(place, (row["check"],), row["failed"], row["applicable"], row["failed_rate"], hover=hover)


def _exported(rates: Sequence[Rate], rows: Sequence[dict[str, Any]]) -> list[Rate]:
    return [rate for rate, row in zip(rates, rows, strict=True) if row["exported"]]


def _rows(
    kind: str, rows: Sequence[dict[str, Any]], rates: Sequence[Rate], title: str, nothing: str
) -> go.Figure:
    notes = [rate.note if row["exported"] else "" for rate, row in zip(rates, rows, strict=True)]
    figure = row_chart([_label(row[kind]) for row in rows], notes, title)
    texts: dict[float, str] = {}
    for place, (row, rate) in enumerate(zip(rows, rates, strict=True)):
        if not row["exported"]:
            texts[place] = "not exported"
        elif rate.evidence == "few":
            texts[place] = TOO_FEW if rate.whole else nothing
    row_texts(figure, texts)
    return figure


def _guide_order(row: dict[str, Any]) -> tuple[bool, int]:
    return row["element"] != "strict", ELEMENTS.index(row["element"])


def _label(key: str) -> str:
    name = wrapped(sentence(failures(key)))
    return f"<b>{name}</b>" if key == "strict" else name


def _with_and_without(frame: Any, kind: str, flaw: str) -> go.Figure:
    rows = [row for row in records(frame) if row["exported"]]
    if kind == "element":
        rows.sort(key=_guide_order)
    flawed = [_denied(row, kind, f"with_{flaw}", place) for place, row in enumerate(rows)]
    sound = [_denied(row, kind, f"without_{flaw}", place) for place, row in enumerate(rows)]
    if not any(rate.whole for rate in (*flawed, *sound)):
        return empty("No decided episode with a documented consultation in this selection.")
    pairs = list(zip(sound, flawed, strict=True))
    notes = [f"● {of(one.part, one.whole)}<br>◆ {of(other.part, other.whole)}" for one, other in pairs]
    figure = row_chart([_label(row[kind]) for row in rows], notes, "denied<br>of decided")
    for one, other in pairs:
        if "few" not in (one.evidence, other.evidence):
            figure.add_shape(type="line", x0=one.rate, x1=other.rate, y0=one.row, y1=other.row,
                             line={"color": GUIDE, "width": 1.5}, layer="below")  # fmt: skip
    add_rates(figure, sound, APPROVED, _NAMES[flaw][0])
    add_rates(figure, flawed, GAP, _NAMES[flaw][1], "diamond")
    say_few(figure, "none decided", sound, flawed)
    return figure


_NAMES = {"gap": ("element present", "element missing"), "fail": ("check passed", "check failed")}


def _denied(row: dict[str, Any], kind: str, side: str, place: float) -> Rate:
    part, whole = row[f"{side}_denied"] or 0, row[f"{side}_decided"] or 0
    rate = part / whole if whole else None
    state = _STATES[side]
    hover = lines(
        f"<b>{sentence(failures(row[kind]))}</b>: {state}",
        f"denied at first {of(part, whole)}: {percent(rate, 1)}",
    )
    return Rate(place, (row[kind],), part, whole, rate, hover=hover)


_STATES = {"with_gap": "yes", "without_gap": "no", "with_fail": "yes", "without_fail": "no"}
