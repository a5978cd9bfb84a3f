"""Words of enumerations and free texts, as they are stored."""

from __future__ import annotations

import pytest

from tests.ingest.test_values import _parsed
from tests.strategies import exports as _profile  # noqa: F401  (registers the Hypothesis profile)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("claim_type", "PreAuth", "predetermination"),
        ("claim_type", "PB", "predetermination"),
        ("claim_type", "p", "primary"),
        ("claim_type", "Cap", "capitation"),
        ("submission_type", "7", "corrected"),
        ("submission_type", " Void ", "void"),
        ("payer_order", "T", "tertiary"),
        ("payer_order", "2", "secondary"),
        ("payer_order", "Sec", "secondary"),
        ("payer_order", "3rd", "tertiary"),
        ("claim_type", "Sec", "secondary"),
        ("claim_type", "Predet", "predetermination"),
        ("submission_type", "Replacement", "corrected"),
        ("submission_type", "cancel", "void"),
        ("appeal_outcome", "UPHELD", "upheld"),
        ("appeal_outcome", "tbd", None),
    ],
)
def test_words_of_an_enumeration_are_normalised(name: str, text: str, value: str | None) -> None:
    parsed = _parsed("claims", name, text)
    assert (parsed.values[text], parsed.unreadable) == (value, set())


def test_an_unknown_word_of_an_enumeration_is_kept_and_listed() -> None:
    parsed = _parsed("claims", "payer_order", " Quaternary ", "P")
    assert parsed.values == {" Quaternary ": "Quaternary", "P": "primary"}
    assert parsed.unreadable == {" Quaternary "}


def test_a_flag_or_text_is_kept_as_exported() -> None:
    parsed = _parsed("consultations", "verbal_summary", "Yes", " see file 7.pdf ", "none")
    assert parsed.values == {"Yes": "Yes", " see file 7.pdf ": "see file 7.pdf", "none": None}
