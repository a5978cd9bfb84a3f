"""SQL of the columns that are made from those of a foreign export: denial codes in parts, words, blanks."""

from __future__ import annotations

from collections.abc import Sequence

from d9311.ingest.textfile import Derived


def derived_columns(derived: Sequence[Derived]) -> tuple[str, dict[str, object]]:
    """Return a select list, with a comma before each, and its parameters.

    It reads the source columns by name and uses the macros `trimmed` and `is_missing`.
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
        numbers = [float(blank) for blank in rule.blank if _is_number(blank)]
        values |= {f"blank_{number}": list(rule.blank), f"blank_numbers_{number}": numbers}
        text = (
            f"case when list_contains($blank_{number}::text[], trimmed({text})) "
            f"or list_contains($blank_numbers_{number}::double[], try_cast(trimmed({text}) as double)) "
            f"then null else {text} end"
        )
    if rule.words:
        values |= {f"words_{number}": [word for word, _ in rule.words]}
        values |= {f"meanings_{number}": [meaning for _, meaning in rule.words]}
        place = f"list_position($words_{number}::text[], lower(trimmed({text})))"
        text = f"coalesce(list_extract($meanings_{number}::text[], {place}), {text})"
    if rule.prefix:
        values |= {f"prefix_{number}": rule.prefix}
        text = (
            rf"case when regexp_full_match(trimmed({text}), '\d{{4}}') then $prefix_{number} || trimmed({text}) "
            f"else {text} end"
        )
    return text, values


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
    return f'case when is_missing(trimmed("{name}")) then null else trimmed("{name}") end'


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
