"""What repeat consultations point to: a limit in words, only as far as the counts carry it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from d9311.ui.show import words

Row = Mapping[str, Any]

# From so many refusals on a pattern is named; fewer are told as counts.
ENOUGH = words.FEW
# The limits that plans write down, in days and in words; a year may have 366 days.
PERIODS = (
    (183, "six months"),
    (366, "a year"),
    (731, "two years"),
    (1096, "three years"),
    (1827, "five years"),
)
NOT_A_RULE = "An observation in these claims, not the payer's rule: ask for it."
DOLLARS = "Code 119 is also used when the yearly dollar maximum is reached."


def limit_in_words(row: Row | None, first_refused: int = 0) -> str:
    """Say what a row of `observed_limits` points to; None stands for a payer without such episodes.

    `first_refused`: how many of the patients' first consultations were refused as too many, which no limit on
    repeats explains.

    A limit is named only from five refusals on, and only where every approved one came later than every
    refused one. Nothing is said to hold that the dates alone cannot tell.
    """
    return " ".join(part for part in (_of_repeats(row), _of_firsts(first_refused)) if part)


def _of_firsts(refused: int) -> str:
    if not refused:
        return ""
    were = "consultation was" if refused == 1 else "consultations were"
    return (
        f"{refused:,} first {were} refused as too many: no limit on repeats explains that, "
        "a used-up yearly maximum may."
    )


def _of_repeats(row: Row | None) -> str:
    if row is None or not row["followed"]:
        return "No patient has a decided consultation after an approved one here, so no limit can be seen."
    if not row["too_many"]:
        return _none_refused(row)
    counts = (
        f"{_of(row['too_many'], row['followed'])} that followed an approved one "
        f"{'was' if row['too_many'] == 1 else 'were'} refused as too many ({_codes(row['codes'])})"
    )
    counts += f", {_days(row, 'too_many')} after it."
    approved = _approved(row)
    if row["too_many"] < ENOUGH:
        return f"{counts} {approved} Too few to point to a limit."
    return " ".join(part for part in (counts, approved, _pattern(row), _dollars(row)) if part)


def _none_refused(row: Row) -> str:
    followed = words.plural(row["followed"], "consultation")
    said = f"None of {followed} that followed an approved one was refused as too many"
    if not row["approved"]:
        return f"{said}, but none was approved either: no limit can be seen."
    soonest = words.days(row["approved_fewest_days"])
    return f"{said}; {row['approved']:,} approved, the soonest after {soonest}. No limit shows."


def _approved(row: Row) -> str:
    if not row["approved"]:
        return "None was approved."
    were = "was" if row["approved"] == 1 else "were"
    return f"{row['approved']:,} {were} approved, {_days(row, 'approved')} after it."


def _pattern(row: Row) -> str:
    refused_last, approved_first = row["too_many_most_days"], row["approved_fewest_days"]
    if row["denied_otherwise"] and not row["approved"]:
        return "The others were denied for other reasons, so how long a limit lasts cannot be told."
    if approved_first is None:
        return (
            f"This points to a limit that lasts longer than {words.days(refused_last)}; "
            f"how long cannot be told. {NOT_A_RULE}"
        )
    if approved_first > refused_last:
        return f"{_between(refused_last, approved_first)}{_calendar(row)} {NOT_A_RULE}"
    if row["too_many_same_year"] == row["too_many"] and not row["approved_same_year"]:
        return (
            "All refused ones fell in the calendar year of the approved one, no approved one did: "
            f"this points to one in a calendar year. {NOT_A_RULE}"
        )
    return "Approved and refused ones overlap in time, so no fixed limit shows."


def _between(last: int, first: int) -> str:
    fitting = [name for days, name in PERIODS if last < days and days - 1 <= first]
    if len(fitting) == 1:
        return f"This points to one in {fitting[0]}."
    return f"This points to a limit between {last:,} and {words.days(first)}."


def _calendar(row: Row) -> str:
    by_year = row["too_many_same_year"] == row["too_many"] and not row["approved_same_year"]
    return " It fits one in a calendar year as well." if by_year else ""


def _dollars(row: Row) -> str:
    return DOLLARS if "119" in (row["codes"] or "").split(";") else ""


def _of(part: int, whole: int) -> str:
    if part == whole:
        return f"All {part:,} consultations" if part > 1 else "The one consultation"
    return f"{part:,} of {whole:,} consultations"


def _codes(codes: str | None) -> str:
    return (codes or "").replace(";", ", ") or "no code"


def _days(row: Row, name: str) -> str:
    fewest, most = row[f"{name}_fewest_days"], row[f"{name}_most_days"]
    return words.days(fewest) if fewest == most else f"{fewest:,} to {words.days(most)}"
