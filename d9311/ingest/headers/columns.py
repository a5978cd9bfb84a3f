"""Header names matched to the canonical columns, ignoring case, spaces, `_`, `.` and `-`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from d9311.contract import FILES, ColumnSpec, column, column_names
from d9311.ingest.errors import Refused, place
from d9311.ingest.reading.textfile import Derived

# Headers of what identifies a person and is needed for no measure (compared as `fold`ed text).
_PERSON = re.compile(
    r"(patient|pat|member|subscriber|insured|guarantor)s?(full)?(name|first|last|middle|initial)"
    r"|^(patient|member|insured|guarantor)$"
    r"|^(full|first|last|middle|f|l|m|sur|given|family|preferred)name"
    r"|birth|^dob|dob$|memberid|membernumber|subscriber|policyholder|ssn|social(sec|insur)"
    r"|address|street|^city$|zipcode|^zip$|postal|phone|mobile|^cell$|email|^fax$"
    r"|notes?$|^notes?|comments?$|^memo$|narrative|remarkstext"
)
# Those of them that may stand for the patient where the export has no better key; stored as a pseudonym.
_KEY_OF_PERSON = re.compile(
    r"(member|subscriber|insured|policyholder|enrollee|beneficiary|recipient|person)s?"
    r"(id|ids|number|no|num|nbr|key|identifier|guid|hash)"
)


@dataclass(frozen=True)
class Match:
    """Headers matched: `names` holds, for every column of the file, its canonical name or `ignored_N`.

    A canonical column that has to be made from one or several of the file is in `derived`; its sources are
    `source_N` in `names`. `specs`: the contract of each column of the file, None for one that is not used.
    `matches`: header, column, certainty and reason of those that were not called by their own names.
    `mapping`: the name of the profile or preset that was used, `note` what to know of it. `hides_patient`:
    the column of `patient_id` names persons, so that its text is to be kept nowhere.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    dropped: tuple[str, ...]
    specs: tuple[ColumnSpec | None, ...]
    derived: tuple[Derived, ...] = ()
    matches: tuple[tuple[str, str, str, str], ...] = ()
    mapping: str = ""
    note: str = ""
    hides_patient: bool = False

    @property
    def has_unkept(self) -> bool:
        """Whether the file holds cells that are to be kept nowhere:
        of columns not used, or that name persons.
        """
        return self.hides_patient or any(name.startswith("ignored_") for name in self.names)


def fold(name: str) -> str:
    """A header name as it is compared."""
    return re.sub(r"[\s_.\-]+", "", name.casefold())


def known_names(kind: str) -> dict[str, str]:
    """Folded name -> canonical name, for every column of a kind of file."""
    return {fold(name): name for name in column_names(kind)}


def match_columns(header: Sequence[str], kind: str, file_name: str, line: int | None) -> Match:
    """Match the header cells of a file; `Refused` for a name used twice or a missing required column."""
    known = known_names(kind)
    found = [known.get(fold(cell)) for cell in header]
    where = place(file_name, line)
    for name in dict.fromkeys(name for name in found if name):
        positions = [number for number, other in enumerate(found, 1) if other == name]
        if len(positions) > 1:
            listed = " and ".join(str(position) for position in positions)
            raise Refused(
                f"{where}: columns {listed} are both the column {name}. Remove or rename all but one of them."
            )
    others = [cell.strip() for cell, name in zip(header, found, strict=True) if not name and cell.strip()]
    refuse_missing(found, others, kind, where)
    count = iter(range(1, len(header) + 1))
    names = tuple(name or f"ignored_{next(count)}" for name in found)
    dropped, ignored = split_unused(others)
    specs = tuple(column(kind, name) if name else None for name in found)
    return Match(names, tuple(name for name in found if name), ignored, dropped, specs)


def split_unused(headers: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part headers that are not used into those that identify a person and the others."""
    dropped = tuple(header for header in headers if identifies_person(header))
    return dropped, tuple(header for header in headers if header not in dropped)


def identifies_person(header: str) -> bool:
    """Whether a header is that of something that identifies a person and is needed for no measure."""
    return _PERSON.search(fold(header)) is not None


def is_key_of_person(header: str) -> bool:
    """Whether a header is that of a number of a person, which may be the patient's key."""
    return _KEY_OF_PERSON.fullmatch(fold(header)) is not None


def refuse_missing(found: Sequence[str | None], others: Sequence[str], kind: str, where: str) -> None:
    missing = [column.name for column in FILES[kind] if column.required and column.name not in found]
    if not missing:
        return
    parts = [_missing_with_nearest(name, others) for name in missing]
    noun = "the required column" if len(missing) == 1 else "the required columns"
    verb = "is" if len(missing) == 1 else "are"
    repair = "Rename the header, or export the column," if len(missing) == 1 else "Rename or export them,"
    fits = [other for other in FILES if other != kind and _fits(found, others, other)]
    hint = (
        f" The header is that of an export of {fits[0]}; was it given as {kind} by mistake?" if fits else ""
    )
    raise Refused(f"{where}: {noun} {', '.join(parts)} {verb} missing. {repair} and import again.{hint}")


def _fits(found: Sequence[str | None], others: Sequence[str], kind: str) -> bool:
    """Whether a header has every required column of another kind of file."""
    known = known_names(kind)
    there = {name for name in found if name} | {known.get(fold(header)) for header in others}
    required = [column.name for column in FILES[kind] if column.required]
    return len(required) > 1 and there.issuperset(required)


def _missing_with_nearest(name: str, others: Sequence[str]) -> str:
    near = nearest(name, others)
    return f'{name} (nearest header: "{near}")' if near else f"{name} (no header comes near it)"


def nearest(name: str, headers: Sequence[str]) -> str | None:
    """The header most like `name`, None when none is. The cutoff keeps cells of data out of messages."""
    by_fold = {fold(header): header for header in reversed(headers)}
    close = difflib.get_close_matches(fold(name), list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None
