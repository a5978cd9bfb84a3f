"""The parts of the page Money: what consultations bring, what waits, and what goes with work and events.

Enters: an open page, and what the desk tells of work and events. Leaves: sections of the page; events are
noted through `d9311.desk.events`. No part computes: counts come from queries, differences from
`d9311.statistics`. Not imported here: duckdb, sqlite3, another page's parts but `d9311.ui.work.standing`.
"""
