"""The head of a practice's letters, typed once and kept beside the data."""

from __future__ import annotations

import streamlit as st

from d9311.ingest.places import database_path
from d9311.ui.show import words

FIELDS = {
    "name": "Practice", "address": "Address, a line each", "phone": "Phone", "fax": "Fax", "npi": "NPI",
    "tax_id": "Tax ID", "signer": "Who signs", "signer_title": "Title of who signs",
}  # fmt: skip
SAID = "letterhead_said"


def draw_letterhead(practice_id: str) -> None:
    """Draw the fields as they are kept, and keep what is typed."""
    from d9311.packet import letterhead
    from d9311.packet.errors import PacketError

    try:
        head = letterhead.beside(database_path()).of(practice_id)
    except PacketError as error:
        st.warning(words.literal(error))
        return
    with st.form("letterhead", border=False):
        st.caption("Letterhead; a blank field is a visible blank.")
        for field, label in FIELDS.items():
            value = getattr(head, field)
            if field == "address":
                st.text_area(label, "\n".join(value), key=f"letterhead_{field}")
            else:
                st.text_input(label, value, key=f"letterhead_{field}")
        st.form_submit_button("Keep the letterhead", on_click=_keep, args=(practice_id,))
    if said := st.session_state.pop(SAID, ""):
        st.caption(said)


def _keep(practice_id: str) -> None:
    from d9311.packet import letterhead

    typed = {field: st.session_state[f"letterhead_{field}"].strip() for field in FIELDS}
    lines = tuple(line.strip() for line in typed.pop("address").splitlines() if line.strip())
    try:
        letterhead.write(database_path(), practice_id, letterhead.Letterhead(address=lines, **typed))
    except OSError as error:
        st.session_state[SAID] = f"Not kept: {error.strerror}."
        return
    st.session_state[SAID] = "Kept."
