"""SQL of the columns that are made from those of a foreign export: denial codes in parts, words, blanks."""

from __future__ import annotations

from collections.abc import Sequence

from d9311.ingest.headers.synonyms import CODES
from d9311.ingest.reading.textfile import Derived


class Steps:
    """Select lists one within the other: each text is made once, and lists further out read it by its name.

    Written into one another, the macros of a text that is made of parts take seconds to plan.
    """

    def __init__(self) -> None:
        self._lists: list[dict[str, str]] = []

    def made(self, depth: int, expression: str) -> str:
        """Return the name of an expression over the file's columns and over what lists below `depth` make."""
        while len(self._lists) <= depth:
            self._lists.append({})
        here = self._lists[depth]
        return here.setdefault(expression, f'"made {depth} {len(here)}"')

    def over(self, source: str) -> str:
        """Return `source` with all that is made of its columns."""
        for made in self._lists:
            listed = "".join(f", {expression} as {name}" for expression, name in made.items())
            source = f"(select *{listed} from {source})"
        return source


def with_derived(
    source: str, names: Sequence[str], derived: Sequence[Derived]
) -> tuple[str, dict[str, object]]:
    """Return a query of the columns `names` of `source` and of those made of them, and its parameters.

    It uses the macros `looks_unclean`, `clean` and `is_missing`.
    """
    steps, values, columns = Steps(), dict[str, object](), [f'"{name}"' for name in names]
    for number, rule in enumerate(derived):
        text, own = _Column(steps, rule, number).made()
        columns.append(f'{text} as "{rule.column}"')
        values |= own
    return f"select {', '.join(columns)} from {steps.over(source)}", values


class _Column:
    """One column that is made: its text, the same without what wraps it, and how deep both are made."""

    def __init__(self, steps: Steps, rule: Derived, number: int) -> None:
        self._steps, self._rule, self._number = steps, rule, number
        self._values: dict[str, object] = {}
        if len(rule.sources) > 1 or rule.sources[0][1] != (0, ""):
            self._text, self._depth = steps.made(2, _joined(steps, rule)), 3
        else:
            self._text, self._depth = f'"{rule.sources[0][0]}"', 0

    def made(self) -> tuple[str, dict[str, object]]:
        """Return the text as an expression over the innermost lists, and its parameters."""
        rule = self._rule
        if rule.blank or rule.words or rule.prefix:
            self._tidy_up()
        if rule.blank:
            self._without_blanks()
        if rule.words:
            self._in_own_words()
            self._tidy_up()
        if rule.prefix:
            self._values |= {f"prefix_{self._number}": rule.prefix}
            is_number = rf"regexp_full_match({self._tidy}, '\d{{4}}')"
            prefixed = f"$prefix_{self._number} || {self._tidy}"
            return f"case when {is_number} then {prefixed} else {self._text} end", self._values
        return self._text, self._values

    def _step(self, *expressions: str) -> list[str]:
        names = [self._steps.made(self._depth, expression) for expression in expressions]
        self._depth += 1
        return names

    def _tidy_up(self) -> None:
        (self._tidy,) = self._step(_tidy(self._text))

    def _without_blanks(self) -> None:
        """Null in the place of texts that mean nothing; of amounts in any writing, `-1.00` like `-1`."""
        blank, number = self._rule.blank, self._number
        names = {f"blank_{number}_{place}": one for place, one in enumerate(blank)}
        self._values |= names
        is_blank = f"{self._tidy} in ({', '.join(f'${name}' for name in names)})"
        if negative := [float(one) for one in blank if _is_number(one) and float(one) < 0]:
            self._values[f"numbers_{number}"] = negative
            # A minus sorts before every digit, so that most amounts need not be read here.
            is_number = f"list_contains($numbers_{number}, try_cast({self._tidy} as double))"
            is_blank += f" or ({self._text} < '0' and {is_number})"
        (is_blank,) = self._step(is_blank)
        self._text, self._tidy = self._step(
            *(f"case when {is_blank} then null else {text} end" for text in (self._text, self._tidy))
        )

    def _in_own_words(self) -> None:
        """What the user said that words mean."""
        cases, number = "", self._number
        for place, (word, meaning) in enumerate(self._rule.words):
            self._values |= {f"word_{number}_{place}": word, f"meaning_{number}_{place}": meaning}
            cases += f" when $word_{number}_{place} then $meaning_{number}_{place}"
        rest = self._text
        if self._rule.column == CODES:
            # A sentence that nobody explained is no denial code, though a number may stand in it.
            rest = f"case when not regexp_matches({self._text}, '[A-Za-z]{{3}}') then {self._text} end"
        (self._text,) = self._step(f"case lower({self._tidy}){cases} else {rest} end")


def _tidy(text: str) -> str:
    """A text without white space and wrapping; taken off only where there may be some, which is faster."""
    return f"if(looks_unclean({text}), clean({text}), {text})"


def _joined(steps: Steps, rule: Derived) -> str:
    """All denial codes of a row as one text: `CO-45:40.00; N706`."""
    parts: dict[int, dict[str, str]] = {}
    texts = []
    for name, (number, part) in rule.sources:
        if part:
            parts.setdefault(number, {})[part] = _given(steps, name)
        else:
            texts.append(_given(steps, name))
    texts += [_code(part) for _, part in sorted(parts.items()) if "reason" in part]
    return f"nullif(concat_ws('; ', {', '.join(texts)}), '')" if texts else "null"


def _given(steps: Steps, name: str) -> str:
    """A cell trimmed, null where it says nothing."""
    cell = steps.made(0, _tidy(f'"{name}"'))
    return steps.made(1, f"case when is_missing({cell}) then null else {cell} end")


def _code(part: dict[str, str]) -> str:
    """One code with its group, unless the reason has it already, and its amount."""
    pieces = [part["reason"]]
    if "group" in part:
        has_none = f"not regexp_matches({part['reason']}, '^[A-Za-z]{{2}}-?\\d')"
        pieces.insert(0, f"coalesce(case when {has_none} then {part['group']} || '-' end, '')")
    if "amount" in part:
        pieces.append(f"coalesce(':' || regexp_replace({part['amount']}, '[$, ]', '', 'g'), '')")
    return f"({' || '.join(pieces)})"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
