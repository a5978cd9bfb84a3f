"""Elements and checks (`documentation.md`), scenarios (`scenarios.md`)."""

import pytest

from tests.oracle.documentation import exported_elements, method, present
from tests.oracle.drawn import claims, consultations, facts_of
from tests.oracle.episode import Episode
from tests.oracle.scenarios import classify

RECORD = {"correspondence_on_file", "verbal_summary"}


@pytest.mark.parametrize(
    ("cells", "columns", "expected"),
    [
        ({"method": "fax", "verbal_summary": "yes"}, RECORD, False),
        ({"method": "fax", "correspondence_on_file": "scan.pdf"}, RECORD, True),
        ({"method": "telephone", "verbal_summary": "yes"}, RECORD, True),
        ({"method": "telephone", "correspondence_on_file": "y"}, RECORD, True),
        ({"method": "", "verbal_summary": "spoke about warfarin"}, RECORD, True),
        ({"method": "fax", "verbal_summary": "yes"}, {"verbal_summary"}, True),
        ({"method": "phone", "verbal_summary": "yes"}, {"correspondence_on_file"}, False),
        ({"method": "phone", "verbal_summary": "left message with the front desk"}, RECORD, True),
        ({"method": "phone", "verbal_summary": "left message with nurse"}, RECORD, False),
        ({"method": "phone", "verbal_summary": "no"}, RECORD, False),
    ],
)
def test_record_follows_the_method(cells: dict[str, str], columns: set[str], expected: bool) -> None:
    assert present("record", cells, columns) is expected


@pytest.mark.parametrize(
    ("name", "credential", "columns", "expected"),
    [
        ("Dr. Smith", "MD", {"professional_credential", "professional_specialty"}, True),
        ("Dr. Smith", "", {"professional_credential", "professional_specialty"}, False),
        ("Dr. Smith", "", {"professional_npi"}, True),
        ("unknown", "MD", {"professional_credential"}, False),
    ],
)
def test_professional_needs_a_name_and_an_identity(
    name: str, credential: str, columns: set[str], expected: bool
) -> None:
    cells = {"professional_name": name, "professional_credential": credential}
    assert present("professional", cells, columns) is expected


def test_outcome_that_only_says_no_reply_is_missing() -> None:
    texts = ["awaiting reply from cardiologist", "LM", "see notes", "tbd"]
    assert [present("outcome", {"outcome": text}, set()) for text in texts] == [False] * 4
    texts = ["awaiting reply from the cardiologist", "stop warfarin", "pending surgery"]
    assert [present("outcome", {"outcome": text}, set()) for text in texts] == [True] * 3


def test_element_is_exported_with_its_columns() -> None:
    assert exported_elements({"consultation_date", "verbal_summary"}) == {"date", "record"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Face to face", "in person"),
        ("portal e-mail", "secure message"),
        ("telehealth call", "video"),
        ("tel", "phone"),
        ("hotel", "other"),
        ("verbal, then letter", "phone"),
        ("eMail", "email"),
        ("mailed", "letter"),
        ("n/a", None),
    ],
)
def test_first_method_of_the_table_wins(text: str, expected: str | None) -> None:
    assert method(text) == expected


CLAIMS = """
claim_id|line_number|sent      |decided   |paid|attachment_sent|attachment_reference|coverage_verified_date
A       |1          |2024-01-05|2024-01-20|60  |{}             |{}                  |{}
A       |1          |2024-01-06|2024-02-20|60  |yes            |                    |2024-01-02
"""


def checked(attachment: str = "", reference: str = "", coverage: str = "", **record: str) -> Episode:
    """The checks of an episode whose second row, after its decision, must not count."""
    records = consultations("consultation_id\nk1", **record) if record else None
    facts = facts_of(claims(CLAIMS.format(attachment, reference, coverage)), records=records)
    (episode,) = facts.episodes
    return episode


def test_evidence_counts_up_to_the_first_decision() -> None:
    assert checked("no").checks["evidence_sent"] is False
    assert checked("").checks["evidence_sent"] is None
    assert checked("no", "ACN1").checks["evidence_sent"] is True
    assert checked("yes").checks["evidence_sent"] is True


def test_coverage_is_verified_before_the_first_submission() -> None:
    assert checked().checks["coverage_verified"] is False
    assert checked(coverage="2024-01-05").checks["coverage_verified"] is True
    assert checked(coverage="2024-01-06").checks["coverage_verified"] is False


@pytest.mark.parametrize(
    ("check", "record", "expected"),
    [
        ("has_record", {}, False),
        ("not_routine", {}, None),
        ("not_routine", {"routine_referral": "unknown"}, None),
        ("not_routine", {"routine_referral": "x"}, False),
        ("written_in_time", {"recorded_at": "2024-01-05 23:59"}, True),
        ("written_in_time", {"recorded_at": "2024-01-06"}, False),
        ("written_in_time", {"recorded_at": ""}, None),
        ("written_in_time", {"recorded_at": "2024-01-04", "consultation_date": "2023-12-27"}, False),
        ("consulted_in_time", {"consultation_date": "2024-01-02"}, False),
        ("consulted_in_time", {"consultation_date": "2023-12-30"}, True),
        ("signed", {"signed_by": "dr", "signed_at": "2024-01-05T10:00"}, True),
        ("signed", {"signed_by": "dr", "signed_at": "2024-01-06"}, False),
        ("signed", {"signed_by": "", "signed_at": "2024-01-05"}, False),
        ("separate_record", {"reason": "x"}, None),
    ],
)
def test_checks_of_the_consultation(check: str, record: dict[str, str], expected: bool | None) -> None:
    assert checked(**record).checks[check] is expected


def test_second_line_without_its_own_record_fails_separate_record() -> None:
    drawn = claims("claim_id|line_number|status|paid\nA|1|paid|60\nA|2|paid|60\nA|3|void|")
    facts = facts_of(drawn, records=consultations("consultation_id\nk1"))
    found = {one.ordinal: one.checks["separate_record"] for one in facts.episodes}
    assert (found[1], found[2]) == (True, False)


@pytest.mark.parametrize(
    ("scenario", "condition", "reason", "expected"),
    [
        ("Bleeding disorder", "", "", ("bleeding_disorder",)),
        ("pregnancy; Diabetes, control not stated", "", "", ("diabetes_other", "pregnancy")),
        ("", "on Warfarin", "", ("bleeding_disorder",)),
        ("", "denies any blood thinner", "uncontrolled type 2 diabetes", ("uncontrolled_diabetes",)),
        ("", "no. heparin", "", ("bleeding_disorder",)),
        ("", "no known recent heparin", "", ("unclassified",)),
        ("", "bleeding gums", "insulin", ("diabetes_other",)),
        ("warfarin and insulin", "", "", ("bleeding_disorder",)),
        ("something", "cancer", "", ("cancer_treatment",)),
        ("something", "", "", ("other",)),
        ("tbd", "", "", ("unclassified",)),
        ("", "heart", "valve", ("cardiac_prophylaxis",)),
    ],
)
def test_scenarios_of_a_consultation(
    scenario: str, condition: str, reason: str, expected: tuple[str, ...]
) -> None:
    cells = {"scenario": scenario, "medical_condition": condition, "reason": reason}
    assert classify(cells) == expected
