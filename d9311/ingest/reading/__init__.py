"""A file as a stranger wrote it becomes clean text rows with the lines that they come from.

Enters: a path. Leaves: a `TextFile` (`export`), a header with its first rows (`sample`), or `Refused`.
`workbook/` and the X12 reader turn other files into a CSV first (`opening`), `rows/` reads what stands below
the header. What a value means is not decided here: no module of this room imports `mapping`, but for
`export`, which asks what a header means.
"""
