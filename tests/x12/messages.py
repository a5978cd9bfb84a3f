"""Small X12 files, written segment by segment."""

from __future__ import annotations

from collections.abc import Sequence

ISA = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*{number:09d}*0*P*:"
REMITTANCE, DENTAL = "005010X221A1", "005010X224A2"


def interchange(*sets: Sequence[str], guide: str = REMITTANCE, number: int = 1, end: str = "~\n") -> str:
    """An interchange of transaction sets, each given by the segments between its ST and SE."""
    kind = "835" if "X221" in guide or "X091" in guide else "837"
    group = "HP" if kind == "835" else "HC"
    segments = [ISA.format(number=number), f"GS*{group}*SENDER*RECEIVER*20250301*1200*{number}*X*{guide}"]
    for position, inside in enumerate(sets, 1):
        segments += [f"ST*{kind}*{position:04d}*{guide}", *inside, f"SE*{len(inside) + 2}*{position:04d}"]
    segments += [f"GE*{len(sets)}*{number}", f"IEA*1*{number:09d}"]
    return "".join(segment + end for segment in segments)


def check(
    paid: str,
    *claims: Sequence[str],
    plb: Sequence[str] = (),
    trace: str = "T1",
    payer: str = "DELTA DENTAL",
    payer_id: str = "94276",
    day: str = "20250301",
) -> list[str]:
    """A transaction set of an 835: one check of a payer with its claims."""
    heading = [
        f"BPR*I*{paid}*C*ACH*CCP*01*1*DA*1*1*1*01*1*DA*1*20250305",
        f"TRN*1*{trace}*1",
        f"DTM*405*{day}",
        f"N1*PR*{payer}*XV*{payer_id}",
        "N1*PE*MAIN STREET DENTAL*XX*1999999984",
    ]
    return [*heading, *(segment for claim in claims for segment in claim), *plb]


def claim(
    claim_id: str,
    status: str,
    billed: str,
    paid: str,
    *segments: str,
    member: str = "M1",
    name: str = "JANE",
    control: str = "",
) -> list[str]:
    """A claim of an 835: its CLP, patient and dentist, then the given segments."""
    return [
        f"CLP*{claim_id}*{status}*{billed}*{paid}**12*{control or 'ICN' + claim_id}*11*1",
        f"NM1*QC*1*MARKER*{name}****MI*{member}",
        "NM1*82*1*SMITH*JOHN****XX*1999999976",
        *segments,
    ]


def line(code: str, billed: str, paid: str, *segments: str, day: str = "20250110") -> list[str]:
    """A service line of an 835."""
    return [f"SVC*{code}*{billed}*{paid}", f"DTM*472*{day}", *segments]


def batch(*claims: Sequence[str], payer_order: str = "P", payer: str = "DELTA DENTAL", payer_id: str = "94276",
          sent: str = "20250112") -> list[str]:  # fmt: skip
    """A transaction set of an 837D: claims of one subscriber at a payer."""
    return [
        f"BHT*0019*00*B1*{sent}*1200*CH",
        "HL*1**20*1",
        "NM1*85*2*MAIN STREET DENTAL*****XX*1999999984",
        "HL*2*1*22*0",
        f"SBR*{payer_order}*18*******CI",
        "NM1*IL*1*MARKER*JANE****MI*M1",
        "DMG*D8*19700101*F",
        f"NM1*PR*2*{payer}*****PI*{payer_id}",
        *(segment for claim in claims for segment in claim),
    ]
