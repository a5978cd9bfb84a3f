"""What the values of a column say about its meaning; held against the first rows of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from d9311 import contract
from d9311.ingest.values.moments import read_moment
from d9311.ingest.values.money import read_amount

MOST = 0.9  # of the values that a column is recognised by
HALF = 0.5  # of the values that fit what the header says; fewer, and the user is asked

_DATE = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d.*|\d{1,2}/\d{1,2}/\d{2,4}( .*)?|\d{1,2}[.-]\d{1,2}[.-]\d{4}( .*)?|"
    r"\d{1,2}-[a-z]{3}-\d{2,4}( .*)?|(19|20)\d{6}",
    re.IGNORECASE,
)
_EXCEL_DAY = re.compile(r"[2-5]\d{4}(\.\d+)?|60000")
_CDT = re.compile(r"(AD:)?D\d{4}\.?(:.*)?|(AD:)?0?\d{4}(\.0)?", re.IGNORECASE)
_CDT_WITH_LETTER = re.compile(r"(AD:)?D\d{4}\.?", re.IGNORECASE)
# One code as the build reads it: CARC with or without group and amount, or RARC. X12's CARC end near 305;
# a higher number is somebody's own.
_CODE = re.compile(
    r"(CO|PR|OA|PI|CR)?-?(0*([1-9]|[1-9]\d|[12]\d\d|3[0-4]\d)|[ABPW]\d+|(MA|M|N)\d+)(:-?(\d+\.?\d*|\.\d+))?",
    re.IGNORECASE,
)
_SURE_CODE = re.compile(r"(CO|PR|OA|PI|CR)-?\d+(:.*)?|(MA|N)\d+", re.IGNORECASE)
_CODE_BREAKS = re.compile(r"[;,|\s/+&()\[\]]+")
_AMOUNT_BESIDE = re.compile(r"(^|[\s:=(])[\s:=]*-?(\$\s?\d[\d,]*(\.\d+)?|\d[\d,]*\.\d\d)(?![\d.])")
_GROUPS = frozenset(("CO", "PR", "OA", "PI", "CR"))
_AMOUNT = re.compile(r"[-+$( ]*\d[\d., ]*[-) ]*")
_CENTS = re.compile(r"[$€]|[.,]\d{1,2}\b")
_HAS_DIGIT = re.compile(r"\d")
_PERSON_NAME = re.compile(r"[^\W\d]{2,}[\w'-]*, ?[^\W\d]{2,}[\w .'-]*")
# What kind of insurance it is, where the name of the payer is wanted.
_CATEGORIES = frozenset(
    [
        "ppo",
        "hmo",
        "dhmo",
        "dppo",
        "epo",
        "pos",
        "indemnity",
        "ffs",
        "feeforservice",
        "medicaid",
        "medicare",
        "chip",
        "commercial",
        "private",
        "public",
        "government",
        "selfpay",
        "cash",
        "none",
        "primary",
        "secondary",
        "tertiary",
        "dental",
        "medical",
        "insurance",
        "group",
        "individual",
        "capitation",
        "discount",
        "discountplan",
        "innetwork",
        "outofnetwork",
        "oon",
        "inn",
        "contracted",
        "noncontracted",
        "other",
    ]
)
_CARRIERS = re.compile(
    r"delta|aetna|cigna|metlife|guardian|united ?health|uhc|humana|blue ?cross|bcbs|anthem|ameritas|"
    r"principal|sun ?life|lincoln|dentaquest|liberty|mutual|assurant|unum|medicaid|insurance|"
    r"dental (plan|care|benefit)",
    re.IGNORECASE,
)


def is_date(text: str) -> bool:
    """Whether a text is written as a date; day numbers of Excel are none, nor are other bare numbers."""
    if _DATE.fullmatch(text):
        return True
    return not text.isdecimal() and _HAS_DIGIT.search(text) is not None and _is_day(text)


def is_amount(text: str) -> bool:
    """Whether a text is written as an amount."""
    return (_AMOUNT.fullmatch(text) is not None or _is_readable_amount(text)) and not is_date(text)


def is_code_list(text: str) -> bool:
    """Whether a text is denial codes and nothing else."""
    words = _code_words(text)
    return bool(words) and all(_CODE.fullmatch(word) or word.upper() in _GROUPS for word in words)


def is_sure_code_list(text: str) -> bool:
    """Whether a text is denial codes that nothing else looks like: `CO-45`, `N706`."""
    return is_code_list(text) and any(_SURE_CODE.fullmatch(word) for word in _code_words(text))


def _code_words(text: str) -> list[str]:
    """The words of a text of denial codes without the amounts beside them."""
    if is_date(text):
        return [text]
    return [word for word in _CODE_BREAKS.split(_AMOUNT_BESIDE.sub(" ", text.strip())) if word]


def is_sentence(text: str) -> bool:
    """Whether a text is words, not a code."""
    return sum(len(word) > 1 and word.isalpha() for word in text.split()) >= 2


def is_category(text: str) -> bool:
    """Whether a text is a kind of insurance, such as `PPO`."""
    return contract.squash(text) in _CATEGORIES


def is_carrier(text: str) -> bool:
    """Whether a text holds the name of a well-known payer."""
    return _CARRIERS.search(text) is not None and not is_category(text)


def is_status(text: str) -> bool:
    """Whether a text is in the status table."""
    return contract.squash(text) in {contract.squash(word) for word in contract.STATUS_TABLE}


def is_letter_or_number(text: str) -> bool:
    """Whether a text is one letter or a number of two digits, as a system's own statuses are."""
    return re.fullmatch(r"[A-Za-z]|\d{1,2}", text) is not None


def is_person_name(text: str) -> bool:
    """Whether a text is written as `Last, First`."""
    return _PERSON_NAME.fullmatch(text) is not None


def is_cdt_code(text: str) -> bool:
    """Whether a text is a procedure code, with or without its letter."""
    return _CDT.fullmatch(text) is not None


def has_cdt_letter(text: str) -> bool:
    """Whether a text is a procedure code with its letter, which nothing else looks like."""
    return _CDT_WITH_LETTER.fullmatch(text) is not None


def may_be_keys(texts: Sequence[str]) -> bool:
    """Whether the distinct values of a column may be identifiers:
    no dates, no amounts, no flag of two values.
    """
    if share(is_date, texts) >= HALF or share(_has_cents, texts) >= HALF:
        return False
    words = {text.casefold() for text in texts}
    is_flag = words <= contract.TRUE_WORDS | contract.FALSE_WORDS or not any(map(_HAS_DIGIT.search, texts))
    return len(words) > 2 or not is_flag


def _has_cents(text: str) -> bool:
    return _CENTS.search(text) is not None and _is_readable_amount(text)


def share(test: Callable[[str], bool], texts: Sequence[str]) -> float:
    """Which part of the texts passes a test; 0 of none."""
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def looks_like_data(cell: str) -> bool:
    """Whether a cell of what may be a header is a value rather than a name."""
    text = cell.strip()
    return is_date(text) or is_amount(text) or has_cdt_letter(text)


def fits(spec: contract.ColumnSpec, texts: Sequence[str]) -> bool:
    """Whether the values (none missing) may be those of a column; true where its kind tells nothing."""
    test = _TESTS.get(spec.name) or _TESTS.get(spec.kind)
    return test is None or not texts or share(test, texts) >= HALF


def _is_date_or_day(text: str) -> bool:
    return is_date(text) or _EXCEL_DAY.fullmatch(text) is not None or _is_day(text)


def _is_day(text: str) -> bool:
    """Whether a text can be read as a day that there is, written as such and not as a number of Excel."""
    moment = read_moment(text)
    return moment is not None and not moment.is_serial and bool(moment.month_first or moment.day_first)


def _is_readable_amount(text: str) -> bool:
    return read_amount(text) is not None or read_amount(text, "comma") is not None


_TESTS: dict[str, Callable[[str], bool]] = {
    "date": _is_date_or_day,
    "timestamp": _is_date_or_day,
    "money": _is_readable_amount,
    "procedure_code": is_cdt_code,
    "adjustment_codes": is_code_list,
    "payer_name": lambda text: not is_category(text) and not is_amount(text) and not is_date(text),
    "status": lambda text: (
        is_letter_or_number(text) or is_status(text) or not (is_amount(text) or is_sentence(text))
    ),
    "enumeration": lambda text: not is_sentence(text),
    "boolean": lambda text: not is_sentence(text),
    "patient_id": lambda text: not is_person_name(text) and not is_date(text),
    "claim_id": lambda text: not is_date(text),
}
