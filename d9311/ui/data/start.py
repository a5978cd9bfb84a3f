"""What stands at the button that imports: what is still to do,
which columns are left out, what the button says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from d9311.ui.data.asked import is_open
from d9311.ui.data.mapping.panel import Settled
from d9311.ui.data.uploads import Upload
from d9311.ui.show import words


def what_to_do(sound: Sequence[Upload], settled: Mapping[str, Settled]) -> str:
    """Return what is still to do before the import, in words; blank for nothing."""
    if nameless := [upload.name for upload in sound if not upload.kind]:
        return f"Choose above what {', '.join(nameless)} {'is' if len(nameless) == 1 else 'are'}"
    return next((one.to_do for one in settled.values() if one.to_do), "")


def draw_before_import(sound: Sequence[Upload], to_do: str) -> None:
    """Say what is still to do, and which columns will be left out: once for the files with one header."""
    if to_do or is_open(sound):
        st.text(f"{to_do or 'Answer above what is asked about these files'}, then import.")
    for note in dict.fromkeys(upload.unused for upload in sound if upload.unused):
        files = [upload.name for upload in sound if upload.unused == note]
        st.caption(note if len(files) == len(sound) else f"{words.literal(', '.join(files))}: {note}")


def label_of(sound: int, exports: int, profiles: int) -> str:
    """Return what the button says, by the files that can be imported, all files, and mappings dropped."""
    if not sound:
        return f"Keep {words.plural(profiles, 'mapping')}"
    if sound == 1 < exports:
        return "Import the other file"
    return (
        f"Import {words.plural(sound, 'file')}"
        if sound == exports
        else f"Import the other {words.plural(sound, 'file')}"
    )
