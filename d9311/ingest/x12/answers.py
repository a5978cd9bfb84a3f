"""What a payer answered: a claim of an 835 with its service lines, and what its amounts come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from d9311.ingest.x12.claims import is_dental
from d9311.ingest.x12.notes import amount, money, total
from d9311.ingest.x12.segments import Place

NOT_ALLOWED = ("CO", "OA", "PI")

Adjustment = tuple[str, str, Decimal | None]


@dataclass
class Line:
    """A service line; `billed_code` is what the payer recoded (SVC06)."""

    number: int
    qualifier: str
    code: str
    billed_code: str
    billed: str
    paid: str
    service_date: str = ""
    control_number: str = ""
    payers_allowed: str = ""
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_dental(self) -> bool:
        """Whether the code that was billed is one of a dental procedure."""
        return is_dental(self.qualifier, self.procedure)

    @property
    def procedure(self) -> str:
        """The code that was billed."""
        return self.billed_code or self.code


@dataclass
class Claim:
    """A claim; `adjustments` and `remarks` are those of the claim as a whole."""

    number: int
    claim_id: str
    status: str
    billed: str
    paid: str
    control_number: str
    service_date: str = ""
    provider: tuple[str, str] = ("", "")
    patient: tuple[str, str] = ("", "")
    insured: str = ""
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def adjustments_of_its_line(self) -> list[Adjustment]:
        """The claim's adjustments, where they can only be those of its one line."""
        return self.adjustments if len(self.lines) == 1 else []


def read_line(place: Place) -> Line:
    """A service line (SVC). Its qualifier is that of the code that was billed, where the payer recoded it."""
    qualifier, billed_code = place.part(1, 1), ""
    if is_dental(place.part(6, 1), place.part(6, 2)):
        qualifier, billed_code = place.part(6, 1), place.part(6, 2)
    return Line(place.number, qualifier, place.part(1, 2), billed_code, place.get(2), place.get(3))


def joined_parts(claim: Claim) -> list[Line]:
    """Return the lines that were billed: those that the payer answered in several parts as one each.

    Parts have one control number (REF*6R), billed code and date;
    a part whose amounts cannot be read stays apart.
    """
    whole: dict[tuple[str, ...], Line] = {}
    for line in claim.lines:
        key: tuple[str, ...] = (str(line.number),)
        if line.is_dental and line.control_number and None not in (amount(line.billed), amount(line.paid)):
            key = (line.control_number, line.procedure.upper(), line.service_date)
        whole[key] = _joined(whole[key], line) if key in whole else line
    return list(whole.values())


def _joined(one: Line, other: Line) -> Line:
    return replace(
        one,
        billed=_sum(one.billed, other.billed),
        paid=_sum(one.paid, other.paid),
        payers_allowed=_sum(one.payers_allowed, other.payers_allowed),
        adjustments=[*one.adjustments, *other.adjustments],
        remarks=[*one.remarks, *other.remarks],
    )


def _sum(*texts: str) -> str:
    return money(total(map(amount, texts)))


def patient_share(claim: Claim, line: Line) -> Decimal | None:
    """PR adjustments of a line; unknown where its adjustments do not explain what was not paid."""
    adjustments = [*line.adjustments, *claim.adjustments_of_its_line]
    taken, billed, paid = (
        total(value for _, _, value in adjustments),
        amount(line.billed),
        amount(line.paid),
    )
    if taken is None or billed is None or paid is None or billed - paid != taken:
        return None
    return total(value for group, _, value in adjustments if group == "PR")


def allowed_amount(claim: Claim, line: Line) -> Decimal | None:
    """Billed less what the payer did not allow; unknown where that is said of several lines together."""
    if len(claim.lines) > 1 and any(group in NOT_ALLOWED for group, _, _ in claim.adjustments):
        return amount(line.payers_allowed)
    adjustments = [*line.adjustments, *claim.adjustments_of_its_line]
    taken, billed = _of_groups(adjustments, NOT_ALLOWED), amount(line.billed)
    return None if taken is None or billed is None else billed - taken


def _of_groups(adjustments: Iterable[Adjustment], groups: tuple[str, ...]) -> Decimal | None:
    return total(value for group, _, value in adjustments if group in groups)


def codes_of(claim: Claim, line: Line) -> str:
    """Adjustments of the line with amounts, those of the claim without, and the remarks of both."""
    codes = [f"{group}-{code}:{money(value)}" if value is not None else f"{group}-{code}"
             for group, code, value in line.adjustments]  # fmt: skip
    codes += [f"{group}-{code}" for group, code, _ in claim.adjustments]
    return "; ".join([*codes, *dict.fromkeys([*line.remarks, *claim.remarks])])
