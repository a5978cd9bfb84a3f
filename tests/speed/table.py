"""The benchmark's results as a compact text table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

IMPORT_LIMIT = 4.0
MEASURE_LIMIT = 30.0
PAGE_LIMIT = 150.0


def show(results: Sequence[dict[str, Any]]) -> str:
    """Imports, measures and pages, one column a size; limits hold for 1,000,000 lines."""
    return "\n\n".join((_imports(results), _measures(results), _pages(results)))


def _imports(results: Sequence[dict[str, Any]]) -> str:
    heads = ("claim lines", "file", "bare to file", "bare in memory", "import", "ratio to file",
             "ratio to memory", "CPU ratio to file", "peak", "bare peak", "database")  # fmt: skip
    return _lay_out(
        f"Import (at most {IMPORT_LIMIT:.0f} times the bare read)", heads, map(_import_row, results)
    )


def _import_row(result: dict[str, Any]) -> tuple[str, ...]:
    seconds = result["seconds"]
    return (
        f"{result['lines']:,}",
        f"{result['megabytes']:.0f} MB",
        f"{seconds['bare_file']:.2f} s",
        f"{seconds['bare_memory']:.2f} s",
        f"{seconds['import']:.2f} s",
        f"{seconds['import'] / seconds['bare_file']:.1f}",
        f"{seconds['import'] / seconds['bare_memory']:.1f}",
        f"{result['cpu_seconds']['import'] / result['cpu_seconds']['bare_file']:.1f}",
        f"{result['import_peak_mb']:.0f} MB",
        f"{result['bare_peak_mb']:.0f} MB",
        f"{result['database_mb']:.0f} MB",
    )


def _measures(results: Sequence[dict[str, Any]]) -> str:
    fewer = results[-1]["fewer_other_lines"]
    heads = [f"{result['lines']:,}" for result in results]
    heads += ["CPU", f"CPU in {fewer['lines']:,}", "growth"]
    rows = []
    for name, largest in results[-1]["measures"].items():
        before = fewer["measures"][name]["cpu"]
        medians = (f"{result['measures'][name]['median']:.1f}" for result in results)
        rows.append(
            (name, *medians, f"{largest['cpu']:.1f}", f"{before:.1f}", f"{largest['cpu'] / before:.2f}")
        )
    title = (
        f"Measures, milliseconds (under {MEASURE_LIMIT:.0f}): median by lines; CPU time at the largest; its growth "
        "against the same D9311 lines among a tenth of the others"
    )
    return _lay_out(title, ("measure", *heads), rows)


def _pages(results: Sequence[dict[str, Any]]) -> str:
    heads = [f"{result['lines']:,}" for result in results]
    rows = []
    for page, largest in results[-1]["pages"].items():
        again = (f"{result['pages'][page]['again']['median']:.0f}" for result in results)
        cpu, first = largest["again"]["cpu"], largest["first"]["cpu"]
        rows.append((page, *again, f"{cpu:.0f}", f"{first:.0f}", str(largest["queries"])))
    title = (
        f"A page's queries together, milliseconds (under {PAGE_LIMIT:.0f}): median by lines after a changed filter; "
        "CPU time at the largest; the same of the first drawing after an import"
    )
    return _lay_out(title, ("page", *heads, "CPU", "first, CPU", "queries"), rows)


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
