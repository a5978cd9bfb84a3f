"""What the headers of a foreign export mean.

    proposal = propose(path, "claims", profiles=mappings_folder(database))
    for match in proposal.matches: ...          # one for each column of the file, in its order
    for question in proposal.questions: ...     # what only the user can tell
    mapping = proposal.mapping({"Fee": "billed_amount", "Note": ""}, preset="open_dental_tables")
    proposal.problems(mapping)                  # what still stands against it, in words; empty: ready
    save_profile(mapping, mappings_folder(database), name="Main office")
    import_files(database, claims=[path], mappings={path: mapping})

`import_files` without `mappings` finds a saved profile by the header, else a preset, else takes the proposal
itself when it asks nothing; it refuses the file with the questions otherwise. Nothing here puts a value of a
file into a message; `HeaderMatch.values` are for the mapping screen alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from d9311.contract import Limits
from d9311.ingest.mapping.matching import Mappings
from d9311.ingest.mapping.profiles import (
    PROFILES,
    as_toml,
    possible_columns,
    preset_names,
    read_profile,
    read_profiles,
)
from d9311.ingest.mapping.proposal import UNUSED, HeaderMatch, Mapping, Proposal, Question
from d9311.ingest.mapping.proposals import make_proposal
from d9311.ingest.mapping.saved_profiles import listed_profiles, save_profile
from d9311.ingest.places import place_of
from d9311.ingest.reading.sample import Sample, merged, read_sample

__all__ = [
    "UNUSED",
    "HeaderMatch",
    "Mapping",
    "Proposal",
    "Question",
    "as_toml",
    "listed_profiles",
    "look",
    "mappings_folder",
    "possible_columns",
    "preset_names",
    "propose",
    "propose_for",
    "read_profile",
    "save_profile",
]


def mappings_folder(database: Path) -> Path:
    """Return the folder of the profiles of a database; it need not exist."""
    return place_of(database).parent / PROFILES


def propose(
    path: Path, kind: str, profiles: Path | None = None, limits: Limits | None = None, preset: str = ""
) -> Proposal:
    """Look at a file's header and first rows and say what they seem to mean; reads at most 1 MiB.

    `profiles`: the folder of saved profiles, of which the one for this header is used; `preset`: the id of
    the preset to go by in the place of profile and header. Raises Refused for what cannot be read, for a
    broken profile, and for an export that is known to be of no use.
    """
    mappings = Mappings(saved=read_profiles(profiles) if profiles else ())
    sample = look(path, kind, mappings, limits)
    return propose_for([sample], kind, Path(path).name, mappings, preset)


def look(path: Path, kind: str, mappings: Mappings | None = None, limits: Limits | None = None) -> Sample:
    """Read a file's header and first rows, for `propose_for`. Raises Refused for what cannot be read."""
    return read_sample(Path(path), kind, (mappings or Mappings()).foreign(kind), limits)


def propose_for(
    samples: Sequence[Sample], kind: str, file_name: str, mappings: Mappings | None = None, preset: str = ""
) -> Proposal:
    """Say what the columns of files with one header seem to mean,
    by the rows of all of them. Raises Refused.
    """
    sample = merged(samples)
    chosen = Mapping(kind, preset=preset) if preset else None
    below = chosen or (mappings or Mappings()).for_header(sample.header, kind, file_name)
    return make_proposal(sample, kind, file_name, below)
