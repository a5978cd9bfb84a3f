"""The part "Money" of the Overview: what consultations bring, what still waits.

Enters: an open page. Leaves: sections of it. Nothing here computes: counts and dollars come from queries.
"""
