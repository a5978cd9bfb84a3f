"""Two exports that call the patients by different keys: said first, with the likely reason and no
identifier."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest import ImportReport
from d9311.ingest.staging import shared_patients
from tests.drafts import call_on
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

NUMBERS = ("1041", "1042", "1043", "1044", "1045")
REPAIR = "Export patient_id in the same way in both, undo the import, and import again."
HARDLY = "so that consultations and claims hardly find each other."
UNKNOWN = "No likely reason was found: the one may hold chart numbers and the other numbers of another kind."


def imported(
    folder: Path, claims: list[str], consultations: list[str], database: Path | None = None
) -> ImportReport:
    rows = {"claims": of_patients(claims), "consultations": of_patients(consultations)}
    files = {kind: [write_export(folder / f"{kind}.csv", kind, rows[kind])] for kind in rows if rows[kind]}
    return import_files(database or folder / "d.duckdb", **files)


def of_patients(patients: list[str]) -> list[dict[str, str]]:
    return [{"patient_id": one} for one in patients]


def said_of(report: ImportReport) -> list[str]:
    return [notice.message for notice in report.notices]


# How claims and consultations write a number, the reason, and for which files it is which rule.
REASONS = [
    ("{}", "00{}", "leading zeros, which the claims lack", "claims=zeros-6"),
    ("0{}", "{}", "leading zeros, which only the claims have", "claims=without-zeros"),
    ("ab{}", "AB{}", "upper and lower case", "claims=upper"),
    (
        "{}",
        "PAT-{}",
        "letters before the number, which only the consultations have",
        "consultations=without-letters",
    ),
    ("PAT-{}", "{}", "letters before the number, which only the claims have", "claims=without-letters"),
    (
        "P00{}",
        "{}",
        "letters and zeros before the number, which only the claims have",
        "claims=without-letters-and-zeros",
    ),
    ("{}", "{}.0", "a decimal point, which the claims lack", "claims=with-decimal"),
    ("{}.0", "{}", "a decimal point, which only the claims have", "claims=without-decimal"),
    (
        "{}",
        "{}-01",
        "something behind the number, which only the consultations have",
        "consultations=without-ending",
    ),
    (
        "AB{}",
        "A-B {}",
        "spaces or punctuation, which only the consultations have",
        "consultations=without-punctuation",
    ),
]


def written_as(form: str, site: str) -> list[dict[str, str]]:
    return [{"practice_id": site, "patient_id": form.format(number)} for number in NUMBERS]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, list[tuple[object, ...]]]:
    """What is said of these ways to write a number, each of a practice of its own, and the warnings stored."""
    ways = [(f"{place:02}", *forms[:2]) for place, forms in enumerate(REASONS)]
    claims = [row for site, form, _ in ways for row in written_as(form, site)]
    consultations = [row for site, _, form in ways for row in written_as(form, site)]
    return call_on(tmp_path_factory.mktemp("reasons"), claims, consultations)


@pytest.mark.parametrize("number", range(len(REASONS)))
def test_the_likely_reason_is_found_by_trying(
    found: tuple[ImportReport, list[tuple[object, ...]]], number: int
) -> None:
    report, stored = found
    *forms, reason, rule = REASONS[number]
    said = (
        f"Practice {number:02}: 5 patients have a consultation, and none is among the patients of the claims, {HARDLY} The "
        f"likely reason is {reason}: but for that, 5 of 5 would be found. {REPAIR} To try it, import the "
        f"{rule.split('=')[0]} again with --patients {rule}."
    )
    assert said_of(report)[number] == said
    assert said in report.lines()[: len(REASONS)]
    assert [(one.rule, one.message) for one in report.files[0].warnings].count(
        ("patients_not_shared", said)
    ) == 1
    assert not any(form.format(one) in said for form in forms for one in NUMBERS)
    assert stored.count((1, "patients_not_shared", said)) == 1
    assert len(said_of(report)) == len(report.files[0].warnings) == len(stored) == len(REASONS)


def test_the_likely_reason_of_the_only_practice_is_said_without_its_name(tmp_path: Path) -> None:
    report, _ = call_on(tmp_path, of_patients([*NUMBERS]), of_patients([f"00{number}" for number in NUMBERS]))
    [said] = said_of(report)
    assert said.startswith(
        f"5 patients have a consultation, and none is among the patients of the claims, {HARDLY} "
    )
    assert report.lines()[0] == said


@pytest.mark.usefixtures("rows_alone")
def test_the_reason_is_found_for_the_second_export_alone(tmp_path: Path) -> None:
    assert said_of(imported(tmp_path, [f"0{number}" for number in NUMBERS], [])) == []
    [said] = said_of(imported(tmp_path, [], [*NUMBERS, "77"]))
    assert "leading zeros, which the consultations lack: but for that, 5 of 5 would be found." in said


@pytest.mark.usefixtures("rows_alone")
def test_a_rule_is_sought_for_the_kind_of_which_nothing_was_imported_before(tmp_path: Path) -> None:
    imported(tmp_path, [f"0{number}" for number in NUMBERS], [])
    more = imported(tmp_path, ["0999"], list(NUMBERS)).notices
    assert [(notice.kind, notice.rule) for notice in more] == [("consultations", "zeros-5")]
    imported(tmp_path, [], [*NUMBERS, "77"])
    [notice] = imported(tmp_path, ["0998"], [*NUMBERS, "78"]).notices
    assert (notice.kind, notice.rule) == ("consultations", "")
    assert notice.message.endswith(
        "To try it, import every export of the consultations again with --patients consultations=zeros-5."
    )


# Patients of the consultations, those of them that the claims have, and whether that is said.
FEW = [(4, 0, False), (5, 0, True), (10, 1, False), (11, 1, True), (21, 2, True)]


def test_few_shared_patients_are_said_below_one_in_ten_of_five(tmp_path: Path) -> None:
    """Each case is a practice of its own."""
    claims: list[dict[str, str]] = []
    consultations: list[dict[str, str]] = []
    for consulted, shared, _ in FEW:
        site = f"of {consulted:02}"
        own = [f"P{n}" for n in range(shared)] + [f"other{n}x" for n in range(consulted - shared)]
        claims += [{"practice_id": site, "patient_id": one} for one in ("P0", "P1", "P2")]
        consultations += [{"practice_id": site, "patient_id": one} for one in own]
    report, _ = call_on(tmp_path, claims, consultations)
    among = {0: "none is", 1: "only 1 is", 2: "only 2 are"}
    assert said_of(report) == [
        f"Practice of {consulted:02}: {consulted} patients have a consultation, and {among[shared]} among the patients of "
        f"the claims, {HARDLY} {UNKNOWN} {REPAIR}"
        for consulted, shared, is_said in FEW
        if is_said
    ]


# Numbers that have five places are written alike in both exports; the others lost their zeros in one.
LONG = [f"1234{n}" for n in range(6)]
SHORT = ["41", "42", "43", "44", "45"]
PARTS: list[tuple[str, list[str], bool]] = [
    ("five lost zeros", [*LONG, *SHORT], True),
    ("four", [*LONG, *SHORT[:4]], False),
    ("half of the others", [*LONG, *SHORT, "61", "62", "63", "64", "65"], False),
    ("most of the others", [*LONG, *SHORT, "61", "62", "63", "64"], True),
    ("nobody lost any", [*LONG, "61", "62", "63", "64", "65"], False),
    ("both writings of one patient", [*LONG, *SHORT, "00045"], True),
]


def test_patients_of_whom_one_reason_explains_most_that_are_not_shared(tmp_path: Path) -> None:
    claims = [
        {"practice_id": site, "patient_id": one}
        for site, _, _ in PARTS
        for one in [*LONG, *(number.zfill(5) for number in SHORT)]
    ]
    consultations = [{"practice_id": site, "patient_id": one} for site, own, _ in PARTS for one in own]
    report, _ = call_on(tmp_path, claims, consultations)
    reason = "The likely reason is leading zeros, which only the claims have: but for that"
    trial = "To try it, import the claims again with --patients claims=without-zeros."
    found = {notice.message.split(":")[0]: notice for notice in report.notices}
    assert set(found) == {f"Practice {site}" for site, _, is_said in PARTS if is_said}
    first = found["Practice five lost zeros"]
    assert (first.kind, first.rule) == ("claims", "without-zeros")
    assert first.message == (
        "Practice five lost zeros: 11 patients have a consultation, and 5 of them are not among the patients of "
        f"the claims, so that these find no claim. {reason}, 5 of 5 would be found. {REPAIR} {trial}"
    )
    assert f"{reason}, 5 of 9 would be found" in found["Practice most of the others"].message
    assert f"{reason}, 4 of 5 would be found" in found["Practice both writings of one patient"].message


def test_reasons_are_sought_for_so_many_practices_and_patients(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the practices those with most patients that are not shared; of many patients some are enough."""
    monkeypatch.setattr(shared_patients, "MOST_PRACTICES", 2)
    monkeypatch.setattr(shared_patients, "MOST_TRIED", 6)
    alone = {"most": range(30, 50), "more": range(30, 42), "fewer": range(30, 40)}
    claims = [
        {"practice_id": site, "patient_id": one}
        for site, numbers in alone.items()
        for one in [*LONG, *(f"000{number}" for number in numbers), *(f"2345{n}" for n in range(9))]
    ]
    consultations = [
        {"practice_id": site, "patient_id": one}
        for site, numbers in alone.items()
        for one in [*LONG, *map(str, numbers)]
    ]
    report, _ = call_on(tmp_path, claims, consultations)
    reason = "leading zeros, which the consultations lack: but for that, 6 of 6 would be found."
    assert [said.split(":")[0] for said in said_of(report) if reason in said] == [
        "Practice more",
        "Practice most",
    ]
    assert len(said_of(report)) == 2


@pytest.mark.usefixtures("rows_alone")
def test_practices_are_looked_at_one_by_one(tmp_path: Path) -> None:
    claims = [{"patient_id": one, "practice_id": "north"} for one in NUMBERS]
    claims += [{"patient_id": one, "practice_id": site} for one in ("x",) for site in ("south", "west")]
    consultations = [
        {"patient_id": one, "practice_id": site}
        for one in NUMBERS
        for site in ("north", "south", "west", "east")
    ]
    files = [
        write_export(tmp_path / f"{kind}.csv", kind, rows)
        for kind, rows in (("claims", claims), ("consultations", consultations))
    ]
    report = import_files(tmp_path / "d.duckdb", claims=files[:1], consultations=files[1:])
    assert [said.split(":")[0] for said in said_of(report)] == ["Practice south", "Practice west"]


@pytest.mark.usefixtures("rows_alone")
def test_the_same_files_again_say_nothing_of_patients(tmp_path: Path) -> None:
    for count in (1, 0):
        assert len(imported(tmp_path, ["x"], list(NUMBERS)).notices) == count
