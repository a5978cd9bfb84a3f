"""Which claim a claim belongs to: chains of `original_claim_id` (`outcomes.md`, section 2, rule 1)."""

from __future__ import annotations

from tests.oracle.rows import ClaimRow

Claim = tuple[str, str]  # practice, claim_id


class Chains:
    """The claims of all current rows, of every procedure code, and their root claims."""

    def __init__(self, rows: list[ClaimRow]) -> None:
        self.first_place: dict[Claim, tuple[int, int]] = {}
        self.originals: dict[Claim, str] = {}
        self.control_numbers: dict[Claim, str] = {}
        for row in sorted(rows, key=lambda one: one.place):
            claim = (row.practice, row.claim)
            self.first_place.setdefault(claim, row.place)
            if row.original is not None:
                self.originals.setdefault(claim, row.original)
            if row.control_number is not None:
                self.control_numbers.setdefault((row.practice, row.control_number), row.claim)

    def match(self, practice: str, name: str | None) -> str | None:
        """The claim that a reference names: by `claim_id`, else by control number, else None."""
        if name is None or (practice, name) in self.first_place:
            return name
        return self.control_numbers.get((practice, name))

    def root(self, practice: str, claim: str) -> str:
        """The first claim of the chain; of a loop, and of what leads into it, its first in file order."""
        path = [claim]
        while True:
            following = self.match(practice, self.originals.get((practice, path[-1])))
            if following is None:
                return path[-1]
            if following in path:
                loop = path[path.index(following) :]
                return min(loop, key=lambda one: self.first_place[practice, one])
            path.append(following)
