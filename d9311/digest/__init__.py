"""The morning's list and the month's figures as HTML and PDF, for a clock to write (docs/command-line.md).

A database and thresholds come in, files and what crossed a threshold go out. Numbers are those of the
measures, asked for here and computed nowhere else; nothing here shows a page.
"""
