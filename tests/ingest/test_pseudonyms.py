"""The pseudonym of a patient is the same by DuckDB, which makes it at import, as by Python's hmac."""

from __future__ import annotations

import duckdb

from d9311.ingest.pseudonym import KNOWN, in_sql, pseudonyms


def test_duckdb_makes_the_pseudonyms_that_python_makes() -> None:
    key = bytes(range(32))
    known = f"{KNOWN}0123456789abcdef"
    texts = [
        "45",
        "0045",
        " ",
        "Zo\u00eb",
        "\U0001f9b7",
        "x" * 500,
        known,
        known + "0",
        known.upper(),
        "it's",
    ]
    made, values = in_sql(key)
    texts_of = "select unnest($texts::text[]) as text"
    found = duckdb.execute(f"select {made} from ({texts_of})", {"texts": texts, **values}).fetchall()
    assert [value for (value,) in found] == pseudonyms(key, texts)
    assert found[6] == ("0123456789abcdef",)
