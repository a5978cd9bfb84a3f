"""The filters of `measures.md`, "Filters, exactly"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from d9311.filters import Filters
from tests.oracle.episode import Episode
from tests.oracle.facts import Facts
from tests.oracle.ledger import billing_bucket, consultation_bucket
from tests.oracle.links import Billing
from tests.oracle.payers import payer_key
from tests.oracle.rows import Consultation


@dataclass
class Entry:
    """One line of the ledger that is in the filter."""

    bucket: str
    billed: Decimal
    paid: Decimal | None


class Selection:
    """The episodes and consultations of one choice of rows."""

    def __init__(self, facts: Facts, filters: Filters) -> None:
        self.facts = facts
        self.filters = filters
        self.as_of = filters.as_of or facts.latest_date
        self.episodes = [one for one in facts.episodes if self._has(one) and self._in_time(self.day_of(one))]
        self.consultations = [one for one in facts.consultations if self._has_consultation(one)]

    def with_bounds(self, date_from: date | None, date_to: date | None) -> Selection:
        return Selection(self.facts, replace(self.filters, date_from=date_from, date_to=date_to))

    @property
    def counted(self) -> list[Episode]:
        """Population of `approval_by_payer`."""
        return [one for one in self.episodes if one.counts_in_rates()]

    @property
    def practices(self) -> list[str]:
        return [name for name in self.facts.practices if self._allows(name)]

    def exports_money(self, column: str) -> bool:
        """Whether the claims of any practice in the filter have the column; of any at all where none is."""
        columns = self.facts.claim_columns
        practices = [name for name in self.practices if name in columns] or list(columns)
        return any(column in columns.get(practice, set()) for practice in practices)

    def day_of(self, episode: Episode) -> date | None:
        """The episode's date by the basis."""
        basis = self.filters.date_basis
        if basis == "service":
            return episode.service
        return episode.first_submitted if basis == "submitted" else episode.decided

    def consultation_day(self, one: Consultation) -> date | None:
        episode = self.episode_of(one)
        if self.filters.date_basis == "service" and one.day is not None:
            return one.day
        return self.day_of(episode) if episode else None

    def episode_of(self, one: Consultation) -> Episode | None:
        """*The* episode of a consultation."""
        billing = self.facts.billing_of(one)
        return billing.main if billing else None

    def payer_of(self, one: Consultation) -> str | None:
        episode = self.episode_of(one)
        return episode.payer if episode else None

    def provider_of(self, one: Consultation) -> str | None:
        episode = self.episode_of(one)
        return one.own_provider or (episode.first_row.provider if episode else None)

    def ledger(self) -> list[Entry]:
        """Every consultation in the filter and every unlinked billing whose main episode is in it."""
        entries = []
        for one in self.consultations:
            billing = self.facts.billing_of(one)
            bucket = consultation_bucket(one, billing, self.facts.practices[one.practice], self.as_of)
            entries.append(self._entry(bucket, None if billing is None or billing.is_void else billing))
        for billing in self.facts.billings:
            if billing.link is None and billing.main in self.episodes:
                bucket_name = billing_bucket(billing, self.facts.practices[billing.practice])
                if bucket_name is not None:
                    entries.append(self._entry(bucket_name, billing))
        return entries

    def _entry(self, bucket: str, billing: Billing | None) -> Entry:
        episodes = billing.episodes if billing else []
        billed = sum((one.billed for one in episodes), Decimal(0))
        return Entry(bucket, billed, sum_of([one.paid for one in episodes], True))

    def _allows(self, practice: str) -> bool:
        chosen, scope = self.filters.practices, self.filters.scope
        return (chosen is None or practice in chosen) and (scope is None or practice in scope)

    def _has(self, one: Episode) -> bool:
        """Whether the episode passes every filter but the dates."""
        filters = self.filters
        scenarios = one.consultation.scenarios if one.consultation else ()
        return (
            self._allows(one.practice)
            and (filters.payers is None or one.first_row.payer_key in map(payer_key, filters.payers))
            and (filters.providers is None or one.first_row.provider in filters.providers)
            and (filters.scenarios is None or bool(set(scenarios) & set(filters.scenarios)))
            and (filters.import_call is None or one.episode_id in self.facts.touched_episodes)
        )

    def _has_consultation(self, one: Consultation) -> bool:
        filters = self.filters
        payer = self.payer_of(one)
        payers = None if filters.payers is None else {payer_key(name) for name in filters.payers}
        return (
            self._allows(one.practice)
            and (payers is None or (payer is not None and payer_key(payer) in payers))
            and (filters.providers is None or self.provider_of(one) in filters.providers)
            and (filters.scenarios is None or bool(set(one.scenarios) & set(filters.scenarios)))
            and (
                filters.import_call is None
                or (one.practice, one.consultation_id) in self.facts.touched_records
            )
            and self._in_time(self.consultation_day(one))
        )

    def _in_time(self, day: date | None) -> bool:
        first, last = self.filters.date_from, self.filters.date_to
        if first is None and last is None:
            return True
        return day is not None and (first is None or day >= first) and (last is None or day <= last)

    def any_date(self) -> list[Episode]:
        """Counted episodes that pass every filter but the dates."""
        return [one for one in self.facts.episodes if self._has(one) and one.counts_in_rates()]


def sum_of(amounts: list[Decimal | None], is_exported: bool) -> Decimal | None:
    """A sum that is 0 for nothing, and null where the column is absent."""
    if amounts and all(amount is None for amount in amounts):
        return None
    if not amounts and not is_exported:
        return None
    return sum((amount or Decimal(0) for amount in amounts), Decimal(0))
