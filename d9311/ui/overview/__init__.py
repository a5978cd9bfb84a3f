"""The parts of the Overview: the answer, its numbers, what to do next, gaps, payers, and what is folded."""
