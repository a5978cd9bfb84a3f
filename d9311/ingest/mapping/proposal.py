"""What the headers of a file mean: a mapping, how sure each match is, and what is to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from typing import Literal

from d9311.contract import FILES, column_names
from d9311.ingest.reading.sample import Sample

Certainty = Literal["exact", "synonym", "likely by its values", "unclear"]

UNUSED = ""


@dataclass(frozen=True)
class Mapping:
    """What an export means: `columns` gives for a header (case and punctuation ignored) the canonical column.

    A header may also mean `UNUSED`, or a part of the denial codes: `adjustment_codes.1.group`,
    `adjustment_codes.1.reason`, `adjustment_codes.1.amount`. Headers that are not named are matched by name.
    `values`: for a column, what its words stand for. `blank`: for a column, the texts that mean nothing.
    `prefix`: for a column, what stands before a number of four digits. `preset`: the id of the preset that
    goes below all this. `header`: the fingerprint of the header that it was made for.
    """

    kind: str
    columns: Map[str, str] = field(default_factory=dict)
    preset: str = ""
    name: str = ""
    values: Map[str, Map[str, str]] = field(default_factory=dict)
    blank: Map[str, tuple[str, ...]] = field(default_factory=dict)
    prefix: Map[str, str] = field(default_factory=dict)
    header: str = ""


@dataclass(frozen=True)
class HeaderMatch:
    """One column of a file: what it is called, holds and means, how sure that is, and what else it could be.

    `header`: unique in the file (a second `Amount` is `Amount (2)`). `values`: the first few that differ, as
    plain text of at most 60 characters; none where the column identifies a person. `words`: all its values,
    where they are few and short, as those of a status are. `column`: the canonical column or part (see
    `Mapping`), None when it is not used.
    """

    header: str
    values: tuple[str, ...]
    column: str | None
    certainty: Certainty
    reason: str
    alternatives: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What the file does not tell by itself.

    `headers` and `columns`: those that it is about. `answers` are (words, changes): each choice with what it
    adds to the mapping's columns. A question that only a preset can answer has `presets`, the ids to choose
    from (the words are in `preset_names()`).
    """

    text: str
    headers: tuple[str, ...]
    columns: tuple[str, ...]
    answers: tuple[tuple[str, Map[str, str]], ...] = ()
    presets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a file's columns seem to mean, for the user to confirm or change.

    `preset`: the id of the preset that fits the header, `""` for none; `note` says what to know of it,
    such as "suggested mapping, check it". `profile`: the saved profile that was made for this header,
    None for none. `header`: the fingerprint. `questions`: what must be answered before the file can be
    imported. `explained`: for a column, the words that preset or profile say the meaning of. `sample`:
    the first rows, for `objections`.
    """

    kind: str
    matches: tuple[HeaderMatch, ...]
    questions: tuple[Question, ...]
    header: str
    preset: str = ""
    note: str = ""
    profile: Mapping | None = None
    explained: Map[str, Map[str, str]] = field(default_factory=dict)
    sample: Sample = field(default=Sample((), ()), repr=False, compare=False)

    def mapping(
        self,
        changes: Map[str, str] | None = None,
        preset: str | None = None,
        words: Map[str, Map[str, str]] | None = None,
    ) -> Mapping:
        """Return the mapping that this proposal comes to with the user's changes (header -> column).

        A header with an open question is in it only by a change, so that it is asked again otherwise.

        `preset`: another one than the proposal's, `""` for none.
        `words`: for a column, what its words stand for.
        """
        settled = [
            match for match in self.matches if match.header and (match.column or not match.alternatives)
        ]
        columns = {match.header: match.column or UNUSED for match in settled}
        below = self.profile or Mapping(self.kind)
        values = {**below.values}
        for column, said in (words or {}).items():
            if said:
                values[column] = {**values.get(column, {}), **said}
        return replace(
            below,
            columns={**columns, **(changes or {})},
            values=values,
            preset=self.preset if preset is None else preset,
            header=self.header,
        )

    def problems(self, mapping: Mapping) -> tuple[str, ...]:
        """Return what stands against a mapping of this file, in words: columns given twice, or missing."""
        return (
            *(f"{name} is chosen for more than one column." for name in self.twice(mapping)),
            *(f"No column is chosen for {name}, which every row needs." for name in self.missing(mapping)),
        )

    def twice(self, mapping: Mapping) -> tuple[str, ...]:
        """Return the columns that are chosen for more than one of the file."""
        given = _given(mapping)
        return tuple(name for name, count in given.items() if count > 1 and name != "adjustment_codes")

    def missing(self, mapping: Mapping) -> tuple[str, ...]:
        """Return the required columns that are chosen for none."""
        given = _given(mapping)
        return tuple(spec.name for spec in FILES[self.kind] if spec.required and not given[spec.name])


def _given(mapping: Mapping) -> Counter[str]:
    """How often each canonical column is chosen."""
    return Counter(column for column in mapping.columns.values() if column in column_names(mapping.kind))
