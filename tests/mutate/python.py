"""The mutants of a Python text, by the places of its syntax tree: the rest of the text stays as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import accumulate

from tests.mutate.mutant import Change, becomes, drops, neighbours

SWAPS = {
    **{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="},
    **{"is": "is not", "is not": "is", "in": "not in", "not in": "in"},
    **{"and": "or", "or": "and", "+": "-", "-": "+"},
    **{"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum"},
}
SIGN = re.compile(rb"<=|>=|==|!=|<|>|\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b|\band\b|\bor\b|\+|-")
COMMENT = re.compile(rb"#[^\n]*")


class Places:
    """A text and where its lines begin, in bytes."""

    def __init__(self, text: str) -> None:
        self.raw = text.encode()
        self.lines = [0, *accumulate(len(line) for line in self.raw.splitlines(keepends=True))]

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return begin and end of a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.lines[node.lineno - 1] + node.col_offset,
            self.lines[node.end_lineno - 1] + node.end_col_offset,
        )

    def between(self, left: ast.expr, right: ast.expr) -> Change | None:
        """Return the change of the sign between two nodes, None for one that is not changed."""
        start, stop = self.span(left)[1], self.span(right)[0]
        gap = COMMENT.sub(lambda found: b" " * len(found[0]), self.raw[start:stop])
        found = SIGN.search(gap)
        sign = " ".join(found[0].decode().split()) if found else ""
        if found is None or sign not in SWAPS:
            return None
        return becomes(start + found.start(), start + found.end(), sign, SWAPS[sign])

    def text(self, node: ast.expr) -> str:
        """Return a node as it is written."""
        start, stop = self.span(node)
        return self.raw[start:stop].decode()


def changes(text: str) -> Iterator[Change]:
    """Yield the one-place changes of a Python text."""
    places = Places(text)
    for node in _nodes(ast.parse(text)):
        yield from filter(None, _changes(node, places))


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what computes: no annotations, and no parts of an f-string, whose places Python 3.11 does not
    tell."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list") or isinstance(value, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _nodes(child)


def _changes(node: ast.AST, places: Places) -> Iterator[Change | None]:
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        yield from map(places.between, sides, sides[1:])
    elif isinstance(node, ast.BoolOp):
        yield from map(places.between, node.values, node.values[1:])
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield places.between(node.left, node.right)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        yield _swapped_function(node.func, places)
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        written = places.text(node)
        if re.fullmatch(r"[\d_]+(\.\d+)?(e-?\d+)?", written):
            yield from (becomes(*places.span(node), written, number) for number in neighbours(written))
    elif isinstance(node, ast.Return) and node.value is not None and places.text(node.value) != "None":
        yield drops(*places.span(node.value), f"return {places.text(node.value)}", "None")


def _swapped_function(function: ast.Name | ast.Attribute, places: Places) -> Change | None:
    name = function.id if isinstance(function, ast.Name) else function.attr
    if name not in ("min", "max", "minimum", "maximum"):
        return None
    end = places.span(function)[1]
    return becomes(end - len(name), end, name, SWAPS[name])
