"""One text of a column, read as what the contract says it is: a date, a time, an amount, a word.

Enters: texts. Leaves: values, or why there is none. Nothing here knows of files, rows or databases.
"""
