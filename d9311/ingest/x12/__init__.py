"""X12 835 (remittance) and 837D (dental claims) as rows of claims.

Nothing that names a patient leaves this package but a digest in `patient_id`, which the import replaces by a
keyed pseudonym before it is stored; no text of a row is kept of such a file.
"""

from __future__ import annotations

import csv
from array import array
from pathlib import Path

from d9311.ingest.errors import Refused
from d9311.ingest.reading.converted import Converted
from d9311.ingest.x12 import remittance, submission
from d9311.ingest.x12.notes import Notes
from d9311.ingest.x12.segments import NO_NAME, WRONG_COUNT, Place, read_segments, refused

DROPPED = ("names of persons", "member ids", "birth dates", "addresses")
# Two checks may hold the same claim with the same amounts; the same check twice is a repetition.
_OCCURRENCE = "occurrence"

_GUIDES = {
    "X224": "837D",
    "X097": "837D",
    "X222": "837P (medical claims of professionals)",
    "X098": "837P (medical claims of professionals)",
    "X223": "837I (claims of institutions)",
    "X096": "837I (claims of institutions)",
}
_OTHERS = {
    "270": "an eligibility inquiry",
    "271": "an eligibility answer",
    "276": "a claim status inquiry",
    "277": "a claim status answer",
    "278": "an authorization",
    "820": "a premium payment",
    "834": "an enrolment",
    "997": "an acknowledgement",
    "999": "an acknowledgement",
}
_WANTED = "Only 835 (remittance) and 837D (dental claims) can be imported."


def convert_x12(path: Path, target: Path) -> Converted:
    """Write the service lines of an X12 file to the CSV `target`. Raises Refused."""
    notes, places = Notes(path.name), array("q", (1,))
    conversion = _Conversion(path.name, notes)
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        for place in read_segments(path):
            for number, cells in conversion.take(place):
                if len(places) == 1:
                    write(conversion.header)
                places.append(number)
                write([" ".join(cell.split()) for cell in cells])
        if len(places) == 1:
            write(conversion.header)
    return Converted(
        target, f"X12 {conversion.kind}", places, DROPPED, notes.set_aside, notes.warnings(),
        conversion.extra, notes.provider_adjustments,
    )  # fmt: skip


class _Conversion:
    """The transaction sets of a file, which must all be of one kind."""

    def __init__(self, file_name: str, notes: Notes) -> None:
        self.kind = ""
        self.columns: tuple[str, ...] = remittance.COLUMNS
        self.extra: tuple[str, ...] = remittance.EXTRA
        self._file_name, self._notes = file_name, notes
        self._version = ""
        self._set: remittance.Remittance | submission.Submission | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the CSV's columns; those of the extra ones are such that no column
        of the contract is meant.
        """
        return (*self.columns, _OCCURRENCE, *(f"x12_{name}" for name in self.extra))

    def take(self, place: Place) -> list[tuple[int, list[str]]]:
        """Take the next segment; return the rows that end with it."""
        if place.name in ("ISA", "GS", "ST") and self._set is not None:
            said = f"{place.name} begins before the last transaction set ends (SE is missing)"
            raise refused(self._file_name, place.number, f"{said}. Get the whole file again.")
        if place.name == "GS":
            self._version = place.get(8)
        elif place.name == "ST":
            self._begin(place)
        if place.name == "SE" and self._set is None:
            raise refused(
                self._file_name, place.number, "it ends what was never begun. Get the whole file again."
            )
        rows = list(self._set.take(place)) if self._set else []
        for fault in place.faults:
            self._say(fault, place.number)
        if place.name == "SE":
            self._set = None
        return rows

    def _begin(self, place: Place) -> None:
        kind = self._kind(place)
        if self.kind not in ("", kind):
            raise refused(
                self._file_name, place.number, f"{kind} after {self.kind}. Import each in a file of its own."
            )
        self.kind = kind
        if kind == "835":
            self._set = remittance.Remittance(self._notes)
        else:
            self.columns, self.extra = submission.COLUMNS, ()
            self._set = submission.Submission(self._notes)

    def _kind(self, place: Place) -> str:
        number = place.get(1)
        if number == "835":
            return number
        version = f"{place.get(3)} {self._version}"
        guide = next((kind for mark, kind in _GUIDES.items() if mark in version), "")
        if number == "837" and guide == "837D":
            return guide
        said = guide if number == "837" else _OTHERS.get(number, "")
        if number == "837":
            said = f"an {guide}" if guide else "an 837 that does not say of which kind it is"
        else:
            said = f"X12 {number} ({said})" if said else "of another transaction set than these"
        raise Refused(f"{self._file_name} is {said}. {_WANTED}")

    def _say(self, fault: tuple[str, str], number: int) -> None:
        """A wrong count of segments is a gap unless all amounts add up."""
        if fault != WRONG_COUNT:
            self._notes.add("unknown_segment" if fault == NO_NAME else "envelope_count", number)
        elif self._set is not None and not self._set.is_balanced:
            raise refused(
                self._file_name,
                number,
                "segments are missing or too many: neither their count (SE01) nor the amounts add up. "
                "Get the whole file again.",
            )
        else:
            self._notes.add("segments_missing", number)
