"""Text inside figures: file text made inert, and numbers written one way."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from html import escape
from os.path import commonprefix
from typing import Any

MORE = "\N{HORIZONTAL ELLIPSIS}"

# Keys that need more than their underscores taken out.
PHRASES = {
    "strict": "strict pass",
    "any": "any element",
    "none": "no same-day code",
    "no_same_day_codes": "no same-day codes",
    "written_in_time": "written in time (house rule)",
}

# A check or an element that fails, named so that it says what is wrong.
FAILURES = {
    "has_record": "no record", "evidence_sent": "nothing attached", "signed": "not signed",
    "coverage_verified": "coverage not verified", "not_routine": "routine referral",
    "no_same_day_codes": "same-day code", "written_in_time": "written late",
    "consulted_in_time": "consulted after it", "separate_record": "no record of its own",
    "not_repeated": "too soon after the last", "strict": "any element missing",
}  # fmt: skip

# In the order of the practice guide; `strict` is all of them.
ELEMENTS = ("reason", "date", "time", "method", "professional", "outcome", "record", "strict")


def literal(text: Any) -> str:
    """File text as it stands, shown literally where Plotly would read tags and entities."""
    return escape(" ".join(str(text).split()), quote=False)


def wrapped(text: Any, width: int = 19) -> str:
    """`literal` text on at most two lines of `width` characters, words in its middle left out if longer.

    Payers often differ only in their last word ("... of Michigan"), so the end is kept.
    """
    plain = " ".join(str(text).split())
    parts = textwrap.wrap(plain, width)
    if len(parts) > 2:
        return f"{shortened(plain, width)}<br>{escape(_tail(plain, width), quote=False)}"
    return "<br>".join(escape(part, quote=False) for part in parts)


def shortened(text: Any, width: int = 22) -> str:
    """`literal` text on one line of `width` characters, cut at a word where it is longer."""
    plain = " ".join(str(text).split())
    short = textwrap.shorten(plain, width, placeholder=MORE)
    return escape(short if short != MORE else plain[: width - 1] + MORE, quote=False)


def labels(names: Sequence[Any], written: Callable[[Any], str] | None = None) -> list[str]:
    """Each name `wrapped`, or as `written` does; names that would look alike lose the words that they begin
    with in common.
    """
    written = written or wrapped
    short = [written(name) for name in names]
    for look in {look for look in short if short.count(look) > 1}:
        places = [place for place, label in enumerate(short) if label == look]
        common = len(commonprefix([str(names[place]).split() for place in places]))
        for place in places:
            rest = str(names[place]).split()[common:]
            short[place] = written(MORE + " ".join(rest)) if common and rest else look
    return short


def _tail(plain: str, width: int) -> str:
    reversed_words = " ".join(reversed(plain.split()))
    tail = " ".join(reversed(textwrap.shorten(reversed_words, width, placeholder="").split()))
    return tail or plain[-width:]


def named(name: Any, group: str) -> str:
    """The name of a row's group, or what to call the row whose `payer`, `practice_id` ... is blank."""
    return str(name) if name is not None else f"{words(group).removesuffix(' id')} not given"


def called(row: Mapping[str, Any], group: str) -> str:
    """The name of a row's group; of a practice its name, where the frame has it beside its id."""
    name = row.get("practice_name") if group == "practice_id" else None
    return named(row[group] if name is None else name, group)


def words(key: Any) -> str:
    """The project's words for a key of a query: `bleeding_disorder` -> `bleeding disorder`."""
    return PHRASES.get(str(key), str(key).replace("_", " "))


def failures(names: Any) -> str:
    """What fails, of names of checks and elements joined by semicolons: `no record, reason missing`."""
    listed = names.split(";") if isinstance(names, str) else []
    return ", ".join(FAILURES.get(name, f"{words(name)} missing") for name in listed)


def sentence(text: str) -> str:
    """The text with its first letter raised, the rest as it is."""
    return text[:1].upper() + text[1:]


def percent(rate: float | None, digits: int = 0) -> str:
    """A fraction 0 to 1 as `75%`; a rate without denominator as `no rate`.

    What is not nothing is not rounded to 0%, and what is not all is not rounded to 100%.
    """
    if rate is None:
        return "no rate"
    step = 10.0 ** (-2 - digits)
    if 0 < rate < step / 2:
        return f"&lt;{step * 100:g}%"
    if 1 - step / 2 < rate < 1:
        return f"&gt;{100 - step * 100:g}%"
    return f"{rate * 100:.{digits}f}%"


def signed(number: float, digits: int = 0) -> str:
    """A number with its sign, as `+5` or `−5`; what rounds to nothing has none."""
    return with_minus(f"{number:+.{digits}f}")


def with_minus(number: str) -> str:
    """A number as Python writes it, with a true minus for its hyphen; what shows as nothing has no sign."""
    is_nothing = not any(digit in number for digit in "123456789")
    return number.lstrip("+-") if is_nothing else number.replace("-", "−", 1)


def interval(low: float | None, high: float | None) -> str:
    """The 95% interval as a hover line, empty when there is none."""
    return "" if low is None or high is None else f"95% interval {percent(low)} to {percent(high)}"


def count(number: int | float | None) -> str:
    """A whole number with thousands separators; unknown as `not known`."""
    return "not known" if number is None else with_minus(f"{int(number):,}")


def dollars(amount: Decimal | float | None) -> str:
    """Whole dollars with thousands separators; unknown as `not known`."""
    if amount is None:
        return "not known"
    return with_minus(f"{'-' if amount < 0 else ''}${abs(amount):,.0f}")


def of(part: int | None, whole: int | None) -> str:
    """`45 of 60`: a numerator never without its denominator."""
    return f"{count(part)} of {count(whole)}"


def lines(*parts: str) -> str:
    """Hover text: the lines that are not empty."""
    return "<br>".join(part for part in parts if part)
