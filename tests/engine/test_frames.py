"""Cached frames are shared by all runs."""

import pandas
import pyarrow

from d9311.frames import records, shared


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
