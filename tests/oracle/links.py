"""Billings, and their links to consultations (`outcomes.md`, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.oracle.episode import Episode
from tests.oracle.rows import Consultation

Choice = tuple[str, str, str | None]  # practice, an episode of the billing, consultation: the oldest first
WINDOWS = {"before": (-30, -1), "after": (1, 14)}  # days from the service


@dataclass(eq=False)
class Billing:
    """Episodes of one billed consultation at one or several payers."""

    episodes: list[Episode]
    consultation: Consultation | None = None
    link: str | None = None
    has_none: bool = False  # a person said so

    @property
    def practice(self) -> str:
        return self.episodes[0].practice

    @property
    def patient(self) -> str:
        return self.episodes[0].patient

    @property
    def service(self) -> date:
        return self.episodes[0].service

    @property
    def ordinal(self) -> int:
        return self.episodes[0].ordinal

    @property
    def first_id(self) -> str:
        return min(one.episode_id for one in self.episodes)

    @property
    def is_void(self) -> bool:
        return all(one.outcome == "void" for one in self.episodes)

    @property
    def goes_last(self) -> bool:
        return all(one.outcome in ("void", "duplicate", "capitated") for one in self.episodes)

    @property
    def main(self) -> Episode:
        """*The* episode of its consultation: earliest `first_submitted` (blank last), then id."""
        return min(
            self.episodes,
            key=lambda one: (one.first_submitted is None, one.first_submitted or date.min, one.episode_id),
        )


def naming(episodes: list[Episode], consultations: list[Consultation]) -> list[Consultation]:
    """Consultations that name a claim of these episodes, by date, time, id."""
    claims = {(one.practice, claim) for one in episodes for claim in one.claims}
    named = [one for one in consultations if one.claim is not None and (one.practice, one.claim) in claims]
    return sorted(named, key=lambda one: one.by_date())


def split(episodes: list[Episode], consultations: list[Consultation]) -> list[Billing]:
    """The billings of episodes with equal practice, patient, service date and ordinal."""
    if len(naming(episodes, consultations)) <= 1:
        return [Billing(episodes)]
    by_consultation: dict[int, list[Episode]] = {}
    unnamed = []
    for one in episodes:
        by = naming([one], consultations)
        if by:
            by_consultation.setdefault(id(by[0]), []).append(one)
        else:
            unnamed.append(one)
    billings = [Billing(group) for group in by_consultation.values()]
    min(billings, key=lambda billing: billing.first_id).episodes += unnamed
    return billings


def make_billings(episodes: list[Episode], consultations: list[Consultation]) -> list[Billing]:
    groups: dict[tuple, list[Episode]] = {}
    for one in sorted(episodes, key=lambda one: one.episode_id):
        groups.setdefault((one.practice, one.patient, one.service, one.ordinal), []).append(one)
    return [billing for group in groups.values() for billing in split(group, consultations)]


class Linker:
    """Links consultations to billings, one to one, step by step."""

    def __init__(self, billings: list[Billing], consultations: list[Consultation]) -> None:
        self.billings = billings
        self.free = list(consultations)

    def open(self) -> list[Billing]:
        return sorted((one for one in self.billings if one.link is None), key=lambda one: one.first_id)

    def guessed(self) -> list[Billing]:
        """Those that a person did not say to be without record."""
        return [one for one in self.open() if not one.has_none]

    def join(self, billing: Billing, consultation: Consultation, link: str) -> None:
        billing.consultation, billing.link = consultation, link
        self.free = [one for one in self.free if one is not consultation]

    def by_claim(self) -> None:
        for billing in sorted(self.open(), key=lambda one: (one.practice, one.ordinal, one.first_id)):
            named = naming(billing.episodes, self.free)
            if named:
                self.join(billing, named[0], "claim")

    def same_date(self) -> None:
        for billing in self.guessed():
            fitting = [one for one in self.near(billing) if one.day == billing.service]
            if fitting:
                self.join(billing, min(fitting, key=lambda one: one.by_time()), "date")

    def near(self, billing: Billing) -> list[Consultation]:
        return [
            one
            for one in self.free
            if (one.practice, one.patient) == (billing.practice, billing.patient) and one.day is not None
        ]

    def nearest(self, link: str, first_day: int, last_day: int) -> None:
        """Days counted from the service date, negative before it; each billing wants the nearest."""
        wanted: list[tuple[Consultation, Billing]] = []
        for billing in self.guessed():
            days = {id(one): (one.day - billing.service).days for one in self.near(billing) if one.day}
            fitting = [one for one in self.near(billing) if first_day <= days[id(one)] <= last_day]
            if fitting:
                best = min(fitting, key=lambda one: (abs(days[id(one)]), *one.by_time()))
                wanted.append((best, billing))
        for consultation in {id(one): one for one, _ in wanted}.values():
            suitors = [billing for one, billing in wanted if one is consultation]
            winner = min(suitors, key=lambda billing: (billing.service, billing.first_id))
            self.join(winner, consultation, link)

    def run(self) -> None:
        self.by_claim()
        self.same_date()
        for link, (first_day, last_day) in WINDOWS.items():
            self.nearest(link, first_day, last_day)


def rivals(
    billing: Billing, consultations: list[Consultation], billings: list[Billing]
) -> list[Consultation]:
    """The consultations that a billing could as well have been linked to; none where a claim number or
    nobody says so, or where it is void."""
    if billing.consultation is None or billing.link in ("claim", "chosen") or billing.is_void:
        return []
    links = {id(one.consultation): one.link for one in billings if one.consultation}
    found = []
    for one in consultations:
        is_same = (one.practice, one.patient) == (billing.practice, billing.patient)
        if one is billing.consultation or not is_same or one.day is None:
            continue
        days, taken_by = (one.day - billing.service).days, links.get(id(one))
        if billing.link == "date":
            fits = days == 0 and taken_by in (None, "date")
        else:
            first, last = WINDOWS[billing.link or ""]
            fits = taken_by is None and first <= days <= last
        if fits:
            found.append(one)
    return found


def choose(billings: list[Billing], consultations: list[Consultation], choices: tuple[Choice, ...]) -> None:
    """What a person said, the newest answer first: which consultation a billing belongs to, or that none
    does."""
    answered: set[int] = set()
    for practice, episode_id, consultation_id in reversed(choices):
        for billing in billings:
            names = {one.episode_id for one in billing.episodes}
            if billing.practice != practice or episode_id not in names or id(billing) in answered:
                continue
            answered.add(id(billing))
            billing.has_none = consultation_id is None
            taken = [one.consultation for one in billings]
            for one in consultations:
                if (one.practice, one.consultation_id) == (practice, consultation_id) and one not in taken:
                    billing.consultation, billing.link = one, "chosen"


def link(
    billings: list[Billing], consultations: list[Consultation], choices: tuple[Choice, ...] = ()
) -> None:
    """Make the links; billings that are all void, duplicate or capitated come after all others."""
    choose(billings, consultations, choices)
    taken = [one.consultation for one in billings]
    free = [one for one in consultations if one not in taken]
    first = Linker([one for one in billings if not one.goes_last], free)
    first.run()
    last = Linker([one for one in billings if one.goes_last], first.free)
    last.run()
    for billing in billings:
        for episode in billing.episodes:
            episode.link, episode.consultation = billing.link, billing.consultation
