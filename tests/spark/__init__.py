"""Apache Spark gives the answers that DuckDB gives."""
