"""Which rows of several exports are one claim line, and which of them hold, as `identity.md` (A) says."""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from tests.oracle import values
from tests.oracle.decisions import Line, Row, State, keep_and_replace
from tests.oracle.exports import CurrentRow, ImportedFile, arrivals

SPAN = 31
FOUND_BY = (
    ("number", "code", "service"),
    ("code", "service", "billed"),
    ("code", "service"),
    ("code",),
    ("number", "service"),
)


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
            keep_and_replace(state, new, columns - set(rows[0].columns))
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
    for name in {one.claim[:2] for one in new}:
        its = [one for one in new if one.claim[:2] == name]
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
    first = {one.key: one for one in reversed(new)}
    keys = sorted(first, key=lambda key: (*key[0], key[1] is not None, key[1] or 0, *key[2:]))
    fresh = {key: _as_line(key, first[key]) for key in keys}
    found: dict[tuple, Line] = {}
    for attributes in FOUND_BY:
        found |= _matched(state.lines, fresh, found, attributes)
    for key, line in fresh.items():
        if key in found:
            old = found[key]
            old.number = line.number if line.number is not None else old.number
            old.code, old.service, old.billed = line.code, line.service, line.billed
        else:
            line.born = len(state.lines)
            state.lines.append(line)
            found[key] = line
    for one in new:
        one.line = found[one.key]


def _matched(
    known: list[Line], fresh: dict[tuple, Line], found: dict[tuple, Line], attributes: tuple[str, ...]
) -> dict[tuple, Line]:
    """Lines not found yet that agree in the attributes, in order."""
    groups: dict[tuple, tuple[list, list]] = defaultdict(lambda: ([], []))
    for place, (key, line) in enumerate(fresh.items()):
        if key not in found:
            groups[_attributes(line, attributes)][0].append((line.billed, place, key))
    for line in known:
        if line not in found.values():
            groups[_attributes(line, attributes)][1].append((line.billed, line.born, line))
    pairs: dict[tuple, Line] = {}
    for group, (ours, theirs) in groups.items():
        if None not in group:
            for (*_, key), (*_, line) in zip(sorted(ours), sorted(theirs), strict=False):
                if abs((key[3] - line.service).days) <= SPAN:
                    pairs[key] = line
    return pairs


def _as_line(key: tuple, first: Row) -> Line:
    return Line(key[0], key[1], key[2], key[3], first.money[0] or Decimal(0), -1)


def _attributes(line: Line, names: tuple[str, ...]) -> tuple:
    return (line.claim, *(getattr(line, name) for name in names))
