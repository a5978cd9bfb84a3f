"""Which rows are one billed consultation at one payer: chains, resends, ordinals and who stays apart."""

from __future__ import annotations

import duckdb
import pytest

from tests.conftest import ImportTables
from tests.identity.files import Files, of_practices
from tests.spec.drawn import expect

pytestmark = pytest.mark.slow


DRAWN = {
    "chain": """
claim_id | patient_id | original_claim_id | payer_claim_control_number | submission_type | submitted_date | adjudicated_date | paid_amount | adjustment_codes |
A        | p1         |                   | ICN9                       | original        | 2025-01-16     | 2025-02-01       | 0           | CO-16 M127       | record asked for
B        | p1         | A                 |                            | 7               | 2025-02-05     | 2025-02-20       | 0           | CO-252           | corrected, letter missing
C        | p1         | ICN9              |                            | appeal          | 2025-03-01     | 2025-03-20       | 60          | CO-45            | names the payer's number
""",
    "control": """
claim_id | patient_id | original_claim_id | payer_claim_control_number | adjudicated_date | paid_amount |
Z        | p1         |                   | ICN7                       | 2025-02-01       | 0           | first row of the number
A        | p1         |                   | ICN7                       | 2025-02-02       | 0           | a later row of it
C        | p1         | ICN7              |                            | 2025-02-20       | 60          | names the number
D        | p2         | ICN8              | ICN8                       | 2025-02-20       | 60          | its own number
ICN8     | p2         |                   |                            | 2025-02-01       | 0           | a claim number goes before
""",
    "reference": """
claim_id | patient_id | original_claim_id | adjudicated_date | paid_amount |
B        | p1         | GONE              | 2025-02-01       | 60          | the original was never exported
""",
    "loop": """
practice_id | claim_id | patient_id | original_claim_id | service_date | paid_amount | adjudicated_date |
WEST        | B        | p9         |                   | 2025-01-15   | 60          | 2025-02-03       | of another practice
EAST        | E        | p2         | D                 | 2025-01-20   | 60          | 2025-02-03       | leads into the loop
EAST        | D        | p1         | B                 | 2025-01-15   | 0           | 2025-02-01       | in the loop, first of it
EAST        | B        | p1         | C                 | 2025-01-15   | 0           | 2025-02-02       | in the loop
EAST        | C        | p1         | D                 | 2025-01-15   | 60          | 2025-02-03       | in the loop
""",
    "placeholder": """
claim_id | patient_id | original_claim_id | payer_claim_control_number | service_date | paid_amount | adjudicated_date |
NA       | p1         | n/a               |                            | 2025-01-15   | 0           | 2025-02-01       | a claim may be called NA
B        | p1         | NA                | unknown                    | 2025-01-15   | 60          | 2025-02-20       | corrects it
C        | p2         | unknown           |                            | 2025-01-20   | 60          | 2025-02-20       | names nothing
""",
    "lines": """
claim_id | patient_id | line_number | procedure_code | paid_amount | adjudicated_date |
A        | p1         | 1           | D7210          | 90          | 2025-02-01       | another service
A        | p1         | 3           | D9311          | 60          | 2025-02-01       | first D9311 line
A        | p1         | 5           | AD:D9311:XX    | 0           | 2025-02-01       | second D9311 line
B        | p1         | 2           | D9311          | 60          | 2025-03-01       | resend of the first line only
""",
    "answer": """
claim_id | patient_id | status | submitted_date | adjudicated_date | paid_amount | adjustment_codes |
A        | p1         | sent   | 2025-01-16     |                  |             |                  | what was sent
A        | p1         | paid   | 2025-01-16     | 2025-02-01       | 60          |                  | and its answer
B        | p2         | sent   | 2025-01-20     |                  |             |                  | sent again: still open
B        | p2         | denied | 2025-01-16     | 2025-02-01       | 0           | CO-252           |
""",
    "rework": """
claim_id | patient_id | status   | submitted_date | adjudicated_date | paid_amount | adjustment_codes | appeal_filed_date | appeal_outcome |
A        | p1         | denied   | 2025-01-16     | 2025-02-01       | 0           | CO-252           |                   |         |
A2       | p1         | sent     | 2025-02-10     |                  |             |                  |                   |         | sent again after the denial
B        | p2         | denied   | 2025-01-16     | 2025-02-01       | 0           | CO-252           | 2025-02-09        | pending | appeal filed
C        | p3         | denied   | 2025-01-16     | 2025-02-01       | 0           | CO-252           | 2025-02-09        | upheld  | appeal lost: nothing is open
D        | p4         | appealed | 2025-01-16     | 2025-02-01       | 0           | CO-252           |                   |         | the status says so
E        | p5         | appealed | 2025-01-16     | 2025-02-01       | 0           | CO-252           |                   | pending | and is still right
F        | p6         | appealed | 2025-01-16     | 2025-02-01       | 0           | CO-252           |                   | upheld  | lost, whatever the status still says
G        | p7         | appealed | 2025-01-16     | 2025-02-01       | 0           | CO-252           | 2025-02-09        | upheld  | likewise
H        | p8         | appealed | 2025-01-16     |                  |             | CO-252           |                   | upheld  | lost, the day not said
I        | p9         | appealed | 2025-01-16     |                  |             | CO-252           |                   |         | waits for its answer
""",
    "place": """
claim_id | patient_id | original_claim_id | payer_claim_control_number | service_date | adjudicated_date | paid_amount |
A2       | p2         | A                 |                            | 2025-01-15   | 2025-02-01       | 60          | another patient's, and first in the file
A        | p1         |                   |                            | 2025-01-15   | 2025-02-01       | 60          |
B        | p1         |                   |                            | 2025-01-16   | 2025-02-01       | 60          |
B2       | p2         | B                 |                            | 2025-01-16   | 2025-02-01       | 60          | another patient's, and behind
C        | p1         |                   | ICN7                       | 2025-01-17   | 2025-02-01       | 60          | the first with that number
D        | p1         |                   | ICN7                       | 2025-01-20   | 2025-02-01       | 60          |
C2       | p2         | ICN7              |                            | 2025-01-17   | 2025-02-01       | 60          | names the payer's number
""",
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Each file of a practice that has its name."""
    cases = {name: [file] for name, file in DRAWN.items()}
    return Files(tmp_path_factory.mktemp("drawn")).take(*of_practices(cases))


def episodes_of(cursor: duckdb.DuckDBPyConnection, practice: str) -> dict[str, str | None]:
    """Return the episode of each D9311 claim row, by its claim and line."""
    asked = "select claim_id || '/' || line, episode_id from claim_lines_d9311 where practice_id = $1"
    return dict(cursor.execute(asked, [practice]).fetchall())


def test_a_chain_of_corrections_is_one_episode_of_its_first_claim(drawn: duckdb.DuckDBPyConnection) -> None:
    expect(
        drawn,
        "episodes",
        """
        episode_id    | outcome       | first_outcome | first_denial_category | first_denial_code | submissions | paid  | first_decided | decided    |
        chain\\|A\\|1 | approved_paid | denied        | documentation         | 16                | 3           | 60.00 | 2025-02-01    | 2025-03-20 |
        """,
        practices=("chain",),
    )


def test_a_control_number_means_the_claim_of_its_first_row(drawn: duckdb.DuckDBPyConnection) -> None:
    rows = "select claim_id, root_claim_id from claim_lines_d9311 where practice_id = 'control'"
    assert dict(drawn.execute(rows).fetchall()) == {"Z": "Z", "A": "A", "C": "Z", "D": "ICN8", "ICN8": "ICN8"}


def test_a_reference_to_no_known_claim_ends_the_chain(drawn: duckdb.DuckDBPyConnection) -> None:
    assert episodes_of(drawn, "reference") == {"B/2": "reference|B|1"}


def test_the_root_of_a_loop_is_its_first_claim_in_the_file(drawn: duckdb.DuckDBPyConnection) -> None:
    assert episodes_of(drawn, "WEST") == {"B/2": "WEST|B|1"}
    assert episodes_of(drawn, "EAST") == {
        "E/3": "EAST|D|1#2",  # another patient's episode of the same root claim
        "D/4": "EAST|D|1",
        "B/5": "EAST|D|1",
        "C/6": "EAST|D|1",
    }


def test_a_placeholder_names_a_claim_only_where_one_is_called_so(drawn: duckdb.DuckDBPyConnection) -> None:
    assert episodes_of(drawn, "placeholder") == {
        "NA/2": "placeholder|NA|1",
        "B/3": "placeholder|NA|1",
        "C/4": "placeholder|C|1",
    }


def test_of_two_episodes_of_one_name_the_first_in_the_file_has_it(drawn: duckdb.DuckDBPyConnection) -> None:
    assert episodes_of(drawn, "place") == {
        "A2/2": "place|A|1",
        "A/3": "place|A|1#2",
        "B/4": "place|B|1",
        "B2/5": "place|B|1#2",
        "C/6": "place|C|1",
        "D/7": "place|D|1",
        "C2/8": "place|C|1#2",
    }


def test_two_lines_of_one_claim_are_two_episodes_by_ordinal(drawn: duckdb.DuckDBPyConnection) -> None:
    assert episodes_of(drawn, "lines") == {"A/3": "lines|A|1", "A/4": "lines|A|2", "B/5": "lines|A|1"}


def test_two_physicians_on_one_day_stay_two_consultations(import_tables: ImportTables) -> None:
    cursor = import_tables(
        claims="""
        claim_id | patient_id | submitted_date | adjudicated_date | paid_amount |
        A        | p1         | 2025-01-16     | 2025-02-01       | 60          | the cardiologist
        B        | p1         | 2025-01-17     | 2025-02-02       | 60          | the oncologist
        C        | p1         | 2025-01-18     | 2025-02-03       | 0           | named by nobody: joins the first
        """,
        consultations="""
        consultation_id | patient_id | claim_id | consultation_date |
        K1              | p1         | A        | 2025-01-15        |
        K2              | p1         | B        | 2025-01-15        |
        """,
    )
    expect(
        cursor,
        "episodes",
        """
        episode_id    | submissions | consultation_id | link  |
        practice\\|A\\|1 | 2           | K1              | claim |
        practice\\|B\\|1 | 1           | K2              | claim |
        """,
    )


def test_a_submission_row_gives_way_to_its_own_answer(drawn: duckdb.DuckDBPyConnection) -> None:
    expect(
        drawn,
        "episodes",
        """
        episode_id    | outcome       | submissions | rework_open |
        answer\\|A\\|1 | approved_paid | 1           | no          |
        answer\\|B\\|1 | denied        | 2           | no          |
        """,
        practices=("answer",),
    )


def test_a_denial_that_was_sent_again_is_open_rework(drawn: duckdb.DuckDBPyConnection) -> None:
    expect(
        drawn,
        "episodes",
        """
        episode_id    | outcome | rework_open |
        rework\\|A\\|1 | denied  | yes         |
        rework\\|B\\|1 | denied  | yes         |
        rework\\|C\\|1 | denied  | no          |
        rework\\|D\\|1 | denied  | yes         |
        rework\\|E\\|1 | denied  | yes         |
        rework\\|F\\|1 | denied  | no          |
        rework\\|G\\|1 | denied  | no          |
        rework\\|H\\|1 | denied  | no          |
        rework\\|I\\|1 | pending | no          |
        """,
        practices=("rework",),
    )
    appealed = "select root_claim_id from episodes where practice_id = 'rework' and appealed order by 1"
    assert [claim for (claim,) in drawn.execute(appealed).fetchall()] == [*"BCDEFGHI"]
