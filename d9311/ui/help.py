"""Help in the user's words: what each page answers, how to read it, and the first three steps."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from d9311.home import READ_ONLY_SAID, is_read_only
from d9311.ui.links import DATA, PAYERS, Link, page_link

WORDS = {
    "Approved": "paid, paid in part, or accepted with nothing paid because the patient owes it.",
    "Consultation": "a record in the chart: whom the dentist asked, when, how, why, and what came of it.",
    "Decided": "approved or denied. What still waits is in no rate.",
    "Denied": "the payer refuses the line.",
    "Element": "a part that the record must have: reason, date, time, method, professional, outcome.",
    "Episode": "one consultation billed to one payer, however often it was sent.",
    "Mature": "a month of which nine in ten claims have their answer; younger ones still move.",
    "Open": "waiting for an answer, the first or that to an appeal.",
    "Overdue": "waiting longer than nine of ten claims of that payer took.",
    "Scenario": "why a medical professional was asked: blood thinner, heart, cancer treatment, diabetes ...",
    "Strict pass": "a record that has every element.",
}


@dataclass(frozen=True)
class Help:
    """What a page answers, how it is read, and which words of the glossary it uses."""

    answers: str
    reading: str
    words: tuple[str, ...]


INTERVAL = "The 95% interval says how far chance alone could move a rate: few claims, wide interval."
OPENS = "Choose a count to see the claims behind it."
PAGES = {
    "overview": Help(
        "Is D9311 worth billing, and what should be done next?",
        f"The first line is the answer. Below it four numbers, then what to do, and who approves. {INTERVAL}",
        ("Approved", "Decided", "Mature", "Strict pass"),
    ),
    "work": Help(
        "What can still be done, for which claim, and what will it bring?",
        "Do the list from the top: what is due first, then what will bring most. Choose a row to see why it "
        "is there and to note what you did.",
        ("Episode", "Open", "Overdue"),
    ),
    "payers": Help(
        "Which payer should we worry about, and why?",
        f"The first row is most surely low. Choose a payer's name for all about it. {INTERVAL} {OPENS}",
        ("Approved", "Decided", "Denied", "Overdue"),
    ),
    "documentation": Help(
        "What do our records lack, and what does it cost?",
        "A long bar is bad. A gap beyond chance goes with more denials than luck explains; that is no proof "
        f"that it causes them. {OPENS}",
        ("Element", "Strict pass", "Denied"),
    ),
    "scenarios": Help(
        "What do we ask medical professionals about, and what became of it?",
        f"A consultation with two scenarios counts in both. {INTERVAL} {OPENS}",
        ("Consultation", "Scenario", "Strict pass"),
    ),
    "practices": Help(
        "Does a practice, a provider or a period really differ?",
        "Payers and scenarios differ from practice to practice; expected is what theirs alone would give. "
        f"{INTERVAL}",
        ("Decided", "Denied", "Strict pass"),
    ),
    "data": Help(
        "What is loaded, what was left out, and what can be computed from it?",
        "Drop files as your system exports them, as often as you like: what is known already changes "
        "nothing, and every import can be undone.",
        ("Consultation", "Episode"),
    ),
}


def draw_help(name: str) -> None:
    """Offer the help of a page, by its name in the menu."""
    told = PAGES[name]
    with st.popover("Help", icon=":material/help:", type="tertiary", key="page_help"):
        terms = "\n".join(f"- **{word}**: {WORDS[word]}" for word in told.words)
        reading = READ_ONLY_SAID if name == "data" and is_read_only() else told.reading
        st.markdown(f"**{told.answers}**\n\n{reading}\n\n{terms}")


def draw_first_steps(link: Link) -> None:
    """Offer, on the sample data, the first steps, the third where files can be loaded; a click beside them
    puts them away.
    """
    with st.popover("First steps", icon=":material/flag:", type="tertiary", key="first_steps"):
        st.markdown(
            "**1. What this is.** Every D9311 claim and every record of a consultation, followed to what the "
            "payer made of it. The first line of the Overview is the answer."
        )
        st.markdown(
            "**2. Look at your payers.** The first row is the one to worry about. Choose its name for its "
            "card, or a count for the claims behind it."
        )
        page_link(PAYERS, "See the payers", ":material/account_balance:", link)
        if is_read_only():
            return
        st.markdown(
            "**3. Load your own files.** Drop the exports of claims and of consultations as they are. The "
            "sample goes when yours come; nothing leaves this computer."
        )
        page_link(DATA, "Use your own files", ":material/upload_file:", link)
