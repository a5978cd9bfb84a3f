"""The Data page: files in, what became of them, what joining them found, and out again.

Enters: uploads. Leaves: imports through `d9311.ingest`. No other room imports this one, but for empty files
to fill in.
"""
