"""From a header and its first rows to what they seem to mean, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from d9311.contract import FILES, column
from d9311.ingest.errors import Refused
from d9311.ingest.headers import clues
from d9311.ingest.headers.columns import identifies_person
from d9311.ingest.headers.synonyms import CODES, canonical, code_part, is_code_part, key, meanings, named
from d9311.ingest.mapping import asking
from d9311.ingest.mapping.candidates import patients_payment, possible_positions
from d9311.ingest.mapping.profiles import Preset, fingerprint, preset_of, presets
from d9311.ingest.mapping.proposal import UNUSED, Certainty, HeaderMatch, Mapping, Proposal, Question
from d9311.ingest.reading.sample import Sample

# A name that may mean both the identifier and the name of something is the identifier, by which is counted.
_PAIRS = (("practice_id", "practice_name"), ("provider_id", "provider_name"))


def make_proposal(sample: Sample, kind: str, file_name: str, below: Mapping | None = None) -> Proposal:
    """Match a header. `below`: a profile, which comes before everything else.

    Raises Refused for an export that is known to be of no use.
    """
    if below and below.preset:
        preset = presets(kind).get(below.preset)
    else:
        preset = None if below and below.header else preset_of(sample.header, kind)
    if preset and preset.refused:
        raise Refused(f"{file_name} is the {preset.title}. {preset.refused}")
    matching = _Matching(sample, kind, below, preset)
    matching.run()
    return Proposal(
        kind,
        tuple(matching.result(position) for position in range(len(sample.header))),
        tuple(matching.questions),
        fingerprint(sample.header),
        preset.id if preset else "",
        preset.note if preset else "",
        below,
        _explained(preset, below),
        sample,
    )


def _explained(preset: Preset | None, below: Mapping | None) -> dict[str, dict[str, str]]:
    explained: dict[str, dict[str, str]] = {}
    for layer in (preset.mapping if preset else None, below):
        for name, words in (layer.values if layer else {}).items():
            explained[name] = {**explained.get(name, {}), **words}
    return explained


@dataclass
class _Matching:
    """Positions of the columns of a file get a target each, the surest first."""

    sample: Sample
    kind: str
    below: Mapping | None
    preset: Preset | None
    found: dict[int, tuple[str, Certainty, str]] = field(default_factory=dict)
    unclear: dict[int, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def run(self) -> None:
        """Match by profile, preset and name; then by other names; then what is still needed by values."""
        if self.below:
            said = f'as the mapping profile "{self.below.name}" says'
            self._match_named(self.below.columns, "exact", said)
        if self.preset:
            said = f'as in the preset "{self.preset.title}"'
            self._match_named(self.preset.mapping.columns, "synonym", said)
        for position, header in self._open():
            target = canonical(header, self.kind)
            if target and (target not in self._taken()):
                self.found[position] = (target, "exact", "its own name")
        self._match_synonyms()
        self._take_number_sent()
        if self._missing():
            self._match_values()
        if self.kind == "claims" and not self.is_canonical:
            self._match_codes()
        self._ask_for_statuses()

    def result(self, position: int) -> HeaderMatch:
        """What became of one column."""
        header = self.sample.header[position]
        target, certainty, reason = self.found.get(position, (UNUSED, "unclear", ""))
        is_person = not target and identifies_person(header)
        alternatives, why = self.unclear.get(
            position, ((), f"no column of {self.kind} is known by this name")
        )
        if is_person and not alternatives:
            certainty, reason = "exact", "identifies a person; it is not stored"
        values = () if is_person else self.sample.shown(position)
        words = () if is_person else self.sample.words(position)
        return HeaderMatch(header, values, target or None, certainty, reason or why, alternatives, words)

    @property
    def is_canonical(self) -> bool:
        """Whether every column that is needed has its own name, so that nothing is to be asked."""
        own = {target for target, _, reason in self.found.values() if reason == "its own name"}
        return all(spec.name in own for spec in FILES[self.kind] if spec.required)

    def _open(self) -> list[tuple[int, str]]:
        return [(n, header) for n, header in enumerate(self.sample.header) if header and n not in self.found]

    def _taken(self) -> set[str]:
        return {target for target, _, _ in self.found.values() if target}

    def _missing(self) -> list[str]:
        return [spec.name for spec in FILES[self.kind] if spec.required and spec.name not in self._taken()]

    def _match_named(self, columns: Map[str, str], certainty: Certainty, reason: str) -> None:
        """Match by what a mapping says of a header as it is written,
        else in any writing (`Paid $` is no `Paid %`).
        """
        there = set(self.sample.header)
        others = {key(header): target for header, target in columns.items() if header not in there}
        for position, header in self._open():
            target = columns.get(header, others.get(key(header)))
            if target is not None and (target in (UNUSED, CODES) or target not in self._taken()):
                self.found[position] = (target, certainty, reason)

    def _match_synonyms(self) -> None:
        """Give each header its one meaning; what fits nothing, or is meant twice, is asked."""
        open_ = {position: self._candidates(header) for position, header in self._open()}
        open_ = {position: candidates for position, candidates in open_.items() if candidates}
        while settled := {p: c[0] for p, c in self._narrowed(open_).items() if len(c) == 1}:
            for target in dict.fromkeys(settled.values()):
                self._settle(target, [p for p, other in settled.items() if other == target])
            open_ = {position: c for position, c in open_.items() if position not in settled}
        for position, candidates in self._narrowed(open_).items():
            self._ask(asking.which_column(self.sample.header[position], candidates), [position], candidates)

    def _candidates(self, header: str) -> tuple[str, ...]:
        part = code_part(header) if self.kind == "claims" else None
        if part is None:
            return meanings(header, self.kind)
        group = f"{part.rsplit('.', 1)[0]}.group"
        has_group = any(code_part(other) == group for other in self.sample.header)
        columns = named(header, self.kind)
        return (part,) if has_group or not columns else columns

    def _narrowed(self, open_: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
        """The meanings that are left; those that the values contradict go where there are others."""
        left = {}
        for position, candidates in open_.items():
            free = tuple(c for c in candidates if c == CODES or c not in self._taken())
            fitting = tuple(c for c in free if self._fits(position, c)) or free
            for first, second in _PAIRS:
                if set(fitting) == {first, second}:
                    fitting = (first,)
            if fitting:
                left[position] = fitting
        return left

    def _fits(self, position: int, target: str) -> bool:
        if is_code_part(target):
            return not target.endswith(".reason") or clues.fits(
                column(self.kind, CODES), self.sample.texts[position]
            )
        is_like = clues.fits(column(self.kind, target), self.sample.texts[position])
        return is_like and not patients_payment(self.sample, position, target)

    def _settle(self, target: str, positions: list[int]) -> None:
        """Match the headers that mean one column."""
        fitting = [position for position in positions if self._fits(position, target)]
        is_parted = target == CODES or is_code_part(target)
        chosen = fitting if is_parted or len(positions) == 1 else []
        for position in chosen:
            self.found[position] = (target, "synonym", f"a known name of {target}")
        names = [self.sample.header[position] for position in positions]
        if chosen:
            return
        if len(positions) == 1:
            beside = patients_payment(self.sample, positions[0], target)
            said = asking.unlike(names[0], target, self.sample.texts[positions[0]], beside)
            self._ask(said, positions, (target,))
        else:
            self._ask(asking.which_header(target, names), positions, (target,))

    def _ask(self, question: Question, positions: Iterable[int], candidates: tuple[str, ...]) -> None:
        """Ask, but not about a file that names all that is needed itself."""
        for position in positions:
            self.unclear[position] = (candidates, question.text)
        if not self.is_canonical:
            self.questions.append(question)

    def _match_values(self) -> None:
        """Look for the columns that are still needed among those whose names say nothing."""
        asked = {name for names, _ in self.unclear.values() for name in names}
        for name in [missing for missing in self._missing() if missing not in asked]:
            free = [position for position, _ in self._open() if position not in self.unclear]
            like = possible_positions(name, self.kind, self.sample, free)
            if len(like) == 1 and name in asking.SURE_VALUES:
                said = f"its values are {asking.VALUES_ARE[name]}"
                self.found[like[0]] = (name, "likely by its values", said)
            elif like and not self._is_hopeless():
                like = like[: asking.MOST_ANSWERS]
                question = asking.which_header(name, [self.sample.header[position] for position in like])
                self._ask(question, like, (name,))

    def _take_number_sent(self) -> None:
        """Take the number under which the claim is sent for its identifier where the file has no other."""
        asked = {name for names, _ in self.unclear.values() for name in names}
        if self.kind != "claims" or "claim_id" in self._taken() | asked:
            return
        for position, (target, _, reason) in self.found.items():
            names_it = "claim_identifier" in (
                target or canonical(self.sample.header[position], self.kind),
                "",
            )
            if names_it and not reason.startswith("as the mapping profile"):
                self.found[position] = ("claim_id", "synonym", "the only number of the claim in the file")

    def _match_codes(self) -> None:
        """Take a column for the denial codes that holds nothing else, whatever it is called."""
        asked = {name for names, _ in self.unclear.values() for name in names}
        if any(name == CODES or is_code_part(name) for name in self._taken() | asked):
            return
        for position, _ in self._open():
            texts = self.sample.texts[position]
            if position not in self.unclear and clues.share(clues.is_sure_code_list, texts) >= clues.MOST:
                self.found[position] = (
                    CODES,
                    "likely by its values",
                    f"its values are {asking.VALUES_ARE[CODES]}",
                )

    def _is_hopeless(self) -> bool:
        """Whether so little was recognised that this is no file of this kind."""
        required = sum(spec.required for spec in FILES[self.kind])
        return len(self._missing()) > required / 2

    def _ask_for_statuses(self) -> None:
        """A letter or a number means something only in the system that wrote it."""
        layers = (self.below, self.preset and self.preset.mapping)
        is_said = any(layer and layer.values.get("status") for layer in layers)
        if self.kind != "claims" or self.is_canonical or is_said:
            return
        for position, (target, _, _) in self.found.items():
            texts = self.sample.texts[position]
            if target == "status" and texts and all(map(clues.is_letter_or_number, texts)):
                self.questions.append(asking.which_system(self.sample.header[position], texts))
