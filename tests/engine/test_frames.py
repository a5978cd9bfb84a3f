"""Cached frames are shared by all runs."""

import pandas
import pyarrow

from d9311.frames import beside, records, shared


def test_what_a_run_writes_to_a_shared_frame_reaches_no_other_run() -> None:
    cached = pyarrow.table({"payer": ["A", "B"], "decided": [1, 2]}).to_pandas(types_mapper=pandas.ArrowDtype)
    given = shared(cached)
    given.loc[:, "payer"] = "written over"
    given.insert(0, "added", 1)

    assert records(given)[0] == {"added": 1, "payer": "written over", "decided": 1}
    assert records(cached) == [{"payer": "A", "decided": 1}, {"payer": "B", "decided": 2}]


def test_a_shared_frame_holds_the_rows_of_the_cached_one_once() -> None:
    cached = pyarrow.table({"decided": [1, 2]}).to_pandas(types_mapper=pandas.ArrowDtype)

    (ours,), (theirs,) = (
        pyarrow.chunked_array(pyarrow.array(frame["decided"].array)).chunks
        for frame in (shared(cached), cached)
    )
    assert ours.buffers()[1].address == theirs.buffers()[1].address


def test_columns_of_another_frame_stand_beside_the_rows_of_the_same_payer() -> None:
    rates = arrow(payer=["B", None, "C"], decided=[1, 2, 3])
    days = arrow(payer=["A", None, "B"], days=[10, None, 30], basis=["own", "all", "own"])

    found = beside(rates, days, ("days", "basis"), "payer")
    assert list(found.columns) == ["payer", "decided", "days", "basis"]
    assert [(row["payer"], row["days"], row["basis"]) for row in records(found)] == [
        ("B", 30, "own"),
        (None, None, "all"),
        ("C", None, None),
    ]
    assert found["days"].dtype == days["days"].dtype
    assert list(beside(rates.iloc[:0], days, ("days",), "payer").columns) == ["payer", "decided", "days"]
    assert records(beside(rates, days.iloc[:0], ("days",), "payer"))[0] == {
        "payer": "B",
        "decided": 1,
        "days": None,
    }


def arrow(**columns: list[object]) -> pandas.DataFrame:
    return pyarrow.table(columns).to_pandas(types_mapper=pandas.ArrowDtype)
