"""What was typed into a list and is not saved yet: it stays while the user looks at other pages."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from d9311.ingest.lists import Held, Rows, Saved, difference, is_blank


@dataclass
class Draft:
    """An open list. `held`: as it was when it was opened; `begun`: what its editor began with; `typed`: what
    stands in it; `number`: of the editor, another one for each beginning; `saved`: what became of the last
    save.
    """

    held: Held
    begun: Rows
    typed: Rows
    number: int = 0
    saved: Saved | None = None

    @property
    def unsaved(self) -> int:
        """How many rows came in, went or changed; a changed one counts once."""
        gone, came = difference(self.held.rows, self.typed)
        return max(len(gone), len(came))

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that does not hold yet, be it another order of the rows."""
        return self.held.rows != [row for row in self.typed if not is_blank(row)]

    def begin(self, held: Held, rows: Rows) -> None:
        """Open the editor anew with rows, on the list as it holds now."""
        self.held, self.begun, self.typed = held, rows, rows
        self.number += 1


def place_of_draft(kind: str) -> str:
    """Return where the session keeps the draft of a list."""
    return f"list_draft_{kind}"


def draft_of(kind: str, now: Held) -> Draft:
    """Return the draft of a list; where nothing is typed, it is the list as it holds now."""
    draft: Draft | None = st.session_state.get(place_of_draft(kind))
    if draft is None:
        draft = st.session_state[place_of_draft(kind)] = Draft(now, now.rows, now.rows)
    elif draft.held.import_id != now.import_id and (not draft.is_changed or now.rows == draft.held.rows):
        draft.begin(now, draft.typed if draft.is_changed else now.rows)
    elif editor_key(kind, draft) not in st.session_state:  # the user was elsewhere, and the editor is gone
        draft.begun = draft.typed
    return draft


def editor_key(kind: str, draft: Draft) -> str:
    """Return the key of the editor of a draft."""
    return f"list_{kind}_{draft.number}"
