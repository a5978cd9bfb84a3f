"""From a source of a letter back to the segments of an X12 file, by plain splitting of its text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

Segment = list[str]
ANSWERED = {"1": "processed", "2": "processed", "4": "denied", "22": "reversed"}


@cache
def segments(path: Path) -> list[Segment]:
    """The segments of a file by their elements, the first at 0."""
    text = path.read_text(encoding="utf-8").replace("\n", "")
    return [one.split("*") for one in text.split("~") if one]


def in_segment(path: Path, number: int, column: str) -> str:
    """The value of a column for the service line that a segment holds, as the payer or the practice sent it."""
    found = segments(path)
    line = found[number - 1]
    assert line[0] in ("SVC", "SV3"), line
    before, behind = found[: number - 1], _of_line(found[number:])
    claim = next(place for place in range(len(before) - 1, -1, -1) if before[place][0] in ("CLP", "CLM"))
    of = _answer if line[0] == "SVC" else _submission
    return of(column, line, before[claim], before[:claim], before[claim + 1 :], behind)


def _of_line(rest: list[Segment]) -> list[Segment]:
    ends = (place for place, one in enumerate(rest) if one[0] in ("SVC", "CLP", "LX", "CLM", "PLB", "SE"))
    return rest[: next(ends)]


def _answer(
    column: str, line: Segment, claim: Segment, heading: list[Segment], of_claim: list[Segment],
    of_line: list[Segment],
) -> str:  # fmt: skip
    """A value of an 835."""
    known = {
        "claim_id": claim[1],
        "payer_claim_control_number": claim[7],
        "status": ANSWERED[claim[2]],
        "procedure_code": line[1].split(":")[1],
        "billed_amount": line[2],
        "paid_amount": line[3],
        "payer_name": _last(heading, "N1", "PR")[2],
        "adjudicated_date": _day(_last(heading, "DTM", "405")[2]),
    }
    if column == "adjustment_codes":
        told = [f"{one[1]}-{one[2]}:{one[3]}" for one in of_line if one[0] == "CAS"]
        return "; ".join([*told, *(one[2] for one in of_line if one[0] == "LQ")])
    if column == "provider_name":
        return _person(_last(of_claim, "NM1", "82"))
    if column == "service_date":
        return _day(_last(of_line, "DTM", "472")[2])
    return known.get(column, "")


def _submission(
    column: str, line: Segment, claim: Segment, heading: list[Segment], of_claim: list[Segment],
    of_line: list[Segment],
) -> str:  # fmt: skip
    """A value of an 837D."""
    attached = [one for one in [*of_claim, *of_line] if one[0] == "PWK"]
    known = {
        "claim_id": claim[1],
        "submission_type": claim[5].split(":")[2],
        "status": "submitted",
        "procedure_code": line[1].split(":")[1],
        "billed_amount": line[2],
        "payer_name": _last(heading, "NM1", "PR")[3],
        "provider_name": _person(_last(heading, "NM1", "85")),
        "practice_name": _person(_last(heading, "NM1", "85")),
        "submitted_date": _day(_last(heading, "BHT", "0019")[4]),
        "attachment_sent": "yes" if attached else "no",
        "attachment_reference": attached[0][6] if attached else "",
    }
    if column == "service_date":
        return _day(_last(of_line, "DTP", "472")[3])
    return known.get(column, "")


def _last(among: list[Segment], name: str, qualifier: str) -> Segment:
    return next(one for one in reversed(among) if one[:2] == [name, qualifier])


def _person(one: Segment) -> str:
    """First name, then the last; an organization has one name."""
    return " ".join(part for part in ((one[4] if len(one) > 4 else ""), one[3]) if part)


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}"
