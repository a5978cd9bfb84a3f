"""The questions of a mapping: what is unclear, and what may be answered. No value of the file is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from d9311.ingest.headers import clues
from d9311.ingest.headers.columns import is_key_of_person
from d9311.ingest.mapping.proposal import UNUSED, Question

MOST_ANSWERS = 8

# Columns that their values tell from every other; and those of which the values tell only the kind.
SURE_VALUES: dict[str, Callable[[str], bool]] = {
    "procedure_code": clues.has_cdt_letter,
    "status": clues.is_status,
    "payer_name": clues.is_carrier,
}
POSSIBLE_VALUES: dict[str, Callable[[str], bool]] = {
    "service_date": clues.is_date,
    "consultation_date": clues.is_date,
    "billed_amount": clues.is_amount,
}
VALUES_ARE = {
    "procedure_code": "procedure codes",
    "status": "words for the state of a claim",
    "payer_name": "names of payers",
    "adjustment_codes": "denial codes",
}

_WHY_UNLIKE: dict[str, tuple[tuple[Callable[[str], bool], str], ...]] = {
    "adjustment_codes": (
        (clues.is_sentence, "its values are sentences, not CARC or RARC"),
        (lambda text: True, "its values are codes of somebody's own, not CARC or RARC"),
    ),
    "payer_name": ((clues.is_category, "its values are kinds of insurance, not names of payers"),),
    "patient_id": ((clues.is_person_name, "its values are names of persons, not keys"),),
}


def unlike(header: str, target: str, texts: Sequence[str], beside: str = "") -> Question:
    """A header whose values are not those of the column that it names; `beside`: the header of payments that
    they may hold, too."""
    reasons = _WHY_UNLIKE.get(target.split(".")[0], ())
    why = next((words for test, words in reasons if clues.share(test, texts) >= clues.HALF), "")
    if beside:
        why = f'may hold what patients paid, too, as "{beside}" stands beside it'
    text = f'"{header}" is a name of {target}, but {why or "its values do not look like it"}.'
    return Question(
        text,
        (header,),
        (target,),
        ((f"leave {header} out", {header: UNUSED}), (f"it is {target} all the same", {header: target})),
    )


def which_column(header: str, candidates: Sequence[str]) -> Question:
    """A header that can mean several columns."""
    text = f'"{header}" can mean {_or(candidates)}.'
    answers = [(f"it is {name}", {header: name}) for name in candidates]
    return Question(text, (header,), tuple(candidates), (*answers, (f"leave {header} out", {header: UNUSED})))


def which_header(target: str, headers: Sequence[str]) -> Question:
    """Several headers that can all be one column."""
    names = [f'"{header}"' for header in headers]
    verb = "can be" if len(headers) == 1 else "can each be"
    remark = ", which is stored as a pseudonym" if any(map(is_key_of_person, headers)) else ""
    text = f"{_and(names)} {verb} {target}{remark}."
    answers = tuple(
        (f"{target} is {chosen}", {header: target if header == chosen else UNUSED for header in headers})
        for chosen in headers
    )
    return Question(text, tuple(headers), (target,), answers)


def which_system(header: str, texts: Sequence[str]) -> Question:
    """Statuses that are single letters or numbers."""
    are_numbers = all(text.isdigit() for text in texts)
    what = "numbers" if are_numbers else "single letters"
    presets = ("claim_status_835",) if are_numbers else ("open_dental_tables",)
    text = f'"{header}" holds {what}, which mean something only in the system that wrote them.'
    return Question(text, (header,), ("status",), presets=presets)


def in_words(question: Question) -> str:
    """A question for the command line, with what to write into a profile."""
    said = []
    for _, changes in question.answers:
        said.append(" and ".join(f'"{header}" = "{target}"' for header, target in changes.items()))
    if question.presets:
        named = " or ".join(f'preset = "{preset}"' for preset in question.presets)
        return (
            f"{question.text} Write {named} at the top of a profile, "
            "or what each one means under [values.status]."
        )
    return f"{question.text} Write under [columns] of a profile: {', or '.join(said)}."


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
