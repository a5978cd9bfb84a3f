"""The columns of a list in its editor: headings, allowed values and help, from the column contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311 import contract
from d9311.ingest.lists import Rows, tidy

if TYPE_CHECKING:
    import pandas

LABELS = {
    "payer_name": "Payer",
    "plan_name": "Plan",
    "effective_date": "Since",
    "expected_fee": "Expected fee",
    "covers_d9311": "Covers D9311",
    "attachment_required": "Attachment required",
    "narrative_required": "Narrative required",
    "timely_filing_days": "Days to file",
    "appeal_days": "Days to appeal",
    "frequency_limit": "Number allowed",
    "frequency_period": "In what time",
    "frequency_per": "Of whom",
    "network": "Network",
    "source": "Source",
    "as_of": "Read there",
    "alias": "Name on the claims",
}
ALIAS_LABELS = LABELS | {"payer_name": "Name of the payer"}
# The narrow ones first; where the rule is written last, as on the card.
ORDER = (
    "payer_name", "covers_d9311", "attachment_required", "narrative_required", "timely_filing_days",
    "appeal_days", "frequency_limit", "frequency_period", "frequency_per", "network", "source", "as_of",
)  # fmt: skip
WIDTHS = {"payer_name": 220, "alias": 260, "plan_name": 180, "source": 180}
PAYER, EXPORTED = "payer", "exported_name"  # columns of the listing `exported_payers`


def label(kind: str, name: str) -> str:
    """Return the heading of a column: the same word as on a payer's card."""
    return (ALIAS_LABELS if kind == "payer_alias" else LABELS)[name]


def frame_of(kind: str, rows: Rows) -> pandas.DataFrame:
    """Return a list as the editor takes it: days, numbers and texts, nothing as None; rows count from 1."""
    import pandas

    specs = contract.FILES[kind]
    values = [[_value(spec, text) for spec, text in zip(specs, row, strict=True)] for row in rows]
    index = pandas.RangeIndex(1, len(rows) + 1)
    return pandas.DataFrame(values, index, [spec.name for spec in specs], dtype=object)


def _value(spec: contract.ColumnSpec, text: str) -> object:
    with suppress(ValueError, InvalidOperation):
        match spec.kind if text else "":
            case "date":
                return date.fromisoformat(text)
            case "money":
                return Decimal(text)
            case "integer":
                return int(text)
    return text or None


def rows_of(kind: str, frame: pandas.DataFrame) -> Rows:
    """Return what stands in the editor as texts, row by row."""
    import pandas

    names = contract.column_names(kind)
    return [
        tidy(kind, [None if pandas.isna(value) else value for value in row])
        for row in frame[list(names)].itertuples(index=False)
    ]


def settings(kind: str, rows: Rows, names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return Streamlit's column settings of a list.

    `names`: the payers of the data, by column of the listing `exported_payers`. What stands in the list
    already can be chosen too.
    """
    columns = contract.FILES[kind]
    there = {spec.name: [row[number] for row in rows] for number, spec in enumerate(columns)}
    return {spec.name: _setting(kind, spec, there[spec.name], names) for spec in columns}


def _setting(
    kind: str, spec: contract.ColumnSpec, there: Sequence[str], names: Mapping[str, Sequence[str]]
) -> Any:
    need = "" if spec.filled else " May be blank."
    said = f"{spec.meaning[:1].upper()}{spec.meaning[1:]}.{need}"
    of_all: dict[str, Any] = {
        "label": label(kind, spec.name), "help": said, "width": WIDTHS.get(spec.name),
        "pinned": kind == "payer_rules" and spec.name == "payer_name",  # too wide for a window
    }  # fmt: skip
    allowed = _allowed(spec, names)
    if allowed:
        return st.column_config.SelectboxColumn(**of_all, options=_options(allowed, there))
    match spec.kind:
        case "date":
            return st.column_config.DateColumn(**of_all, format="D MMM YYYY")
        case "money":
            return st.column_config.NumberColumn(**of_all, format="$%,.2f", step=0.01)
        case "integer":
            return st.column_config.NumberColumn(**of_all, format="%,d", step=1)
    return st.column_config.TextColumn(**of_all)


def _allowed(spec: contract.ColumnSpec, names: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if spec.name in ("payer_name", "alias"):
        return names[EXPORTED if spec.name == "alias" else PAYER] or [""]
    return ("yes", "no") if spec.kind == "boolean" else spec.accepted


def _options(allowed: Iterable[str], there: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys([*allowed, *there]) if text]
