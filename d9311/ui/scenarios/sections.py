"""What the page Scenarios shows, part by part."""

from __future__ import annotations

from d9311 import figures
from d9311.ui.counted import draw_counts
from d9311.ui.linked import linked_segments, linked_switch
from d9311.ui.notes import draw_notes, with_notes
from d9311.ui.page import Page
from d9311.ui.show.heads import explain

SHARES = ["scenario", "consultations", "share", "ci_low", "ci_high"]
FARE = ["scenario", "consultations", "strict_pass", "billed", "decided", "approved", "approval_rate",
        "rate_low", "rate_high"]  # fmt: skip
FOLLOWED = {"treatment_after_consultation": "Scenario", "treatment_after_by_method": "Method"}


def draw_shares(page: Page) -> None:
    """Draw how often each scenario is consulted about, over the period and by month."""
    page.section(
        "Share of consultations",
        "A consultation with two scenarios counts in both, so the shares can add up to more than 100%. "
        "The four scenarios of the practice guide come first, in bold.",
    )
    scenarios = page.run("scenario_frequency")
    page.figure(figures.scenario_share(scenarios), scenarios, "scenario_frequency", columns=SHARES)
    explain(
        "Other: a scenario was given that the list does not know. Unclassified: none was given, and nothing "
        "in the condition or reason names one. The labels say what was consulted about; they advise on no "
        "treatment."
    )

    page.section("By month", "Consultations a month, all strips on one scale.")
    every = linked_switch("every", "Show every scenario")
    trend = page.run("scenario_trend")
    page.figure(with_notes(page, figures.scenario_trend(trend, every)), trend, "scenario_trend")
    draw_notes(page, "scenario_trend", trend["month"])


def draw_outcomes(page: Page) -> None:
    """Draw how the claims of each scenario were decided, and how many of its records are complete."""
    page.section(
        "Approval and complete records",
        "Approved of decided episodes, and records that hold every exported element. No mark below five. "
        "Scenarios differ in payers, providers and patients, so a difference here is no verdict on a "
        "scenario.",
    )
    scenarios = page.run("scenario_frequency")
    page.figure(
        figures.scenario_outcomes(scenarios), scenarios, "scenario_frequency", columns=FARE,
        key="scenario_outcomes",
    )  # fmt: skip


def draw_followed(page: Page) -> None:
    """Draw which treatments followed the consultations with a planned procedure."""
    page.needs("claims")
    page.section(
        "What followed",
        "Consultations with a planned procedure, and the treatments that their patients had here in the 180 "
        "days after, as the claims of every code tell. Younger consultations are left out. It followed; "
        "whether it would have anyway, these data cannot say.",
    )
    measure = linked_segments("by", "By", FOLLOWED)
    draw_counts(page, measure, page.run(measure))
