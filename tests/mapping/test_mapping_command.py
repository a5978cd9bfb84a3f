"""Mappings on the command line and in a call: `map`, `--mapping`, presets."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.cli import main
from d9311.ingest import ImportRefused, import_files
from d9311.ingest.headers.synonyms import PRESETS
from d9311.ingest.mapping import (
    preset_names,
    propose,
    read_profile,
)
from d9311.ingest.mapping.profiles import presets
from d9311.store import open_database
from tests.foreign import HEADER, ROW, write
from tests.mapping.test_mapping_profiles import GERMAN, PROFILE, ROW_STORED, STORED

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("rows_alone")]


def test_map_prints_a_profile_that_import_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, f"{HEADER},Allowed\n{ROW},80\n".replace("FeeBilled", "Fee"))
    assert main(["map", str(path)]) == 0
    printed = capsys.readouterr().out
    assert '"ClaimNum" = "claim_id"  # synonym: a known name of claim_id' in printed.splitlines()
    profile = write(tmp_path, printed, "profile.toml")
    assert (
        main(
            [
                "import",
                "--db",
                str(tmp_path / "d9311.duckdb"),
                "--claims",
                str(path),
                "--mapping",
                str(profile),
            ]
        )
        == 0
    )
    assert "  mapping     profile" in capsys.readouterr().out.splitlines()


def test_map_tells_consultations_by_their_header(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "ConsultNum,PatNum,CommDateTime\n7,12,2025-01-02\n")
    assert main(["map", str(path)]) == 0
    assert 'kind = "consultations"' in capsys.readouterr().out.splitlines()


def test_an_open_question_stays_open_in_what_map_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, f"{HEADER}\n{ROW}\n".replace("FeeBilled", "Fee"))
    assert main(["map", str(path)]) == 0
    printed = capsys.readouterr().out
    profile = write(tmp_path, printed, "profile.toml")
    command = [
        "import",
        "--db",
        str(tmp_path / "d9311.duckdb"),
        "--claims",
        str(path),
        "--mapping",
        str(profile),
    ]
    assert main(command) == 2
    write(tmp_path, printed.replace('# "Fee" = "billed_amount"', '"Fee" = "billed_amount"'), "profile.toml")
    assert main(command) == 0


def test_a_profile_on_the_command_line_names_only_what_differs(tmp_path: Path) -> None:
    database, path = tmp_path / "d9311.duckdb", write(tmp_path, GERMAN)
    other = write(tmp_path, 'kind = "claims"\n[columns]\nFoo = "claim_id"\n', "other.toml")
    profile = write(tmp_path, PROFILE, "given.toml")
    import_files(database, claims=[path], profiles=[other, profile])
    assert open_database(database).cursor().execute(STORED).fetchall() == ROW_STORED


def test_a_profile_that_fits_nothing_is_not_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{ROW}\n")
    profile = write(tmp_path, PROFILE, "german.toml")
    with pytest.raises(ImportRefused) as caught:
        import_files(tmp_path / "d9311.duckdb", claims=[path], profiles=[profile])
    assert str(caught.value) == (
        'export.csv: none of the names in the mapping profile "german" is in its header. '
        "Check that it is the profile for this file."
    )


def test_a_mapping_of_the_call_comes_first(tmp_path: Path) -> None:
    database, path = tmp_path / "d9311.duckdb", write(tmp_path, GERMAN)
    import_files(
        database, claims=[path], mappings={path: read_profile(write(tmp_path, PROFILE, "given.toml"))}
    )
    assert open_database(database).cursor().execute(STORED).fetchall() == ROW_STORED


def test_a_mapping_that_is_missing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, GERMAN)
    database = tmp_path / "d9311.duckdb"
    assert main(["import", "--db", str(database), "--claims", str(path), "--mapping", "gone.toml"]) == 2
    assert capsys.readouterr().err == "gone.toml: there is no such file. Check the path.\n"
    assert not database.exists()


def test_a_preset_may_be_chosen_for_a_proposal(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{ROW}\n".replace("paid", "R"))
    assert [question.presets for question in propose(path, "claims").questions] == [("open_dental_tables",)]
    found = propose(path, "claims", preset="open_dental_tables")
    assert (found.questions, found.preset) == ((), "open_dental_tables")
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[path], mappings={path: found.mapping()})
    assert open_database(database).cursor().execute("select status from claim_rows").fetchall() == [
        ("received",)
    ]


def test_every_shipped_preset_is_sound_and_says_what_is_not_verified() -> None:
    assert sorted({*presets("claims"), *presets("consultations")}) == sorted(
        path.stem for path in PRESETS.glob("*.toml")
    )
    notes = {
        preset.id: preset.note for kind in ("claims", "consultations") for preset in presets(kind).values()
    }
    assert {name for name, note in notes.items() if note == "suggested mapping, check it"} == {
        "open_dental_tables", "softdent", "nexhealth",
    }  # fmt: skip
    assert list(preset_names("claims")) == [
        "canonical_claims", "claim_status_835", "nexhealth", "open_dental_query_claims", "open_dental_tables", "softdent",
    ]  # fmt: skip
