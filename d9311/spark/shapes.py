"""Shapes of a query that DuckDB has and Spark has not, told in plainer ones: before names are resolved
(`plain`, still DuckDB's SQL) and after (`with_laterals`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlglot import exp

from d9311.spark.macros import AsWritten, Node

# Names the columns of a query, asked of DuckDB itself.
Describe = Callable[[str], list[str]]


def plain(tree: Node, describe: Describe) -> Node:
    """Tell `unpivot`, `columns('pattern')` and `union by name` by the names of their columns; write a named
    window where it is used, because Spark adds no frame to one, leave out `materialized`, and take a total
    out of its grouping sets.
    """
    holder = exp.Paren(this=tree)
    for cte in holder.find_all(exp.CTE):
        cte.set("materialized", None)
    for select in list(holder.find_all(exp.Select)):
        _write_windows(select)
    for some in list(holder.find_all(exp.Any)):
        # so DuckDB writes `in` down where it keeps the text of a view
        query = exp.Subquery(this=some.this.unnest().copy())
        some.parent.replace(exp.In(this=some.parent.this.copy(), query=query))
    for among in holder.find_all(exp.In):
        _list_pair(among)
    for group in reversed(list(holder.find_all(exp.Group))):
        _total_apart(group)
    for node in reversed(list(holder.find_all(exp.Pivot))):
        _unpivot(node, describe)
    for node in reversed(list(holder.find_all(exp.Columns))):
        _list_columns(node, describe)
    for node in reversed(list(holder.find_all(exp.Union))):
        if node.args.get("by_name"):
            _union_by_place(node, describe)
    return holder.this


def _write_windows(select: Node) -> None:
    named = {window.name: window for window in select.args.get("windows") or []}
    for window in list(select.find_all(exp.Window)) if named else []:
        name = window.args.get("alias")
        if name is None or window.find_ancestor(exp.Select) is not select:
            continue
        for part in ("partition_by", "order"):
            if not window.args.get(part):
                window.set(part, named[name.name].copy().args.get(part))
        window.set("alias", None)
    select.set("windows", None)


def _list_pair(among: Node) -> None:
    """`(a, b) in (select (c, d) ...)`: Spark holds two columns against two, not against a pair."""
    query = among.args.get("query")
    select = query.unnest() if query is not None else None
    if isinstance(select, exp.Select) and isinstance(pair := select.expressions[0], exp.Tuple):
        select.set("expressions", pair.expressions)


def _total_apart(group: Node) -> None:
    """The set of no columns gives a row even of no rows, on Spark none: it becomes a query without groups.

    Raises NotImplementedError where more than the groups would have to be told twice.
    """
    sets = group.expressions[0] if group.expressions else None
    if not isinstance(sets, exp.GroupingSets) or exp.Tuple() not in sets.expressions:
        return
    select = group.parent
    if any(select.args.get(part) for part in ("with_", "having", "qualify", "order", "limit", "distinct")):
        raise NotImplementedError(f"a total beside groups: {select.sql(AsWritten)}")
    rest = [one for one in sets.expressions if one != exp.Tuple()]
    names = {column.name for one in rest for column in one.find_all(exp.Column)}
    total = select.copy()
    total.set("group", None)
    total.set("expressions", [_ungrouped(listed, names) for listed in total.expressions])
    sets.set("expressions", rest)
    union = exp.union(total, exp.select("*"), distinct=False)
    select.replace(union)
    union.set("expression", select)


def _ungrouped(listed: Node, names: set[str]) -> Node:
    """An expression over all rows, where the columns of groups are null."""
    holder = exp.Paren(this=exp.alias_(listed, listed.alias_or_name))
    for node in list(holder.walk()):
        if isinstance(node, exp.Grouping):
            node.replace(exp.Literal.number(2 ** len(node.expressions) - 1))
        elif _is_grouped(node, names):
            node.replace(exp.null())
    return holder.this


def _is_grouped(node: Node, names: set[str]) -> bool:
    is_named = isinstance(node, exp.Column) and node.name in names
    return is_named and not node.find_ancestor(exp.AggFunc, exp.Filter)


def _unpivot(pivot: Node, describe: Describe) -> None:
    """Each row becomes a list of pairs of name and value, which is taken apart again."""
    table, field = pivot.parent, pivot.args["fields"][0]
    source = table.copy()
    source.set("pivots", None)
    source.set("alias", exp.TableAlias(this=exp.to_identifier("wide_")))
    names = _names(table, exp.select("*").from_(source), describe)
    turned = [
        name
        for wanted in field.expressions
        for name in (_matching(wanted, names) if isinstance(wanted, exp.Columns) else [wanted.name])
    ]
    kept = [name for name in names if name not in turned]
    pairs = exp.Array(
        expressions=[
            _struct(name=exp.Literal.string(name), value=exp.column(name, table="wide_")) for name in turned
        ]
    )
    pair = exp.alias_(exp.Explode(this=pairs), "pair_")
    inner = exp.select(*(exp.column(name, table="wide_") for name in kept), pair).from_(source)
    outer = exp.select(
        *(exp.column(name, table="long_") for name in kept),
        exp.alias_(_of_pair("name"), field.this.name),
        exp.alias_(_of_pair("value"), pivot.expressions[0].name),
    ).from_(inner.subquery("long_"))
    if not pivot.args.get("include_nulls"):
        outer = outer.where(exp.Is(this=_of_pair("value"), expression=exp.null()).not_())
    table.replace(outer.subquery(table.alias or table.name or "turned_"))


def _of_pair(name: str) -> Node:
    return exp.Dot(this=exp.column("pair_", table="long_"), expression=exp.to_identifier(name))


def _struct(**fields: Node) -> Node:
    return exp.Struct(
        expressions=[
            exp.PropertyEQ(this=exp.to_identifier(name), expression=value) for name, value in fields.items()
        ]
    )


def _matching(columns: Node, names: list[str]) -> list[str]:
    return [name for name in names if re.search(columns.this.name, name)]


def _list_columns(columns: Node, describe: Describe) -> None:
    select = columns.parent
    everything = exp.select("*")
    everything.set("from_", select.args["from_"].copy())
    everything.set("joins", [join.copy() for join in select.args.get("joins") or []])
    names = _matching(columns, _names(select, everything, describe))
    listed = [
        column
        for one in select.expressions
        for column in ([exp.column(name) for name in names] if one is columns else [one])
    ]
    select.set("expressions", listed)


def _union_by_place(union: Node, describe: Describe) -> None:
    """Each side lists the columns of both; those that it lacks are null."""
    sides = (union.this, union.expression)
    columns = [_names(union, side, describe) for side in sides]
    every = list(dict.fromkeys([*columns[0], *columns[1]]))
    for part, side, names in zip(("this", "expression"), sides, columns, strict=True):
        listed = [exp.column(name) if name in names else exp.alias_(exp.null(), name) for name in every]
        union.set(part, exp.select(*listed).from_(side.copy().subquery("side_")))
    union.set("by_name", False)


def _names(place: Node, select: Node, describe: Describe) -> list[str]:
    """Name the columns of a query that stands at a place, where the CTEs around it are known."""
    known: dict[str, Node] = {}
    child, node = place, place.parent
    while node is not None:
        clause = node if isinstance(node, exp.With) else node.args.get("with_")
        if clause is not None and clause is not child:
            before = clause.expressions
            if node is clause:  # of the CTEs beside it only those before it
                before = before[: next(i for i, one in enumerate(before) if one is child)]
            known = {one.alias: one for one in before} | known
        child, node = node, node.parent
    select = select.copy()
    own = select.args.get("with_")
    ctes = [*known.values(), *(own.expressions if own else [])]
    if ctes:
        select.set("with_", exp.With(expressions=[one.copy() for one in ctes], recursive=True))
    return describe(select.sql(AsWritten))


def with_laterals(tree: Node) -> Node:
    """Take lists apart in the `from` clause: Spark does it nowhere else with a place beside each element."""
    for select in list(tree.find_all(exp.Select)):
        lists: dict[str, list[Node]] = {}
        for expression in select.expressions:
            for node in expression.walk():
                if _is_unnest(node) and node.find_ancestor(exp.Select) is select:
                    lists.setdefault(_list_of(node).sql(), []).append(node)
        if lists:
            _join_lists(select, list(lists.values()))
    return tree


def _join_lists(select: Node, lists: list[list[Node]]) -> None:
    laterals = []
    for number, nodes in enumerate(lists):
        name = f"list{number}_"
        alias = exp.TableAlias(
            this=exp.to_identifier(name), columns=[exp.to_identifier("place_"), exp.to_identifier("element_")]
        )
        taken = exp.Anonymous(this="posexplode", expressions=[_list_of(nodes[0]).copy()])
        laterals.append(exp.Lateral(this=taken, view=True, alias=alias))
        for node in nodes:
            place = exp.Add(this=exp.column("place_", table=name), expression=exp.Literal.number(1))
            element = exp.column("element_", table=name)
            new = element if isinstance(node, exp.Explode) else exp.Paren(this=place)
            new.type = node.type
            node.replace(new)
    select.set("laterals", laterals)
    if not select.args.get("from_"):
        select.set("from_", exp.From(this=exp.select(exp.alias_("1", "one_")).subquery("one_row_")))


def _is_unnest(node: Node) -> bool:
    return isinstance(node, exp.Explode) or (
        isinstance(node, exp.Anonymous) and node.name.lower() == "generate_subscripts"
    )


def _list_of(node: Node) -> Node:
    return node.this if isinstance(node, exp.Explode) else node.expressions[0]
