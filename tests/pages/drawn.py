"""Six claims and three consultations, at which many tests of pages look."""

from __future__ import annotations

CLAIMS = """
claim_id | patient_id | payer_name | status   | submitted_date | adjudicated_date | paid_amount | adjustment_codes | service_date |
C1       | P1         | Delta      | received | 2025-01-16     | 2025-02-01       | 60.00       | CO-45:40.00      | 2025-01-15   |
C2       | P2         | Delta      | received | 2025-01-17     | 2025-02-02       | 0.00        | CO-252:100.00    | 2025-01-16   | denied, not appealed
C3       | P3         | Delta      | received | 2025-01-18     | 2025-02-03       | 60.00       | CO-45:40.00      | 2025-01-17   | no record
C4       | P4         | Cigna      | received | 2025-01-19     | 2025-02-04       | 0.00        | PR-204:100.00    | 2025-01-18   | no record
C5       | P5         | Cigna      | sent     | 2025-01-20     |                  |             |                  | 2025-01-19   | open 14 days
C6       | P6         | Delta      | received | 2025-01-21     | 2025-02-03       | 60.00       | CO-45:40.00      | 2025-01-20   | no record
"""
CONSULTATIONS = """
consultation_id | patient_id | consultation_date | reason  | consultation_time | method | outcome |
K1              | P1         | 2025-01-15        | INR 3.5 | 10:30             | phone  | go on   |
K2              | P2         | 2025-01-16        |         | 11:00             | phone  | wait    |
K9              | P9         | 2025-01-16        | stent   | 11:30             | fax    | wait    |
"""
