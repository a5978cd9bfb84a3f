"""Variants of a valid export, each damaged in one way, and what the import makes of them.

The ways are those of the Pollock benchmark (Vitagliano et al., Pollock: A Data Loading Benchmark, VLDB 2023;
after a survey of files in open data portals), written anew for a table of claims: whatever a file or one of
its rows can have wrong in delimiters, quotes, escapes, line ends, cells, headers, titles, footnotes, tables
and encoding.
"""
