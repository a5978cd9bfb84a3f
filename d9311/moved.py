"""Addresses of pages that are parts of others now: where each leads."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

# The old page, what its query must hold to mean this (a parameter, or a parameter and its value), its new
# page, and the part of it. What fits first holds.
MOVED = (
    ("approval_rates", "", "payers", "approval"),
    ("payer", "", "payers", "card"),
    ("time_to_decision", "", "payers", "time"),
    ("signals", "look", "practices", "months"),
    ("signals", "recalculate", "practices", "months"),
    ("signals", "", "payers", "chance"),
    ("documentation_gaps", "", "documentation", ""),
    ("scenario_frequency", "", "scenarios", ""),
    ("comparisons", "against", "practices", "periods"),
    ("comparisons", "split", "practices", "periods"),
    ("comparisons", "", "practices", "alike"),
    ("claims", "", "work", "claims"),
    ("ledger", "", "work", "ledger"),
    ("changes", "", "work", "changes"),
    ("money", "money=effect", "work", "effect"),
    ("money", "", "", "money"),
)
# How the page Money called its parts.
DROPPED = ("money",)
# What is a filter of every page now.
RENAMED = {("against", "year"): ("compare", "last_year")}


def moved(page: str, query: str) -> str | None:
    """Return the new address, from the root on, of an old page with its query; None for any other page."""
    given = parse_qsl(query, keep_blank_values=True)
    held = {"", *(name for name, _ in given), *(f"{name}={value}" for name, value in given)}
    for old, wanted, new, part in MOVED:
        if page == old and wanted in held:
            kept = [RENAMED.get(one, one) for one in given if one[0] not in (*DROPPED, "part")]
            asked = urlencode([("part", part), *kept] if part else kept)
            return f"/{new}{'?' if asked else ''}{asked}"
    return None
