"""Which one-line mistakes no test notices: `make mutate`, or `python -m tests.mutate [--sample N] [--seed N]
[--all]`.

Every mutant is one change at one place of a file of `queries/` or of the computing Python. The tests near it
run first, then the wider ones; the first that fails ends it. What is left is printed: give it a row that
notices it, or, where no row can, a line in `equivalent.txt` with the reason.
"""

from __future__ import annotations

import argparse
import sys
from math import inf
from random import Random

import duckdb

from tests.mutate.mutant import Mutant, equivalent
from tests.mutate.targets import files_for, found
from tests.mutate.trial import verdicts


def main() -> None:
    options = _options()
    known = equivalent()
    every = [one for one in found(tuple(options.only)) if options.line in one.line]
    # a smaller sample is part of a larger one
    chosen = every if options.all else Random(options.seed).sample(every, len(every))[: options.sample]
    able = [mutant for mutant in chosen if _is_read(mutant)]
    tried = [mutant for mutant in able if mutant.key not in known][options.skip :]
    print(f"{len(tried)} of {len(every)} mutants; {len(able) - len(tried)} more are equivalent", flush=True)
    survivors = []
    for number, verdict in enumerate(
        verdicts(
            ((one, options.tests or files_for(one.path, options.near)) for one in tried),
            options.jobs,
            options.seconds,
        ),
        options.skip + 1,
    ):
        one = verdict.mutant
        assert one is not None
        shown = verdict.by if verdict.noticed else "NOT NOTICED"
        print(f"{number:4} {one.path}:{one.number}: {one.change.what}: {shown}", file=sys.stderr, flush=True)
        if not verdict.noticed:
            survivors.append(one)
    for one in survivors:
        print(f"{one.path}:{one.number}: {one.change.what}\n    {one.line}")
    share = 1 - len(survivors) / max(len(tried), 1)
    print(f"{len(tried) - len(survivors)} of {len(tried)} noticed: {share:.1%}")


def _is_read(mutant: Mutant) -> bool:
    """Whether a mutant can be read at all; one that cannot is no mistake that anybody would leave."""
    if mutant.path.endswith(".py"):
        return True
    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            connection.extract_statements(mutant.text())
        except duckdb.ParserException:
            return False
    return True


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutate", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, metavar="N", help="how many (default 200)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which ones (default 1)")
    parser.add_argument("--all", action="store_true", help="every mutant: a night")
    parser.add_argument("--only", action="append", default=[], metavar="PATH", help="of files that begin so")
    parser.add_argument("--line", default="", metavar="TEXT", help="of lines that hold this text")
    parser.add_argument(
        "--near", action="store_true", help="run the tests near each only: says what to look at"
    )
    parser.add_argument("--tests", nargs="+", metavar="FILE", help="run these, in place of those that matter")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="how many at once (default 2)")
    parser.add_argument(
        "--seconds", type=float, default=inf, metavar="N", help="of computing, after which no test is begun"
    )
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first of the sample")
    return parser.parse_args()


if __name__ == "__main__":
    main()
