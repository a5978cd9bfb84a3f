"""A digest as a document, which the letters' PDF and an HTML of its own draw."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import queries
from d9311.digest.figures import Digest, Row
from d9311.packet.document import Block, Document, Heading, Line, Paragraph, Table, inert, line, paragraph

MOST = 25  # items that are listed; the page Work has all
NONE = "\N{EN DASH}"
CROSSED = {
    "due_this_week": "due this week",
    "past_deadline": "past their deadline",
    "new": "new",
    "waiting_too_long": "waiting too long",
    "expected_dollars": "dollars to be expected",
    "beyond_chance": "beyond chance",
}
SIGNALS = {
    "point_outside": "the month lies outside the limits of chance",
    "run_of_eight": "eight months in a row lie on one side of the centre",
    "trend_of_six": "six months in a row rise or fall",
    "two_of_three": "two of three months lie near a limit",
}


def document(digest: Digest, crossed: list[str]) -> Document:
    """Return the document of a digest; `crossed`: the thresholds that were reached."""
    title = f"D9311 digest, data to {_day(digest.as_of)}"
    return Document(
        title,
        title,
        (),
        (Heading(title, 1), *_why(crossed), *_work(digest), *_month(digest), *_sources(digest)),
    )


def _why(crossed: list[str]) -> list[Block]:
    said = ", ".join(CROSSED[name] for name in crossed)
    return [
        paragraph(
            f"Written because a threshold was reached: {said}." if said else "No threshold was reached."
        )
    ]


def _work(digest: Digest) -> list[Block]:
    counts = {name: f"{value:,.0f}" for name, value in digest.counts().items()}
    since = f"since {_day(digest.since)}" if digest.since else "since the last import"
    shown = digest.items[:MOST]
    more = len(digest.items) - len(shown)
    return [
        Heading("What to do"),
        paragraph(
            f"{len(digest.items):,} items are to do; {counts['due_this_week']} are due in seven days, "
            f"{counts['past_deadline']} are past their deadline, {counts['new']} are new {since}, "
            f"{counts['waiting_too_long']} wait too long. ${counts['expected_dollars']} "
            f"is to be expected of the {len(digest.expected):,} whose chance is known."
        ),
        Table(
            tuple(_item(one) for one in shown),
            (4, 2, 2, 1.5, 1.5),
            ("Next step", "Payer", "Claim", "Last day", "Will bring"),
            small=True,
        ),
        *([paragraph(f"{more:,} more stand on the page Work, in this order.")] if more else []),
    ]


def _item(one: Row) -> tuple[Line, ...]:
    step = one["next_step"]
    lacks = f" (record lacks: {one['missing'].replace(';', ', ')})" if one["missing"] else ""
    return (
        line(f"{step[:1].upper()}{step[1:]}{lacks}"),
        line(inert(one["payer"] or NONE)),
        line(inert(one["claim_id"] or NONE)),
        line(_day(one["deadline"]) if one["deadline"] else NONE),
        line(NONE if one["expected_dollars"] is None else _money(one["expected_dollars"])),
    )


def _month(digest: Digest) -> list[Block]:
    month = digest.month
    if month is None:
        return [Heading("The month"), paragraph("No month is mature yet: nothing is said of one.")]
    rate = month["approval_rate"]
    told = "; ".join(SIGNALS[rule] for rule in digest.signals)
    approved = (
        "Nothing was decided in it."
        if rate is None
        else f"{month['approved']:,} of {month['decided']:,} decided episodes were approved: {rate:.0%}, "
        f"95% interval {month['ci_low']:.0%} to {month['ci_high']:.0%}."
    )
    return [
        Heading(f"The last mature month, {month['from']:%B %Y}"),
        paragraph(approved),
        paragraph(
            f"Beyond chance: {told}."
            if told
            else "The month is within what chance alone makes, as far as can be told."
        ),
        paragraph(
            f"{month['episodes']:,} episodes, {_known(month['billed'])} billed, "
            f"{_known(month['paid'])} paid; {month['consultations']:,} consultations, "
            f"{month['strict_pass']:,} with a complete record, {month['never_billed']:,} never billed."
        ),
    ]


def _sources(digest: Digest) -> list[Block]:
    kept = [
        f"{name}: {', '.join(value)}"
        for name, value in (
            ("practices", digest.filters.practices), ("payers", digest.filters.payers),
        )
        if value
    ]  # fmt: skip
    files = Table(
        tuple(
            (line(inert(one["file_name"])), line(f"{one['imported_at']:%Y-%m-%d}"), line(one["sha256"][:16]))
            for one in digest.files
        ),
        (4, 1.5, 2.5),
        ("File", "Imported", "SHA-256, first 16"),
        small=True,
    )
    return [
        Heading("What it was made from"),
        paragraph(
            f"Filters: {inert('; '.join(kept)) or 'none'}. Date basis: service. As of {_day(digest.as_of)}."
        ),
        paragraph(
            "Checked: deadlines, what is new, waiting times, expected dollars, the month against chance."
        ),
        files,
        Heading("Definitions"),
        *(
            Paragraph((line(f"{name}: {inert(queries.describe(name)['definition'])}"),))
            for name in ("worklist", "overview", "approval_signals")
        ),
    ]


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _money(amount: Decimal) -> str:
    return f"${amount:,.2f}"


def _known(amount: Decimal | None) -> str:
    return "not exported" if amount is None else _money(amount)
