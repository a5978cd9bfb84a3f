"""How a text of denial codes is read, token by token (`outcomes.md`, section 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

GROUP = "CO|PR|OA|PI|CR"
GROUPS = set(GROUP.split("|"))
ANNOUNCING = {"CARC", "CARCS", "CODE", "CODES", "DENIAL", "DENIED", "DENY", "REASON", "REASONS"}
SPACE = r"[ \t\n\f\r]"
AS_BLANK = str.maketrans({**dict.fromkeys("\u00a0[](){}\"'<>", " "), "–": "-", "—": "-"})

# One writing of what is written in several, in this order.
WRITINGS = (
    # a date is not three codes
    (r"\b(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(\d\d|\d{4})\b", r"\1.\2.\3"),
    # the comma of thousands: before cents, after a sign of money, or in the amount of a code with its group
    (r"(?<=\d),(?=\d{3}\.\d)", ""),
    (rf"([$:=]{SPACE}*-?\$?{SPACE}*\d{{1,3}}),(\d{{3}})\b", r"\1\2"),
    (rf"\b((?:{GROUP})(?:{SPACE}|[*_-])*\d{{1,3}}[ \t]+\d{{1,3}}),(\d{{3}})\b", r"\1\2"),
    # a CAS segment of X12
    (rf"\b({GROUP})\*(\w+)\*(-?\d+\.?\d*)", r"\1-\2 : \3 "),
    (rf"\b({GROUP})\*", r"\1-"),
    (r"[/+&]", " / "),
    (r"[:=]", " : "),
    (rf"\${SPACE}*", "$"),
    (r"(?<=\d)\$", " $"),
    (rf"{SPACE}-{SPACE}+(?=\$|\d*\.\d)", " : "),
    # a group belongs to the CARC that comes next, whatever stands between them
    (rf"\b({GROUP})(?:{SPACE}|[:;,|/_-])*(0*[1-9]\d{{0,2}}|[ABPWY]\d+)\b", r"\1-\2"),
    # CO97-N19 is two codes, PR1-3 as well; CO-45-35.00 is a code and its amount
    (rf"\b((?:(?:{GROUP})-)?(?:\d{{1,3}}|[ABPWY]\d+))-((?:MA|M|N)\d+)\b", r"\1 / \2"),
    (r"\b(PR-[123])-([123])\b", r"\1 / PR-\2"),
    (rf"\b((?:{GROUP})-\w+)-(\$?\d*\.\d|\$\d)", r"\1 : \2"),
)
SAID = re.compile(
    r"(?P<applied>(AMOUNT )?APPLIED (TO|TOWARDS?) (THE |YOUR |PLAN |ANNUAL |PATIENT )?)?"
    r"(?P<what>DEDUCTIBLE|CO[- ]?INSURANCE|CO[- ]?PAY(MENT)?)(?P<after> APPLIED| AMOUNT)?"
    r"[ :-]*(\$?(?P<amount>\d+\.?\d*))?"
)
CODE = re.compile(
    rf"(?P<group>{GROUP})?-?(?:0*(?P<number>[1-9]\d{{0,2}})|(?P<carc>[ABPWY]\d+)|(?P<rarc>(?:MA|M|N)\d+))"
)
AMOUNT = re.compile(r"-?\$?-?(\d+\.?\d*|\.\d+)-?")


@dataclass
class Token:
    """A token of an entry, and what it was read as."""

    text: str
    is_code: bool = False
    is_amount: bool = False
    kind: str = ""
    code: str = ""
    group: str = ""
    amount: Decimal | None = None


def entries(value: str) -> list[list[str]]:
    """The entries of a text, each as its tokens in one writing."""
    text = value.upper().translate(AS_BLANK)
    for pattern, by in WRITINGS:
        text = re.sub(pattern, by, text, flags=re.ASCII)
    found = []
    for entry in re.split(r"[;,|\r\n]", text):
        parts = re.split(rf"{SPACE}+", _of_the_patient(entry))
        found.append([token for part in parts if (token := part.rstrip("."))])
    return found


def _of_the_patient(entry: str) -> str:
    """`APPLIED TO DEDUCTIBLE 50` as `PR-1 : 50`; nothing where the amount is zero."""
    said = SAID.fullmatch(re.sub(rf"{SPACE}+", " ", entry.replace(":", " : ")).strip(" "))
    if not said or not (said["amount"] or said["applied"] or said["after"] == " APPLIED"):
        return entry
    number = 1 if said["what"] == "DEDUCTIBLE" else 2 if "INSURANCE" in said["what"] else 3
    if said["amount"] is None:
        return f"PR-{number}"
    return f"PR-{number} : {said['amount']}" if float(said["amount"]) else ""


def read(texts: list[str]) -> list[Token]:
    """What each token of an entry is."""
    tokens = [Token(text) for text in texts]
    last_word = None
    for place, token in enumerate(tokens):
        match = CODE.fullmatch(token.text)
        before = tokens[place - 1].text if place else ""
        before_that = tokens[place - 2].text if place > 1 else ""
        if _is_amount(token.text, before, before_that):
            token.is_amount = True
            giver = tokens[place - 2] if before == ":" else tokens[place - 1]
            if giver.is_code:
                giver.amount = abs(Decimal(AMOUNT.fullmatch(token.text)[1]))  # type: ignore[index]
        elif match and (match["group"] or not match["number"] or last_word in (None, *ANNOUNCING)):
            token.is_code, token.kind = True, "RARC" if match["rarc"] else "CARC"
            token.code = match["number"] or match["carc"] or match["rarc"]
            token.group = match["group"] or ""
        letters = sum(map(str.isalpha, token.text))
        if letters >= 2 and not re.search(r"[0-9]", token.text) and token.text.rstrip("-") not in GROUPS:
            last_word = token.text
    return tokens


def _is_amount(text: str, before: str, before_that: str) -> bool:
    if not AMOUNT.fullmatch(text):
        return False
    if before == ":":
        return bool(CODE.fullmatch(before_that) or AMOUNT.fullmatch(before_that))
    code = CODE.fullmatch(before)
    return code is not None and (code["group"] is not None or "$" in text or "." in text)
