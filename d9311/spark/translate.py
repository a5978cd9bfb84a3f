"""One query of DuckDB as one of Spark: macros put in, names resolved, functions exchanged.

What a name means and of which type it is, is asked of DuckDB: of a database without rows that this version
has made, in which every table, view and macro stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

import duckdb
from sqlglot import ErrorLevel, exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.generators.spark import SparkGenerator
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from d9311.ingest.publishing.deriving import make_derived
from d9311.ingest.storing import schema
from d9311.spark.calls import is_date
from d9311.spark.macros import AsWritten, Macros, Node, parse, put_filters, put_values
from d9311.spark.overrides import overridden
from d9311.spark.shapes import plain, with_laterals
from queries import builder

Columns = dict[str, dict[str, str]]
"""The DuckDB types of columns, by table."""

# Spark has no whole numbers of more than 64 bits; its timestamp is a moment, DuckDB's the hands of a clock.
_TYPES = {"HUGEINT": "decimal(38,0)", "TIMESTAMP": "timestamp_ntz", "TIME": "time(6)"}


def _kind_of_difference(annotator: Any, node: Node) -> Node:
    """Days, where sqlglot takes a date less a date for a date."""
    if is_date(node.this) and is_date(node.expression):
        node.type = exp.DataType.build("bigint")
    else:
        _DIFFERENCE(annotator, node)
    return node


class _Generator(SparkGenerator):  # type: ignore[misc]
    """Leaves a `with` where it is: Spark knows them everywhere, and two macros may use one name."""

    EXPRESSIONS_WITHOUT_NESTED_CTES: ClassVar[set[type]] = set()


_DIFFERENCE = DuckDB.EXPRESSION_METADATA[exp.Sub]["annotator"]
_KINDS = {**DuckDB.EXPRESSION_METADATA, exp.Sub: {"annotator": _kind_of_difference}}


class Translator:
    """Translates queries over the tables of a database; `columns`: where it differs from an empty one.

    One is made from an empty database, which takes a second.
    """

    def __init__(self, columns: Columns | None = None) -> None:
        self.empty = duckdb.connect()
        schema.create_base_tables(self.empty)
        make_derived(self.empty)
        self.columns = {**columns_of(self.empty, with_temporary=True), **(columns or {})}
        # how lists of the practice stand in their file
        self.columns["payer_alias"] = {**self.columns["payer_alias"], "rowid": "BIGINT"}

    @cached_property
    def macros(self) -> Macros:
        """All macros of queries/words, queries/build and queries/identity."""
        return Macros([one for text in builder.given().texts.values() for one in parse(text)])

    def tree(
        self,
        query: Node,
        filters: Mapping[str, object] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Node:
        """Return a parsed query as one of Spark. `filters`: the fields of `$filters`; `values`: of other
        parameters. Raises NotImplementedError for what has no translation.
        """
        tree = self.macros.expand(query.copy())
        tree = put_values(put_filters(tree, filters or {}), values or {})
        tree = plain(tree, self._describe)
        tree = qualify(tree, schema=self.columns, dialect=AsWritten, quote_identifiers=True)
        tree = annotate_types(tree, self.columns, expression_metadata=_KINDS, dialect=AsWritten)
        return overridden(with_laterals(tree))

    def learn(self, statement: Node, table: str) -> None:
        """Make a table that the build drops again in the empty database too, to know its columns."""
        self.empty.execute(statement.sql(AsWritten))
        found = self.empty.execute(f'describe "{table}"').fetchall()
        self.columns[table] = {row[0]: row[1] for row in found}

    def tables(self, query: Node) -> set[str]:
        """Return the tables and views that a parsed query reads, by itself or through macros."""
        tree = exp.Paren(this=self.macros.expand(query.copy()))
        return {table.name for table in tree.find_all(exp.Table)} & self.columns.keys()

    def _describe(self, query: str) -> list[str]:
        return [row[0] for row in self.empty.execute(f"describe {query}").fetchall()]


def written(tree: Node) -> str:
    """Return the SQL of a query of Spark. Raises sqlglot's UnsupportedError for what that cannot say."""
    generator = _Generator(dialect="spark", unsupported_level=ErrorLevel.RAISE, comments=False)
    text: str = generator.generate(tree)
    return text


def columns_of(connection: duckdb.DuckDBPyConnection, with_temporary: bool = False) -> Columns:
    """Return the columns of all tables and views of a database; `with_temporary`: those of this connection,
    too.
    """
    found: Columns = {}
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where not internal and list_contains($databases || [current_database()], database_name) "
        "order by table_name, column_index",
        {"databases": ["temp"] if with_temporary else []},
    ).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def spark_type(kind: str) -> str:
    """Return a type of DuckDB as Spark calls it."""
    if kind in _TYPES:
        return _TYPES[kind]
    text: str = exp.DataType.build(kind, dialect="duckdb").sql("spark")
    return text
