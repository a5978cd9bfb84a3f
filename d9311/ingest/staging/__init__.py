"""One read file as a table of texts, then typed values, with what is wrong with each row.

Enters: a `TextFile` and the draft database. Leaves: staged tables that `storing` takes over. Of earlier
imports this room knows only the newest year of service.
"""
