"""Kept views: a page's numbers as they were, beside the same numbers now, and the claims between them.

Enters: filters and numbers as conditions, or a view of `d9311.desk.views`. Leaves: numbers with what each row
counts, and differences that add up. Nothing here shows a page.
"""
