"""Recursions whose step looks at all rows at once (a window), which Spark refuses: they go round by round.

Each round is computed of the one before, as in DuckDB, and kept as a table, until one gives no rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlglot import exp

from d9311.spark.macros import Node
from d9311.spark.translate import written

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Keep = Callable[["DataFrame", str], "DataFrame"]
"""Keeps rows under a name that a query may use, and gives them as they are kept."""


def written_out(session: SparkSession, tree: Node, keep: Keep) -> Node:
    """Return a query of Spark with the rows of such recursions in the place of the recursions."""
    for clause in reversed(list(tree.find_all(exp.With))):
        for place, cte in enumerate(clause.expressions):
            if _looks_at_all(cte):
                names = _run(session, cte, clause.expressions[:place], keep)
                rounds = [exp.select("*").from_(exp.to_identifier(name, quoted=True)) for name in names]
                cte.set("this", exp.union(*rounds, distinct=False) if len(rounds) > 1 else rounds[0])
    return tree


def _looks_at_all(cte: Node) -> bool:
    query = cte.this
    return isinstance(query, exp.Union) and bool(_own(query, cte.alias)) and bool(query.find(exp.Window))


def _own(query: Node, name: str) -> list[Node]:
    return [table for table in query.expression.find_all(exp.Table) if table.name == name]


def _run(session: SparkSession, cte: Node, before: list[Node], keep: Keep) -> list[str]:
    """Return the names of all rounds that have rows, or of the first one."""
    names = [f"{cte.alias}_0"]
    frame = keep(session.sql(_query(cte.this.this, before)), names[0])
    fields = frame.schema.fields
    while not frame.isEmpty():
        step = cte.this.copy()
        for table in _own(step, cte.alias):
            table.set("this", exp.to_identifier(names[-1], quoted=True))
        found = session.sql(_query(step.expression, before)).toDF(*(field.name for field in fields))
        columns = [found[f"`{field.name}`"].cast(field.dataType).alias(field.name) for field in fields]
        names.append(f"{cte.alias}_{len(names)}")
        frame = keep(found.select(*columns), names[-1])
    return names[:-1] or names


def _query(query: Node, before: list[Node]) -> str:
    query = query.copy()
    if before:
        own = query.args.get("with_")
        ctes = [*before, *(own.expressions if own else [])]
        query.set("with_", exp.With(expressions=[one.copy() for one in ctes]))
    return written(query)
