"""Rows to episodes (`outcomes.md`, section 2, rules 1 to 5)."""

from tests.oracle.drawn import claims, consultations, episodes_of, facts_of, only_episode
from tests.oracle.episode import Episode


def names(episodes: list[Episode]) -> dict[str, list[str]]:
    return {one.episode_id: [row.claim for row in one.rows] for one in episodes}


def test_chain_is_followed_to_its_first_claim_by_id_or_control_number() -> None:
    drawn = """
    claim_id|original_claim_id|payer_claim_control_number|procedure_code|adjudicated_date|paid_amount
    A       |                 |ICN1                      |D1110         |2024-01-10      |0
    B       |ICN1             |                          |D9311         |2024-01-20      |0
    C       |B                |                          |D9311         |2024-01-30      |60
    """
    assert names(episodes_of(drawn)) == {"practice|A|1": ["B", "C"]}


def test_chain_ends_where_the_reference_is_not_in_the_data() -> None:
    drawn = """
    claim_id|original_claim_id
    B       |NOWHERE
    C       |B
    """
    assert names(episodes_of(drawn)) == {"practice|B|1": ["B", "C"]}


def test_chain_does_not_cross_practices() -> None:
    drawn = """
    claim_id|practice_id|original_claim_id
    A       |north      |
    B       |south      |A
    """
    assert list(names(episodes_of(drawn))) == ["north|A|1", "south|B|1"]


def test_loop_and_what_leads_into_it_have_its_first_claim_in_file_order() -> None:
    drawn = """
    claim_id|original_claim_id
    D       |C
    C       |B
    B       |C
    """
    assert names(episodes_of(drawn)) == {"practice|C|1": ["D", "C", "B"]}


def test_claim_that_names_itself_is_its_own_root() -> None:
    assert only_episode("claim_id|original_claim_id\nA|A").episode_id == "practice|A|1"


def test_first_named_original_in_file_order_counts() -> None:
    drawn = """
    claim_id|original_claim_id|service_date
    A       |                 |2024-01-01
    B       |                 |2024-01-01
    C       |B                |2024-01-09
    C       |A                |2024-01-09
    """
    assert names(episodes_of(drawn)) == {"practice|A|1": ["A", "B"], "practice|B|1": ["C", "C"]}


def test_placeholder_reference_is_missing_unless_a_claim_has_that_id() -> None:
    alone = "claim_id|original_claim_id\nA|none"
    named = "claim_id|original_claim_id\nnone|\nA|none"
    assert list(names(episodes_of(alone))) == ["practice|A|1"]
    assert names(episodes_of(named)) == {"practice|none|1": ["none", "A"]}


def test_ordinal_ranks_the_d9311_lines_of_the_claim_whatever_their_outcome() -> None:
    drawn = """
    claim_id|line_number|procedure_code|payer_order
    A       |1          |D0140         |P
    A       |4          |D9311         |S
    A       |7          |D9311         |P
    B       |2          |D9311         |P
    B       |9          |D9311         |P
    """
    assert names(episodes_of(drawn)) == {"practice|A|2": ["A", "B"], "practice|B|1": ["B"]}


def test_resend_on_another_root_claim_is_the_same_episode() -> None:
    drawn = """
    claim_id|adjudicated_date|paid_amount
    A       |2024-01-10      |0
    B       |2024-01-20      |60
    """
    assert names(episodes_of(drawn)) == {"practice|A|1": ["A", "B"]}


def test_other_payer_or_date_or_patient_makes_another_episode_of_the_chain() -> None:
    drawn = """
    claim_id|original_claim_id|service_date|payer_name|patient_id
    A       |                 |2024-01-03  |Delta     |p1
    B       |A                |2024-01-02  |Delta     |p1
    C       |A                |2024-01-03  |Aetna     |p1
    """
    assert names(episodes_of(drawn)) == {
        "practice|A|1": ["B"],
        "practice|A|1#2": ["C"],
        "practice|A|1#3": ["A"],
    }


THREE_CLAIMS = """
claim_id|adjudicated_date|paid_amount
B       |2024-01-20      |60
C       |2024-01-15      |0
A       |2024-01-10      |60
"""


def test_two_claims_named_by_consultations_stay_apart_and_the_rest_joins_the_first() -> None:
    records = consultations("consultation_id|claim_id\nk1|A\nk2|B")
    facts = facts_of(claims(THREE_CLAIMS), records=records)
    assert names(facts.episodes) == {"practice|A|1": ["A", "C"], "practice|B|1": ["B"]}


def test_one_named_claim_keeps_the_resend_together() -> None:
    records = consultations("consultation_id|claim_id\nk1|A\nk2|A\nk3|elsewhere")
    facts = facts_of(claims(THREE_CLAIMS), records=records)
    assert names(facts.episodes) == {"practice|A|1": ["A", "C", "B"]}


def test_submission_row_of_an_answer_is_dropped() -> None:
    episode = only_episode(
        """
        claim_id|submitted_date|adjudicated_date|status |paid_amount
        A       |2024-01-02    |                |sent   |
        A       |2024-01-02    |2024-01-20      |paid   |60
        A       |2024-01-30    |                |sent   |
        """
    )
    assert [row.place[1] for row in episode.rows] == [1, 2]
    assert (episode.submissions, episode.outcome) == (2, "approved_paid")


def test_submission_row_with_blank_dates_and_an_undated_answer() -> None:
    drawn = "claim_id|adjudicated_date|status  |paid_amount\nA||draft|\nA||{}|{}"
    assert len(only_episode(drawn.format("paid", "60")).rows) == 1
    assert len(only_episode(drawn.format("received", "0")).rows) == 2
    answered = "claim_id|adjudicated_date|status|paid_amount\nA||draft|\nA|2024-02-01|received|0"
    assert len(only_episode(answered).rows) == 1


def test_rows_are_ordered_by_date_then_reversals_then_submission_then_file() -> None:
    episode = only_episode(
        """
        claim_id|submitted_date|adjudicated_date|status  |paid_amount
        A       |              |                |denied  |0
        B       |2024-02-01    |                |sent    |
        C       |2024-01-05    |2024-02-01      |paid    |60
        D       |2024-01-04    |2024-02-01      |paid    |60
        E       |2024-01-09    |2024-02-01      |reversed|60
        F       |              |2024-02-01      |paid    |60
        G       |2024-01-31    |                |sent    |
        """
    )
    assert "".join(row.claim for row in episode.rows) == "GEDCFBA"


def test_repeat_number_counts_the_patients_episodes_by_date_then_id() -> None:
    drawn = """
    claim_id|service_date|patient_id|practice_id
    B       |2024-01-02  |p1        |north
    A       |2024-01-02  |p2        |north
    C       |2024-01-01  |p1        |north
    D       |2024-03-01  |p1        |south
    """
    numbers = {one.first_row.claim: one.repeat_number for one in episodes_of(drawn)}
    assert numbers == {"A": 1, "B": 2, "C": 1, "D": 1}


def test_same_day_codes_are_live_primary_rows_of_the_list() -> None:
    drawn = """
    claim_id|procedure_code|status  |payer_order|claim_type
    A       |D9311         |received|           |
    A       |AD:d0140.     |received|           |
    A       |D9310         |sent    |           |
    A       |D0120         |draft   |           |
    A       |D0150         |paid    |S          |
    A       |D0160         |void    |           |
    A       |D0170         |reversed|           |
    A       |D0171         |rejected|           |
    A       |D0180         |paid    |           |preauth
    A       |D1110         |paid    |           |
    """
    assert only_episode(drawn).same_day == ("D0140", "D9310")


def test_other_payers_paid_sums_secondary_rows_of_the_same_claim_and_ordinal() -> None:
    drawn = """
    claim_id|line_number|payer_order|status  |paid_amount|adjudicated_date
    A       |1          |P          |paid    |60         |2024-02-01
    A       |1          |S          |paid    |12         |2024-02-02
    A       |1          |S          |reversed|5          |2024-02-03
    A       |1          |T          |paid    |-1         |2024-02-04
    B       |1          |S          |paid    |99         |2024-02-04
    """
    assert only_episode(drawn).other_payers_paid == 6
