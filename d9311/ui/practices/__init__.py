"""Practices, providers and periods against each other, and a change taken apart into its causes."""
