"""The column contract, once, as data: the columns, and the words, blanks and limits of what stands in them.

Reading, checking, storing, the sample data and docs/columns.md all come from here.
Only the standard library is imported, so that every layer may import this one.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from d9311.columns import (
    APPEAL_OUTCOMES,
    CLAIM_TYPES,
    CLAIMS,
    CONSULTATIONS,
    FILES,
    PAYER_ORDERS,
    SUBMISSION_TYPES,
    ColumnSpec,
    Kind,
    column,
    column_names,
)

__all__ = [
    "CELL_ERRORS", "CLAIMS", "CONSULTATIONS", "EARLIEST_SERVICE_YEAR", "ENUMERATIONS", "FALSE_WORDS", "FILES",
    "LARGEST_MONEY", "METHODS", "MISSING_DATES", "OTHER_METHOD", "PLACEHOLDERS", "QUIET_MISSING_DATE",
    "STATUS_TABLE", "TRUE_WORDS", "WHITE_SPACE", "ColumnSpec", "Kind", "Limits", "column", "column_names",
    "squash",
]  # fmt: skip

# Every character that `str.strip` removes, for trimming in SQL: SQL's own trim knows the space only.
WHITE_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())

# What a spreadsheet shows of a formula that failed; a cell so is empty in every column, identifiers too.
CELL_ERRORS = frozenset(
    ("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!", "#field!")
    + ("#blocked!", "#connect!", "#unknown!", "#busy!", "#getting_data", "#error!")
)
PLACEHOLDERS = CELL_ERRORS | frozenset(
    ("", "n/a", "na", "none", "null", "nan", "-", "--", ".", "?", "unknown", "unk", "tbd")
    + ("not documented", "not recorded")
    + ("(blank)", "(blanks)", "(none)", "(null)", "(empty)", "(unknown)", "(n/a)", "(not set)")
    + ("\\n", "<null>", "<none>", "<n/a>", "<na>", "<blank>", "<empty>", "[null]", "nil", "nat", "undefined")
    + ("n.a.", "n.a", "n/a.", "n\\a", "---", "\u2013", "\u2014", "blank", "empty", "no data", "no value")
    + ("not available", "not applicable", "not specified", "not provided", "not entered", "not given")
)
# Dates that stand for none: of .NET and Open Dental, SQL Server, Access and Excel, Unix, and "never".
MISSING_DATES = frozenset(
    ("0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01")
    + ("9999-12-30", "9999-12-31")
)
# The one that Open Dental writes into every blank date, so that it is not worth a word.
QUIET_MISSING_DATE = "0001-01-01"

# -1 is what Access and Visual Basic write for yes; the marks are those of forms, some followed by U+FE0F.
TRUE_WORDS = frozenset(
    ("true", "t", "yes", "y", "1", "-1", "x", "on", "checked", "[x]")
    + ("\u2713", "\u2714", "\u2714\ufe0f", "\u2611", "\u2611\ufe0f", "\u2612")
)
FALSE_WORDS = frozenset(
    ("false", "f", "no", "n", "0", "off", "unchecked", "not checked", "[]", "[ ]")
    + ("\u2717", "\u2718", "\u2610", "\u2610\ufe0f", "\u25a1")
)

# Accepted spellings of each enumeration, case-folded.
ENUMERATIONS: dict[str, dict[str, str]] = {
    "claim_type": {
        **{word: word for word in CLAIM_TYPES},
        "preauth": "predetermination",
        "pb": "predetermination",
        "predet": "predetermination",
        "p": "primary",
        "pri": "primary",
        "s": "secondary",
        "sec": "secondary",
        "cap": "capitation",
    },
    "submission_type": {
        **{word: word for word in SUBMISSION_TYPES},
        "1": "original",
        "7": "corrected",
        "replacement": "corrected",
        "8": "void",
        "cancel": "void",
    },
    "payer_order": {
        **{word: word for word in PAYER_ORDERS},
        **dict(zip("pst", PAYER_ORDERS, strict=True)),
        **dict(zip("123", PAYER_ORDERS, strict=True)),
        **dict(zip(("pri", "sec", "ter"), PAYER_ORDERS, strict=True)),
        **dict(zip(("1st", "2nd", "3rd"), PAYER_ORDERS, strict=True)),
    },
    "appeal_outcome": {word: word for word in APPEAL_OUTCOMES},
}

_STATUS_WORDS = {
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
# As written in the data dictionary -> normalised. Compare with `squash` on both sides.
STATUS_TABLE: dict[str, str] = {
    word: status for status, words in _STATUS_WORDS.items() for word in words.split(", ")
}

# Method of communication: the first row with a match anywhere in the case-folded text wins (RE2 syntax).
METHODS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("in person", (r"in.?person", r"face", r"office")),
    ("secure message", (r"secure", r"portal", r"message", r"direct")),
    ("video", (r"video", r"tele(health|med)", r"zoom")),
    ("phone", (r"phone", r"call", r"verbal", r"\btel\b")),
    ("fax", (r"fax",)),
    ("email", (r"e-?mail",)),
    ("letter", (r"letter", r"mail", r"written")),
)
OTHER_METHOD = "other"

# A D9311 export reaches back a few years; an older year is a slip of the keyboard or a default. So is, in any
# column of dates, a year after the newest service year and one more.
EARLIEST_SERVICE_YEAR = 1990
LARGEST_MONEY = "9999999999.99"  # DECIMAL(12,2)


@dataclass(frozen=True)
class Limits:
    """What one file may be. `decompressed_times`: decompressed size as a multiple of the file.

    A file is refused when it has `broken_rows` rows that cannot be read and they are more than half of all.
    """

    file_bytes: int = 2_000_000_000
    columns: int = 1_000
    field_bytes: int = 1 << 20
    row_bytes: int = 32 << 20
    broken_rows: int = 100_000
    decompressed_times: int = 20
    decompressed_bytes: int = 4_000_000_000
    header_lines: int = 100

    @classmethod
    def of_any_size(cls) -> Limits:
        """Limits but for the size of a file: memory stays flat, and the disk is the user's own."""
        return cls(file_bytes=sys.maxsize, decompressed_bytes=sys.maxsize)


def squash(text: str) -> str:
    """`text` case-folded without punctuation and spaces: how statuses and header names are compared."""
    return "".join(character for character in text.casefold() if character.isalnum())
