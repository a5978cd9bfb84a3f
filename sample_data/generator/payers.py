"""Eight invented payers that answer D9311 differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Payer:
    """How a payer answers.

    `allowed` is its D9311 fee in cents, `delay` the least, usual and greatest days to an answer,
    `denial` the chance of a denial when the note is complete, `strictness` how much a gap in the note adds,
    `coinsurance` the patient's share,
    `deductible` the chance (January) that it takes the whole amount, `used_up` the chance (December) that the
    yearly maximum does, `reasons` the weight of each denial category.
    """

    name: str
    id: str
    weight: float
    plans: tuple[str, ...]
    allowed: int
    delay: tuple[int, int, int]
    denial: float
    strictness: float
    coinsurance: float
    deductible: float
    used_up: float
    reasons: Mapping[str, float]
    needs_attachment: bool = False
    bundles_exams: bool = False
    capitated_plans: tuple[str, ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """The ways in which front desks type the name; all of them group as one payer."""
        return (self.name, self.name.upper(), self.name.replace(" ", "  ", 1), self.name.lower())


COMMON = {"eligibility": 1.0, "claim_data": 0.8, "coordination": 0.5, "timely_filing": 0.4, "provider": 0.3,
          "patient_information": 0.3, "other": 0.2, "no_reason_given": 0.3, "unmapped": 0.1}  # fmt: skip

PAYERS = (
    Payer("Harbor Dental Plan", "INV01", 0.23, ("Harbor PPO", "Harbor PPO Plus", "Harbor Select"),
          9000, (7, 15, 42), 0.12, 0.7, 0.0, 0.25, 0.03, COMMON | {"not_covered": 1.0}),
    Payer("Bluefinch Dental Benefits", "INV02", 0.19, ("Bluefinch Choice", "Bluefinch High Deductible"),
          8500, (8, 18, 48), 0.12, 0.8, 0.2, 0.75, 0.04, COMMON | {"not_covered": 1.5, "authorization": 0.6}),
    Payer("Granite Hollow Mutual", "INV03", 0.14, ("Granite Standard", "Granite Executive"),
          9500, (10, 22, 58), 0.10, 1.0, 0.1, 0.3, 0.04, COMMON | {"documentation": 3.0},
          needs_attachment=True),
    Payer("Tamarack Smile Trust", "INV04", 0.12, ("Tamarack Core", "Tamarack Union 12", "Tamarack Retiree"),
          8000, (9, 20, 52), 0.15, 0.9, 0.2, 0.3, 0.03, COMMON | {"bundled": 2.0}, bundles_exams=True),
    Payer("Willow & Wren Dental", "INV05", 0.11, ("Willow Basic", "Wren Family"),
          7500, (8, 19, 52), 0.20, 0.9, 0.5, 0.4, 0.24, COMMON | {"frequency_maximum": 4.0}),
    Payer("Larkspur State Dental Assistance", "INV06", 0.09, ("Larkspur Adult", "Larkspur Child"),
          5500, (14, 32, 75), 0.67, 1.1, 0.0, 0.0, 0.02,
          COMMON | {"not_covered": 9.0, "authorization": 4.0, "eligibility": 3.0}),
    Payer("Old Orchard Insurance Group", "INV07", 0.07, ("Orchard Indemnity", "Orchard Dental 80"),
          10500, (18, 38, 85), 0.48, 1.0, 0.2, 0.35, 0.03,
          COMMON | {"medical_necessity": 5.0, "coordination_medical": 3.0}),
    Payer("Copper Lantern Dental HMO", "INV08", 0.05, ("Copper DHMO", "Copper Open Access"),
          6500, (10, 24, 50), 0.33, 0.9, 0.0, 0.1, 0.02, COMMON | {"provider": 2.5, "not_covered": 2.0},
          capitated_plans=("Copper DHMO",)),
)  # fmt: skip
