"""The part "Did it help" of the page Work: what goes with work on denials, and with events.

Enters: an open page, and what the desk tells of work and events. Leaves: sections of the page; events are
noted through `d9311.desk.events`. No part computes: counts come from queries, differences from
`d9311.statistics`. Not imported here: duckdb, sqlite3, another page's parts but `d9311.ui.work.standing`.
"""
