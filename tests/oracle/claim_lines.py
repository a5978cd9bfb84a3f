"""Which rows of several exports are one claim line, and which of them hold, as `identity.md` (A) says."""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.oracle import values
from tests.oracle.exports import CurrentRow, ImportedFile, arrivals

MONEY = ("billed_amount", "allowed_amount", "paid_amount", "patient_responsibility")
SPAN = 31
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
    """What holds after the exports so far. `kept`: per file, the columns whose values it kept from older ones."""

    held: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    kept: dict[int, set[str]] = field(default_factory=dict)


def current_claims(files: tuple[ImportedFile, ...], pseudonym: Callable[[str], str]) -> list[CurrentRow]:
    """The rows that hold after all imports, in file order, each under the newest number of its line."""
    arrived = arrivals(files)
    tell_apart(arrived, pseudonym)
    state = hold(arrived)
    numbers = _numbers(state)
    for one in state.held:
        assert one.line is not None
        one.current.cells["line_number"] = str(numbers[one.line])
        one.current.columns = (*one.current.columns, *sorted(state.kept[one.current.place[0]]))
    return sorted((one.current for one in state.held), key=lambda row: row.place)


def _numbers(state: State) -> dict[Line, int]:
    numbers: dict[Line, int] = {}
    count: dict[tuple, int] = defaultdict(int)
    numbered = {line.claim[:2] for line in state.lines if line.number is not None}
    for line in state.lines:
        if line.number is not None:
            numbers[line] = line.number
            continue
        same = (line.claim, line.code, line.service)
        count[same] += 1
        numbers[line] = count[same] + (1000 if line.claim[:2] in numbered else 0)
    return numbers


def stand_in(key: bytes) -> Callable[[str], str]:
    """The pseudonym that the database of a key gives a patient."""
    return lambda patient: hmac.digest(key, patient.encode(), "sha256").hex()[:16]


def tell_apart(arrivals: list[list[CurrentRow]], pseudonym: Callable[[str], str]) -> None:
    """Replace every number that is no claim number by one that tells patient and service date."""
    wrong = {number for rows in arrivals for number in _not_numbers(rows)}
    for rows in arrivals:
        for row in rows:
            claim, patient = row.cells["claim_id"].strip(), row.cells["patient_id"].strip()
            if (row.practice, claim) in wrong:
                row.cells["claim_id"] = f"{claim} {pseudonym(patient)} {_service(row)}"


def _not_numbers(rows: list[CurrentRow]) -> Iterable[tuple[str, str]]:
    same = [row for row in rows if row.cells["claim_id"].strip() == row.cells["patient_id"].strip()]
    by_number: dict[tuple[str, str], list[CurrentRow]] = defaultdict(list)
    for row in rows:
        by_number[row.practice, row.cells["claim_id"].strip()].append(row)
    for number, its in by_number.items():
        days = [_service(row) for row in its]
        if (
            re.fullmatch("0+", number[1])
            or len({row.cells["patient_id"].strip() for row in its}) > 1
            or (max(days) - min(days)).days > SPAN
            or (2 * len(same) > len(rows) and any(row in same for row in its))
        ):
            yield number


def _service(row: CurrentRow) -> date:
    day = values.day(row.cells["service_date"])
    assert day is not None
    return day


def hold(arrivals: list[list[CurrentRow]]) -> State:
    """Let each export in turn replace what the earlier ones said of its lines."""
    state = State()
    columns: set[str] = set()
    for rows in arrivals:
        if rows:
            new = _read(state, rows)
            _find_lines(state, new)
            _keep_and_replace(state, new, columns - set(rows[0].columns))
            columns |= set(rows[0].columns)
    return state


def _read(state: State, rows: list[CurrentRow]) -> list[Row]:
    new = []
    for row in rows:
        code = values.procedure_code(row.cells["procedure_code"])[-4:]
        claim = (row.practice, row.cells["claim_id"].strip(), _order(state, row))
        number = int(values.text(row.cells.get("line_number")) or 1)
        new.append(
            Row(
                row,
                claim,
                number if "line_number" in row.columns else None,
                code,
                _service(row),
                row.cells["procedure_code"],
            )
        )
    for claim in {one.claim[:2] for one in new}:
        its = [one for one in new if one.claim[:2] == claim]
        if len({one.number for one in its}) == 1 and len({one.code for one in its}) > 1:
            for one in its:
                one.number = None
    seen: dict[tuple, int] = defaultdict(int)
    for one in new:
        decision = (one.submitted,) if one.decided is None else one.money
        key = (one.claim, one.number, one.code, one.service)
        agreeing = (*key, one.decided, one.kind, values.text(one.cell("status")), *decision)
        seen[agreeing] += 1
        one.key = (*key, seen[agreeing])
    return new


def _order(state: State, row: CurrentRow) -> str:
    if "payer_order" in row.columns:
        order = values.enumeration(row.cells["payer_order"], values.PAYER_ORDERS)
        return order if order in ("secondary", "tertiary") else "primary"
    claim, payer = (row.practice, row.cells["claim_id"].strip()), _payer(row)
    same = [one for one in state.held if one.claim[:2] == claim and _payer(one.current) == payer]
    row.cells["payer_order"] = max((one.cell("payer_order") for one in same), default="")
    return min((one.claim[2] for one in same), default="primary")


def _payer(row: CurrentRow) -> str:
    return " ".join(row.cells["payer_name"].split()).casefold()


def _find_lines(state: State, new: list[Row]) -> None:
    """Match the export's lines to those that are known, or begin new ones."""
    found: dict[tuple, Line] = {}
    order = {one.key: one for one in reversed(new)}
    keys = sorted(order, key=lambda key: (*key[0], key[1] is not None, key[1] or 0, *key[2:]))
    for attributes in (("number", "code", "service"), ("code", "service", "billed"), ("code", "service"), ("code",),
                       ("number", "service")):  # fmt: skip
        groups: dict[tuple, tuple[list, list]] = defaultdict(lambda: ([], []))
        for key in keys:
            if key not in found:
                groups[_attributes(_as_line(key, order[key]), attributes)][0].append(key)
        for line in state.lines:
            if line not in found.values():
                groups[_attributes(line, attributes)][1].append(line)
        for group, (ours, theirs) in groups.items():
            if None in group:
                continue
            ours.sort(key=lambda key: (_as_line(key, order[key]).billed, keys.index(key)))
            theirs.sort(key=lambda line: (line.billed, line.born))
            for key, line in zip(ours, theirs, strict=False):
                if abs((key[3] - line.service).days) <= SPAN:
                    found[key] = line
    for key in keys:
        fresh = _as_line(key, order[key])
        if key in found:
            line = found[key]
            line.number = fresh.number if fresh.number is not None else line.number
            line.code, line.service, line.billed = fresh.code, fresh.service, fresh.billed
        else:
            fresh.born = len(state.lines)
            state.lines.append(fresh)
            found[key] = fresh
    for one in new:
        one.line = found[one.key]


def _as_line(key: tuple, first: Row) -> Line:
    return Line(key[0], key[1], key[2], key[3], first.money[0] or Decimal(0), -1)


def _attributes(line: Line, names: tuple[str, ...]) -> tuple:
    return (line.claim, *(getattr(line, name) for name in names))


def _keep_and_replace(state: State, new: list[Row], absent: set[str]) -> None:
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
