"""Macros of queries/words and queries/build, put in where they are called: Spark has none over tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

Node: TypeAlias = exp.Expression


class AsWritten(DuckDB):  # type: ignore[misc]
    """DuckDB's SQL with places in lists as they are written: sqlglot counts from 0 where it knows a place for
    a whole number, and nowhere else.
    """

    INDEX_OFFSET = 0


# The types of the fields of $filters; all others are lists of texts.
_FILTERS = {
    **{"date_from": "date", "date_to": "date", "as_of": "date"},
    **{"date_basis": "text", "compare": "text", "import_call": "integer"},
}


def parse(text: str) -> list[Node]:
    """Return the statements of a text in DuckDB's SQL."""
    statements = [statement for statement in sqlglot.parse(text, dialect=AsWritten) if statement is not None]
    for statement in statements:
        for dot in list(statement.find_all(exp.Dot)):
            if isinstance(dot.expression, exp.Func):
                _name_columns(dot.this)
    return statements


def _name_columns(of: Node) -> None:
    """What stands before `.function(...)` is parsed without columns: make them of the bare names in it."""
    for name in list(of.find_all(exp.Identifier)):
        calls = isinstance(name.parent, (exp.Func, exp.Binary)) and not isinstance(name.parent, exp.Dot)
        in_lambda = name.find_ancestor(exp.Lambda)
        if calls and not (in_lambda and name.name in [one.name for one in in_lambda.expressions]):
            name.replace(exp.column(name.name))


def is_macro(statement: Node) -> bool:
    """Tell whether a statement makes a macro."""
    return isinstance(statement, exp.Create) and isinstance(statement.this, exp.UserDefinedFunction)


class Macros:
    """Macros by name, each expanded once."""

    def __init__(self, statements: list[Node]) -> None:
        self._made = {one.this.this.name.lower(): one for one in statements if is_macro(one)}
        self._expanded: dict[str, Node] = {}

    def expand(self, tree: Node) -> Node:
        """Return a tree in which no macro is called any more; the tree given may be changed."""
        holder = exp.Paren(this=tree)
        for node in reversed(list(holder.walk(bfs=False))):
            if isinstance(node, exp.Anonymous) and node.name.lower() in self._made:
                self._put_in(node)
            elif isinstance(node, exp.Dot) and isinstance(node.expression, exp.Func):
                _call_method(node)
        return holder.this

    def _put_in(self, call: Node) -> None:
        name = call.name.lower()
        if name not in self._expanded:
            self._expanded[name] = self.expand(self._made[name].expression.copy())
        names = [parameter.name for parameter in self._made[name].this.expressions]
        given = dict(zip(names, call.expressions, strict=True))
        body = _with_arguments(self._expanded[name].copy(), given)
        table = call.parent
        if not isinstance(table, exp.Table):
            call.replace(_in_brackets(body))
            return
        alias = exp.TableAlias(this=exp.to_identifier(table.alias or name))
        subquery = exp.Subquery(this=body.unnest(), alias=alias)
        subquery.set("pivots", table.args.get("pivots"))
        table.replace(subquery)


def _with_arguments(body: Node, given: Mapping[str, Node]) -> Node:
    """Put arguments in the place of parameters: `name`, `name.field` and `(name).field`."""
    holder = exp.Paren(this=body)
    for node in list(holder.walk()):
        if isinstance(node, exp.Dot) and isinstance(node.this, exp.Paren):
            of = node.this.this
            if isinstance(of, exp.Column) and not of.table and of.name in given:
                node.replace(_field(given[of.name], node.name))
        elif isinstance(node, exp.Column) and node.table in given:
            node.replace(_field(given[node.table], node.name))
        elif isinstance(node, exp.Column) and not node.table and node.name in given:
            node.replace(_in_brackets(given[node.name].copy()))
        elif isinstance(node, exp.Anonymous) and node.name.lower() == "query_table":
            table = given.get(node.expressions[0].name)
            if isinstance(table, exp.Literal):
                node.parent.replace(exp.to_table(table.name))
    return holder.this


def _field(of: Node, name: str) -> Node:
    """A field of a table that is given by its name, or of a struct."""
    if isinstance(of, exp.Column) and not of.table:
        return exp.column(name, table=of.name)
    return exp.Dot(this=exp.Paren(this=of.copy()), expression=exp.to_identifier(name))


def _in_brackets(node: Node) -> Node:
    return exp.Paren(this=node) if isinstance(node, (exp.Binary, exp.Unary, exp.Between, exp.In)) else node


def _call_method(node: Node) -> None:
    """`text.function(more)` is `function(text, more)`."""
    more = ", ".join(["it_", *(argument.sql(AsWritten) for argument in node.expression.expressions)])
    call = sqlglot.parse_one(f"{node.expression.name}({more})", dialect=AsWritten)
    it = node.this
    it = exp.column(it.name) if isinstance(it, exp.Identifier) else it
    for column in list(call.find_all(exp.Column)):
        if column.name == "it_":
            column.replace(it.copy())
    node.replace(call)


def put_filters(tree: Node, filters: Mapping[str, object]) -> Node:
    """Put the fields of `$filters` in as literals with their types."""
    holder = exp.Paren(this=tree)
    for node in list(holder.find_all(exp.Dot)):
        if isinstance(node.this, exp.Paren) and isinstance(node.this.unnest(), exp.Placeholder):
            value = literal(filters[node.name])
            node.replace(exp.cast(value, exp.DataType.build(_FILTERS.get(node.name, "text[]"), AsWritten)))
    return holder.this


def put_values(tree: Node, values: Mapping[str, Any]) -> Node:
    """Put the values of named parameters in."""
    for node in list(tree.find_all(exp.Placeholder)):
        node.replace(literal(values[node.name]))
    return tree


def literal(value: object) -> Node:
    """Return a value as SQL has it. Raises TypeError for a kind that no step takes."""
    if value is None:
        return exp.null()
    if isinstance(value, (list, tuple)):
        return exp.Array(expressions=[literal(one) for one in value])
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    if isinstance(value, int):
        return exp.Literal.number(value)
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    if isinstance(value, str):
        return exp.Literal.string(value)
    raise TypeError(f"a parameter of the kind {type(value).__name__}")
