"""The mapping profiles that are kept beside the database: which there are, to take along or to remove."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from d9311.ingest.headers.synonyms import key
from d9311.ingest.mapping import Mapping, listed_profiles, mappings_folder
from d9311.ingest.mapping.matching import Mappings
from d9311.ingest.places import database_path
from d9311.ui.show import words


def saved_mappings() -> tuple[Mapping, ...]:
    """Return the saved profiles that can be read."""
    found = listed_profiles(mappings_folder(database_path()))
    return tuple(one for _, one in found if isinstance(one, Mapping))


def mappings_for(header: Sequence[str], dropped: Sequence[Mapping]) -> Mappings:
    """Return the profiles that may be meant for a header:
    saved ones, and those dropped together with the file.

    A dropped profile comes before a saved one for the same header; without a header of its own it counts
    where it names any of the columns.
    """
    there = {key(name) for name in header}
    marked = [one for one in dropped if one.header]
    marks = {(one.kind, one.header) for one in marked}
    kept = [one for one in saved_mappings() if (one.kind, one.header) not in marks]
    given = [one for one in dropped if not one.header and there & {key(name) for name in one.columns}]
    return Mappings(given=tuple(given), saved=(*kept, *marked))


def draw_saved() -> None:
    """List the saved profiles; nothing is drawn where there are none.

    A broken one says what is wrong with it.
    """
    found = listed_profiles(mappings_folder(database_path()))
    if not found:
        return
    is_broken = any(isinstance(one, str) for _, one in found)
    with st.expander(
        words.plural(len(found), "saved mapping"), type="compact", expanded=is_broken, key="saved_mappings"
    ):
        st.caption(
            "A file with the same header is read by it next time. "
            "Download one for another computer, and drop it there."
        )
        for number, (path, one) in enumerate(found):
            _draw_one(number, path, one)


def _draw_one(number: int, path: Path, one: Mapping | str) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"saved_mapping_{number}"
    ):
        if isinstance(one, str):
            st.text(f"{one} No file can be imported before it is mended or removed.")
        else:
            st.text(
                f"{one.name} ({one.kind}, {words.plural(sum(map(bool, one.columns.values())), 'column')})"
            )
            st.download_button(
                "Download",
                data=path.read_bytes,
                file_name=f"mapping-{secrets.token_hex(8)}.toml",
                mime="application/toml",
                icon=":material/download:",
                type="tertiary",
                key=f"saved_mapping_{number}_export",
                on_click="ignore",
            )
        if st.button(
            "Remove", icon=":material/delete:", type="tertiary", key=f"saved_mapping_{number}_remove"
        ):
            path.unlink(missing_ok=True)
            st.rerun()
