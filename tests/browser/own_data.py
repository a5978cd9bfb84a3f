"""A small practice whose data ask for something everywhere: rows to mend, guesses to answer, names alike,
changes."""

from __future__ import annotations

from pathlib import Path

from d9311.ingest import import_files
from tests.identity.test_payers import PAID, answer
from tests.tables import write_export
from tests.x12.messages import claim, line

XRAY = line("AD:D0220", "30", "20", "CAS*CO*45*10")
SEPTEMBER = """
claim_id | practice_id | payer_name | status | service_date | adjudicated_date | paid_amount | adjustment_codes | patient_id |
E1       | EAST        | Aetna      | denied | 2025-08-01   | 2025-09-02       | 0           | CO-252           | P1         | of another practice
"""
OCTOBER = """
claim_id | payer_name              | status   | service_date | adjudicated_date | paid_amount | adjustment_codes   | submission_type | patient_id | procedure_code | billed_amount |
C1       | Cigna                   | sent     | 2025-10-01   |                  |             |                    |                 | P1         | D9311          | 100 |
C2       | Cigna                   | sent     | 2025-10-01   |                  |             |                    |                 | P2         | D9311          | 100 |
C3       | Cigna                   | denied   | 2025-10-01   | 2025-10-20       | 0           | CO-252             |                 | P3         | D9311          | 100 |
C4       | Cigna                   | denied   | 2025-10-01   | 2025-10-20       | 0           | CO-252             |                 | P4         | D9311          | 100 | its record lacks the reason
C5       | Delta Dental of CA      | paid     | 2025-10-02   | 2025-10-21       | 60          | CO-45:40           | sideways        | P5         | D9311          | 100 | a value that is not known
C6       | DELTA DENTAL CALIFORNIA | sent     | 2025-10-02   |                  |             |                    |                 | P6         | D9311          | 100 |
C7       | DELTA DENTAL CALIFORNIA | paid     | 2025-10-03   | 2025-10-22       | 60          | see letter Q7      |                 | P7         | D9311          | 100 | codes that cannot be read
C8       | Cigna                   | denied   | 2025-10-03   | 2025-10-22       | 60          | CO-45:40           |                 | P8         | D9311          | 100 | its status and money contradict each other
C9       | Cigna                   | received | 2025-10-03   | 2025-10-22       | 0           |                    |                 | P9         | D9311          | 100 | paid zero, and no reason
CA       | Cigna                   | paid     | soon         | 2025-10-22       | 60          |                    |                 | P10        | D9311          | 100 | set aside
CB       | Cigna                   | paid     | later        | 2025-10-22       | 60          |                    |                 | P11        | D9311          | 100 | set aside until November
G0       | Delta                   | sent     | 2025-01-10   |                  |             |                    |                 | P12        | D9311          | 85  | answered by a payer called DDCA
G1       | Delta                   | sent     | 2025-01-10   |                  |             |                    |                 | P13        | D9311          | 85  | and this
G2       | Delta                   | sent     | 2025-01-10   |                  |             |                    |                 | P14        | D9311          | 85  | and this
S1       | Delta                   | sent     | 2025-01-12   |                  |             |                    |                 | P15        | D0220          | 30  | answered under another number
S1       | Delta                   | sent     | 2025-01-12   |                  |             |                    |                 | P15        | D9311          | 85  |
B1       | Delta                   | received | 2025-01-13   | 2025-06-20       | 60          |                    |                 | P16        | D9311          | 85  | a remittance pays it again
"""
NOVEMBER = """
claim_id | payer_name              | status   | service_date | adjudicated_date | paid_amount | adjustment_codes   | patient_id | procedure_code | billed_amount |
C1       | Cigna                   | denied   | 2025-10-01   | 2025-11-03       | 0           | CO-252             | P1         | D9311          | 100 | newly denied
C2       | Cigna                   | paid     | 2025-10-01   | 2025-11-03       | 60          | CO-45:40           | P2         | D9311          | 100 | newly approved
C3       | Cigna                   | paid     | 2025-10-01   | 2025-11-04       | 50          | CO-45:50           | P3         | D9311          | 100 | flipped
C5       | Delta Dental of CA      | paid     | 2025-10-02   | 2025-10-21       | 55          | CO-45:45           | P5         | D9311          | 100 | its amounts edited
C6       | DELTA DENTAL CALIFORNIA | denied   | 2025-10-02   | 2025-11-04       | 0           | PR-119:100         | P6         | D9311          | 100 | benefits used up
C7       | DELTA DENTAL CALIFORNIA | paid     | 2025-10-03   | 2025-10-22       | 60          | see letter Q7      | P7         | D0140          | 100 | no D9311 any more
CB       | Cigna                   | paid     | 2025-10-04   | 2025-10-22       | 60          | CO-45:40           | P11        | D9311          | 100 | mended
CC       | Aetna                   | sent     | 2025-11-01   |                  |             |                    | P17        | D9311          | 100 | new
"""
NOTES = """
consultation_id | claim_id | patient_id | consultation_date | reason | scenario |
K4              | C4       | P4         | 2025-10-01        |        | anticoagulant |
"""
COMPLETED = """
consultation_id | claim_id | patient_id | consultation_date | reason | scenario |
K4              | C4       | P4         | 2025-10-01        | INR    | anticoagulant |
K5              | none     | P20        | 2025-10-05        | INR    | anticoagulant |
"""
ANSWERS = (
    answer(*[claim(f"G{n}", "1", "85", "60", *PAID, member=f"M{n}") for n in range(3)], payer="DDCA"),
    answer(
        claim("ZZ", "1", "115", "80", *[part.replace("20250110", "20250112") for part in (*XRAY, *PAID)]),
        claim("B1", "1", "85", "60", *[part.replace("20250110", "20250113") for part in PAID]),
        payer="Delta",
        trace="T2",
    ),
)


def import_own(database: Path) -> Path:
    """Import three months of exports and the payers' answers, a call a month; return the database."""
    folder = database.parent / "exports"
    folder.mkdir()
    import_files(database, claims=[write_export(folder / "claims-september.csv", "claims", SEPTEMBER)])
    remittances = []
    for number, text in enumerate(ANSWERS):
        remittances.append(folder / f"answer-{number}.835")
        remittances[-1].write_text(text, encoding="utf-8")
    for month, claims, notes, more in (
        ("october", OCTOBER, NOTES, []),
        ("november", NOVEMBER, COMPLETED, remittances),
    ):
        import_files(
            database,
            claims=[write_export(folder / f"claims-{month}.csv", "claims", claims), *more],
            consultations=[write_export(folder / f"consultations-{month}.csv", "consultations", notes)],
        )
    return database
