"""The table below every figure of every part opens."""

from __future__ import annotations

import pytest

from tests.screens import PAGES, open_page, run_again

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("file", PAGES)
def test_every_table_below_a_figure_opens(file: str) -> None:
    screen = open_page(file, period="all")
    toggles = [str(one.key) for one in screen.button if str(one.key).endswith("_toggle")]
    tables = len(screen.dataframe)
    for key in toggles:
        screen.button(key=key).click()
    if toggles:
        assert len(run_again(screen).dataframe) >= tables + len(toggles)
