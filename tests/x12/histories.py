"""Random histories of a few claims each, as exports, 837D and 835 files tell of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.x12.messages import DENTAL, interchange

COLUMNS = (
    "claim_id,line_number,patient_id,payer_name,payer_order,procedure_code,service_date,submitted_date,"
    "adjudicated_date,status,billed_amount,paid_amount,adjustment_codes"
)
PAYERS = (("Delta", "DELTA DENTAL", "P1"), ("Aetna", "AETNA INC", "P2"), ("Zeta Dental", "Zeta Dental", "P3"))
START = date(2025, 1, 6)


@dataclass
class History:
    """Files of one world: exports in their order, and X12 files, which may come anywhere among them."""

    exports: list[str] = field(default_factory=list)
    x12: list[str] = field(default_factory=list)
    paid: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each claim, how often it billed D9311, and what its first payer paid for that in the end. Of two lines that
    are alike nobody can say which one a check is about."""


@dataclass
class _Answer:
    day: date
    kind: str
    paid: int
    codes: str
    control: str
    posted: str = ""


@dataclass
class _Claim:
    number: str
    sent_as: str
    patient: str
    payers: list[int]
    lines: list[tuple[str, int]]
    service: date
    sent: date
    sent_in_export: str
    is_posted: bool
    answers: list[tuple[int, int, _Answer]] = field(default_factory=list)


def history(seed: int, claims: int) -> History:
    """A world of so many claims: two exports, an 837D and three 835 files, the same for the same seed."""
    random = Random(seed)
    world = [_claim(random, number) for number in range(claims)]
    found = History(
        paid={claim.number: _paid(claim) for claim in world if len(set(claim.lines)) == len(claim.lines)}
    )
    ends = (START + timedelta(60), START + timedelta(150))
    for end in ends:
        rows = [row for claim in world for row in _export_rows(claim, end)]
        found.exports.append("\n".join([COLUMNS, *rows, ""]))
    found.x12.append(_submissions(random, world))
    parts: list[list[list[tuple[date, int, list[str]]]]] = [[], [], []]
    for claim in world:
        for payer in {one for one, _, _ in claim.answers}:
            for control in dict.fromkeys(a.control for p, _, a in claim.answers if p == payer):
                parts[random.randrange(3)].append(_loop(claim, payer, control))
    for number, part in enumerate(parts, 1):
        found.x12 += _remittances(part, number)
    return found


def _paid(claim: _Claim) -> tuple[int, int]:
    lines = [number for number, (code, _) in enumerate(claim.lines) if code == "D9311"]
    total = 0
    for line in lines:
        its = [one for payer, number, one in claim.answers if (payer, number) == (claim.payers[0], line)]
        total += sum(one.paid for one in its)
        anew = [one for one in its if one.kind == "paid" and one.control.endswith("A")]
        if len(anew) > 1 and all(one.kind != "back" for one in its):
            total -= anew[-1].paid  # a check made anew
    return len(lines), total


def _claim(random: Random, number: int) -> _Claim:
    name = f"c{number:03d}"
    service = START + timedelta(random.randrange(40))
    lines = [("D9311", 85)] + random.choice(
        ([], [("D0140", 50)], [("D0220", 30)], [("D9311", 85)], [("D9311", 90)])
    )
    random.shuffle(lines)
    payers = random.choice(([0], [1], [2], [0, 1]))
    claim = _Claim(
        name, random.choice((name, name, name.upper(), f"12/{name}")), f"p{number}", payers, lines, service,
        service + timedelta(2), random.choice((str(service + timedelta(2)), "")), random.random() < 0.8,
    )  # fmt: skip
    for payer in payers:
        for line in range(len(lines)):
            if random.random() < 0.85:
                claim.answers += [(payer, line, one) for one in _answers(random, claim, payer)]
    for _, _, one in claim.answers:
        day = one.day + timedelta(random.choice((0, 1, 5, 24)))
        paid = one.paid + random.choice((0, 0, 0, 1 if one.paid else 0))
        one.posted = f"{day},received,{{billed}},{paid},{random.choice((one.codes, one.codes, ''))}"
    return claim


def _answers(random: Random, claim: _Claim, payer: int) -> list[_Answer]:
    day = claim.sent + timedelta(random.choice((10, 20, 30)))
    control = f"{claim.number}{payer}"
    first = random.choice(
        (_Answer(day, "paid", 60, "CO-45", f"{control}A"), _Answer(day, "zero", 0, "CO-97", f"{control}A"))
    )
    answers = [first]
    if first.paid and random.random() < 0.3:
        later = day + timedelta(random.choice((0, 30)))
        answers.append(_Answer(later, "back", -60, "CO-45", f"{control}A"))
        if random.random() < 0.6:
            answers.append(_Answer(later, "zero", 0, "CO-29", f"{control}B"))
    elif first.paid and random.random() < 0.2:
        answers.append(_Answer(day + timedelta(20), "paid", 60, "CO-45", f"{control}A"))
    elif random.random() < 0.3:
        answers.append(_Answer(day + timedelta(40), "paid", 60, "CO-45", f"{control}C"))
    return answers


def _export_rows(claim: _Claim, end: date) -> list[str]:
    """What the practice system holds at a day: the newest decision that it posted, or a pending row."""
    rows = []
    for place, payer in enumerate(claim.payers):
        for line, (code, billed) in enumerate(claim.lines):
            known = [one for p, number, one in claim.answers if (p, number) == (payer, line)]
            known = [one for one in known if one.kind != "back" and one.day + timedelta(30) < end]
            decision = ",sent,{billed},,"
            if known and claim.is_posted:
                decision = known[-1].posted
            order = ("primary", "secondary")[place]
            rows.append(
                f"{claim.number},{line + 1},{claim.patient},{PAYERS[payer][0]},{order},{code},{claim.service},"
                f"{claim.sent_in_export},{decision.format(billed=billed)}"
            )
    return rows


def _submissions(random: Random, world: list[_Claim]) -> str:
    sets = []
    for claim in world:
        if random.random() < 0.5:
            name = PAYERS[claim.payers[0]]
            total = sum(billed for _, billed in claim.lines)
            segments = [
                f"BHT*0019*00*B{claim.number}*{claim.sent:%Y%m%d}*1200*CH", "HL*1**20*1",
                "NM1*85*2*MAIN STREET DENTAL*****XX*1999999984", "HL*2*1*22*0", "SBR*P*18*******CI",
                f"NM1*IL*1*DOE*{claim.patient}****MI*M{claim.patient}", "DMG*D8*19700101*F",
                f"NM1*PR*2*{name[1]}*****PI*{name[2]}", f"CLM*{claim.sent_as}*{total}***11:B:1*Y*A*Y*Y",
            ]  # fmt: skip
            for number, (code, billed) in enumerate(claim.lines, 1):
                segments += [
                    f"LX*{number}",
                    f"SV3*AD:{code}*{billed}****1",
                    f"DTP*472*D8*{claim.service:%Y%m%d}",
                ]
            sets.append(segments)
    return interchange(*sets, guide=DENTAL) if sets else ""


def _loop(claim: _Claim, payer: int, control: str) -> list[tuple[date, int, list[str]]]:
    """The claim's answers of one control number, by the day of their check."""
    found = []
    for day, kind in dict.fromkeys(
        (a.day, a.kind) for p, _, a in claim.answers if p == payer and a.control == control
    ):
        lines = [
            (n, a)
            for p, n, a in claim.answers
            if (p, a.day, a.kind, a.control) == (payer, day, kind, control)
        ]
        sign = "-" if kind == "back" else ""
        status = {"paid": "1" if payer == claim.payers[0] else "2", "zero": "4", "back": "22"}[kind]
        billed = sum(claim.lines[n][1] for n, _ in lines)
        segments = [
            f"CLP*{claim.sent_as}*{status}*{sign}{billed}*{sum(a.paid for _, a in lines)}**12*{control}*11*1",
            f"NM1*QC*1*DOE*{claim.patient}****MI*M{claim.patient}",
        ]
        for n, answer in lines:
            code, amount = claim.lines[n]
            left = f"{sign}{amount - abs(answer.paid)}"
            segments += [
                f"SVC*AD:{code}*{sign}{amount}*{answer.paid}**1", f"DTM*472*{claim.service:%Y%m%d}",
                f"CAS*{answer.codes.replace('-', '*')}*{left}",
            ]  # fmt: skip
        found.append((day, payer, segments))
    return found


def _remittances(part: list[list[tuple[date, int, list[str]]]], number: int) -> list[str]:
    """One 835 file: a check for each payer and day."""
    checks: dict[tuple[date, int], list[str]] = {}
    for loops in part:
        for day, payer, segments in loops:
            checks.setdefault((day, payer), []).extend(segments)
    sets = []
    for place, ((day, payer), segments) in enumerate(sorted(checks.items())):
        paid = sum(int(segment.split("*")[4]) for segment in segments if segment.startswith("CLP"))
        sets.append(
            [f"BPR*I*{paid}*C*ACH*CCP*01*1*DA*1*1*1*01*1*DA*1*{day:%Y%m%d}", f"TRN*1*T{number}{place}*1",
             f"DTM*405*{day:%Y%m%d}", f"N1*PR*{PAYERS[payer][1]}*XV*{PAYERS[payer][2]}",
             "N1*PE*MAIN STREET DENTAL*XX*1999999984", *segments]
        )  # fmt: skip
    return [interchange(*sets, number=number)] if sets else []
