"""The column contract holds together: names, required columns, and the words of each table."""

from __future__ import annotations

import re
import sys

import pytest

from d9311 import contract
from d9311.contract import ENUMERATIONS, FILES, METHODS, PLACEHOLDERS, STATUS_TABLE, squash


def _required(kind: str) -> list[str]:
    return [column.name for column in FILES[kind] if column.required]


def test_required_columns_are_those_of_the_data_dictionary() -> None:
    assert {kind: _required(kind) for kind in FILES} == {
        "claims": [
            "claim_id",
            "patient_id",
            "payer_name",
            "procedure_code",
            "service_date",
            "status",
            "billed_amount",
        ],
        "consultations": ["consultation_id", "patient_id", "consultation_date"],
        "fees": ["payer_name", "expected_fee"],
        "payer_rules": ["payer_name"],
        "payer_alias": ["alias", "payer_name"],
    }


def test_only_the_date_of_a_consultation_is_required_and_may_be_blank() -> None:
    blank_allowed = {
        (kind, column.name)
        for kind, columns in FILES.items()
        for column in columns
        if column.required and not column.filled
    }
    assert blank_allowed == {("consultations", "consultation_date")}


def test_defaults_are_those_of_the_data_dictionary() -> None:
    defaults = {
        f"{kind}.{column.name}": column.default
        for kind, columns in FILES.items()
        for column in columns
        if column.default is not None
    }
    assert defaults == {
        "claims.line_number": "1",
        "claims.submission_type": "original",
        "claims.practice_id": "practice",
        "consultations.practice_id": "practice",
    }


@pytest.mark.parametrize("kind", FILES)
def test_column_names_of_a_file_differ_and_all_have_a_meaning(kind: str) -> None:
    names = [squash(column.name) for column in FILES[kind]]
    assert len(set(names)) == len(names)
    assert all(column.meaning for column in FILES[kind])


def test_every_enumeration_accepts_its_own_words_and_leads_to_them() -> None:
    columns = {column.name: column for column in FILES["claims"] if column.kind == "enumeration"}
    assert columns.keys() == ENUMERATIONS.keys()
    for name, spellings in ENUMERATIONS.items():
        accepted = set(columns[name].accepted)
        assert accepted == set(spellings.values())
        assert accepted <= spellings.keys()
        assert all(spelling == spelling.casefold() for spelling in spellings)


def test_a_status_has_one_meaning_without_spaces_and_punctuation() -> None:
    assert len({squash(word) for word in STATUS_TABLE}) == len(STATUS_TABLE)
    assert STATUS_TABLE["zero pay denied"] == "denied"
    assert STATUS_TABLE["rejected by payer"] == "denied"
    assert STATUS_TABLE["front end rejected"] == "rejected"
    assert len(set(STATUS_TABLE.values())) == 11


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("in-person", "in person"),
        ("secure e-mail", "secure message"),
        ("telehealth", "video"),
        ("tel", "phone"),
        ("telephone", "phone"),
        ("fax", "fax"),
        ("e-mail", "email"),
        ("mail", "letter"),
        ("hotel", None),
        ("carrier pigeon", None),
    ],
)
def test_the_first_method_with_a_match_wins(text: str, method: str | None) -> None:
    found = [name for name, patterns in METHODS if any(re.search(pattern, text) for pattern in patterns)]
    assert next(iter(found), None) == method


def test_placeholders_are_trimmed_and_case_folded_already() -> None:
    assert all(word == word.strip().casefold() for word in PLACEHOLDERS)


def test_white_space_is_what_python_strips() -> None:
    stripped = {chr(code) for code in range(sys.maxunicode + 1) if not chr(code).strip()}
    assert set(contract.WHITE_SPACE) == stripped


def test_a_column_that_a_file_does_not_have_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="fees has no column claim_id"):
        contract.column("fees", "claim_id")
