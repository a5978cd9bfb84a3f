"""Which rows are behind a number: conditions in words, and the rows of a listing that meet them.

Enters: conditions, as a link or a kept number holds them, and a frame of episodes or consultations.
Leaves: the rows that meet them. Nothing here queries or shows.
"""
