"""The shipped sample: two invented exports and their generator."""
