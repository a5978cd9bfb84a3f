"""The parts of the Overview, from top to bottom."""
