"""Letters about a claim, from files to paper."""
