"""A table of claims, one a row: the chosen one opens on the page Work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from d9311.ui.links import WORK, Link, claim_link, go
from d9311.ui.show.table import draw_table

if TYPE_CHECKING:
    import pandas


def draw_claim_rows(
    link: Link,
    rows: pandas.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    measure: str,
    labels: Mapping[str, str],
    widths: Mapping[str, int] | None = None,
) -> None:
    """Show rows, each with its `episode_id`, with our own export; a chosen row goes to its claim.

    `link`: what the page Work is given beside the claim; `measure` names the export.
    """
    chosen = draw_table(
        rows, columns, key=key, measure=measure, labels=labels, on_open=None, export=True, rows_open=True,
        widths=widths,
    )  # fmt: skip
    if isinstance(chosen, int):
        go(WORK, claim_link(link, str(rows["episode_id"].iloc[chosen])))
