"""The mutants of a SQL text, by the places of DuckDB's own tokens: the rest of the text stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from tests.mutate.mutant import Change, becomes, drops, neighbours

SWAPS = {
    **{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "="},
    **{"and": "or", "or": "and", "semi": "anti", "anti": "semi"},
    **{
        "min": "max",
        "max": "min",
        "least": "greatest",
        "greatest": "least",
        "first": "last",
        "last": "first",
    },
    **{"min_by": "max_by", "max_by": "min_by", "arg_min": "arg_max", "arg_max": "arg_min"},
    **{"bool_and": "bool_or", "bool_or": "bool_and"},
}
JOINS = {"left", "semi", "anti", "cross", "full", "right", "asof", "positional", "inner", "outer", "natural"}
CONDITIONS = {"where", "having", "qualify"}
AFTER = {"group", "order", "having", "qualify", "window", "limit", "union", "intersect", "except", ";"}
TYPES = {"decimal", "numeric", "varchar"}


@dataclass(frozen=True)
class Token:
    """A word, number or sign at its place in bytes; `depth`: in how many brackets and cases it stands."""

    text: str
    kind: str
    start: int
    end: int
    depth: int


def changes(text: str) -> Iterator[Change]:
    """Yield the one-place changes of a SQL text."""
    tokens = read_tokens(text)
    for place, token in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if token.text[0].isdigit() and not _is_of_type(tokens, place):
            for number in neighbours(token.text):
                is_signed = number.startswith("-") and before == "-"
                yield becomes(token.start, token.end, token.text, f"({number})" if is_signed else number)
        elif token.text == "join" and before not in JOINS:
            yield becomes(token.start, token.end, "join", "left join")
        elif token.text == "left" and after == "join":
            yield becomes(token.start, tokens[place + 1].end, "left join", "join")
        elif token.text == "union":
            is_all = after == "all"
            end = tokens[place + 1].end if is_all else token.end
            yield becomes(token.start, end, *(("union all", "union") if is_all else ("union", "union all")))
        elif token.text in SWAPS and (not token.text[0].isalpha() or _is_swapped_word(tokens, place, after)):
            yield becomes(token.start, token.end, token.text, SWAPS[token.text])
        if token.text in CONDITIONS:
            yield from _dropped_terms(text.encode(), tokens, place)
        elif token.text == "case":
            yield from _dropped_branches(text.encode(), tokens, place)


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of a text without its comments; words in lower case."""
    raw, found, depth = text.encode(), [], 0
    listed = duckdb.tokenize(text)
    ends = [start for start, _ in listed[1:]] + [len(raw)]
    for (start, kind), end in zip(listed, ends, strict=True):
        if kind == duckdb.token_type.comment:
            continue
        word = raw[start:end].decode().rstrip()
        shown = word if kind == duckdb.token_type.string_const else word.casefold()
        depth -= shown in (")", "]", "}", "end")
        found.append(Token(shown, kind.name, start, start + len(word.encode()), depth))
        depth += shown in ("(", "[", "{", "case")
    return found


def _is_of_type(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number says how wide a type is: `decimal(12, 2)`."""
    opened = [one for one in range(place) if tokens[one].text == "("][-1:]
    return bool(opened) and opened[0] > 0 and tokens[opened[0] - 1].text in TYPES


def _is_swapped_word(tokens: Sequence[Token], place: int, after: str) -> bool:
    """Whether a word stands for what is swapped: not a column of that name, nor the `and` of a `between`."""
    word = tokens[place]
    if word.text in ("semi", "anti"):
        return after == "join"
    if word.text == "or":
        return after != "replace"
    return not _ends_between(tokens, place) if word.text == "and" else after == "("


def _ends_between(tokens: Sequence[Token], place: int) -> bool:
    for token in reversed(tokens[:place]):
        if token.depth < tokens[place].depth or (
            token.depth == tokens[place].depth and token.text in ("and", "or", ",", *CONDITIONS)
        ):
            return False
        if token.depth == tokens[place].depth and token.text == "between":
            return True
    return False


def _dropped_terms(raw: bytes, tokens: Sequence[Token], place: int) -> Iterator[Change]:
    depth, end = tokens[place].depth, place + 1
    while end < len(tokens) and tokens[end].depth >= depth:
        if tokens[end].depth == depth and tokens[end].text in AFTER:
            break
        end += 1
    inside = range(place + 1, end)
    level = [one for one in inside if tokens[one].depth == depth]
    ands = [one for one in level if tokens[one].text == "and" and not _ends_between(tokens, one)]
    if not ands or any(tokens[one].text == "or" for one in level):
        start, stop = tokens[place + 1].start, tokens[end - 1].end
        yield drops(start, stop, raw[start:stop].decode(), "true")
        return
    firsts, lasts = [place + 1, *(one + 1 for one in ands)], [*(one - 1 for one in ands), end - 1]
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        text = raw[tokens[first].start : tokens[last].end].decode()
        is_last = number == len(ands)
        start = tokens[lasts[number - 1]].end if is_last else tokens[first].start
        yield drops(start, tokens[last].end if is_last else tokens[firsts[number + 1]].start, text)


def _dropped_branches(raw: bytes, tokens: Sequence[Token], place: int) -> Iterator[Change]:
    depth, parts = tokens[place].depth + 1, []
    for one in range(place + 1, len(tokens)):
        if tokens[one].depth == depth and tokens[one].text in ("when", "else"):
            parts.append(one)
        if tokens[one].depth == depth - 1 and tokens[one].text == "end":
            parts.append(one)
            break
    branches = [one for one in parts if tokens[one].text == "when"]
    for first, after in zip(parts, parts[1:], strict=False):
        start, stop = tokens[first].start, tokens[after - 1].end
        text = raw[start:stop].decode()
        if tokens[first].text == "else" or len(branches) > 1:
            yield drops(start, stop, text)
        elif parts[0] == place + 1:
            then = next(one for one in range(first, after) if _is_then(tokens[one], depth))
            yield drops(tokens[first + 1].start, tokens[then - 1].end, text, "false")


def _is_then(token: Token, depth: int) -> bool:
    return token.depth == depth and token.text == "then"
