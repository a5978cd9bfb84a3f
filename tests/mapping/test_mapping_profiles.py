"""Mapping profiles: TOML written and read, recognised by the header, given on the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from d9311.ingest import ImportRefused, Refused, import_files
from d9311.ingest.mapping import (
    Mapping,
    as_toml,
    listed_profiles,
    mappings_folder,
    possible_columns,
    propose,
    read_profile,
    save_profile,
)
from d9311.ingest.mapping.profiles import fingerprint
from d9311.store import open_database
from tests.foreign import HEADER, ROW, write

GERMAN = "Fall;Kunde;Kasse;Leistung;Tag;Stand;Preis\n1;2;Delta;D9311;2025-01-31;bezahlt;5.00\n"
PROFILE = """kind = "claims"
[columns]
Fall = "claim_id"
Kunde = "patient_id"
Kasse = "payer_name"
Leistung = "procedure_code"
Tag = "service_date"
Stand = "status"
Preis = "billed_amount"
[values.status]
Bezahlt = "paid"
"""
STORED = "select claim_id, payer_name, procedure_code, service_date::text, status, billed_amount::text from claim_rows"
ROW_STORED = [("1", "Delta", "D9311", "2025-01-31", "paid", "5.00")]

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
WORDS = st.dictionaries(TEXT, TEXT, max_size=3)


@settings(max_examples=200, deadline=None)
@given(
    columns=st.dictionaries(TEXT, st.sampled_from(["", *possible_columns("claims")]), max_size=5),
    words=WORDS,
    name=TEXT,
    blank=st.lists(TEXT, max_size=3),
    prefix=TEXT,
)
def test_a_profile_is_read_as_it_was_written(
    columns: dict[str, str], words: dict[str, str], name: str, blank: list[str], prefix: str
) -> None:
    mapping = Mapping(
        "claims",
        columns,
        "softdent",
        name,
        {"status": words},
        {"paid_amount": tuple(blank)},
        {"procedure_code": prefix},
        "ab12",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "profile.toml"
        path.write_text(as_toml(mapping), encoding="utf-8")
        assert read_profile(path) == mapping


def test_a_header_is_the_same_in_any_order_and_writing() -> None:
    assert fingerprint(["Claim Num", "DOS", ""]) == fingerprint(["dos", "CLAIM_NUM"])
    assert fingerprint(["Claim Num", "DOS"]) != fingerprint(["Claim Num", "DOB"])


@pytest.mark.slow
@pytest.mark.usefixtures("rows_alone")
def test_a_saved_profile_is_found_by_the_header_next_time(tmp_path: Path) -> None:
    database, path = tmp_path / "d9311.duckdb", write(tmp_path, GERMAN)
    folder = mappings_folder(database)
    given_ = read_profile(write(tmp_path, PROFILE, "given.toml"))
    proposal = propose(path, "claims")
    mapping = proposal.mapping(given_.columns)
    assert save_profile(mapping, folder, "Main Office ½") == folder / "main-office.toml"
    write(
        tmp_path,
        (folder / "main-office.toml").read_text() + '[values.status]\nbezahlt = "paid"\n',
        "mappings/main-office.toml",
    )
    found = propose(path, "claims", folder)
    assert (found.questions, found.profile and found.profile.name) == ((), "Main Office ½")
    report = import_files(database, claims=[path])
    assert report.files[0].mapping == "Main Office ½"
    assert open_database(database).cursor().execute(STORED).fetchall() == ROW_STORED


def test_a_profile_takes_the_place_of_one_for_the_same_header(tmp_path: Path) -> None:
    mapping = propose(write(tmp_path, f"{HEADER}\n{ROW}\n"), "claims").mapping()
    for name in ("one", "two", ""):
        path = save_profile(mapping, tmp_path / "mappings", name)
        assert sorted((tmp_path / "mappings").iterdir()) == [path]
    assert path.name == f"claims-{mapping.header}.toml"


def test_a_profile_of_the_same_name_for_another_header_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "mappings"
    for header in (HEADER, f"{HEADER},Plan", f"{HEADER},Plan"):
        path = write(tmp_path, f"{header}\n{ROW}{',x' * (header != HEADER)}\n")
        save_profile(propose(path, "claims").mapping(), folder, "Main Office")
    assert sorted(path.name for path in folder.iterdir()) == ["main-office-2.toml", "main-office.toml"]


@pytest.mark.usefixtures("rows_alone")
def test_what_words_of_a_status_mean_is_kept_in_a_profile(tmp_path: Path) -> None:
    database, path = tmp_path / "d9311.duckdb", write(tmp_path, f"{HEADER}\n{ROW.replace('paid', 'X')}\n")
    mapping = propose(path, "claims").mapping(words={"status": {"X": "denied"}})
    save_profile(mapping, mappings_folder(database))
    found = propose(path, "claims", mappings_folder(database))
    assert (found.questions, found.explained) == ((), {"status": {"X": "denied"}})
    import_files(database, claims=[path])
    assert open_database(database).cursor().execute("select status from claim_rows").fetchall() == [
        ("denied",)
    ]


def test_broken_profiles_are_listed_with_what_is_wrong(tmp_path: Path) -> None:
    good, bad = write(tmp_path, PROFILE, "a.toml"), write(tmp_path, "kind = 'x'", "b.toml")
    assert listed_profiles(tmp_path) == (
        (good, read_profile(good)),
        (bad, 'b.toml: kind must be one of claims, consultations: write kind = "claims" at its top.'),
    )


def test_two_profiles_for_one_header_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{ROW}\n")
    mapping = propose(path, "claims").mapping()
    saved = save_profile(mapping, tmp_path / "mappings", "one")
    (tmp_path / "mappings" / "two.toml").write_text(saved.read_text().replace('"one"', '"two"'))
    with pytest.raises(ImportRefused) as caught:
        import_files(tmp_path / "d9311.duckdb", claims=[path])
    assert (
        str(caught.value)
        == "export.csv: the mapping profiles one and two are both for this header. Remove one."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1", 'p.toml: kind must be one of claims, consultations: write kind = "claims" at its top.'),
        ("kind = 'claims'\nx = \ny = 1", 'p.toml, line 2: this is not TOML. Write a name and what it means as "Name" = "column".'),
        ("kind = 'claims'\ncolums = {}", "p.toml: colums is no part of a profile. Its parts are columns, values, blank, prefix."),
        (
            "kind = 'consultations'\n[columns]\nx = 'outcom'",
            "p.toml: outcom is no column of consultations. Its columns are consultation_id, practice_id, patient_id, claim_id, "
            "provider_id, provider_name, consultation_date, consultation_time, method, professional_name, "
            "professional_credential, professional_specialty, professional_npi, scenario, medical_condition, "
            "planned_procedure, reason, outcome, treatment_change, correspondence_on_file, verbal_summary, "
            "routine_referral, recorded_at, signed_by, signed_at, duration_minutes.",
        ),
        (
            "kind = 'claims'\npreset = 'dentrix'",
            "p.toml: there is no preset dentrix. There are canonical_claims, canonical_consultations, claim_status_835, "
            "nexhealth, open_dental_outstanding, open_dental_query_claims, open_dental_query_consultations, "
            "open_dental_tables, softdent.",
        ),
        ("kind = 'claims'\ncolumns = 3", "p.toml: columns must be a table: write [columns] and its lines below."),
        ("kind = 'claims'\n[columns]\nx = 3", "p.toml: 3 is no text: write what a name means in quotes."),
    ],
)  # fmt: skip
def test_a_broken_profile_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Refused) as caught:
        read_profile(write(tmp_path, text, "p.toml"))
    assert str(caught.value) == message
