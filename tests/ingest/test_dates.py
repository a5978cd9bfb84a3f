"""Every accepted way of writing a date, and columns whose dates contradict each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311.ingest.errors import Refused
from d9311.ingest.values.dates import DateColumn, parse_dates
from d9311.ingest.values.moments import NO_DATES

DAY = date(2025, 3, 31)


def _dates(*texts: str) -> DateColumn:
    return parse_dates(texts, range(2, 2 + len(texts)), "service_date", "export.csv")


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-31",
        " 2025-03-31\u00a0",
        "2025-03-31T23:30:00-08:00",
        "2025-03-31 00:00:00.000",
        "2025-03-31T23:59Z",
        "2025-03-31+02:00",
        "3/31/2025",
        "03/31/2025",
        "3/31/25",
        "3/31/2025 12:00:00 AM",
        "31.03.2025",
        "31.3.2025 10:30",
        "03-31-2025",
        "2025/03/31",
        "31-Mar-2025",
        "31-MAR-25",
        "20250331",
        "45747",
        "45747.75",
        "2025-3-31",
        "2025.03.31",
        "2025\u201103\u201131",
        "\u200e3/31/2025",
        "3/31/2025, 9:30:00 AM",
        "2025-03-31 00:00:00 +0000 UTC",
        "2025-03-31 09:30:00.000 -0500 EST",
        "20250331T0930",
        "20250331T093000Z",
        "20250331093000",
        "20250331.0",
        "Mar 31, 2025",
        "March 31 2025",
        "March 31st, 2025",
        "31 March 2025",
        "31. Mar. 2025",
        "31MAR2025",
        "2025-Mar-31",
        "Mon, 31 Mar 2025 10:00:00 GMT",
        "Monday, March 31, 2025",
        "Mar 31 2025 12:00AM",
        "Mar  31 2025  2:05PM",
        "Mon Mar 31 00:00:00 EST 2025",
    ],
)
def test_a_date_is_the_calendar_date_as_written(text: str) -> None:
    assert _dates(text).values == {text: DAY}


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-13-01",
        "2025/03-31",
        "31.03/2025",
        "31.03.25",
        "25-03-31",
        "2/30/2025",
        "13/13/2025",
        "0/1/2025",
        "31-Mai-2025",
        "30-Feb-2025",
        "20251301",
        "19999",
        "60001",
        "2025",
        "March 2025",
        "31 Mar 25",
        "Feb 30, 2025",
        "Mar 31, 25",
        "20250331T2560",
        "Someday, 31 Mar 2025",
        "2025-03-31 25:61",
        "0000-00-00",
        "yesterday",
        "\u0662\u0660\u0662\u0665-03-31",
    ],
)
def test_what_is_no_date_is_unreadable_and_never_guessed(text: str) -> None:
    found = _dates(text)
    assert (found.values, found.unreadable) == ({text: None}, {text})


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01 00:00:00", "1/1/0001", "n/a", "", "--"])
def test_placeholders_and_the_sentinel_are_missing(text: str) -> None:
    found = _dates(text)
    assert (found.values, found.unreadable, found.none) == ({text: None}, set(), set())


@pytest.mark.parametrize(
    "text",
    ["1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01", "9999-12-30", "9999-12-31"]
    + ["1/1/1900", "01/01/1970 00:00:00", "12/31/9999", "19000101", "Jan 1, 1753", "1900-01-01T00:00:00Z"],
)
def test_dates_that_mean_none_are_missing_and_counted(text: str) -> None:
    found = _dates(text, "13/02/2025")
    assert (found.values[text], found.unreadable, found.none) == (None, set(), {text})


@pytest.mark.parametrize(
    "text", ["1752-12-31", "1899-12-29", "1900-01-02", "1969-12-31", "1970-01-02", "9999-12-29"]
)
def test_days_beside_those_that_mean_none_are_days(text: str) -> None:
    found = _dates(text)
    assert (found.values[text], found.none) == (date.fromisoformat(text), set())


@pytest.mark.parametrize(
    ("text", "year"), [("1/2/00", 2000), ("1/2/69", 2069), ("1/2/70", 1970), ("1/2/99", 1999)]
)
def test_two_digit_years_turn_at_seventy(text: str, year: int) -> None:
    assert _dates(text).values == {text: date(year, 1, 2)}


@pytest.mark.parametrize(("text", "day"), [("20000", date(1954, 10, 3)), ("60000", date(2064, 4, 8))])
def test_day_numbers_of_excel_reach_from_1954_to_2064(text: str, day: date) -> None:
    assert _dates(text).values == {text: day}


def test_one_date_decides_the_order_for_its_column() -> None:
    found = _dates("03/04/2025", "13/02/2025")
    assert (found.order, found.is_order_assumed) == ("day-first", False)
    assert list(found.values.values()) == [date(2025, 4, 3), date(2025, 2, 13)]
    found = _dates("03/04/2025", "02/13/2025")
    assert (found.order, found.is_order_assumed) == ("month-first", False)
    assert list(found.values.values()) == [date(2025, 3, 4), date(2025, 2, 13)]


@pytest.mark.parametrize("mark", [".", "-"])
def test_points_and_hyphens_are_decided_like_slashes(mark: str) -> None:
    found = _dates(f"03{mark}04{mark}2025", f"13{mark}02{mark}2025")
    assert list(found.values.values()) == [date(2025, 4, 3), date(2025, 2, 13)]
    assert _dates(f"03{mark}04{mark}2025").is_order_assumed


def test_a_date_that_exists_in_no_order_decides_nothing() -> None:
    found = _dates("03/04/2025", "31/02/2025")
    assert (found.order, found.is_order_assumed) == ("month-first", True)
    assert found.unreadable == {"31/02/2025"}


def test_a_date_that_the_other_order_lacks_is_unreadable_where_the_order_is_known() -> None:
    found = _dates("2/13/2025", "31/02/2025", "2025-01-02")
    assert (found.order, found.unreadable) == ("month-first", {"31/02/2025"})


def test_dates_that_contradict_each_other_are_refused_with_both_lines() -> None:
    with pytest.raises(Refused) as caught:
        _dates("2025-01-02", "13/02/2025", "14/02/2025", "02/13/2025")
    assert str(caught.value) == (
        "export.csv, column service_date: the date in line 5 can only be month/day/year, the one in line 3 only "
        "day/month/year. Export the column in one format, best as 2025-03-31."
    )


def test_a_column_of_iso_dates_has_no_order_to_assume() -> None:
    found = _dates("2025-01-02", "02-Jan-2025", "20250102")
    assert (found.order, found.is_order_assumed) == ("iso", False)


FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ", "%m/%d/%Y", "%d-%b-%Y", "%Y%m%d")


@given(st.dates(date(1900, 1, 2)).filter(lambda day: day not in NO_DATES), st.sampled_from(FORMATS))
def test_any_date_comes_back_from_every_format(day: date, written: str) -> None:
    text = day.strftime(written).replace("%Y", str(day.year))
    anchor = "12/31/2024"
    assert _dates(text, anchor).values[text] == day


@given(st.dates(date(1970, 1, 2), date(2069, 12, 31)), st.booleans())
def test_any_short_date_comes_back_in_the_order_of_its_column(day: date, is_day_first: bool) -> None:
    text = day.strftime("%d/%m/%y" if is_day_first else "%m/%d/%y")
    anchor = "31/12/2024" if is_day_first else "12/31/2024"
    assert _dates(text, anchor).values[text] == day


@given(st.lists(st.text(max_size=12), unique=True))
def test_no_text_makes_the_reading_of_dates_fail(texts: list[str]) -> None:
    assert _dates(*texts).values.keys() == set(texts)
