"""Makes the derived tables on Spark, and runs measures over them."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import duckdb
from sqlglot import exp

import queries
from d9311.filters import Filters
from d9311.ingest.errors import Refused
from d9311.ingest.publishing.deriving import Build, build_version
from d9311.spark.macros import Node, is_macro, parse
from d9311.spark.rounds import written_out
from d9311.spark.tables import DERIVED, ROUNDS, ROWS, VIEWS, open_table, read_back, write_rows
from d9311.spark.translate import Columns, Translator, columns_of, spark_type, written
from queries import builder

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

WORD = re.compile(r"^create or replace (macro|view)\b", re.MULTILINE)
# In the folder beside the tables, written last: the version that has made them.
VERSION = "version.txt"
# Where a build stands, for whoever listens.
LOG = logging.getLogger(__name__)


def builds(session: SparkSession, folder: Path) -> Build:
    """Return what makes the derived tables of a draft on Spark, by way of a folder of Parquet files."""

    def build(connection: duckdb.DuckDBPyConnection, has_words: bool = False) -> None:
        builder.load_lists(connection)
        views = _views(connection)
        rows = {name: kinds for name, kinds in columns_of(connection).items() if name not in views}
        maker = Maker(session, folder, columns_of(connection))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / VERSION).unlink(missing_ok=True)
        write_rows(connection, folder, rows)
        maker.open_rows(rows, views)
        maker.make()
        shutil.rmtree(folder / ROUNDS, ignore_errors=True)
        for table in maker.made:
            read_back(connection, folder, table, maker.translator.columns)
        _make_words(connection)
        (folder / VERSION).write_text(build_version(), encoding="utf-8")

    return build


def _views(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the texts of the views over the imported rows, each after those that it reads."""
    found = dict(
        connection.execute(
            "select view_name, sql from duckdb_views() "
            "where not internal and database_name = current_database()"
        ).fetchall()
    )
    return {name: found[name] for name in VIEWS if name in found}


def _make_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros and views, which are DuckDB's own, over the tables that Spark made."""
    connection.begin()
    for text in [*builder.given().room("words"), *builder.given().steps()]:
        for statement in builder.statements(connection, text):
            if WORD.search(statement.query):
                connection.execute(statement)
    connection.commit()


class Maker:
    """The steps of the build, one after the other, on Spark."""

    def __init__(self, session: SparkSession, folder: Path, existing: Columns) -> None:
        self.session, self.folder = session, folder
        self.translator = Translator(existing)
        self.made: list[str] = []
        self.temporary: set[str] = set()

    def open_rows(self, rows: Columns, views: Mapping[str, str]) -> None:
        """Let Spark know the imported rows and the views over them."""
        for table in rows:
            self._open(ROWS, table)
        for name, text in views.items():
            self._view(name, parse(text)[0].expression)

    def make(self) -> None:
        """Make every derived table, in the order of their numbers."""
        shutil.rmtree(self.folder / DERIVED, ignore_errors=True)
        for statement, values in self.steps():
            started = monotonic()
            self.run(statement, values)
            LOG.info("%s %s: %.1f s", statement.key, made_by(statement), monotonic() - started)

    def steps(self) -> Iterator[tuple[Node, Mapping[str, object]]]:
        """Return the statements of the build, each with its parameters (`builder.ONCE_PER`)."""
        for text in builder.given().steps():
            statements = [statement for statement in parse(text) if not is_macro(statement)]
            for values in self._once_per(text):
                yield from ((statement, values) for statement in statements)

    def _once_per(self, text: str) -> list[Mapping[str, object]]:
        if not text.startswith(builder.ONCE_PER):
            return [{}]
        query = parse(text.splitlines()[0].removeprefix(builder.ONCE_PER))[0]
        return [row.asDict() for row in self._frame(query, {}).collect()]

    def run(self, statement: Node, values: Mapping[str, object]) -> None:
        """Run one statement that makes a table or adds to one. Raises NotImplementedError for another."""
        table = made_by(statement)
        if isinstance(statement, exp.Create) and statement.find(exp.TemporaryProperty):
            self.temporary.add(table)
        if isinstance(statement, exp.Create) and statement.kind == "VIEW":
            self._view(table, statement.expression)
        elif isinstance(statement, exp.Create) and statement.expression is None:
            # of no rows, and made without Python, which workers need not have
            self._write(table, self.session.range(0).selectExpr(*self._nulls(table)))
        elif isinstance(statement, exp.Create) and table in self.temporary:
            frame = self._frame(statement.expression, values)
            self.translator.learn(statement, table)
            self._keep(frame, table)
        elif isinstance(statement, exp.Create):
            self._write(table, self._frame(statement.expression, values))
        elif isinstance(statement, exp.Insert):
            frame = self._frame(statement.expression, values)
            if not statement.args.get("by_name"):
                frame = frame.toDF(*self.translator.columns[table])
            self._write(table, frame, mode="append")
        elif not isinstance(statement, (exp.Alter, exp.Drop)):
            # a column that is dropped later was not written, a table goes with the rounds
            raise NotImplementedError(f"a step that is a {statement.key}")

    def _frame(self, query: Node, values: Mapping[str, object]) -> DataFrame:
        tree = written_out(self.session, self.translator.tree(query, values=values), self._keep)
        return self.session.sql(written(tree))

    def _keep(self, frame: DataFrame, name: str) -> DataFrame:
        """Keep the rows of one round of a recursion."""
        place = f"{self.folder}/{ROUNDS}/{name}"
        frame.write.mode("overwrite").parquet(place)
        kept = self.session.read.schema(frame.schema).parquet(place)
        kept.createOrReplaceTempView(name)
        return kept

    def _view(self, name: str, query: Node) -> None:
        self._frame(query, {}).createOrReplaceTempView(name)

    def _write(self, table: str, frame: DataFrame, mode: str = "overwrite") -> None:
        """Write rows as a table of the folder: no step is computed twice, and what is lost with a worker is
        read again.
        """
        kinds = self.translator.columns[table]
        columns = [frame[f"`{name}`"].cast(spark_type(kind)).alias(name) for name, kind in kinds.items()]
        frame.select(*columns).write.mode(mode).parquet(f"{self.folder}/{DERIVED}/{table}")
        self._open(DERIVED, table)
        if table not in self.made and table not in self.temporary:
            self.made.append(table)

    def _open(self, part: str, table: str) -> None:
        open_table(self.session, f"{self.folder}/{part}", table, self.translator.columns)

    def _nulls(self, table: str) -> list[str]:
        kinds = self.translator.columns[table]
        return [f"cast(null as {spark_type(kind)}) as `{name}`" for name, kind in kinds.items()]


def made_by(statement: Node) -> str:
    """Return the table or view that a statement of the build makes, adds to or changes."""
    if isinstance(statement, exp.Drop):
        named = statement.find(exp.Table)
    else:
        named = statement.this.this if isinstance(statement.this, exp.Schema) else statement.this
    name: str = named.name
    return name


class Measures:
    """The measures, run on Spark over the folder that a build has left; `address`: where that is."""

    def __init__(self, session: SparkSession, address: str) -> None:
        """Raises Refused for a folder that no build of this version has completed."""
        self.session, self.address = session, address
        self._check_version()
        self.translator = Translator()
        self.derived = {
            made_by(statement)
            for text in builder.given().steps()
            for statement in parse(text)
            if not is_macro(statement)
        }
        self._opened: set[str] = set()

    def _check_version(self) -> None:
        from pyspark.errors import PySparkException

        try:
            written = [row[0] for row in self.session.read.text(f"{self.address}/{VERSION}").collect()]
        except PySparkException:
            written = []
        if written != [build_version()]:
            raise Refused(
                f"{self.address} holds no tables that this version has made; import with --engine spark."
            )

    def imports(self) -> set[tuple[int, str]]:
        """Return the number and the fingerprint of each import that the folder was made of."""
        frame = open_table(self.session, f"{self.address}/{ROWS}", "imports", self.translator.columns)
        return {(row[0], row[1]) for row in frame.select("import_id", "sha256").collect()}

    def arrow(self, name: str, filters: Filters | None = None) -> pyarrow.Table:
        """Run one measure; return what `queries.arrow` does."""
        import pyarrow

        filters = filters or Filters()
        query = parse(queries.read(name))[0]
        for table in self.translator.tables(query) - self._opened:
            part = DERIVED if table in self.derived else ROWS
            open_table(self.session, f"{self.address}/{part}", table, self.translator.columns)
            self._opened.add(table)
        shape = queries.fetch(
            self.translator.empty, queries.read(name), {"filters": filters.parameters()}
        ).schema
        rows = self.session.sql(written(self.translator.tree(query, filters.parameters()))).collect()
        columns = [pyarrow.array([row[i] for row in rows], field.type) for i, field in enumerate(shape)]
        return queries.finished(name, pyarrow.Table.from_arrays(columns, schema=shape))
