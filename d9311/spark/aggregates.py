"""Aggregates that mean something else on Spark, or that it has not. Each function says why.

A rule takes the aggregate and the condition of its `filter (where ...)`, null for none.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from d9311.spark.calls import KIND, call, either, is_date, is_kind, is_null, lambda_of, number, text
from d9311.spark.macros import Node

Rule = Callable[[Node, "Node | None"], Node]


def aggregate(node: Node) -> Node | None:
    """Return an aggregate, with its filter, as Spark has it; None where that is the same."""
    is_filtered = isinstance(node, exp.Filter)
    bare = node.this if is_filtered else node
    rule = _RULES.get(type(bare))
    if rule is None or (isinstance(bare, exp.Max) and not _counts(bare)):
        return None
    return rule(bare, node.expression.this if is_filtered else None)


def in_window(window: Node) -> Node | None:
    """Spark takes no filter in a window, and has no product: one is a condition, one a list folded."""
    inner = window.this
    if isinstance(inner, exp.Anonymous) and inner.name.lower() == "product":
        return _product(window, inner.expressions[0])
    if not isinstance(inner, exp.Filter):
        return None
    bare, condition = inner.this, inner.expression.this
    if isinstance(bare, (exp.ArgMax, exp.ArgMin)):
        condition = exp.and_(condition.copy(), is_null(bare.this).not_())
        name = "max_by" if isinstance(bare, exp.ArgMax) else "min_by"
        window.set("this", call(name, bare.this, either(condition, bare.expression)))
    elif isinstance(bare, exp.Count) and isinstance(bare.this, exp.Star):
        window.set("this", exp.Count(this=either(condition, number(1))))
    elif isinstance(bare, (exp.Max, exp.Min, exp.Sum, exp.Count, exp.LogicalOr, exp.LogicalAnd)):
        window.set("this", type(bare)(this=either(condition, bare.this)))
    else:
        raise NotImplementedError(f"a filter in a window: {window.sql('duckdb')}")
    return None


def _product(window: Node, factor: Node) -> Node:
    window.set("this", call("collect_list", exp.cast(factor.copy(), "double")))
    names = [exp.to_identifier(name) for name in ("so_far", "one")]
    times = exp.Lambda(this=exp.Mul(this=names[0].copy(), expression=names[1].copy()), expressions=names)
    return call("aggregate", window, exp.cast(number(1), "double"), times)


def _with(made: Node, condition: Node | None) -> Node:
    if condition is None:
        return made
    return exp.Filter(this=made, expression=exp.Where(this=condition.copy()))


def _best(node: Node, condition: Node | None) -> Node:
    """arg_min and arg_max leave out rows whose value is null; min_by and max_by give it."""
    known = is_null(node.this).not_()
    condition = known if condition is None else exp.and_(condition.copy(), known)
    name = "min_by" if isinstance(node, exp.ArgMin) else "max_by"
    return _with(call(name, node.this, node.expression), condition)


def _first(node: Node, condition: Node | None) -> Node:
    """`first(x order by ...)`: Spark's first knows no order, min_by of a struct of the keys does."""
    name = "min_by" if isinstance(node, exp.First) else "max_by"
    return _with(call(name, node.this.this, _keys(node.this)), condition)


def _any_value(node: Node, condition: Node | None) -> Node:
    """Of DuckDB it is a value that is not null, if there is one."""
    return _with(call("any_value", node.this, exp.true()), condition)


def _list(node: Node, condition: Node | None) -> Node:
    """A list keeps nulls and has an order; of no rows it is null, and Spark's is empty."""
    of = node.this
    if isinstance(of, exp.Distinct):
        made = _with(call("collect_set", of.expressions[0]), condition)
    else:
        value = of.this if isinstance(of, exp.Order) else of
        keys = _keys(of) if isinstance(of, exp.Order) else None
        fields = [*([text("keys"), keys] if keys is not None else []), text("value"), value]
        made = _with(call("collect_list", call("named_struct", *fields)), condition)
        made = call("array_sort", made) if keys is not None else made
        value_of = exp.Dot(this=exp.to_identifier("one"), expression=exp.to_identifier("value"))
        made = call("transform", made, lambda_of("one", value_of))
    return either(exp.GT(this=call("size", made), expression=number(0)), made)


def _median(node: Node, condition: Node | None) -> Node:
    """quantile_cont is percentile here, which is exact too."""
    return _with(call("percentile", node.this, node.expression), condition)


def _quantile(node: Node, condition: Node | None) -> Node:
    """quantile_disc takes dates; percentile_disc numbers alone."""
    value = call("unix_date", node.this) if is_date(node.this) else node.this.copy()
    order = exp.Order(expressions=[exp.Ordered(this=value)])
    made = _with(exp.WithinGroup(this=call("percentile_disc", node.expression), expression=order), condition)
    return call("date_from_unix_date", exp.cast(made, "int")) if is_date(node.this) else made


def _largest(node: Node, condition: Node | None) -> Node:
    """`max(x, 2)` is the list of the two largest; all of them in order serve as well."""
    return call("sort_array", _with(call("collect_list", node.this), condition), exp.false())


def _counts(node: Node) -> bool:
    return bool(node.args.get("expressions") or node.args.get("count"))


def _keys(order: Node) -> Node:
    """A struct that sorts as an `order by` of DuckDB, in which nulls come last."""
    keys: list[Node] = []
    for ordered in order.expressions:
        value = ordered.this if isinstance(ordered, exp.Ordered) else ordered
        is_descending = isinstance(ordered, exp.Ordered) and ordered.args.get("desc")
        nulls_first = isinstance(ordered, exp.Ordered) and ordered.args.get("nulls_first")
        keys += [] if nulls_first else [is_null(value)]
        keys.append(_turned(value) if is_descending else value)
    return call("struct", *keys)


def _turned(value: Node) -> Node:
    """What sorts the other way round. Raises NotImplementedError for a text, of which there is nothing."""
    if is_kind(value, KIND.BOOLEAN):
        return exp.Paren(this=value.copy()).not_()
    if is_date(value):
        return exp.Neg(this=call("unix_date", value))
    if is_kind(value, *exp.DataType.NUMERIC_TYPES):
        return exp.Neg(this=exp.Paren(this=value.copy()))
    raise NotImplementedError(f"a descending order of {value.sql('duckdb')}")


_RULES: dict[type, Rule] = {
    exp.ArgMin: _best,
    exp.ArgMax: _best,
    exp.First: _first,
    exp.Last: _first,
    exp.AnyValue: _any_value,
    exp.ArrayAgg: _list,
    exp.PercentileCont: _median,
    exp.PercentileDisc: _quantile,
    exp.Max: _largest,
}
