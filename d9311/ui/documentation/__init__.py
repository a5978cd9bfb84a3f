"""The elements of a record and the checks of a billing: what is missing, and what that goes with."""
