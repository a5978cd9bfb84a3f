"""Which of the five kinds of file an export is, by what its columns seem to mean."""

from __future__ import annotations

from pathlib import Path

from d9311.contract import FILES
from d9311.ingest.errors import Refused
from d9311.ingest.mapping import propose


def kind_of(path: Path, profiles: Path | None = None) -> str:
    """Return the kind of which a file names the most columns, and at least half of those that it must have.

    The import reads the file anew and is the judge. `profiles`: the folder of saved mapping profiles. Raises
    Refused for what cannot be read, and for a file that is of no kind.
    """
    likeness: dict[str, int] = {}
    refusals = []
    for kind in FILES:
        try:
            likeness[kind] = _likeness(path, kind, profiles)
        except Refused as refusal:  # no line of it is a header of this kind, or it is no table at all
            refusals.append(refusal)
    if not likeness:
        raise refusals[0]
    best = max(likeness, key=lambda kind: likeness[kind])
    if not likeness[best]:
        raise Refused(f"{path.name}: its columns are those of no export that is known here. Check the file.")
    return best


def _likeness(path: Path, kind: str, profiles: Path | None) -> int:
    """How many columns of a kind a file has, 0 when it lacks more than half of the required ones."""
    proposal = propose(path, kind, profiles)
    found = {match.column for match in proposal.matches if match.column}
    asked = {column for question in proposal.questions for column in question.columns}
    required = {spec.name for spec in FILES[kind] if spec.required}
    return len(found) if 2 * len((found | asked) & required) >= len(required) else 0
