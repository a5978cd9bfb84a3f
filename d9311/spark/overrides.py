"""Functions that mean something else on Spark, or are called otherwise. Each function says why.

A rule takes a node with its type, whose parts are Spark's already, and gives the new node or None.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from d9311.spark import patterns
from d9311.spark.aggregates import aggregate, in_window
from d9311.spark.calls import KIND, call, either, is_date, is_kind, is_null, is_text, number, text
from d9311.spark.macros import Node

Rule = Callable[[Node], "Node | None"]


def overridden(tree: Node) -> Node:
    """Return a tree of DuckDB, its names resolved and its types known, with the functions of Spark."""
    holder = exp.Paren(this=tree)
    _visit(holder)
    return holder.this


def _visit(node: Node) -> None:
    for child in list(node.iter_expressions()):
        _visit(child)
    new = _rewritten(node)
    if new is not None:
        new.type = node.type
        node.replace(new)


def _rewritten(node: Node) -> Node | None:
    if isinstance(node, exp.Window):
        return in_window(node)
    if isinstance(node, exp.Filter):
        return None if isinstance(node.parent, exp.Window) else aggregate(node)
    if isinstance(node, exp.AggFunc):
        # with its filter or its window, one level up
        return None if isinstance(node.parent, (exp.Filter, exp.Window)) else aggregate(node)
    if isinstance(node, exp.Anonymous):
        named = _NAMED.get(node.name.lower())
        return named(*node.expressions) if named else None
    rule = _RULES.get(type(node))
    return rule(node) if rule else None


def _minus(node: Node) -> Node | None:
    """A date less a date is a number of days, on Spark an interval."""
    if is_date(node.this) and is_date(node.expression):
        return call("datediff", node.this, node.expression)
    return _moved(node)


def _moved(node: Node) -> Node | None:
    """A date and days, months or years: Spark adds a number only as a whole one, months by a function."""
    if not is_date(node.this) or isinstance(node.expression, exp.Interval):
        return None
    amount = node.expression.unnest()
    is_back = isinstance(node, exp.Sub)
    months = {"to_months": 1, "to_years": 12}
    if isinstance(amount, exp.Anonymous) and amount.name.lower() in months:
        count = exp.Mul(
            this=exp.Paren(this=amount.expressions[0].copy()),
            expression=number(months[amount.name.lower()] * (-1 if is_back else 1)),
        )
        return call("add_months", node.this, exp.cast(count, "int"))
    return call("date_sub" if is_back else "date_add", node.this, exp.cast(amount.copy(), "int"))


def _divided(node: Node) -> Node:
    """A division gives a double whatever it divides: of decimals Spark makes a decimal and rounds it."""
    if isinstance(node.this, exp.Literal) and isinstance(node.expression, exp.Literal):
        # the share of a quantile must be a number, not a function
        share = float(node.this.name) / float(node.expression.name)
        return exp.cast(exp.Literal.number(repr(share)), "double")
    return call(
        "try_divide", exp.cast(node.this.copy(), "double"), exp.cast(node.expression.copy(), "double")
    )


def _months_between(node: Node) -> Node | None:
    """Of months DuckDB counts the first days between, Spark the whole months."""
    if node.text("unit").lower() != "month":
        return None
    ends = [
        exp.Add(this=exp.Mul(this=call("year", end), expression=number(12)), expression=call("month", end))
        for end in (node.this, node.expression)
    ]
    return exp.Paren(this=exp.Sub(this=exp.Paren(this=ends[0]), expression=exp.Paren(this=ends[1])))


def _length(node: Node) -> Node:
    """Of a text or of a list: two functions."""
    return call("char_length" if is_text(node.this) else "size", node.this)


def _element(node: Node) -> Node:
    """An element counts from 1, or from the end; one that is not there is null. A part of a text or list."""
    of, place = node.this, node.expressions[0]
    if isinstance(place, exp.Slice):
        return _part(of, place)
    if not is_text(place) and not is_kind(of, KIND.MAP):
        place = exp.cast(place.copy(), "int")
    return call("try_element_at", of, place)


def _part(of: Node, place: Node) -> Node:
    start, end = place.this, place.expression
    if end is None:
        return call("substr", of, start) if is_text(of) else call("slice", of, start, call("size", of))
    if end.sql() != f"-{start.sql()}":
        raise NotImplementedError(f"the part {place.sql('duckdb')} of a text")
    # as much from the end as from the start
    return call("substr", of, start, exp.Sub(this=call("char_length", of), expression=start.copy()))


def _trimmed(node: Node) -> Node | None:
    """Every kind of space, not the ASCII one alone."""
    ends = text(patterns.java(r"^\p{Zs}+|\p{Zs}+$"))
    return None if node.expression else call("regexp_replace", node.this, ends, text(""))


def _replaced(node: Node) -> Node:
    """Spark replaces every match: one that is anchored is the only one."""
    options = node.text("modifiers")
    pattern = _pattern(node)
    is_anchored = pattern.name.startswith("(?d)^") or pattern.name.endswith("\\z")
    if "g" not in options and not is_anchored:
        raise NotImplementedError(f"the first match of {node.expression.name}")
    if "s" in options:
        pattern = text(f"(?s){pattern.name}")
    return call("regexp_replace", node.this, pattern, text(patterns.replacement(node.text("replacement"))))


def _extracted(node: Node) -> Node:
    """The whole match unless a group is asked for, or a struct of the groups by their names."""
    group, pattern = node.args.get("group"), _pattern(node)
    if not isinstance(group, exp.Array):
        name = "regexp_extract_all" if isinstance(node, exp.RegexpExtractAll) else "regexp_extract"
        return call(name, node.this, pattern, group or number(0))
    fields: list[Node] = []
    for place, name in enumerate(group.expressions, start=1):
        fields += [name, call("regexp_extract", node.this, pattern, number(place))]
    return call("named_struct", *fields)


def _pattern(node: Node, is_whole: bool = False) -> Node:
    return text(patterns.java(_joined(node.expression), is_whole))


def _joined(pattern: Node) -> str:
    """A pattern that is written in several pieces. Raises NotImplementedError for one that is not written."""
    if isinstance(pattern, exp.DPipe):
        return _joined(pattern.this) + _joined(pattern.expression)
    if not isinstance(pattern.unnest(), exp.Literal):
        raise NotImplementedError(f"a pattern that is not written: {pattern.sql('duckdb')}")
    return str(pattern.unnest().name)


def _overlap(node: Node) -> Node:
    """True or false where neither list is null: on Spark a null in one of them makes it null."""
    is_unknown = exp.or_(is_null(node.this), is_null(node.expression))
    return call(
        "coalesce",
        call("arrays_overlap", node.this, node.expression),
        either(is_unknown, exp.null(), exp.false()),
    )


def _range(node: Node) -> Node:
    """Without its end, and empty where it ends before it begins: a sequence would count down."""
    start, end = node.args["start"], node.args["end"]
    last = exp.Sub(this=exp.Paren(this=end.copy()), expression=number(1))
    is_there = exp.GT(this=exp.Paren(this=end.copy()), expression=exp.Paren(this=start.copy()))
    return either(
        is_there, call("sequence", start, last), call("slice", call("array", start), number(1), number(0))
    )


def _formatted(node: Node) -> Node:
    """Null where an argument is; Spark writes "null" into the text."""
    pieces = [text(piece) for piece in node.this.name.split("{}")]
    parts = [pieces[0]]
    for argument, piece in zip(node.expressions, pieces[1:], strict=True):
        parts += [exp.cast(argument.copy(), "string"), piece]
    return call("concat", *parts)


def _any_value_alone(node: Node) -> Node | None:
    """sqlglot says beside any_value what its new form says in brackets."""
    return node.this.copy() if isinstance(node.this, exp.Anonymous) else None


def _row(node: Node) -> Node | None:
    """(a, b) as one value is a struct."""
    return call("struct", *node.expressions) if isinstance(node.parent, exp.AggFunc) else None


def _type(node: Node) -> Node | None:
    """No whole number has more than 64 bits; a timestamp is a moment, not the hands of a clock."""
    if node.this == KIND.INT128:
        return exp.DataType.build("decimal(38, 0)")
    return exp.DataType.build("timestamp_ntz") if node.this == KIND.TIMESTAMP else None


_RULES: dict[type, Rule] = {
    exp.DataType: _type,
    exp.IgnoreNulls: _any_value_alone,
    exp.Sub: _minus,
    exp.Add: _moved,
    exp.Div: _divided,
    exp.DateDiff: _months_between,
    exp.Length: _length,
    exp.Bracket: _element,
    exp.Trim: _trimmed,
    exp.RegexpReplace: _replaced,
    exp.RegexpExtract: _extracted,
    exp.RegexpExtractAll: _extracted,
    exp.RegexpLike: lambda node: call("regexp_like", node.this, _pattern(node)),
    exp.RegexpFullMatch: lambda node: call("regexp_like", node.this, _pattern(node, is_whole=True)),
    exp.RegexpSplit: lambda node: call("split", node.this, _pattern(node), number(-1)),
    exp.Split: lambda node: call(
        "split", node.this, text(patterns.literal(node.expression.name)), number(-1)
    ),
    exp.ArrayOverlaps: _overlap,
    exp.ArrayAppend: lambda node: call("array_append", node.this, node.expression),
    exp.GenerateSeries: _range,
    exp.Format: _formatted,
    exp.TimestampTrunc: lambda node: call("trunc", node.this, text(node.text("unit"))),
    exp.DateTrunc: lambda node: call("trunc", node.this, text(node.text("unit"))),
    exp.Tuple: _row,
}
# Called otherwise; sqlglot does not know them.
_NAMED: dict[str, Callable[..., Node]] = {
    "list_has_all": lambda whole, part: exp.EQ(
        this=call("size", call("array_except", part, whole)), expression=number(0)
    ),
    # null where it is not there: Spark says 0
    "list_position": lambda of, one: call("nullif", call("array_position", of, one), number(0)),
    "map_contains": lambda of, key: call("map_contains_key", of, key),
}
