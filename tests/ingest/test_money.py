"""Every accepted way of writing an amount; none is ever rounded, shifted or guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311.ingest.values.money import parse_money
from tests.strategies import exports as _profile  # noqa: F401  (registers the Hypothesis profile)

AMOUNTS = st.decimals(Decimal("-9999999999.99"), Decimal("9999999999.99"), places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", "1234.50"),
        ("$1,234.50", "1234.50"),
        ("1,234", "1234.00"),
        ("(12.50)", "-12.50"),
        ("($12.50)", "-12.50"),
        ("12.50-", "-12.50"),
        ("-12.50", "-12.50"),
        ("-$12.50", "-12.50"),
        ("$-12.50", "-12.50"),
        (" 0 ", "0.00"),
        ("-0.00", "0.00"),
        (".5", "0.50"),
        ("100.0000", "100.00"),
        ("007", "7.00"),
        ("9,999,999,999.99", "9999999999.99"),
        (" $85.00 ", "85.00"),
        ("$(60.00)", "-60.00"),
        (" $ (1,060.00)", "-1060.00"),
        ("($ 60.00)", "-60.00"),
        (" $-   ", "0.00"),
        (" $ -   ", "0.00"),
        ("$--", "0.00"),
        ("-$", "0.00"),
        ("-$60.00", "-60.00"),
        ("- $60", "-60.00"),
        ("$60.00-", "-60.00"),
        ("12.34 CR", "-12.34"),
        ("$12.34cr", "-12.34"),
        ("12.34 DR", "12.34"),
        ("USD 12.34", "12.34"),
        ("12.34 USD", "12.34"),
        ("US$12.34", "12.34"),
        ("-USD 12.34", "-12.34"),
        ("€(63.12)", "-63.12"),
        ("€12", "12.00"),
        ("12.50 €", "12.50"),
        ("\u221212.50", "-12.50"),
        ("\u2013 12.50", "-12.50"),
        ("\u00a0$\u00a012.50\u202f", "12.50"),
        ("1\u00a0234.50", "1234.50"),
        ("\uff11\uff12.\uff15\uff10", "12.50"),
        ("\uff0412.50", "12.50"),
    ],
)
def test_an_amount_is_read_exactly(text: str, amount: str) -> None:
    value = parse_money([text]).values[text]
    assert str(value) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1.234.567",
        "1,23",
        "12,50",
        "1,2345",
        "12.345",
        "0.001",
        "12.5.0",
        "-(12.50)",
        "--5",
        "-5-",
        "(5",
        "5)",
        "$",
        "()",
        ",5",
        "5 5",
        "1 2345",
        "$$5",
        "-5 CR",
        "(5) CR",
        "(-5)",
        "$(5",
        "CR 5",
        "5 CREDIT",
        "5 points",
        "1/2",
        "1E5",
        "1e-400",
        "twelve",
        "D9311",
        "\u0661\u0662",
    ],
)
def test_what_is_no_amount_is_unreadable_and_never_guessed(text: str) -> None:
    found = parse_money([text, "20.25"])
    assert (found.values[text], found.unreadable, found.overflow) == (None, {text}, set())


@pytest.mark.parametrize(
    "text", ["10000000000", "-99999999999.00", "9" * 50, "inf", "-Infinity", "+nan", "1e400", "1E11"]
)
def test_infinite_and_too_large_amounts_are_told_apart(text: str) -> None:
    found = parse_money([text])
    assert (found.values[text], found.overflow, found.unreadable) == (None, {text}, set())


def test_blank_amounts_are_missing_and_not_zero() -> None:
    found = parse_money(["", "n/a", "NaN", "-"])
    assert (set(found.values.values()), found.unreadable, found.overflow) == ({None}, set(), set())


def test_a_dash_is_a_zero_only_beside_a_currency() -> None:
    assert parse_money([" - ", " $ - "]).values == {" - ": None, " $ - ": Decimal("0.00")}


def test_a_decimal_comma_is_read_where_the_column_shows_it_throughout() -> None:
    found = parse_money(["1.234,50", "12,5", "1.000", "7", "(3,00)", "n/a", "abc"])
    assert found.decimal == "comma"
    assert [value and str(value) for value in found.values.values()] == [
        "1234.50",
        "12.50",
        "1000.00",
        "7.00",
        "-3.00",
        None,
        None,
    ]
    assert found.unreadable == {"abc"}


@pytest.mark.parametrize("other", ["12.50", "1,234", "1,234.50"])
def test_a_decimal_comma_beside_a_decimal_point_is_unreadable(other: str) -> None:
    found = parse_money(["1.234,50", other])
    assert (found.decimal, found.unreadable) == ("point", {"1.234,50"})
    assert found.values[other] is not None


def test_a_point_before_three_digits_is_read_only_where_the_column_shows_what_it_means() -> None:
    assert parse_money(["1.500", "950"]).unreadable == {"1.500"}
    assert parse_money(["1.500", "950.25"]).values["1.500"] == Decimal("1.50")
    assert parse_money(["1.500", "950,25"]).values["1.500"] == Decimal("1500.00")


@given(AMOUNTS, st.sampled_from(["{:.2f}", "{:,.2f}", "${:,.2f}", "{:.4f}"]))
def test_any_amount_comes_back_from_every_format(amount: Decimal, written: str) -> None:
    text = written.format(amount)
    assert parse_money([text]).values[text] == amount


@given(AMOUNTS)
def test_any_negative_amount_comes_back_from_brackets_and_a_last_minus(amount: Decimal) -> None:
    for text in (f"({abs(amount):,.2f})", f"{abs(amount)}-"):
        assert parse_money([text]).values[text] == -abs(amount)


@given(st.lists(AMOUNTS, min_size=1, unique=True))
def test_any_column_with_decimal_commas_comes_back(amounts: list[Decimal]) -> None:
    swap = str.maketrans(",.", ".,")
    texts = [f"{amount:,.2f}".translate(swap) for amount in amounts]
    assert list(parse_money(texts).values.values()) == amounts


@given(st.lists(st.text(max_size=12), unique=True))
def test_no_text_makes_the_reading_of_amounts_fail(texts: list[str]) -> None:
    assert parse_money(texts).values.keys() == set(texts)
