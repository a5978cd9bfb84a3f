"""One payer: the parts of its card, and how long payers take."""
