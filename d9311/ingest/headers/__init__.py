"""What a column is by its name and by its values:
the canonical columns, their synonyms, and clues in the cells.

Enters: names and texts. Leaves: names of the contract.
Used by `reading` (which line is the header?) and `mapping`.
"""
