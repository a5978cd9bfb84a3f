"""Imports point one way, heavy libraries stay where they are used, and the tree stays small."""

import ast
import graphlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.files import ROOT, imports, module_name, modules, tracked_files

TOP_LEVEL = {
    "dashboard.py", "pages", "queries", "sample_data", "tests", "d9311", "docs", "requirements.txt",
    "requirements-spark.txt", "README.md", "pyproject.toml", "Makefile", "LICENSE", "CHANGELOG.md",
    "CONTRIBUTING.md", ".streamlit", ".ci", ".gitignore",
}  # fmt: skip

# A module may import its own layer and those above it in this list, nothing below.
LAYERS = (
    ("d9311.contract", "d9311.columns", "d9311.home", "d9311.frames"),
    ("d9311.statistics", "d9311.filters", "d9311.exports", "d9311.template", "d9311.findings", "d9311.steps"),
    ("queries", "d9311.conditions"),
    ("d9311.ingest", "d9311.store", "d9311.desk"),
    ("d9311.spark",),
    ("d9311.figures",),
    ("d9311.packet", "d9311.digest", "d9311.kept"),
    ("d9311.ui",),
    ("d9311.guard", "d9311.moved"),
    ("pages", "dashboard"),
)
COMMAND_LINE = ("d9311.cli", "d9311.__main__", "d9311.serve", "d9311.docs")
SHOWN = ("d9311.guard", "d9311.ui", "pages", "dashboard")
FIGURES = ("d9311.figures",)
SPARK = ("d9311.spark",)
LIBRARIES = {"streamlit": SHOWN, "plotly": FIGURES, "pyspark": SPARK, "sqlglot": SPARK}
# Their libraries are not installed with the others.
OPTIONAL = (SPARK,)
HEAVY = {"pandas", "scipy", "pyarrow"}
WITHOUT = {
    "d9311.contract": HEAVY,
    "d9311.statistics": HEAVY,
    "queries": HEAVY,
    "d9311.ingest": HEAVY,
    "d9311.figures": {"scipy"},
    "d9311.packet": HEAVY,
    "d9311.cli": HEAVY | {"duckdb"},  # `serve` needs none of it before the server takes its place
}

PRODUCT = {
    name: path for name, path in modules().items() if name.split(".")[0] not in ("tests", "sample_data")
}
REQUIREMENTS = ("requirements.txt", "requirements-spark.txt")
PYTHON_LINES, SQL_LINES, PAGE_LINES, FUNCTION_LINES = 250, 80, 80, 40
# Python is held by the linter.
SQL_WIDTH = 110
# Queries for another program, which takes each as one text.
PASTED = "d9311/presets"
MACHINE_PATH = re.compile(r"(?<![\w.:/~>-])(/(home|Users|root|work|opt|mnt|srv|tmp|private)/\w|[A-Z]:\\\w)")
TEXT = {".py", ".sql", ".md", ".toml", ".txt", ".csv", ".tsv", ".css", ".yml", "", ".html", ".json"}


def within(name: str, parts: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def layer(name: str) -> int | None:
    return next((rank for rank, parts in enumerate(LAYERS) if within(name, parts)), None)


def test_top_level_has_exactly_the_entries_of_the_design() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} == TOP_LEVEL


def test_every_module_belongs_to_a_layer() -> None:
    assert [
        name for name in PRODUCT if layer(name) is None and not within(name, COMMAND_LINE) and name != "d9311"
    ] == []


def test_no_module_imports_from_a_later_layer() -> None:
    faults = []
    for name, path in PRODUCT.items():
        own = layer(name)
        for imported in set(imports(name, path)):
            theirs = layer(imported)
            if theirs is None:
                continue
            backwards = own is not None and theirs > own
            page_from_command = within(name, COMMAND_LINE) and theirs >= LAYERS.index(("d9311.ui",))
            if backwards or page_from_command:
                faults.append(f"{name} imports {imported}")
    assert faults == []


def test_no_module_imports_itself_through_others_not_even_for_types() -> None:
    graph = {}
    for name, path in PRODUCT.items():
        taken = set(imports(name, path, for_types=True)) & set(PRODUCT)
        # `from package import module` runs the package's `__init__`, but asks it for nothing.
        graph[name] = {one for one in taken if not any(other.startswith(f"{one}.") for other in taken)} - {
            name
        }
    try:
        graphlib.TopologicalSorter(graph).prepare()
        circle = []
    except graphlib.CycleError as error:
        circle = error.args[1]
    assert circle == []


def test_figures_query_nothing_and_read_no_data() -> None:
    forbidden = ("queries", "d9311.ingest", "d9311.store", "duckdb")
    faults = [
        f"{name} imports {imported}"
        for name, path in PRODUCT.items()
        if within(name, FIGURES)
        for imported in set(imports(name, path))
        if within(imported, forbidden)
    ]
    assert faults == []


def test_pages_import_no_page_and_no_data_layer() -> None:
    forbidden = ("pages", "dashboard", "duckdb", "d9311.cli")
    faults = [
        f"{name} imports {imported}"
        for name, path in PRODUCT.items()
        if within(name, ("pages", "dashboard"))
        for imported in set(imports(name, path))
        if within(imported, forbidden)
    ]
    assert faults == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_is_imported_only_where_it_belongs(library: str) -> None:
    users = {
        name for name, path in PRODUCT.items() if any(within(it, (library,)) for it in imports(name, path))
    }
    assert [name for name in sorted(users) if not within(name, LIBRARIES[library])] == []


@pytest.mark.parametrize(
    "parts",
    [*(parts for parts in LAYERS[:-3] if parts not in OPTIONAL), ("d9311.cli",)],
    ids=lambda parts: parts[0],
)
def test_layer_alone_loads_no_library_of_a_later_layer(parts: tuple[str, ...]) -> None:
    names = [name for name in PRODUCT if within(name, parts)]
    later = {"streamlit"} if parts == FIGURES else {"streamlit", "plotly"}
    assert loaded_by(f"import {', '.join(names)}") & (later | WITHOUT[parts[0]]) == set()


def test_command_line_starts_without_the_libraries_of_the_pages() -> None:
    command = "import d9311.cli\ntry: d9311.cli.main(['--help'])\nexcept SystemExit: pass"
    assert loaded_by(command) & {"streamlit", "plotly", *HEAVY} == set()


def loaded_by(code: str) -> set[str]:
    """Return the top-level names of all modules that a fresh Python holds after running `code`."""
    report = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_requirements_name_exactly_what_the_product_imports() -> None:
    imported = {it.split(".")[0] for name, path in PRODUCT.items() for it in imports(name, path)}
    imported -= set(sys.stdlib_module_names) | {name.split(".")[0] for name in modules()} | {"__future__"}
    own_parts = [(ROOT / file).read_text().split("\n\n")[0] for file in REQUIREMENTS]
    named = set(re.findall(r"^([\w-]+)==", "\n".join(own_parts), flags=re.MULTILINE))
    assert {{"docx": "python-docx"}.get(name, name) for name in imported} == named


def test_every_requirement_is_pinned() -> None:
    lines = [
        line
        for file in (*REQUIREMENTS, "tests/requirements.txt")
        for line in (ROOT / file).read_text().splitlines()
        if line and not line.startswith(("#", "-r "))
    ]
    pin = re.compile(r"[\w-]+==[\w.]+(; [\w \"<>=!.]+)?")
    assert [line for line in lines if not pin.fullmatch(line)] == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked_files()
        if path.suffix in TEXT and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (match := MACHINE_PATH.search(line))
    ]
    assert faults == []


def test_no_file_has_grown_a_tail() -> None:
    faults = []
    for path in tracked_files():
        where = path.relative_to(ROOT)
        if where.is_relative_to(PASTED):
            continue
        is_page = where.parts[0] in ("pages", "dashboard.py")
        limit = {".py": PAGE_LINES if is_page else PYTHON_LINES, ".sql": SQL_LINES}.get(path.suffix)
        lines = len(path.read_text(encoding="utf-8").splitlines()) if limit else 0
        if limit and lines > limit:
            faults.append(f"{where}: {lines} lines, the limit is {limit}")
    assert faults == []


def test_no_sql_is_wider_than_a_screen() -> None:
    faults = [
        f"{where}:{number}: {len(line)} characters"
        for path in tracked_files()
        if (where := path.relative_to(ROOT).as_posix()).startswith("queries/") and path.suffix == ".sql"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > SQL_WIDTH
    ]
    assert faults == []


def test_no_function_has_grown_a_tail() -> None:
    faults = [
        f"{module_name(path.relative_to(ROOT))}.{node.name}: {length} lines"
        for path in tracked_files()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert faults == []


def test_fast_part_is_all_that_is_not_marked_and_the_browser_is() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.findall(r"^fast:.*\n((?:\t.*\n)+)", makefile, flags=re.MULTILINE)
    assert recipe == ['\t$(PYTEST) $(TWO) -m "not slow"\n']
    mark = "\npytestmark = pytest.mark.slow\n"
    tests = (ROOT / "tests" / "browser").glob("test_*.py")
    assert [path.name for path in tests if mark not in path.read_text(encoding="utf-8")] == []
