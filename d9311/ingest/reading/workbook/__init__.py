"""Workbooks (.xlsx) become a CSV, in a process of their own that a broken one may end.

Enters: a path. Leaves: a `Converted` file. Only `apart` is for others; no module imports the database.
"""
