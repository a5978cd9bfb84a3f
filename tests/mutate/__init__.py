"""Does a test notice a one-line mistake? Mutants of the SQL and of the computing Python, each run against the
tests.

`make mutate` (or `python -m tests.mutate`). In: the texts of `queries/` and of the modules in
`targets.MUTATED`. Out: the mutants that no test noticed, on the screen. The tree itself is never changed: a
mutant is a text that one process reads in place of a file's own. Nothing of the product is imported here, so
that every process imports it anew.
"""
