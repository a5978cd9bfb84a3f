"""Changes of the patients' identifiers, by which two exports that write them differently find each other.

A rule is tried on the identifiers of a file (see `shared_patients`), and applied where the user chose it:
from then on to every file of the kind, before the pseudonym is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from d9311.ingest.errors import Refused
from d9311.ingest.pseudonym import KNOWN

AS_WRITTEN = "as-written"
KINDS = ("claims", "consultations")


@dataclass(frozen=True)
class Rule:
    """`reason`: why it may be needed, `{kind}` being the files it is for; `words`: how they are read by
    it."""

    reason: str
    words: str
    change: Callable[[str], str]


def _filled(width: int) -> Callable[[str], str]:
    return lambda text: text.zfill(width)


def _without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text)


RULES: dict[str, Rule] = {
    "without-zeros": Rule(
        "leading zeros, which only the {kind} have", "without leading zeros", _without("^0+(?=.)")
    ),
    **{
        f"zeros-{width}": Rule(
            "leading zeros, which the {kind} lack", f"with leading zeros up to {width} places", _filled(width)
        )
        for width in range(2, 13)
    },
    "lower": Rule("upper and lower case", "in lower case", str.lower),
    "upper": Rule("upper and lower case", "in upper case", str.upper),
    "without-decimal": Rule(
        "a decimal point, which only the {kind} have",
        "without a decimal point and zeros",
        _without(r"[.,]0+$"),
    ),
    "with-decimal": Rule(
        "a decimal point, which the {kind} lack", "with a decimal point and a zero", lambda text: f"{text}.0"
    ),
    "without-letters": Rule(
        "letters before the number, which only the {kind} have",
        "without letters before the number",
        _without(r"^\D+(?=\d)"),
    ),
    "without-letters-and-zeros": Rule(
        "letters and zeros before the number, which only the {kind} have",
        "without letters and zeros before the number",
        _without(r"^\D+0*(?=\d)"),
    ),
    "without-ending": Rule(
        "something behind the number, which only the {kind} have",
        "without what stands behind the number",
        _without(r"(?<=\d)\D.*$"),
    ),
    "without-punctuation": Rule(
        "spaces or punctuation, which only the {kind} have",
        "without spaces and punctuation",
        _without(r"[\W_](?!$)|(?<=.)[\W_]$"),
    ),
}


def changed(rule: str, texts: Sequence[str]) -> list[str]:
    """The identifiers by a rule, as they are where there is none (`""`), or they are pseudonyms already."""
    if not rule:
        return list(texts)
    change = RULES[rule].change
    return [text if text.startswith(KNOWN) else change(text) for text in texts]


def merges(rule: str, texts: Sequence[str]) -> bool:
    """Whether a rule makes one identifier of two."""
    return len(set(changed(rule, texts))) < len(set(texts))


def read_choices(texts: Sequence[str]) -> dict[str, str]:
    """What `KIND=RULE` says, as kind -> rule, `""` for `as-written`. Raises Refused for what is neither."""
    choices = {}
    for text in texts:
        kind, _, rule = text.partition("=")
        if kind not in KINDS or rule not in (AS_WRITTEN, *RULES):
            named = ", ".join((AS_WRITTEN, *RULES))
            raise Refused(
                f"--patients is to be claims=RULE or consultations=RULE, where RULE is one of {named}."
            )
        choices[kind] = "" if rule == AS_WRITTEN else rule
    return choices
