"""What an export's rows replace of older rows of their lines, as `identity.md` (A) says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.oracle import values
from tests.oracle.exports import CurrentRow

MONEY = ("billed_amount", "allowed_amount", "paid_amount", "patient_responsibility")
CORRECTED_WITHIN = 60
NEVER_KEPT = {"line_number", "practice_id", "payer_order"}


@dataclass(eq=False)
class Line:
    """A line of a claim, as it was last exported."""

    claim: tuple[str, str, str]
    number: int | None
    code: str
    service: date
    billed: Decimal
    born: int


@dataclass(eq=False)
class Row:
    """A row of an export, with what tells its line and its decision."""

    current: CurrentRow
    claim: tuple[str, str, str]
    number: int | None
    code: str
    service: date
    spelled: str
    line: Line | None = None
    key: tuple = ()

    def cell(self, name: str) -> str:
        return self.current.cells.get(name, "")

    @property
    def decided(self) -> date | None:
        return values.day(self.cell("adjudicated_date"))

    @property
    def submitted(self) -> date | None:
        return values.day(self.cell("submitted_date"))

    @property
    def kind(self) -> str:
        return values.enumeration(self.cell("submission_type"), values.SUBMISSION_TYPES) or "original"

    @property
    def money(self) -> tuple[Decimal | None, ...]:
        return tuple(values.money(self.cell(name)) for name in MONEY)

    @property
    def codes(self) -> str | None:
        return values.text(self.cell("adjustment_codes"))


@dataclass
class State:
    """What holds after the exports so far. `kept`: per file, the columns whose values it kept from older
    ones."""

    held: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    kept: dict[int, set[str]] = field(default_factory=dict)


def keep_and_replace(state: State, new: list[Row], absent: set[str]) -> None:
    columns = set(new[0].current.columns)
    by_line: dict[Line, list[Row]] = defaultdict(list)
    for one in state.held:
        assert one.line is not None
        by_line[one.line].append(one)
    replaced: set[int] = set()
    kept: set[str] = set()
    for line in dict.fromkeys(one.line for one in new):
        assert line is not None
        fresh, old = [one for one in new if one.line is line], by_line[line]
        pairs = [(a, b) for a in old for b in fresh if is_same(a, b, columns)]
        corrected = _corrected(old, fresh, pairs, columns)
        replaced |= {id(a) for a in old if a.decided is None}
        replaced |= {id(a) for a, _ in pairs + corrected}
        kept |= _lend(pairs, corrected, absent, columns)
        _rename([one for one in old if id(one) not in replaced], fresh[-1])
    state.kept[new[0].current.place[0]] = kept
    state.held = [one for one in state.held if id(one) not in replaced] + new


def is_same(old: Row, new: Row, columns: set[str]) -> bool:
    """Whether a newer row brings the decision of an older one of its line again."""
    if "submission_type" in columns and new.kind != old.kind:
        return False
    if old.decided is None:
        return new.decided is None and ("submitted_date" not in columns or new.submitted == old.submitted)
    if "adjudicated_date" in columns:
        return new.decided == old.decided
    alike = values.text(new.cell("status")) == values.text(old.cell("status"))
    alike &= "paid_amount" not in columns or new.money[2] == old.money[2]
    return alike and ("adjustment_codes" not in columns or new.codes == old.codes)


def _corrected(
    old: list[Row], new: list[Row], pairs: list[tuple[Row, Row]], columns: set[str]
) -> list[tuple[Row, Row]]:
    """Decisions whose date was corrected: all else agrees, and neither date stands in the other export."""
    if "adjudicated_date" not in columns:
        return []
    told = {id(a) for a, _ in pairs} | {id(b) for a, b in pairs if a.decided}
    near = []
    for a in old:
        for b in new:
            if id(a) in told or id(b) in told or a.decided is None or b.decided is None:
                continue
            days = abs((b.decided - a.decided).days)
            agrees = "submission_type" not in columns or a.kind == b.kind
            agrees &= "paid_amount" not in columns or a.money[2] == b.money[2]
            agrees &= "adjustment_codes" not in columns or a.codes == b.codes
            agrees &= "submitted_date" not in columns or a.submitted == b.submitted
            if agrees and 0 < days <= CORRECTED_WITHIN:
                near.append((days, a, b))
    best_for_old = {
        id(a): min((d, b.decided, b.current.place) for d, a2, b in near if a2 is a) for _, a, _ in near
    }
    best_for_new = {
        id(b): min((d, a.decided, a.current.place) for d, a, b2 in near if b2 is b) for _, _, b in near
    }
    return [
        (a, b)
        for d, a, b in near
        if best_for_old[id(a)] == (d, b.decided, b.current.place)
        and best_for_new[id(b)] == (d, a.decided, a.current.place)
    ]


def _lend(
    pairs: list[tuple[Row, Row]], corrected: list[tuple[Row, Row]], absent: set[str], columns: set[str]
) -> set[str]:
    """Give newer rows the values of columns that their file lacks, nth to nth of a decision."""
    lenders: dict[int, tuple[Row, Row]] = {}
    for decision in {_decision(a, columns) for a, _ in pairs}:
        its = [(a, b) for a, b in pairs if _decision(a, columns) == decision]
        olds = sorted(dict.fromkeys(a for a, _ in its), key=lambda one: one.current.place)
        news = sorted(dict.fromkeys(b for _, b in its), key=lambda one: one.current.place)
        for a, b in zip(olds, news, strict=False):
            if id(b) not in lenders or lenders[id(b)][0].current.place < a.current.place:
                lenders[id(b)] = (a, b)
    lent: set[str] = set()
    for a, b in [*lenders.values(), *corrected]:
        for name in absent - NEVER_KEPT:
            if a.cell(name):
                b.current.cells[name] = a.cell(name)
                lent.add(name)
    return lent


def _decision(old: Row, columns: set[str]) -> tuple:
    kind = old.kind if "submission_type" in columns else None
    if old.decided is None:
        return None, kind, old.submitted if "submitted_date" in columns else None
    if "adjudicated_date" in columns:
        return old.decided, kind
    paid = old.money[2] if "paid_amount" in columns else None
    codes = old.codes if "adjustment_codes" in columns else None
    return old.decided, kind, values.text(old.cell("status")), paid, codes


def _rename(old: list[Row], newest: Row) -> None:
    """History goes under the newest code, date and patient of its line, never under another payer."""
    for one in old:
        for name in ("service_date", "patient_id"):
            one.current.cells[name] = newest.cell(name)
        same_code = one.code == newest.code
        one.current.cells["procedure_code"] = one.spelled if same_code else newest.spelled
