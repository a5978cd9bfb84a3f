"""The field for the practice of a file whose columns name none."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from d9311.ingest.naming import LONGEST_NAME
from d9311.ingest.practices import tidy_name
from d9311.ui.data.uploads import Upload
from d9311.ui.show import words

FIELD_WIDTH = 240  # pixels


def draw_field(upload: Upload, label: Literal["visible", "collapsed"]) -> str:
    """Draw the field; return what stands in it, blank for nothing."""
    name: str = st.text_input(
        f"Practice of {words.literal(upload.name)}",
        key=_key(upload.file.file_id),
        placeholder="Name of the practice",
        label_visibility=label,
        max_chars=LONGEST_NAME,
        width=FIELD_WIDTH,
    )
    return tidy_name(name)


def typed_for(file_id: str) -> str:
    """Return the practice that was typed for a file, blank for none."""
    return tidy_name(st.session_state.get(_key(file_id)))


def fill_in(file_id: str, name: str) -> None:
    """Put a name into the field of a file; only before that is drawn."""
    st.session_state[_key(file_id)] = name


def _key(file_id: str) -> str:
    return f"practice_{file_id}"
