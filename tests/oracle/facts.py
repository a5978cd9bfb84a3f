"""Everything that is computed on all data, before any filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.oracle.chains import Chains
from tests.oracle.checks import exported_checks, fill_checks
from tests.oracle.claim_lines import current_claims, stand_in
from tests.oracle.documentation import exported_elements, fill_elements
from tests.oracle.episode import Episode
from tests.oracle.episodes import make_episode, number, same_day
from tests.oracle.exports import Export, current_consultations, exported_columns
from tests.oracle.fees import Fee, fees
from tests.oracle.grouping import collapse, named_roots, set_ordinals
from tests.oracle.late import History, histories
from tests.oracle.ledger import Practice, practice_of
from tests.oracle.links import Billing, Choice, link, make_billings
from tests.oracle.outcomes import decide_row
from tests.oracle.payer_rules import PayerRule, payer_rules
from tests.oracle.payers import name_payers
from tests.oracle.rows import ClaimRow, Consultation, claim_row, consultation
from tests.oracle.scenarios import classify

HISTORY_COLUMNS = {"original_claim_id", "submission_type", "appeal_filed_date", "appeal_decided_date"} | {
    "appeal_outcome",
    "appeal_recovered_amount",
}


@dataclass
class Facts:
    """Rows, episodes, consultations and links of an export."""

    rows: list[ClaimRow]
    consultations: list[Consultation]
    episodes: list[Episode]
    billings: list[Billing]
    practices: dict[str, Practice]
    claim_columns: dict[str, set[str]]
    consultation_columns: dict[str, set[str]]
    fees: list[Fee]
    payer_rules: list[PayerRule]
    histories: dict[tuple[str, str], History]
    # what the last import brought or changed, where the facts before it are known
    touched_episodes: set[str] = field(default_factory=set)
    touched_records: set[tuple[str, str]] = field(default_factory=set)

    @property
    def latest_date(self) -> date | None:
        """The default `as_of`: the latest service, submitted or adjudicated date of any code."""
        dates = [day for row in self.rows for day in (row.service, row.submitted, row.adjudicated) if day]
        return max(dates, default=None)

    @property
    def keeps_history(self) -> bool:
        """Whether a first outcome can be told from the final one."""
        if any(columns & HISTORY_COLUMNS for columns in self.claim_columns.values()):
            return True
        return any(sum(1 for row in one.rows if row.is_adjudicated) > 1 for one in self.episodes)

    def billing_of(self, one: Consultation) -> Billing | None:
        return next((billing for billing in self.billings if billing.consultation is one), None)


def gather(export: Export, key: bytes = b"", choices: tuple[Choice, ...] = ()) -> Facts:
    """Compute all facts of an export. `key`: that of the database's pseudonyms, where claim numbers need
    them; `choices`: what a person said of links."""
    claims = current_claims(export.claims, stand_in(key))
    records = current_consultations(export.consultations)
    names = {row.cells["claim_id"].strip() for row in claims}
    rows = [claim_row(row, names) for row in claims]
    consultations = [consultation(row, names) for row in records]
    name_payers(rows, export.payer_alias)
    claim_columns = exported_columns(claims)
    consultation_columns = exported_columns(records)
    for one in consultations:
        one.scenarios = classify(one.cells)
        fill_elements(one, consultation_columns[one.practice])
    episodes = make_episodes(rows, consultations, claim_columns)
    billings = make_billings(episodes, consultations)
    link(billings, consultations, choices)
    add_checks(episodes, claim_columns, consultation_columns)
    practices = {
        name: practice_of(name, rows, consultations)
        for name in sorted(claim_columns.keys() | consultation_columns.keys())
    }
    lists = fees(export), payer_rules(export)
    return Facts(
        rows, consultations, episodes, billings, practices, claim_columns, consultation_columns, *lists,
        histories(export.consultations),
    )  # fmt: skip


def make_episodes(
    rows: list[ClaimRow], consultations: list[Consultation], columns: dict[str, set[str]]
) -> list[Episode]:
    for row in rows:
        decide_row(row)
    chains = Chains(rows)
    for row in rows:
        row.root = chains.root(row.practice, row.claim)
    d9311 = [row for row in rows if row.is_d9311]
    set_ordinals(d9311)
    secondary = [row for row in d9311 if row.outcome == "secondary"]
    codes = same_day(rows)
    episodes = [
        make_episode(group, chains, secondary, codes, columns[group[0].practice])
        for group in collapse(d9311, named_roots(consultations, chains))
    ]
    number(episodes)
    return episodes


def add_checks(
    episodes: list[Episode], claim_columns: dict[str, set[str]], consultation_columns: dict[str, set[str]]
) -> None:
    for one in episodes:
        root = one.practice, one.first_row.root
        one.siblings = [
            other
            for other in episodes
            if (other.practice, other.first_row.root) == root and other.outcome != "void"
        ]
    for one in episodes:
        records = consultation_columns.get(one.practice, set())
        fill_checks(one, exported_checks(claim_columns[one.practice], records))


def all_elements(facts: Facts, practices: list[str]) -> set[str]:
    """Elements that at least one of the practices exports."""
    return {
        element
        for practice in practices
        for element in exported_elements(facts.consultation_columns.get(practice, set()))
    }


def all_checks(facts: Facts, practices: list[str]) -> set[str]:
    """Checks that at least one of the practices exports."""
    return {
        check
        for practice in practices
        for check in exported_checks(
            facts.claim_columns.get(practice, set()), facts.consultation_columns.get(practice, set())
        )
    }
