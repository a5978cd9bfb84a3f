"""What joining the files found: each finding with its rows,
and the guesses that the user may confirm or refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from d9311.conditions.rows import FOUND
from d9311.findings import QUIET, findings
from d9311.frames import records
from d9311.ingest.choices import confirm_payer, refuse, take_back
from d9311.ingest.places import database_path
from d9311.ui.behind.panel import rows_link
from d9311.ui.data.answering import Kind, draw_answer
from d9311.ui.links import WORK, page_link
from d9311.ui.page import Page
from d9311.ui.show import words

ROWS = ("payer", "claim_id", "number", "service_date", "amount", "other_amount", "practice_id")
LABELS = {
    "number": "Number in the remittance", "amount": "Amount", "other_amount": "Against", "claim_id": "Claim",
}  # fmt: skip
NUMBERS = {"vanished": "Claim of that day since"}  # what `number` is, where no remittance tells of it
MOST_GUESSES = 20
SAID = "findings_said"


def draw_findings(page: Page) -> None:
    """Show what joining the files found; nothing where there is nothing."""
    found = findings(page.session.cursor)
    guesses = records(page.session.listing("guesses", page.filters))
    said: str = st.session_state.pop(SAID, "")
    if said:
        st.success(words.literal(said), icon=":material/check:")
    if not found and not guesses:
        return
    page.section(
        "What joining the files found", "Over all imports: whose answer is whose, and what is told twice."
    )
    with st.container(gap="xsmall", key="findings"):
        for number, one in enumerate(found):
            if one.rule not in ("seems_to_be", *QUIET):
                _draw_rows(page, f"finding_{number}", one.rule, one.sentence)
        quiet = [one for one in found if one.rule in QUIET]
        if quiet:
            with st.expander("What was told more than once, and counts once", type="compact"):
                for number, one in enumerate(quiet):
                    _draw_rows(page, f"quiet_{number}", one.rule, one.sentence)
    for number, guess in enumerate(guesses[:MOST_GUESSES]):
        _draw_guess(guess, number)
    if len(guesses) > MOST_GUESSES:
        st.caption(f"And {len(guesses) - MOST_GUESSES:,} more, once these are answered.")


def _draw_rows(page: Page, key: str, rule: str, sentence: str) -> None:
    if rule == "received_again":
        st.text(sentence)
        return
    with st.expander(words.literal(sentence), type="compact", key=key, on_change="rerun") as box:
        if box.open:
            rows = page.session.listing("finding_rows", page.filters, rule=rule)
            number = NUMBERS.get(rule, LABELS["number"])
            page.table(rows, ROWS, key=f"{key}_rows", labels={**LABELS, "number": number})
            if rule in FOUND:
                link = rows_link({"period": ["all"]}, {"flag": FOUND[rule]})
                page_link(WORK, "Open these claims", ":material/arrow_forward:", link)


def _draw_guess(guess: Mapping[str, Any], number: int) -> None:
    """A guess in a sentence, and its answers."""
    is_payer = guess["kind"] == "payer"
    left, right = words.literal(guess["left_name"]), words.literal(guess["right_name"])
    pair = (guess["kind"], guess["one"], guess["other"], guess["practice_id"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"guess_{number}"):
        if guess["is_refused"]:
            st.text(f"{left} is kept apart from {right}, as you said.")
            _answer("Ask again", number, lambda: take_back(database_path(), *pair))
            return
        if is_payer:
            st.text(
                f"{left} seems to be {right}: so on {guess['rows']:,} of "
                f"{guess['of_rows']:,} claims that tell it."
            )
            _answer("It is", number, lambda: confirm_payer(database_path(), guess["one"]), "primary")
        else:
            st.text(f"The remittance's claim {left} was joined to {right} by payer, date, code and fee.")
        _answer("It is not", number, lambda: refuse(database_path(), *pair))


def _answer(label: str, number: int, act: Callable[[], str], kind: Kind = "secondary") -> None:
    draw_answer(label, f"{label}_{number}".replace(" ", "_").lower(), SAID, act, kind)
