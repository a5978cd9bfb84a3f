"""Single values of an export: missing, dates, money, booleans, enumerations, as `data.md` reads them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from tests.oracle.reference import same_day_codes

ERRORS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"} | {
    *("#field!", "#blocked!", "#connect!", "#unknown!", "#busy!", "#getting_data", "#error!")
}
PLACEHOLDERS = (
    {"", "n/a", "na", "none", "null", "nan", "-", "--", ".", "?", "unknown", "unk", "tbd"}
    | {"not documented", "not recorded", "not available", "not applicable", "not specified", "not provided"}
    | {"not entered", "not given", "no data", "no value", "blank", "empty", "nil", "nat", "undefined", "---"}
    | {"(blank)", "(blanks)", "(none)", "(null)", "(empty)", "(unknown)", "(n/a)", "(not set)", "[null]"}
    | {"<null>", "<none>", "<n/a>", "<na>", "<blank>", "<empty>", "\\n", "n\\a", "n.a.", "n.a", "n/a."}
    | {"\u2013", "\u2014"}
    | ERRORS
)
NO_DAYS = ("0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01") + (
    "9999-12-30",
    "9999-12-31",
)
TRUE = {"true", "t", "yes", "y", "1", "-1", "x", "on", "checked", "[x]", *"✓✔☑☒", "✔\ufe0f", "☑\ufe0f"}
FALSE = {"false", "f", "no", "n", "0", "off", "unchecked", "not checked", "[]", "[ ]", *"✗✘☐□", "☐\ufe0f"}
NO_REPLY = {"pending", "lm", "no answer", "no response", "not received", "not on file"} | {
    "see chart",
    "see notes",
    "same",
}
NO_REPLY_STARTS = ("awaiting", "waiting", "requested", "left message")
STATUSES = {
    "draft": "unsent, waiting, waiting to send, hold, draft, not sent",
    "pending": "pending, submitted, sent, accepted, in process, in review, open",
    "decided": "received, rcvd, recd, processed, adjudicated, finalized, closed",
    "paid": "paid, pd, approved, allowed",
    "partial": "partially paid, partial, partially approved, reduced",
    "denied": "denied, deny, disallowed, declined, not covered, rejected by payer, zero pay denied",
    "rejected": "rejected, front end rejected, clearinghouse rejected, returned",
    "predetermination": "predetermination, preauth, preauthorization, pretreatment estimate",
    "void": "void, voided, cancelled, canceled, deleted",
    "reversed": "reversed, reversal, takeback",
    "appealed": "appealed, appeal, in appeal, under appeal",
}
CLAIM_TYPES = {"preauth": "predetermination", "pb": "predetermination", "p": "primary", "s": "secondary"} | {
    "predet": "predetermination",
    "pri": "primary",
    "sec": "secondary",
    "cap": "capitation",
}
SUBMISSION_TYPES = {
    "1": "original",
    "7": "corrected",
    "replacement": "corrected",
    "8": "void",
    "cancel": "void",
}
PAYER_ORDERS = {"p": "primary", "s": "secondary", "t": "tertiary"} | {
    "1": "primary",
    "2": "secondary",
    "3": "tertiary",
    "pri": "primary",
    "sec": "secondary",
    "ter": "tertiary",
    "1st": "primary",
    "2nd": "secondary",
    "3rd": "tertiary",
}


def text(value: str | None) -> str | None:
    """The trimmed text, None where it is missing or a placeholder."""
    trimmed = (value or "").strip()
    return None if trimmed.casefold() in PLACEHOLDERS else trimmed


def identifier(value: str | None) -> str | None:
    """The trimmed text letter for letter, None only where it is empty or a formula failed."""
    trimmed = (value or "").strip()
    return None if trimmed.casefold() in ERRORS else trimmed or None


def day(value: str | None) -> date | None:
    """An ISO date, with or without a time behind it; the calendar date as written."""
    known = text(value)
    if known is None or known.startswith(NO_DAYS):
        return None
    return date.fromisoformat(known[:10])


def money(value: str | None) -> Decimal | None:
    known = text(value)
    return None if known is None else Decimal(known)


def boolean(value: str | None) -> bool | None:
    """True, false, or None for unknown."""
    word = (text(value) or "").casefold()
    return True if word in TRUE else False if word in FALSE else None


def enumeration(value: str | None, spellings: dict[str, str]) -> str | None:
    known = text(value)
    return None if known is None else spellings.get(known.casefold(), known.casefold())


def letters(value: str) -> str:
    return re.sub(r"[\W_]", "", value.casefold())


def status(value: str) -> str:
    """The normalised status; `unknown` for a value that the table does not hold."""
    for name, accepted in STATUSES.items():
        if letters(value) in [letters(word) for word in accepted.split(", ")]:
            return name
    return "unknown"


def answer(value: str | None) -> str | None:
    """A text that says something; None where it is missing or only says that no reply came."""
    known = text(value)
    if known is None or known.casefold() in NO_REPLY:
        return None
    words = known.casefold().split()
    for start in NO_REPLY_STARTS:
        first = start.split()
        if words[: len(first)] == first and len(words) - len(first) <= 3:
            return None
    return known


def flag_or_text(value: str | None) -> bool | None:
    """`correspondence_on_file`, `verbal_summary`: true also for any other text that says something."""
    known = answer(value)
    if known is None:
        return None
    return boolean(known) is not False


def is_time(value: str | None) -> bool:
    known = (text(value) or "").casefold()
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(am|pm))?", known)
    if not clock:
        return False
    hours, minutes, seconds, half = int(clock[1]), int(clock[2]), int(clock[3] or 0), clock[4]
    right_hours = 1 <= hours <= 12 if half else hours <= 23
    return right_hours and minutes <= 59 and seconds <= 59


def minutes_of_day(value: str | None) -> tuple[int, int] | None:
    """A readable time as (minutes since midnight, seconds), to sort by."""
    if not is_time(value):
        return None
    known = (text(value) or "").casefold()
    hours, minutes, *seconds = [int(part) for part in re.findall(r"\d+", known)]
    if known.endswith("pm") and hours < 12:
        hours += 12
    if known.endswith("am") and hours == 12:
        hours = 0
    return hours * 60 + minutes, seconds[0] if seconds else 0


def procedure_code(value: str) -> str:
    """A procedure code cleaned by `data.md`, "Finding D9311"."""
    code = value.strip().upper().removeprefix("AD:").split(":")[0].removesuffix(".")
    lettered = {form for listed in ("D9311", *same_day_codes()) for form in _numbers(listed)}
    return f"D{code.removesuffix('.0')[-4:]}" if code in lettered else code


def _numbers(code: str) -> tuple[str, ...]:
    """A code as programs write it that leave its letter out."""
    return code[1:], f"0{code[1:]}", f"{code[1:]}.0"
