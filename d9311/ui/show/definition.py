"""What a measure counts, in the words of its SQL header, one click away from its numbers;
and, once asked for, what it leaves out, and the SQL itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from d9311.ui.links import WORK, page_link
from d9311.ui.show import accounted, words
from d9311.ui.show.accounted import Account
from queries.macros import used_by

SAID = ("question", "definition", "grain", "not counted")
HEIGHT = 260  # pixels of the SQL, the rest is reached by scrolling


def draw_definition(
    *headers: Mapping[str, str],
    key: str,
    account: Callable[[str], Account | None] = lambda rate: None,
    sql: str = "",
) -> None:
    """Offer the definitions that stand in the headers of measures, one below the other.

    What asks the data, and the `sql` of the first measure with the words that it uses, is drawn when opened.
    """
    opened = st.popover(
        "How it is counted",
        type="tertiary",
        icon=":material/info:",
        key=key,
        on_change="rerun" if sql else "ignore",
    )
    with opened:
        found = account(headers[0].get("rate", "")) if sql and opened.open else None
        for number, header in enumerate(headers):
            if number:
                st.divider()
            if found and not number:
                _draw_said(header, SAID[:1])
                draw_account(found, key)
                _draw_said(header, SAID[1:])
            else:
                _draw_said(header, SAID)
        if sql and opened.open:
            _draw_sql(sql)


def _draw_said(header: Mapping[str, str], names: Sequence[str]) -> None:
    """Write what a header says under these names: one element, because every run of a page sends it again."""
    said = [(name.capitalize(), header[name]) for name in names if header.get(name)]
    terms = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in said)
    st.html(f'<dl class="d-said">{terms}</dl>')


def draw_account(account: Account, key: str) -> None:
    """Show how many rows are in each number of a rate and in neither, each with the way to them."""
    of_episodes = sum(row["rows"] for row in account.rows if row["part"] != "no episode")
    noun = "consultation" if account.rate == accounted.COMPLETE else "claim"
    with st.container(gap="xxsmall", key=f"{key}_account"):
        st.caption(f"Within the filters: {words.plural(of_episodes, noun)}")
        for part, said in accounted.PARTS.items():
            rows = [row for row in account.rows if row["part"] == part]
            if rows:
                with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                    st.text(f"{said}:")
                    for row in rows:
                        _draw_reason(account, row)


def _draw_reason(account: Account, row: Mapping[str, Any]) -> None:
    link = account.link(accounted.conditions(account.rate, row))
    if link is None:
        st.text(accounted.reason(row))
    else:
        page_link(WORK, accounted.reason(row), ":material/arrow_forward:", link)


def _draw_sql(sql: str) -> None:
    """Show the SQL of a measure, and below it that of the words which it is written in."""
    with st.expander("The SQL", type="compact"):
        st.code(sql.rstrip(), language="sql", height=HEIGHT)
        if used := used_by(sql):
            st.caption(f"The words that it uses: {', '.join(used)}")
            st.code("\n".join(used.values()), language="sql", height=HEIGHT)
