"""From a number on a page to the rows behind it.

Enters: a row of a measure and what its SQL header says of its counts.
Leaves: conditions (a link, a panel of rows).
"""
