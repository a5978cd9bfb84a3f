"""What the mapping screen says, in words; no Streamlit.

Texts of a file come back literal, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence

from d9311 import contract
from d9311.ingest.headers.synonyms import is_code_part
from d9311.ingest.mapping import UNUSED, HeaderMatch, Mapping, Proposal, Question, possible_columns
from d9311.ingest.mapping.objections import Objection
from d9311.ui.show import words

OWN_NAME = "its own name"
NO_WORD = re.compile(r"[\W_]+")
UNPAID = frozenset(("not sent", "pending", "denied", "rejected"))
SHOWN_VALUES, SHOWN_LETTERS = 3, 24


def name_of(target: str) -> str:
    """Write a column as `Billed amount`, a part of the denial codes as `Denial code 2: reason`."""
    if is_code_part(target):
        _, number, part = target.split(".")
        return f"Denial code {number}: {part}"
    return target.replace("_", " ").capitalize().replace(" id", " ID").replace("npi", "NPI")


def choice(target: str, kind: str) -> str:
    """Write a meaning as it is chosen from a list: its name and what that is."""
    if target == UNUSED:
        return "Not used"
    if is_code_part(target):
        return name_of(target)
    return f"{name_of(target)}: {contract.column(kind, target).meaning.replace('`', '')}"


def choices(proposal: Proposal) -> list[str]:
    """Return what a header may mean, `UNUSED` first; parts of denial codes only where the file has any."""
    parts = [m.column for m in proposal.matches if m.column and is_code_part(m.column)]
    most = max((int(part.split(".")[1]) for part in parts), default=-1)
    every = possible_columns(proposal.kind)
    return [UNUSED, *(c for c in every if not is_code_part(c) or int(c.split(".")[1]) <= most + 1)]


def values_of(match: HeaderMatch) -> str:
    """Write the first values of a column, literal; blank where there are none or they may not be shown."""
    return words.literal(", ".join(_short(value) for value in match.values[:SHOWN_VALUES]))


def certainty_of(match: HeaderMatch) -> str:
    """Write how sure a match is, and by what."""
    if match.certainty == "exact":
        return words.literal(match.reason)
    if match.certainty == "synonym":
        return "as the preset says" if "preset" in match.reason else "a known name"
    if match.certainty == "unclear":
        may_be = " or ".join(map(name_of, match.alternatives))
        return words.literal(f"may be {may_be}" if may_be else "not known")
    return words.literal(f"{match.certainty}: {match.reason}")


def column_label(match: HeaderMatch) -> str:
    """Write one column of the file above the list of what it may mean."""
    values = values_of(match)
    return (
        f"**{words.literal(match.header)}**{f' · {values}' if values else ''} · :gray[{certainty_of(match)}]"
    )


def spoken(text: str) -> str:
    """Return a text of a file for a label that is only read aloud:
    letters and digits, which are never markup.

    Streamlit reads even a label that is not shown as Markdown,
    and a screen reader would read the backslashes.
    """
    return " ".join(NO_WORD.sub(" ", text).split())


def question_label(question: Question, kind: str) -> str:
    """Write a question as one."""
    if _is_which_header(question):
        target = question.columns[0]
        said = "Is this" if len(question.headers) == 1 else "Which column is"
        return f"{said} **{words.literal(choice(target, kind))}**?"
    return f"What is **{words.literal(question.headers[0])}**?"


def question_reason(question: Question, proposal: Proposal) -> str:
    """Write why it is asked, where the question does not tell, and what a single column holds."""
    places = [match for match in proposal.matches if match.header in question.headers]
    held = f"It holds {values_of(places[0])}." if len(places) == 1 and places[0].values else ""
    if not question.presets and (_is_which_header(question) or len(question.columns) > 1):
        return held
    why = question.text
    for target in question.columns:
        why = why.replace(f" {target},", f" {name_of(target)},")
    return f"{words.literal(why)} {held}".strip()


def answer_labels(question: Question, kind: str) -> list[str]:
    """Write the answers to a question, in their order."""
    if _is_which_header(question):
        return [
            words.literal(next(header for header, target in changes.items() if target))
            for _, changes in question.answers
        ]
    targets = [changes[question.headers[0]] for _, changes in question.answers]
    if len(question.columns) > 1:
        return [words.literal(choice(target, kind)) if target else "Leave it out" for target in targets]
    return [
        f"{words.literal(name_of(target))}, all the same" if target else "Leave it out" for target in targets
    ]


def answer_captions(question: Question, proposal: Proposal) -> dict[int, str]:
    """Return what each column holds that is an answer, by the number of the answer."""
    if not _is_which_header(question):
        return {}
    by_header = {match.header: match for match in proposal.matches}
    return {
        number: values_of(by_header[next(header for header, target in changes.items() if target)])
        for number, (_, changes) in enumerate(question.answers)
    }


def summary(proposal: Proposal, changes: Map[str, str], asked: Sequence[str]) -> str:
    """Say how much of the header is understood: `27 of 31 columns understood, 4 not used`.

    `changes`: what the user has settled; `asked`: headers with a question that is still open.
    """
    named = [match for match in proposal.matches if match.header]
    unused = [match for match in named if not changes.get(match.header, match.column)]
    persons = sum(map(is_person, unused))
    left = len(unused) - persons - len(asked)
    said = [f"{len(named) - len(unused)} of {words.plural(len(named), 'column')} understood"]
    if asked:
        said.append(f"{len(asked)} to be settled")
    if left:
        said.append(f"{left} not used")
    if persons:
        who = "it identifies" if persons == 1 else "they identify"
        said.append(f"{persons} not stored, because {who} a person")
    return ", ".join(said)


def use_of(match: HeaderMatch, meaning: str, is_open: bool) -> str:
    """Write whether a column is used, for the list of columns."""
    if meaning:
        return ":green[used]"
    if is_open:
        return ":orange[asked above]"
    return ":gray[not stored]" if is_person(match) else ":orange[not used]"


def unused_note(proposal: Proposal, mapping: Mapping) -> str:
    """Say which columns of a file will not be used, by their names; blank where each one is. Literal."""
    named = [match.header for match in proposal.matches if match.header]
    unused = [header for header in named if not mapping.columns.get(header)]
    if not unused:
        return ""
    of = words.plural(len(named), "column")
    return words.literal(f"{len(unused)} of {of} will not be used: {', '.join(unused)}.")


def objection_in_words(one: Objection) -> str:
    """Write what a file says against an answer, literal."""
    name = name_of(one.column)
    if one.kind == "values":
        said = f"{one.header} is chosen for {name}, but its values do not look like it."
    elif one.kind == "repeats":
        said = (
            f"{one.header} is chosen for {name}, which every row has of its own, but it has "
            f"{words.plural(one.found, 'different value')} on {words.plural(one.rows, 'row')}."
        )
    else:
        has = {"paid_amount": "money paid" if one.meaning in UNPAID else "nothing paid"}.get(
            one.column, f"{'an' if name[0] in 'AEIOU' else 'a'} {name.lower()}"
        )
        rows = f"{one.found:,} of the {words.plural(one.rows, 'row')} looked at with it"
        have = "has" if one.found == 1 else "have"
        said = f"The status {one.word} is read as {one.meaning}, but {rows} {have} {has}."
    return words.literal(f"{said} Change the answer, unless the file is wrong.")


def is_person(match: HeaderMatch) -> bool:
    """Whether a column is left out because it identifies a person."""
    return match.column is None and "identifies a person" in match.reason


def _is_which_header(question: Question) -> bool:
    """Whether it is asked which header a column is; each answer then names one."""
    return bool(question.answers) and all(any(changes.values()) for _, changes in question.answers)


def _short(value: str) -> str:
    return value if len(value) <= SHOWN_LETTERS else f"{value[: SHOWN_LETTERS - 1]}…"
