"""How tables write their numbers: by their kind, on screen and on paper."""

from __future__ import annotations

from decimal import Decimal

import pandas
from pandas.io.formats.style import Styler

from d9311.ui.export.columns import Column
from d9311.ui.export.paper import text_of
from d9311.ui.show.headings import column_format, shown
from d9311.ui.show.table import width_of_names
from d9311.ui.show.written import with_texts, writer


def test_a_count_that_has_the_name_of_money_is_written_as_a_count() -> None:
    frame = pandas.DataFrame({"recovered": [2], "paid": [Decimal("60.00")]}).convert_dtypes(
        dtype_backend="pyarrow"
    )
    written = shown(frame, ["recovered", "paid"])
    formats = {
        name: column_format(name, written[name], name)["type_config"]["format"]
        for name in ("recovered", "paid")
    }
    assert formats == {"recovered": "%,d", "paid": "$%,.2f"}


def test_a_count_that_has_the_name_of_a_list_is_written_as_a_count() -> None:
    frame = pandas.DataFrame({"missing": [2]}).convert_dtypes(dtype_backend="pyarrow")
    assert shown(frame, ["missing"])["missing"].tolist() == [2]
    frame = pandas.DataFrame({"missing": ["reason;same_day"]}).convert_dtypes(dtype_backend="pyarrow")
    assert shown(frame, ["missing"])["missing"].tolist() == ["reason, same day"]


def test_points_that_are_rounded_to_nothing_have_no_minus() -> None:
    frame = pandas.DataFrame({"difference": [-0.004, -0.006], "within": [-0.0004, -0.0006]})
    written = shown(frame.convert_dtypes(dtype_backend="pyarrow"), ["difference", "within"])
    assert [list(map(str, written[name])) for name in written] == [["0.0", "-1.0"], ["0.0", "-0.1"]]


def test_less_than_nothing_has_a_true_minus_and_what_shows_as_nothing_has_no_sign() -> None:
    columns = {
        "difference": [-0.05, 0.004, 0.13], "within": [-0.0004, 0.012, None], "paid": [-2, 1234.5, -0.4],
        "billed": [Decimal("-2.00"), Decimal("60.10"), None], "days_left": [-3, 0, None],
    }  # fmt: skip
    frame = pandas.DataFrame(columns).astype({"days_left": "Int64"}).convert_dtypes(dtype_backend="pyarrow")
    seen = shown(frame, list(columns))
    writers = {name: writer(name, seen[name]) for name in seen}
    texts = {
        name: [write(value) for value in seen[name].dropna()] for name, write in writers.items() if write
    }
    assert texts == {
        "difference": ["−5", "0", "+13"], "within": ["0.0", "+1.2"], "paid": ["−$2", "$1,234", "$0"],
        "billed": ["−$2.00", "$60.10"], "days_left": ["−3", "0"],
    }  # fmt: skip
    assert [column_format(name, seen[name], name)["type_config"]["format"] for name in seen] == [None] * 5
    assert isinstance(with_texts(seen[["paid"]]), Styler)
    assert writer("paid", seen["paid"].iloc[1:2]) is None


def test_paper_has_a_true_minus_and_no_sign_before_nothing() -> None:
    kinds = {"parts": -0.04, "points": 0.2, "money": Decimal("-0.001"), "count": -1200, "wait": -1.5}
    assert [text_of(value, Column("", "", kind, [], "%+.1f")) for kind, value in kinds.items()] == [
        "0.0", "0", "$0.00", "−1,200", "−1.5",
    ]  # fmt: skip
    assert text_of(-0.001, Column("", "", "decimal", [], "%.2f")) == "0.00"


def test_several_claims_are_parted_by_commas_and_keep_their_letters() -> None:
    frame = pandas.DataFrame({"claim_ids": ["A_1;A_2"]}).convert_dtypes(dtype_backend="pyarrow")
    assert list(shown(frame, ["claim_ids"])["claim_ids"]) == ["A_1, A_2"]


def test_column_of_names_is_as_wide_as_the_longest_as_far_as_there_is_room() -> None:
    names = ["Oakline", "Riverbend & Thistle Family Dentistry"]
    widths = [width_of_names(names[:number], (178, 266)) for number in (0, 1, 2)]
    assert widths[:2] == [178, 178]
    assert 214 < widths[2] < 266
    assert width_of_names(["W" * 90], (178, 266)) == 266
