"""Every page alone: without data, with what cannot be computed, damaged, filtered, searched.

That it opens with the data of the sample, names itself, and shows hostile text as text, test_exports.py looks at;
with one row, test_one_kind_only.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from d9311.store import open_database
from tests.screens import PAGES, card, import_drawn, markdown_of, open_page, text_of, unfold

pytestmark = pytest.mark.slow

RESENT = """
claim_id | original_claim_id | patient_id | payer_name | status   | submitted_date | adjudicated_date | paid_amount | adjustment_codes | service_date |
First-7  |                   | P1         | Delta      | received | 2025-01-16     | 2025-02-01       | 0.00        | CO-16            | 2025-01-15   |
Again-8  | First-7           | P1         | Delta      | received | 2025-02-10     | 2025-03-01       | 60.00       | CO-45:40.00      | 2025-01-15   |
"""


@pytest.mark.parametrize("file", PAGES)
def test_page_without_data_says_so_and_leads_to_the_upload(database: Path, file: str) -> None:
    screen = open_page(file)
    expected = "Drop your exports here" if file.startswith("pages/data.py") else "Nothing is loaded yet"
    shown = [*(element.value for element in screen.header), *(box.label for box in screen.file_uploader)]
    assert any(expected in text for text in shown)
    assert len(screen.title) == 1


NOTHING = ":material/filter_alt_off: No row meets these filters"


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("file", [file for file in PAGES if not file.startswith("pages/data.py")])
def test_filter_that_leaves_nothing_offers_to_be_cleared(file: str) -> None:
    screen = open_page(file, period="custom", **{"from": "2031-01-01"})
    assert NOTHING in [one.value for one in screen.header]
    assert "clear_empty" in [one.key for one in screen.button]


@pytest.mark.usefixtures("shown")
def test_filter_that_leaves_nothing_is_cleared_by_a_click() -> None:
    screen = open_page("pages/work.py?part=claims", period="custom", payer="Cigna", **{"from": "2031-01-01"})
    screen.button(key="clear_empty").click().run()
    assert NOTHING not in [one.value for one in screen.header]
    assert "**6 episodes**" in markdown_of(screen)


@pytest.mark.parametrize("file", PAGES)
def test_damaged_database_gets_a_page_of_its_own(database: Path, file: str) -> None:
    database.write_bytes(b"this is no database" * 1000)
    screen = open_page(file)
    assert ":material/error: The data do not open" in [element.value for element in screen.header]


@pytest.mark.usefixtures("shown")
def test_headline_figures_state_value_counts_and_interval() -> None:
    screen = open_page("dashboard.py", period="all")
    assert card(screen, "Approval rate").startswith("Approval rate 60% 3/5 · 95% interval 23–88%")
    unfold(screen)
    assert card(screen, "Plans paid").startswith("Plans paid $180.00 n = 6")
    assert card(screen, "Days to the first decision").startswith("Days to the first decision 16 days n = 5")
    assert card(screen, "Denied, not appealed").startswith("Denied, not appealed 2 $200.00 billed")


@pytest.mark.usefixtures("shown")
def test_rate_over_fewer_than_five_shows_counts_only() -> None:
    screen = open_page("dashboard.py", period="all", payer="Delta")
    assert card(screen, "Approval rate").startswith("Approval rate 3 of 4 too few for a rate")


def test_absent_paid_column_is_named_instead_of_a_number(database: Path) -> None:
    import_drawn(database, claims="claim_id | status | adjudicated_date |\nC1 | denied | 2025-02-01 |")
    said = card(unfold(open_page("dashboard.py", period="all")), "Plans paid")
    assert "Cannot be computed from this export: column paid_amount is missing." in said


@pytest.mark.usefixtures("shown")
def test_filter_in_the_link_is_taken_and_nonsense_ignored() -> None:
    screen = open_page(
        "dashboard.py", period="all", payer=["Cigna", "nobody"], basis="nonsense", as_of="yesterday"
    )
    assert screen.session_state["filter_payer"] == ["Cigna"]
    assert screen.session_state["filter_basis"] == "service"
    assert dict(screen.query_params) == {"period": "all", "payer": "Cigna"}


@pytest.mark.usefixtures("shown")
def test_choice_in_the_filter_bar_goes_into_the_link() -> None:
    screen = open_page("pages/work.py?part=claims", period="all")
    screen.pills(key="filter_payer").select("Cigna").run()
    assert screen.query_params["payer"] == "Cigna"
    assert "**2 episodes**" in markdown_of(screen)


def test_new_import_is_seen_by_a_session_that_is_open(drawn: Path) -> None:
    screen = open_page("pages/work.py?part=claims", period="all")
    assert "**6 episodes**" in markdown_of(screen)
    import_drawn(drawn, claims="claim_id | patient_id |\nC7 | P7 |")
    screen.run()
    assert "**7 episodes**" in markdown_of(screen)


@pytest.mark.usefixtures("shown")
def test_opened_claim_says_why_it_is_denied_and_what_comes_next() -> None:
    screen = open_page("pages/work.py?part=claims", episode="practice|C2|1")
    shown = text_of(screen)
    assert "A denial code is on the line, and nothing was paid." in shown
    assert "CARC CO-252, documentation: an attachment is required to decide." in shown
    assert "CO: do not bill the patient." in shown
    assert "bill patient" not in shown


@pytest.mark.usefixtures("shown")
def test_opened_claim_without_record_says_so() -> None:
    assert "No consultation in the chart belongs to this billing" in text_of(
        open_page("pages/work.py?part=claims", episode="practice|C3|1")
    )


@pytest.mark.usefixtures("shown")
def test_claim_of_another_practice_is_not_found() -> None:
    shown = text_of(open_page("pages/work.py?part=claims", episode="elsewhere|C2|1"))
    assert "This is not in the data, or not among the practices that you may see." in shown


@pytest.mark.usefixtures("shown")
def test_conditions_in_the_link_narrow_the_list_and_can_be_dropped() -> None:
    screen = open_page(
        "pages/work.py?part=claims", period="all", rows=["outcome:denied", "payer:Delta", "flag:nonsense"]
    )
    assert "**1 episode** · \\$100.00 billed · outcome denied, payer Delta" in markdown_of(screen)
    screen.button(key="show_all").click().run()
    assert "**6 episodes**" in markdown_of(screen)


@pytest.mark.usefixtures("shown")
def test_search_finds_a_claim_by_part_of_its_id() -> None:
    screen = open_page("pages/work.py?part=claims", period="all")
    screen.text_input(key="narrow_search").input("c4").run()
    assert "**1 episode**" in markdown_of(screen)
    assert screen.query_params["rows"] == "search:c4"


def test_search_finds_a_patient_by_the_beginning_of_the_pseudonym_only(shown: Path) -> None:
    with open_database(shown).cursor() as cursor:
        found = cursor.execute("select patient from episodes where episode_id = 'practice|C4|1'").fetchone()
    assert found is not None
    assert episodes_found(found[0][:6]) == episodes_found(found[0]) == "**1 episode**"
    assert episodes_found(found[0][1:]) == episodes_found(found[0][:5]) == "**0 episodes**"


def test_claim_that_was_sent_again_is_found_by_either_number(database: Path) -> None:
    import_drawn(database, RESENT)
    assert episodes_found("first-7") == episodes_found("again-8") == "**1 episode**"
    shown = text_of(open_page("pages/work.py?part=claims", period="all", episode="practice|First-7|1"))
    assert "First-7, Again-8" in shown


def episodes_found(sought: str) -> str:
    """Return how many episodes the list of claims says a search finds."""
    shown = markdown_of(open_page("pages/work.py?part=claims", period="all", rows=f"search:{sought}"))
    return re.findall(r"\*\*\d+ episodes?\*\*", shown)[0]


@pytest.mark.usefixtures("shown")
def test_consultation_that_was_never_billed_opens_its_record() -> None:
    shown = text_of(open_page("pages/work.py?part=claims", consultation="practice|K9"))
    assert "stent" in shown
    assert "Consultation K9, consulted, never billed" in shown


def test_refused_file_leaves_what_was_loaded(drawn: Path) -> None:
    screen = open_page("pages/data.py")
    broken = b"claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount\n"
    broken += b"C8,P1,Delta,D9311,13/02/2025,sent,100.00\nC9,P1,Delta,D9311,02/13/2025,sent,100.00\n"
    screen.file_uploader[0].set_value([("broken.csv", broken, "text/csv")]).run()
    screen.button(key="import").click().run()
    assert "Nothing was imported; the data are as they were." in text_of(screen)
    assert "Export the column in one format, best as 2025-03-31." in text_of(screen)
    assert "**6 episodes**" in markdown_of(open_page("pages/work.py?part=claims", period="all"))


def test_removed_data_stay_removed(drawn: Path) -> None:
    screen = open_page("pages/data.py")
    screen.button(key="remove").click().run()
    assert not drawn.exists()
    assert "Nothing is loaded yet" in text_of(open_page("dashboard.py"))


@pytest.mark.usefixtures("shown")
def test_data_page_hands_the_filters_in_its_link_on() -> None:
    screen = open_page("pages/data.py", payer="Cigna", period="all")
    assert screen.session_state["filter_payer"] == ["Cigna"]
    assert screen.session_state["filter_period"] == "all"
