"""worklist: whose patient it is, where a consultation was never billed."""

from __future__ import annotations

from datetime import date

import pytest

import queries
from d9311.filters import Filters
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations

AS_OF = date(2025, 4, 1)
# A year lies between 2024-03-01 and 2025-03-01, the day of every consultation.
OF_PATIENTS = claim_lines("""
claim | patient | payer | code  | service    | sent       | decided    | status   | allowed | paid |
A1    | ann     | Delta | D1110 | 2024-03-01 |            |            | draft    |         |      | 365 days before: of any code, and be it not sent
A2    | ann     | delta | D0120 | 2024-06-01 | 2024-06-02 | 2024-06-20 | received | 20      | 20   | another spelling is no other payer
B1    | ben     | Delta | D1110 | 2024-02-29 | 2024-03-01 | 2024-03-20 | received | 20      | 20   | 366 days before
C1    | cleo    | Delta | D1110 | 2025-02-01 | 2025-02-02 | 2025-02-20 | received | 20      | 20   |
C2    | cleo    | Aetna | D1110 | 2024-05-01 | 2024-05-02 | 2024-05-20 | received | 20      | 20   | another payer in that year: not known
D1    | dan     | Aetna | D1110 | 2024-02-29 | 2024-03-01 | 2024-03-20 | received | 20      | 20   | too long ago to count
D2    | dan     | Delta | D1110 | 2025-03-15 | 2025-03-16 | 2025-03-20 | received | 20      | 20   | after it
E1    | eve     | Delta | D9311 | 2025-03-01 | 2025-03-02 |            | void     |         |      | cancelled: it names the payer,
E2    | eve     | Aetna | D1110 | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 20      | 20   | whatever other claims say
H1    | hal     | Delta | D9311 | 2025-03-01 | 2025-03-02 |            | void     |         |      | cancelled, and no other claim: no guess is needed
F1    | fay     | Zeta  | D1110 | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 20      | 20   | no rule of Zeta's is known
X1    | xenia   | Delta | D9311 | 2025-03-20 | 2025-03-21 | 2025-03-31 | received | 60      | 60   | approved
X2    | yves    | Aetna | D9311 | 2025-03-20 | 2025-03-21 | 2025-03-31 | received | 40      | 40   | approved
""")
NEVER = consultations("""
consultation | patient | date       |
A            | ann     | 2025-03-01 |
B            | ben     | 2025-03-01 |
C            | cleo    | 2025-03-01 |
D            | dan     | 2025-03-01 |
E            | eve     | 2025-03-01 |
F            | fay     | 2025-03-01 |
G            | gus     | 2025-03-01 | no claim of this patient is known
H            | hal     | 2025-03-01 |
""")
ROUTINE = [{"consultation_id": name, "patient_id": patient, "consultation_date": "2025-03-20"}
           for name, patient in (("XX", "xenia"), ("YY", "yves"))]  # fmt: skip
FILING = "payer_name | timely_filing_days | source |\nDelta | 40 | manual |\nAetna | 90 | |"


@pytest.mark.slow
def test_payer_of_the_patients_other_claims_says_until_when_to_bill(import_tables: ImportTables) -> None:
    cursor = import_tables(OF_PATIENTS, [*NEVER, *ROUTINE], payer_rules=FILING)
    manual = "file within 40 days of the service; manual"
    likely = "payer of the patient's other claims"
    rows = queries.arrow(cursor, "worklist", Filters(as_of=AS_OF)).to_pylist()
    assert {
        row["consultation_id"]: (
            row["payer"], row["likely_payer"], str(row["deadline"] or ""), row["deadline_source"],
            str(row["at_stake"]), row["basis"],
        )
        for row in rows
        if row["kind"] == "never billed"
    } == {
        "A": (None, "Delta", "2025-04-10", f"{manual}; {likely}", "60.00", likely),
        "B": (None, None, "", None, "50.00", "all"),
        "C": (None, None, "", None, "50.00", "all"),
        "D": (None, "Delta", "2025-04-10", f"{manual}; {likely}", "60.00", likely),
        "E": ("Delta", None, "2025-04-10", manual, "60.00", "payer"),
        "F": (None, "Zeta", "", None, "50.00", "all"),
        "G": (None, None, "", None, "50.00", "all"),
        "H": ("Delta", None, "2025-04-10", manual, "60.00", "payer"),
    }  # fmt: skip
    assert [row["consultation_id"] for row in rows][:4] == ["A", "D", "E", "H"]
    assert {row["ranked_by"] for row in rows[:4]} == {"deadline near"}


def test_a_likely_payer_is_no_payer_for_the_filter(import_tables: ImportTables) -> None:
    cursor = import_tables(OF_PATIENTS, [*NEVER, *ROUTINE], payer_rules=FILING)
    rows = queries.arrow(cursor, "worklist", Filters(as_of=AS_OF, payers=("Delta",))).to_pylist()
    assert [row["consultation_id"] for row in rows] == ["E", "H"]
