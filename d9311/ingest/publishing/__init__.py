"""A draft beside the database: filled, derived, verified, and put in its place whole or not at all.

Enters: work on a connection. Leaves: a database file and what the import changed.
Nothing here reads an export.
"""
