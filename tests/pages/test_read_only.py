"""`serve --read-only`: pages show what is made elsewhere; nothing of the data is changed, work on claims is kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

import queries
from d9311.cli import main
from d9311.desk.changing import change
from d9311.desk.reading import states
from d9311.home import READ_ONLY, READ_ONLY_SAID
from d9311.ingest import import_files
from d9311.store import StoreError, open_database, remove_data, version
from tests.pages.test_ledger_page import CLAIMS, NOTES
from tests.screens import import_drawn, open_page, text_of
from tests.states import alone
from tests.tables import write_export

pytestmark = pytest.mark.slow

CHANGING = {"Undo this import now", "Remove everything now", "Save the name"}


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database that another process made, with a record of which nobody knows the claim."""
    path = tmp_path / "d9311.duckdb"
    import_drawn(path, CLAIMS, NOTES)
    alone(path)  # some write into it
    monkeypatch.setenv("D9311_DB", str(path))
    monkeypatch.setenv(READ_ONLY, "1")
    return path


def buttons(screen: AppTest) -> dict[str, bool]:
    """Return which buttons a page has, and whether each can be clicked."""
    return {button.label: not button.disabled for button in screen.button}


def test_data_page_says_so_and_offers_nothing_that_changes_them(published: Path) -> None:
    screen = open_page("pages/data.py")
    assert READ_ONLY_SAID in text_of(screen)
    assert not screen.get("file_uploader")
    assert not CHANGING & set(buttons(screen))


def test_no_page_leads_to_where_data_are_loaded_or_entered(published: Path) -> None:
    with duckdb.connect(published) as made:
        made.execute("update imports set is_sample = true")
    for address in (
        "dashboard.py",
        "pages/payers.py",
        "pages/payers.py?part=card",
        "pages/work.py?part=changes",
    ):
        said = text_of(open_page(address))
        assert "Invented sample data." in said
        assert [icon for icon in (":material/upload_file:", ":material/edit:") if icon in said] == [], address


def test_missing_kind_of_file_is_said_and_no_workbook_offered(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(READ_ONLY)
    import_drawn(published.with_name("claims.duckdb"), CLAIMS)
    monkeypatch.setenv(READ_ONLY, "1")
    monkeypatch.setenv("D9311_DB", str(published.with_name("claims.duckdb")))
    screen = open_page("pages/scenarios.py")
    assert "What is shown here is made elsewhere, without them." in text_of(screen)
    assert [one.key for one in screen.get("download_button") if str(one.key).startswith("template_")] == []


def test_question_is_shown_and_not_answered_and_a_list_is_not_saved(published: Path) -> None:
    assert buttons(open_page("pages/work.py?part=ledger"))["This one was billed"] is False
    lists = open_page("pages/payers.py?part=lists")
    assert buttons(lists)["Save"] is False
    assert READ_ONLY_SAID in text_of(lists)


def test_whatever_would_write_is_refused_and_the_file_stays_as_it_is(published: Path) -> None:
    before = version(published)
    more = write_export(published.with_name("more.csv"), "claims", CLAIMS)
    for writes in (lambda: import_files(published, claims=[more]), lambda: remove_data(published)):
        with pytest.raises(StoreError) as refused:
            writes()
        assert str(refused.value) == READ_ONLY_SAID
    assert version(published) == before
    assert open_database(published).cursor().execute("select count(*) from imports").fetchone() == (2,)


def test_file_of_another_version_is_refused_and_not_made_anew(published: Path) -> None:
    with duckdb.connect(published) as made:
        made.execute("update meta set value = 'another' where key = 'build_version'")
    before = version(published)
    with pytest.raises(StoreError) as refused:
        open_database(published)
    assert str(refused.value) == (
        f"{published} was made by another version of this dashboard. Open it once with this version where it "
        "is made, which brings it up to date, and publish it again."
    )
    assert version(published) == before
    said = text_of(open_page("pages/data.py"))
    assert str(refused.value) in said
    assert "load the exports again" not in said
    assert "drop it above" not in said


@pytest.mark.skipif(os.name != "posix", reason="the server is another process there")
@pytest.mark.parametrize(("options", "expected"), [([], None), (["--read-only"], "1")])
def test_serve_hands_it_to_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], expected: str | None
) -> None:
    monkeypatch.delenv(READ_ONLY, raising=False)
    monkeypatch.chdir(tmp_path)
    given: list[dict[str, str]] = []

    def become(program: str, command: list[str], environment: dict[str, str]) -> NoReturn:
        given.append(environment)
        raise SystemExit(0)  # as what is replaced does not go on

    monkeypatch.setattr("os.execve", become)
    with pytest.raises(SystemExit):
        main(["serve", "--db", str(tmp_path / "d9311.duckdb"), *options])
    assert [environment.get(READ_ONLY) for environment in given] == [expected]


def test_what_people_do_about_a_claim_is_kept_all_the_same(published: Path) -> None:
    (item, *_) = queries.run(open_database(published).cursor(), "worklist")["item_id"]
    change(published, "Ann", {"note": "rang them"}, {item: 0})
    assert [shown.note for shown in states(published).values()] == ["rang them"]


def test_nothing_published_is_said_and_the_sample_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("D9311_DB", str(tmp_path / "none" / "d9311.duckdb"))
    monkeypatch.setenv(READ_ONLY, "1")
    screen = open_page("dashboard.py")
    assert "Nothing is published yet" in text_of(screen)
    assert not (tmp_path / "none").exists()
