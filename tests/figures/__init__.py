"""Figures, from rows of measures."""
