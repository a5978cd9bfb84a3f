"""What a page folds away: it is named, and nothing of it is asked of the data before it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

import queries
from tests.screens import open_folded, open_page, unfold
from tests.states import alone

pytestmark = pytest.mark.slow

FOLDED = {
    "pages/payers.py?part=approval": ("denial_reasons", "approval_trend", "appeals"),
    "pages/payers.py?part=time": ("decision_curve",),
}


@pytest.mark.parametrize("address", FOLDED)
def test_folded_part_asks_nothing_before_it_is_opened(
    drawn: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(drawn)  # of which nothing is known yet
    asked: list[str] = []
    run = queries.run

    def noting(cursor: object, name: str, *rest: object) -> object:
        asked.append(name)
        return run(cursor, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "run", noting)
    open_folded(address, period="all")
    assert not set(asked) & set(FOLDED[address])
    open_page(address, period="all")
    assert set(asked) >= set(FOLDED[address])


@pytest.mark.usefixtures("shown")
def test_choice_in_the_link_opens_what_it_belongs_to() -> None:
    screen = open_folded("pages/payers.py?part=time", period="all", first="Delta")
    assert [box.label for box in screen.expander if box.proto.expanded] == ["Two payers"]
    assert "Choose two payers." in [text.value for text in unfold(screen, "fold_first").text]
