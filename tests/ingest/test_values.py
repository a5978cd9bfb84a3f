"""Values that are neither dates nor amounts, and what a whole column says."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311.contract import CELL_ERRORS, PLACEHOLDERS, Kind, column
from d9311.ingest.values.missing import is_missing
from d9311.ingest.values.typed import ParsedColumn, Value, parse_column, unreadable_message
from tests.strategies import exports as _profile  # noqa: F401  (registers the Hypothesis profile)


def _parsed(kind: str, name: str, *texts: str) -> ParsedColumn:
    return parse_column(column(kind, name), texts, range(2, 2 + len(texts)), "export.csv")


def _value(kind: str, name: str, text: str) -> Value | None:
    """The one value of a column; unreadable texts are told by the string `?`."""
    parsed = _parsed(kind, name, text)
    assert (text in parsed.unreadable) <= (parsed.values[text] is None)
    return "?" if text in parsed.unreadable else parsed.values[text]


@pytest.mark.parametrize("word", sorted(PLACEHOLDERS))
@pytest.mark.parametrize("written", [str, str.upper, lambda word: f"\u00a0\t{word} \u3000"])
def test_placeholders_are_missing_everywhere_but_in_identifiers(word: str, written: type[str]) -> None:
    text = written(word)
    kinds: tuple[Kind, ...] = (
        "text",
        "date",
        "money",
        "integer",
        "number",
        "boolean",
        "enumeration",
        "time",
        "flag_or_text",
    )
    assert all(is_missing(kind, text) for kind in kinds)
    assert is_missing("identifier", text) == (word == "" or word in CELL_ERRORS)


def test_a_practice_may_be_called_na_and_a_claim_may_be_zero() -> None:
    assert [is_missing("identifier", text) for text in ("NA", "none", "0", "1E5", "0042", " ")] == [
        False
    ] * 5 + [True]


@pytest.mark.parametrize(
    ("text", "value"),
    [(word, True) for word in ("true", "T", "Yes", "y", "1", "-1", "X", "on", "[x]", *"✓✔☑☒")]
    + [(word, False) for word in ("FALSE", "f", "no", "N", "0", "off", "[ ]", *"✗✘☐□", "☐\ufe0f")]
    + [(" Yes ", True), ("n/a", None), ("maybe", "?"), ("2", "?"), ("yes please", "?")],
)
def test_booleans(text: str, value: bool | str | None) -> None:
    assert _value("claims", "attachment_sent", text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        (" 02 ", 2),
        ("3.0", 3),
        ("2147483647", 2147483647),
        ("", None),
        ("1.5", "?"),
        ("2147483648", "?"),
        ("9" * 40, "?"),
        ("1e3", "?"),
        ("\u0661", "?"),
        ("one", "?"),
    ],
)
def test_whole_numbers(text: str, value: int | str | None) -> None:
    assert _value("claims", "line_number", text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("12.5", 12.5),
        (".5", 0.5),
        ("-3", -3.0),
        ("unknown", None),
        ("NaN", None),
        ("inf", "?"),
        ("1e400", "?"),
        ("15 min", "?"),
    ],
)
def test_numbers(text: str, value: float | str | None) -> None:
    assert _value("consultations", "duration_minutes", text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("09:05", time(9, 5)),
        ("9:05", time(9, 5)),
        ("14:30:59", time(14, 30, 59)),
        ("2:30 pm", time(14, 30)),
        ("2:30PM", time(14, 30)),
        ("12:00 am", time(0, 0)),
        ("12:15 PM", time(12, 15)),
        ("not documented", None),
        ("12/30/1899 2:30:00 PM", time(14, 30)),
        ("1899-12-30 14:30:00", time(14, 30)),
        ("0001-01-01 13:24:02 +0000 UTC", time(13, 24, 2)),
        ("0001-01-01T13:24:02Z", time(13, 24, 2)),
        ("1900-01-01 13:24:00.000", time(13, 24)),
        ("1970-01-01T14:30:00", time(14, 30)),
        ("2025-03-03 14:30", time(14, 30)),
        ("3/13/2025 2:30 pm", time(14, 30)),
        ("45719.604166667", time(14, 30)),
        ("1430", time(14, 30)),
        ("0930 hrs", time(9, 30)),
        ("143059", time(14, 30, 59)),
        ("14h30", time(14, 30)),
        ("2:30p", time(14, 30)),
        ("2:30 p.m.", time(14, 30)),
        ("02:30:00PM", time(14, 30)),
        ("2 pm", time(14)),
        ("2:30 PM EST", time(14, 30)),
        ("14:30:00-05:00", time(14, 30)),
        ("0.604166666666667", time(14, 30)),
        (".375", time(9)),
        ("0.5", time(12)),
        ("2\u202f:30", "?"),
        ("2:30\u202fPM", time(14, 30)),
        ("12/30/1899 12:00:00 AM", None),
        ("0001-01-01 00:00:00", None),
        ("1900-01-01", None),
        ("2025-03-03 00:00:00", "?"),
        ("2025-03-03", "?"),
        ("14:30-14:45", "?"),
        ("14.30", "?"),
        ("930", "?"),
        ("2530", "?"),
        ("1", "?"),
        ("0.0", "?"),
        ("about 2:30 pm", "?"),
        ("24:00", "?"),
        ("9:60", "?"),
        ("13:00 pm", "?"),
        ("0:30 am", "?"),
        ("9", "?"),
        ("noon", "?"),
    ],
)
def test_times_of_day(text: str, value: time | str | None) -> None:
    assert _value("consultations", "consultation_time", text) == value


@given(st.times().map(lambda moment: moment.replace(microsecond=0)))
def test_any_time_comes_back_from_every_format(moment: time) -> None:
    texts = [moment.strftime("%H:%M:%S"), moment.strftime("%I:%M:%S %p"), moment.isoformat()]
    parsed = _parsed("consultations", "consultation_time", *dict.fromkeys(texts))
    assert set(parsed.values.values()) == {moment}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-03-31", datetime(2025, 3, 31)),
        ("2025-03-31T23:59:00Z", datetime(2025, 3, 31, 23, 59)),
        ("2025-03-31 23:59:00.250+02:00", datetime(2025, 3, 31, 23, 59, 0, 250_000)),
        ("3/31/2025 11:59 PM", datetime(2025, 3, 31, 23, 59)),
        ("45747.5", datetime(2025, 3, 31, 12)),
        ("0001-01-01 00:00:00", None),
        ("2025-03-31 25:00", "?"),
    ],
)
def test_timestamps_are_kept_as_written(text: str, value: datetime | str | None) -> None:
    assert _value("consultations", "signed_at", text) == value


def test_day_numbers_of_excel_are_read_and_said() -> None:
    parsed = _parsed("claims", "service_date", "45747", "2025-03-30")
    assert parsed.values == {"45747": date(2025, 3, 31), "2025-03-30": date(2025, 3, 30)}
    assert [(note.rule, note.message, note.texts) for note in parsed.notes] == [
        (
            "excel_serial",
            "export.csv, column service_date: day numbers of Excel were read as dates. "
            "Check some, or export them as 2025-03-31.",
            {"45747"},
        )
    ]


def test_an_order_of_month_and_day_that_nothing_shows_is_said() -> None:
    parsed = _parsed("claims", "service_date", "3/4/2025", "5/5/2025")
    assert parsed.values == {"3/4/2025": date(2025, 3, 4), "5/5/2025": date(2025, 5, 5)}
    assert [(note.rule, note.message) for note in parsed.notes] == [
        (
            "date_order_assumed",
            "export.csv, column service_date: nothing shows whether the month or the day comes first, "
            "month/day/year was assumed. Export dates as 2025-03-31 to be sure.",
        )
    ]


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("claims", "service_date", "the value is not a date; write it as 2025-03-31."),
        ("claims", "billed_amount", "the value is not an amount; write it as 1234.50."),
        ("claims", "line_number", "the value is not a whole number; write it as 2."),
        ("claims", "attachment_sent", "the value is neither yes nor no; write yes or no."),
        ("consultations", "consultation_time", "the value is not a time of day; write it as 14:30."),
        (
            "consultations",
            "signed_at",
            "the value is not a date or timestamp; write it as 2025-03-31 14:30.",
        ),
        ("consultations", "duration_minutes", "the value is not a number; write it as 12.5."),
    ],
)
def test_an_unreadable_value_is_named_by_place_and_never_shown(kind: str, name: str, message: str) -> None:
    said = unreadable_message(column(kind, name), "export.csv", 1234)
    assert said == f"export.csv, line 1,234, column {name}: {message}"
