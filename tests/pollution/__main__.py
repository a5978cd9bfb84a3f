"""Import some hundreds of polluted files in two styles and print what became of them: `python -m
tests.pollution`."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.pollution.judge import REFUSED, RIGHT, TOLD, WRONG, Judge
from tests.pollution.known import KNOWN
from tests.pollution.ways import ways

STYLES = ("plain", "quoted")


def main(words: list[str]) -> int:
    """Judge the ways whose name holds all of `words`; 1 when one is stored wrong that is not known to be."""
    unknown = 0
    for style in STYLES:
        with tempfile.TemporaryDirectory() as folder:
            judge = Judge(Path(folder), style)
            verdicts = [judge.judge(way) for way in ways() if all(word in way[0] for word in words)]
        counts = Counter(verdict.verdict for verdict in verdicts)
        print(f"{style}: " + ", ".join(f"{counts[one]} {one}" for one in (RIGHT, TOLD, REFUSED, WRONG)))
        for verdict in verdicts:
            if verdict.verdict == WRONG:
                known = KNOWN.get((style, verdict.way), "")
                unknown += not known
                print(f"  {verdict.way}: {verdict.reason}{f' ({known})' if known else ''}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
