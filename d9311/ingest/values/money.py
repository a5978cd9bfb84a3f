"""Amounts as exports write them, read as exact decimals.

Read are `1234.5`, `$1,234.50`, `(12.50)`, `12.50-` and `-12.50`, Excel's accounting format (`$(60.00)`, `$ -`
for zero), `12.34 CR` (negative) and `DR`, and a currency as sign or word on either side; with a decimal comma
(`1.234,50`) only where the whole column is written so. Anything else is unreadable. A third decimal is read
when it is a zero and never rounded away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from d9311.contract import LARGEST_MONEY
from d9311.ingest.values.missing import is_missing
from d9311.ingest.values.plain import plain

# The currency says nothing of the amount: an export is in one, which the practice knows.
_CURRENCY = r"(?:US ?\$|USD ?\$|CA?\$|A\$|USD|CAD|AUD|EUR|GBP|\$|€|£)"
_NUMBER = r"[0-9.,]+(?: [0-9]{3})*(?:[.,][0-9]+)?"
_SIGNED = re.compile(
    rf"(?P<sign>[-+])? ?(?P<open>\()? ?(?P<second>[-+])? ?{_CURRENCY}? ?(?P<inner>[-+])? ?(?P<within>\()? ?"
    rf"(?P<number>{_NUMBER}) ?(?P<after>-)? ?(?P<close>\))? ?{_CURRENCY}? ?(?P<side>CR|DR)?\.?",
    re.IGNORECASE,
)
# A zero as Excel's accounting format shows it. A dash without a currency may as well say that there is none.
_ZERO = re.compile(rf"{_CURRENCY} ?-{{1,2}}|-{{1,2}} ?{_CURRENCY}", re.IGNORECASE)
_POINT = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]*)(?:\.(?P<decimals>[0-9]+))?"
)
_COMMA = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,(?P<decimals>[0-9]{1,2}))?"
)
_DECIMAL_COMMA = re.compile(r"[0-9],[0-9]{1,2}(?![0-9])")
# A point before exactly three digits may as well part thousands.
_EITHER = re.compile(r"[^0-9]*[0-9]{1,3}(?:\.[0-9]{3})+[^0-9]*")
_NOT_FINITE = re.compile(r"[-+]nan|[-+]?inf(?:inity)?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?e[-+]?[0-9]{1,6}", re.IGNORECASE)
_LARGEST = Decimal(LARGEST_MONEY)

DecimalMark = Literal["point", "comma"]


@dataclass
class MoneyColumn:
    """Amounts of one column by their text: None where missing, unreadable, or in `overflow`."""

    values: dict[str, Decimal | None] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    overflow: set[str] = field(default_factory=set)
    decimal: DecimalMark = "point"


def parse_money(texts: Sequence[str]) -> MoneyColumn:
    """Read the distinct texts of one column; the decimal mark is decided over all of them."""
    column = MoneyColumn(decimal=_decimal_mark(texts))
    is_point_sure = any(_is_sure_of_point(text) for text in texts)
    for text in texts:
        column.values[text] = None
        if is_missing("money", text):
            continue
        amount = read_amount(text, column.decimal)
        if column.decimal == "point" and not is_point_sure and _EITHER.fullmatch(text):
            amount = None
        if amount is None:
            (column.overflow if _is_beyond(text.strip()) else column.unreadable).add(text)
        elif abs(amount) > _LARGEST:
            column.overflow.add(text)
        else:
            column.values[text] = amount
    return column


def read_amount(text: str, decimal: DecimalMark = "point") -> Decimal | None:
    """One amount with two decimals; None when it cannot be read under this decimal mark."""
    text = " ".join(plain(text).split())
    if _ZERO.fullmatch(text):
        return Decimal("0.00")
    match = _SIGNED.fullmatch(text)
    if match is None or bool(match["open"] or match["within"]) != bool(match["close"]):
        return None
    signs = [match[name] for name in ("sign", "second", "inner", "after", "open", "within", "side")]
    if sum(bool(sign) for sign in signs) > 1:
        return None
    number = (_POINT if decimal == "point" else _COMMA).fullmatch(match["number"])
    if number is None or not any(number.groups()):
        return None
    decimals = (number["decimals"] or "").rstrip("0")
    if len(decimals) > 2:
        return None
    whole = re.sub("[., ]", "", number["whole"]) or "0"
    amount = Decimal(f"{whole}.{decimals:0<2}")
    is_negative = any(sign and sign.upper() in ("-", "(", "CR") for sign in signs)
    return amount.copy_negate() if is_negative and amount else amount


def _is_beyond(text: str) -> bool:
    """Whether a text that is no amount writes an infinite number, or one that no column can hold."""
    is_large = bool(_SCIENTIFIC.fullmatch(text)) and abs(Decimal(text)) > _LARGEST
    return is_large or bool(_NOT_FINITE.fullmatch(text))


def _decimal_mark(texts: Sequence[str]) -> DecimalMark:
    """`comma` when some text has a decimal comma and every text that can be read at all is readable so."""
    is_shown = False
    for text in texts:
        as_comma = read_amount(text, "comma")
        if as_comma is None and read_amount(text) is not None:
            return "point"
        is_shown = is_shown or (as_comma is not None and bool(_DECIMAL_COMMA.search(text)))
    return "comma" if is_shown else "point"


def _is_sure_of_point(text: str) -> bool:
    """Whether a text can be read with a decimal point and in no other way."""
    return "." in text and read_amount(text) is not None and read_amount(text, "comma") is None
