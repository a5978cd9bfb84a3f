"""The base tables: rows of every import, and which of them hold now.

Enters: staged rows. Leaves: stored rows (`rows`), the book of imports (`history`) and the current rows
(`current`), made anew from all that is stored whenever an import comes or goes. Nothing here reads a file.
"""
