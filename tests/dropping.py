"""Files dropped on the Data page, and what its mapping screen then says and does."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from d9311.ingest.mapping import mappings_folder
from d9311.store import open_database
from d9311.ui.data.mapping.state import CODED, OTHER
from tests.foreign import HEADER, ROW
from tests.screens import open_page

FOREIGN = f"{HEADER}\n{ROW}\n"


def drop(screen: AppTest, **files: str | bytes) -> AppTest:
    """Drop files on the page: `may_csv="..."` is may.csv."""
    named = [(name.replace("_", "."), text, "text/csv") for name, text in files.items()]
    contents = [(name, text.encode() if isinstance(text, str) else text, kind) for name, text, kind in named]
    screen.file_uploader[0].set_value(contents)
    return ran(screen)


def ran(screen: AppTest) -> AppTest:
    screen.run()
    assert [error.value for error in screen.exception] == []
    return screen


def dropped(**files: str | bytes) -> AppTest:
    return drop(open_page("pages/data.py"), **files)


def plain(text: str) -> str:
    """Markdown as it is read: without the backslashes that keep it literal."""
    return re.sub(r"\\(?=[^\w\s])", "", text)


def answer(screen: AppTest, words: str) -> AppTest:
    """Choose an answer; its words stand in one question only. The last answers of each are no numbers of
    answers."""
    box = next(box for box in screen.radio if words in map(plain, box.options))
    place = [*map(plain, box.options)].index(words)
    box.set_value(CODED if "which code" in words else OTHER if place == len(box.options) - 1 else place)
    return ran(screen)


def press(screen: AppTest, label: str) -> AppTest:
    button = next(button for button in screen.button if button.label == label)
    button.click()
    return ran(screen)


def stored(database: Path, columns: str) -> list[tuple[str | None, ...]]:
    named = ", ".join(f"{column}::text" for column in columns.split())
    return (
        open_database(database).cursor().execute(f"select {named} from claim_rows order by line").fetchall()
    )


def saved(database: Path) -> list[str]:
    return [path.name for path in sorted(mappings_folder(database).glob("*.toml"))]


def choose(screen: AppTest, start_of_label: str, start_of_option: str) -> AppTest:
    """Choose from the list whose label begins so."""
    box = next(box for box in screen.selectbox if plain(box.label).startswith(start_of_label))
    box.select_index(next(n for n, option in enumerate(box.options) if option.startswith(start_of_option)))
    return ran(screen)


def can_import(screen: AppTest) -> bool:
    return not screen.button(key="import").proto.disabled


def lists(screen: AppTest) -> dict[str, str]:
    """Header -> what stands above its list of meanings, for every one that is drawn."""
    labels = [plain(text.value) for text in screen.markdown if " · " in text.value]
    return {label.split(" · ")[0].strip("*"): label for label in labels}
