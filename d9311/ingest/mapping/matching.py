"""What the columns of a file mean, decided for its import:
canonical, by a mapping, or refused with questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from d9311.contract import column
from d9311.home import COMMAND
from d9311.ingest.errors import Refused, place
from d9311.ingest.headers.columns import (
    Match,
    fold,
    identifies_person,
    known_names,
    match_columns,
    refuse_missing,
    split_unused,
)
from d9311.ingest.headers.synonyms import CODES, is_code_part, key
from d9311.ingest.mapping.asking import in_words
from d9311.ingest.mapping.profiles import MAPPED_KINDS, fingerprint, presets
from d9311.ingest.mapping.proposal import Mapping, Proposal
from d9311.ingest.mapping.proposals import make_proposal
from d9311.ingest.reading.dialect import Dialect
from d9311.ingest.reading.sample import Sample, sample_of
from d9311.ingest.reading.textfile import Derived

# What Open Dental writes into these where there is nothing.
_MINUS_ONE = frozenset(("allowedoverride",))


@dataclass(frozen=True)
class Mappings:
    """The mappings that an import may use: `chosen` for this very file,
    `given` by the user, `saved` before.
    """

    chosen: Mapping | None = None
    given: tuple[Mapping, ...] = ()
    saved: tuple[Mapping, ...] = ()

    def foreign(self, kind: str) -> frozenset[str]:
        """Keys of all headers that they name for a kind of file."""
        every = (*((self.chosen,) if self.chosen else ()), *self.given, *self.saved)
        return frozenset(key(header) for one in every if one.kind == kind for header in one.columns)

    def for_header(self, header: Sequence[str], kind: str, file_name: str) -> Mapping | None:
        """The mapping for a file: that for its header, else the given one that names most of it."""
        if self.chosen:
            return self.chosen
        mark = fingerprint(header)
        given = [one for one in self.given if one.kind == kind]
        for mappings in (given, [one for one in self.saved if one.kind == kind]):
            made = [one for one in mappings if one.header == mark]
            if len(made) > 1:
                names = " and ".join(sorted(one.name for one in made))
                raise Refused(
                    f"{file_name}: the mapping profiles {names} are both for this header. Remove one."
                )
            if made:
                return made[0]
        there = {key(cell) for cell in header}
        named = {
            position: sum(key(name) in there for name in one.columns) for position, one in enumerate(given)
        }
        best = max(named, key=lambda position: named[position], default=None)
        if best is None:
            return None
        if given[best].columns and not named[best] and len(given) == 1:
            raise Refused(
                f'{file_name}: none of the names in the mapping profile "{given[best].name}" '
                "is in its header. Check that it is the profile for this file."
            )
        return given[best] if named[best] or not given[best].columns else None


def match_file(dialect: Dialect, head: bytes, kind: str, file_name: str, mappings: Mappings) -> Match:
    """Match the columns of a file for its import.

    A header that names every needed column itself is taken as it is, its other columns by their known names.
    Raises Refused with the questions that are open, or for what is missing.
    """
    if kind not in MAPPED_KINDS:
        return match_columns(dialect.header, kind, file_name, dialect.header_line)
    below = mappings.for_header(dialect.header, kind, file_name)
    if below is None:
        _refuse_twice(dialect, kind, file_name)
    sample = sample_of(dialect, head)
    proposal = make_proposal(sample, kind, file_name, below)
    where = place(file_name, dialect.header_line)
    unused = [match.header for match in proposal.matches if match.header and not match.column]
    asked = [name for question in proposal.questions for name in question.columns]
    refuse_missing([*_used(proposal, kind), *asked], unused, kind, where)
    if proposal.questions:
        said = "\n".join(f"  {in_words(question)}" for question in proposal.questions)
        raise Refused(
            f"{where}: what some columns mean is not clear.\n{said}\n"
            f"  A profile to begin with: {COMMAND} map FILE; use it with import --mapping PROFILE."
        )
    return _match(sample, proposal, kind)


def _refuse_twice(dialect: Dialect, kind: str, file_name: str) -> None:
    """Refuse a header that names a column twice itself, in the words of the canonical reading."""
    known = known_names(kind)
    own = [known[fold(cell)] for cell in dialect.header if fold(cell) in known]
    if len(set(own)) < len(own):
        match_columns(dialect.header, kind, file_name, dialect.header_line)


def _match(sample: Sample, proposal: Proposal, kind: str) -> Match:
    preset = presets(kind).get(proposal.preset)
    layers = [layer for layer in (preset.mapping if preset else None, proposal.profile) if layer]
    rules = [_rule(name, sample, proposal, layers) for name in _used(proposal, kind)]
    derived = [rule for rule in rules if rule.words or rule.blank or rule.prefix or _is_made(rule)]
    source_of = {
        source: f"source_{n}" for n, source in enumerate((s for d in derived for s, _ in d.sources), 1)
    }
    names, specs, ignored = [], [], 0
    for header, match in zip(sample.header, proposal.matches, strict=True):
        target = match.column
        is_whole = target and not is_code_part(target)
        specs.append(column(kind, str(target)) if is_whole else None)
        if target:
            names.append(source_of.get(header, target))
        else:
            ignored += 1
            names.append(f"ignored_{ignored}")
    renamed = tuple(replace(d, sources=tuple((source_of[s], part) for s, part in d.sources)) for d in derived)
    unused = [m.header for m in proposal.matches if m.header and not m.column]
    dropped, left = split_unused(unused)
    told = tuple((m.header, m.column, m.certainty, m.reason) for m in proposal.matches
                 if m.column and m.reason != "its own name")  # fmt: skip
    name = (proposal.profile.name if proposal.profile else "") or (preset.title if preset else "")
    note = proposal.note if not proposal.profile else ""
    columns = tuple(rule.column for rule in rules)
    hides = any(m.column == "patient_id" and identifies_person(m.header) for m in proposal.matches)
    return Match(tuple(names), columns, left, dropped, tuple(specs), renamed, told, name, note, hides)


def _used(proposal: Proposal, kind: str) -> list[str]:
    """The canonical columns that the file has, in its order."""
    targets = [m.column for m in proposal.matches if m.column]
    return list(dict.fromkeys(CODES if is_code_part(target) else target for target in targets))


def _rule(name: str, sample: Sample, proposal: Proposal, layers: Sequence[Mapping]) -> Derived:
    """How one canonical column is made: its sources and what is done to their texts."""
    sources = []
    for match in proposal.matches:
        if match.column == name:
            sources.append((match.header, (0, "")))
        elif name == CODES and match.column and is_code_part(match.column):
            _, number, part = match.column.split(".")
            sources.append((match.header, (int(number), part)))
    words: dict[str, str] = {}
    blank: tuple[str, ...] = ("-1",) if any(key(header) in _MINUS_ONE for header, _ in sources) else ()
    prefix = ""
    for layer in layers:
        words |= {word.casefold(): meaning for word, meaning in layer.values.get(name, {}).items()}
        blank = tuple(dict.fromkeys((*blank, *layer.blank.get(name, ()))))
        prefix = layer.prefix.get(name, prefix)
    return Derived(name, tuple(sources), tuple(words.items()), blank, prefix)


def _is_made(rule: Derived) -> bool:
    """Whether a column is made of several of the file, or of a part."""
    return len(rule.sources) > 1 or rule.sources[0][1] != (0, "")
