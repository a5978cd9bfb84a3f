"""The benchmark's results as a compact text table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Result = dict[str, Any]

IMPORT_LIMIT = 4
MEMORY_LIMIT = 600
MEASURE_LIMIT = 30
PAGE_LIMIT = 150
REMITTANCE_LIMIT = 10


def show(results: Result) -> str:
    """Imports, measures, pages and the 835; limits hold for 1,000,000 lines, that of memory for 1 GB."""
    sizes = results["sizes"]
    measures = _measures(sizes, results["fewer_other_lines"])
    parts = (_imports(results["imports"]), _months(sizes), measures, _others(sizes), _pages(sizes))
    return "\n\n".join((*parts, _remittance(results["remittance"])))


def _imports(imports: Sequence[Result]) -> str:
    heads = ("import", "lines", "file", "bare", "ours", "times", "bare CPU", "our CPU", "times",
             "peak", "bare peak", "database")  # fmt: skip
    title = (
        f"Import beside a bare typed read_csv of the same file (at most {IMPORT_LIMIT} times, "
        f"under {MEMORY_LIMIT} MB)"
    )
    return _lay_out(title, heads, map(_import_row, imports))


def _import_row(result: Result) -> tuple[str, ...]:
    bare, ours = result["bare"], result["import"]
    return (
        result["name"],
        f"{result['lines']:,}",
        f"{result['megabytes']:.0f} MB",
        f"{bare['seconds']:.2f} s",
        f"{ours['seconds']:.2f} s",
        f"{ours['seconds'] / bare['seconds']:.1f}",
        f"{bare['cpu_seconds']:.2f} s",
        f"{ours['cpu_seconds']:.2f} s",
        f"{ours['cpu_seconds'] / bare['cpu_seconds']:.1f}",
        f"{result['peak_mb']:.0f} MB",
        f"{result['bare_peak_mb']:.0f} MB",
        f"{result['database_mb']:.0f} MB",
    )


def _months(sizes: Sequence[Result]) -> str:
    heads = ("a further month", "lines", "ours", "our CPU", "peak")
    rows = [
        (
            f"into {size['lines']:,}",
            f"{size['month']['lines']:,}",
            f"{size['month']['seconds']:.2f} s",
            f"{size['month']['cpu_seconds']:.2f} s",
            f"{size['month']['peak_mb']:.0f} MB",
        )
        for size in sizes
    ]
    return _lay_out("Import of a further month, whose claims are there already", heads, rows)


def _others(sizes: Sequence[Result]) -> str:
    """How many times as long other means take for one question as the dashboard's database does."""
    rows = []
    for size in sizes:
        ours = next(one for one in size["others"] if one["name"] == "ours")
        for one in size["others"]:
            if "missing" in one:
                rows.append((f"{size['lines']:,}", one["name"], "not installed", "", "", "", "", ""))
                continue
            times = (one["cpu_ms"] / ours["cpu_ms"], (one["load_ms"] + one["ask_ms"]) / ours["ask_ms"])
            rows.append(
                (
                    f"{size['lines']:,}",
                    one["name"],
                    f"{one['ask_ms']:.1f}",
                    f"{one['cpu_ms']:.1f}",
                    f"{times[0]:.1f}",
                    f"{one['load_ms']:.0f}",
                    f"{times[1]:.0f}",
                    f"{one['peak_mb']:.0f} MB",
                )
            )
    heads = ("lines", "by", "answer", "CPU", "times ours", "to load", "loaded and asked, times", "peak")
    title = (
        "One question of the raw lines (D9311 by practice and month) asked by other means, milliseconds; all give "
        "the same answer"
    )
    return _lay_out(title, heads, rows)


def _measures(sizes: Sequence[Result], fewer: Result) -> str:
    heads = [f"{size['lines']:,}" for size in sizes]
    heads += ["CPU", f"CPU in {fewer['lines']:,}", "growth"]
    rows = []
    for name, largest in sizes[-1]["measures"].items():
        before = fewer["measures"][name]["cpu"]
        medians = (f"{size['measures'][name]['median']:.1f}" for size in sizes)
        rows.append(
            (name, *medians, f"{largest['cpu']:.1f}", f"{before:.1f}", f"{largest['cpu'] / before:.2f}")
        )
    title = (
        f"Measures, milliseconds (under {MEASURE_LIMIT}): median by lines; CPU time at the largest; its growth "
        "against the same D9311 lines among a tenth of the others"
    )
    return _lay_out(title, ("measure", *heads), rows)


def _pages(sizes: Sequence[Result]) -> str:
    heads = [f"{size['lines']:,}" for size in sizes]
    rows = []
    for page, largest in sizes[-1]["pages"].items():
        again = (f"{size['pages'][page]['again']['median']:.0f}" for size in sizes)
        cpu, first = largest["again"]["cpu"], largest["first"]["cpu"]
        rows.append((page, *again, f"{cpu:.0f}", f"{first:.0f}", str(largest["queries"])))
    title = (
        f"A page's queries together, milliseconds (under {PAGE_LIMIT}): median by lines after a changed filter; "
        "CPU time at the largest; the same of the first drawing after an import"
    )
    return _lay_out(title, ("page", *heads, "CPU", "first, CPU", "queries"), rows)


def _remittance(result: Result) -> str:
    return (
        f"An 835 of {result['claims']:,} claims ({result['megabytes']:.0f} MB; under {REMITTANCE_LIMIT} s): "
        f"{result['seconds']:.1f} s, CPU {result['cpu_seconds']:.1f} s, peak {result['peak_mb']} MB"
    )


def _lay_out(title: str, heads: Sequence[str], rows: Any) -> str:
    """A title and right-aligned columns, the first one to the left; a last column of words as it is."""
    table = [tuple(heads), *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(heads))]
    lines = (
        "  ".join(
            text.ljust(width) if place == 0 else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    )
    return "\n".join((title, *lines))
