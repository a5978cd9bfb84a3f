"""What is said of an element of a record that came after the payer's decision. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from d9311.ui.show import words

# By what proves it and how it came; `{seen}`: the day up to which the export tells that first held it so.
SENTENCES = {
    ("recorded_at", "first written after the decision"): "written {proof}, after the decision of {decision}",
    ("recorded_at", "changed after the decision"): "changed {proof}, after the decision of {decision}",
    ("export", "first written after the decision"): "first seen {seen}, after the decision of {decision}",
    ("export", "changed after the decision"): "first seen so {changed}, after the decision of {decision}",
    ("signed_at", "signed after the decision"): "signed {proof}, after the decision of {decision}",
}  # fmt: skip


def late_sentence(entry: Mapping[str, Any]) -> str:
    """Say of a row of `late_entries` when the element came: `first seen 3 Apr 2026, after the ...`."""
    said = SENTENCES[entry["proved_by"], entry["kind"]]
    days = {"proof": "proof_date", "seen": "first_seen", "changed": "changed", "decision": "decision_date"}
    return said.format(**{name: words.day(entry[column]) for name, column in days.items()})
