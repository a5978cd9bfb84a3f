"""An item of work, opened beside the list: what comes next and why, what is lacking, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from d9311.figures.words import sentence
from d9311.figures.words import words as phrase
from d9311.frames import records
from d9311.ui.links import PAYERS, WORK, card_link, claim_link, page_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.facts import draw_facts, draw_told
from d9311.ui.show.rules import OUTCOMES
from d9311.ui.work.acting import draw_actions
from d9311.ui.work.detail import draw_record
from d9311.ui.work.letters import draw_letters

Row = Mapping[str, Any]


def draw_item(page: Page, item: Row, me: str) -> None:
    """Draw one item of the measure `worklist`, as it stands; `me`: who looks at it."""
    payer = words.literal(item["payer"]) if item["payer"] else ""
    st.header(sentence(item["kind"]) + (f": {payer}" if payer else ""), anchor=False)
    with st.container(border=True, key="why_box"):
        st.markdown(f"**{words.literal(sentence(item['next_step']))}**")
        st.text(" ".join(_reasons(item)))
    draw_actions(item, me)
    if item["episode_id"]:
        draw_letters(page, item)
    draw_facts(
        [
            ("Claim", (item["claim_id"] or "").replace(";", ", ")),
            ("Service", item["service_date"]),
            ("Billed", words.dollars(item["billed"])),
            ("Usually allowed", words.dollars(item["at_stake"])),
            ("Last day", item["deadline"]),
            *(
                [("Payer of the patient's other claims", item["likely_payer"])]
                if item["likely_payer"]
                else []
            ),
            ("Patient", item["patient"]),
            ("Provider", item["provider_id"]),
            ("Practice", page.practices.get(item["practice_id"], item["practice_id"])),
        ]
    )
    if item["consultation_id"]:
        draw_record(page, item["practice_id"], item["consultation_id"], item if item["episode_id"] else {})
    if item["episode_id"]:
        _draw_codes(page, item)
        _draw_history(page, item)
        with st.container(horizontal=True):
            page_link(WORK, "All rows of the claim", ":material/receipt_long:",
                      claim_link(page.link, item["episode_id"]))  # fmt: skip
            page_link(PAYERS, "Payer card", ":material/contact_page:", card_link(page.link, item["payer"]))


def _reasons(item: Row) -> Iterator[str]:
    """Say why the item stands where it stands, and what it will bring."""
    if item["days_left"] is not None:
        left = words.plural(abs(item["days_left"]), "day")
        yield f"{left} past its deadline" if item["days_left"] < 0 else f"{left} left"
        yield f"({item['deadline_source']})."
    if item["expected_dollars"] is None:
        yield "What it will bring is not known: nothing like it was decided before."
        return
    yield (
        f"It will bring about {words.dollars(item['expected_dollars'])}, likely "
        f"{words.dollars(item['expected_low'])} to {words.dollars(item['expected_high'])}: {_basis(item)}"
    )


def _basis(item: Row) -> str:
    worked = item["kind"] == "denied"
    of = {
        "payer": item["payer"],
        "payer of the patient's other claims": f"{item['likely_payer']}, payer of the patient's other claims",
        "payer and category": f"{item['payer']}{', ' + phrase(item['category']) if item['category'] else ''}",
        "category": phrase(item["category"] or "all payers"),
        "all": "all payers and categories",
    }[item["basis"]]
    done = "denials that were worked were won" if worked else "first decisions were approvals"
    by = "its deadline" if item["ranked_by"] == "deadline near" else "that amount"
    return (
        f"{item['won']} of {item['tried']} {done} ({of}), times {words.dollars(item['at_stake'])} usually "
        f"allowed. It stands here by {by}."
    )


def _draw_codes(page: Page, item: Row) -> None:
    codes = records(page.session.listing("episode_codes", page.everything, episode=item["episode_id"]))
    if codes:
        draw_told(
            "Each code answered",
            (
                (
                    "-".join(part for part in (code["group_code"], code["code"]) if part),
                    sentence(code["meaning"]) if code["meaning"] else "not in the list; nothing is guessed",
                    sentence(code["next_step"]) if code["next_step"] else "",
                )
                for code in codes
            ),
        )


def _draw_history(page: Page, item: Row) -> None:
    lines = records(page.session.listing("claim_lines", page.everything, episode=item["episode_id"]))
    draw_told("What happened", map(_told, lines))


def _told(line: Row) -> tuple[str, str, str]:
    """Return when, what and how of one row of the claims file."""
    when = line["adjudicated_date"] or line["submitted_date"]
    sent = f"sent {words.day(line['submitted_date'])}" if line["submitted_date"] else ""
    paid = f"paid {words.dollars(line['paid_amount'])}" if line["paid_amount"] is not None else ""
    parts = [sent, f"billed {words.dollars(line['billed_amount'])}", paid, line["adjustment_codes"] or ""]
    what = OUTCOMES.get(line["outcome"], phrase(line["outcome"] or ""))
    return (words.day(when) if when else "no date", what, ", ".join(part for part in parts if part))
