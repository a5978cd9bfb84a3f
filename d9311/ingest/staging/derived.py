"""SQL of the columns that are made from those of a foreign export: denial codes in parts, words, blanks."""

from __future__ import annotations

from collections.abc import Sequence

from d9311.ingest.headers.synonyms import CODES
from d9311.ingest.reading.textfile import Derived


def derived_columns(derived: Sequence[Derived]) -> tuple[str, dict[str, object]]:
    """Return a select list, with a comma before each, and its parameters.

    It reads the source columns by name and uses the macros `looks_unclean`, `clean` and `is_missing`.
    """
    expressions, values = [], dict[str, object]()
    for number, rule in enumerate(derived):
        made, own = _expression(rule, number)
        expressions.append(f', {made} as "{rule.column}"')
        values |= own
    return "".join(expressions), values


def _expression(rule: Derived, number: int) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {}
    if len(rule.sources) > 1 or rule.sources[0][1] != (0, ""):
        text = _joined(rule)
    else:
        text = f'"{rule.sources[0][0]}"'
    if rule.blank:
        text, own = _without_blanks(text, rule.blank, number)
        values |= own
    if rule.words:
        cases = ""
        for place, (word, meaning) in enumerate(rule.words):
            values |= {f"word_{number}_{place}": word, f"meaning_{number}_{place}": meaning}
            cases += f" when $word_{number}_{place} then $meaning_{number}_{place}"
        # A sentence that nobody explained is no denial code, though a number may stand in it.
        rest = f"case when not regexp_matches({text}, '[A-Za-z]{{3}}') then {text} end"
        text = f"case lower({_tidy(text)}){cases} else {rest if rule.column == CODES else text} end"
    if rule.prefix:
        values |= {f"prefix_{number}": rule.prefix}
        is_number = rf"regexp_full_match({_tidy(text)}, '\d{{4}}')"
        text = f"case when {is_number} then $prefix_{number} || {_tidy(text)} else {text} end"
    return text, values


def _without_blanks(text: str, blank: Sequence[str], number: int) -> tuple[str, dict[str, object]]:
    """Null in the place of texts that mean nothing; of amounts in any writing, `-1.00` like `-1`."""
    values: dict[str, object] = {f"blank_{number}_{place}": one for place, one in enumerate(blank)}
    is_blank = f"{_tidy(text)} in ({', '.join(f'${name}' for name in values)})"
    if negative := [float(one) for one in blank if _is_number(one) and float(one) < 0]:
        values[f"numbers_{number}"] = negative
        # A minus sorts before every digit, so that most amounts need not be read here.
        is_blank += (
            f" or ({text} < '0' and list_contains($numbers_{number}, try_cast({_tidy(text)} as double)))"
        )
    return f"case when {is_blank} then null else {text} end", values


def _tidy(text: str) -> str:
    """A text without white space and wrapping; taken off only where there may be some, which is faster."""
    return f"if(looks_unclean({text}), clean({text}), {text})"


def _joined(rule: Derived) -> str:
    """All denial codes of a row as one text: `CO-45:40.00; N706`."""
    parts: dict[int, dict[str, str]] = {}
    texts = []
    for name, (number, part) in rule.sources:
        if part:
            parts.setdefault(number, {})[part] = _given(name)
        else:
            texts.append(_given(name))
    texts += [_code(part) for _, part in sorted(parts.items()) if "reason" in part]
    return f"nullif(concat_ws('; ', {', '.join(texts)}), '')" if texts else "null"


def _given(name: str) -> str:
    """A cell trimmed, null where it says nothing."""
    cell = _tidy(f'"{name}"')
    return f"case when is_missing({cell}) then null else {cell} end"


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
