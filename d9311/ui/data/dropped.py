"""Dropped files: what each is taken for, what its columns mean, and why one cannot be imported."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from d9311.ingest.mapping import Mapping
from d9311.ui.data.mapping.panel import Settled, draw_panel, needs_panel
from d9311.ui.data.mapping.state import choices_of
from d9311.ui.data.mapping.words import unused_note
from d9311.ui.data.recognise import KINDS
from d9311.ui.data.uploads import Upload, grouped, kind_of, look_at, profile_of, proposal_for
from d9311.ui.show import words


def draw_profile(upload: Upload) -> Mapping | None:
    """Say what a dropped mapping profile is for; return it, None where it cannot be read."""
    profile = profile_of(upload)
    if profile:
        st.text(f"{upload.name}: the mapping {profile.name} for {profile.kind}")
    else:
        _draw_refusal(upload)
    return profile


def _draw_refusal(upload: Upload) -> None:
    (upload.row or st).error(words.literal(upload.refusal), icon=":material/error:")


def draw_file(upload: Upload, number: int, dropped: Sequence[Mapping]) -> None:
    """Draw a file with the choice of its kind, and look at it; `dropped`: profiles that lie beside it."""
    upload.row = st.container(gap="xsmall")
    found = kind_of(upload)
    if not upload.refusal:
        _draw_kind(upload, number, found)
    if upload.kind:
        look_at(upload, dropped)
    if upload.refusal:
        _draw_refusal(upload)


def _draw_kind(upload: Upload, number: int, found: str | None) -> None:
    with upload.row.container(horizontal=True, vertical_alignment="center", key=f"upload_{number}"):
        st.text(upload.name)
        upload.kind = st.selectbox(
            "Kind of file",
            list(KINDS),
            index=list(KINDS).index(found) if found else None,
            format_func=_kind_in_words,
            key=f"kind_{upload.file.file_id}",
            placeholder="What is this file?",
            label_visibility="collapsed",
            width=190,
        )
        st.caption("recognised by its header" if found and upload.kind == found else "")


def _kind_in_words(kind: str) -> str:
    return KINDS[kind]


def draw_panels(exports: Sequence[Upload], dropped: Sequence[Mapping]) -> dict[str, Settled]:
    """Draw a panel for each header that needs one; return what each file's came to, by the file's id."""
    settled: dict[str, Settled] = {}
    for group in grouped(exports):
        proposal = proposal_for(group, dropped)
        if proposal is None:
            for upload in group:
                _draw_refusal(upload)
            continue
        mapping = proposal.mapping()
        if needs_panel(proposal):
            choices = choices_of(proposal.kind, proposal.header)
            panel = draw_panel(proposal, choices, [upload.name for upload in group])
            settled |= {upload.file.file_id: panel for upload in group}
            mapping = panel.mapping
        for upload in group:
            upload.names_practice = "practice_id" in mapping.columns.values()
            upload.unused = unused_note(proposal, mapping)
    return settled


def draw_refused(sound: int, exports: int) -> None:
    """Say how many of the files will be left out, where others can be imported."""
    if sound and sound < exports:
        st.text(f"{words.plural(exports - sound, 'file')} cannot be imported and will be left out.")
