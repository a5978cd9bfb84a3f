"""An upgraded dashboard makes the derived tables anew, whatever part of what decides them was changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from d9311.ingest.publishing import deriving
from tests.project.files import ROOT
from tests.states import import_files
from tests.tables import write_export
from tests.x12.messages import check, claim, interchange

pytestmark = pytest.mark.slow

CLAIMS = """
    claim_id | patient_id | procedure_code | payer_name | status   | adjustment_codes | original_claim_id | paid_amount
    C1       | P1         | D9311          | Delta      | honored  |                  |                   |
    C2       | P2         | D9311          | Delta Inc. | denied   | CO-252:100.00    | see chart         | 0.00
    C2       | P2         | D7140          | Delta Inc. | received |                  |                   | 80.00
    C3       | P3         | D9311          | Delta Inc  | received | CO-45:40.00      | C2                | 60.00
    C4       | P4         | D9311          | Delta      | sent     |                  |                   |
"""
CONSULTATIONS = """
    consultation_id | patient_id | claim_id | method        | reason     | verbal_summary
    K1              | P1         | C1       | smoke signals | asked      | nein
    K2              | P2         | C2       | phone         | zebra risk | see notebook
"""
# What a dashboard answers on an older database that it opens, and on one that it imports the same files into.
WORKER = r"""
import json, re, shutil, sys
from pathlib import Path
from d9311.ingest import import_files
from d9311.ingest.storing import schema
from d9311.store import open_database

def derived(path):
    cursor = open_database(path).cursor()
    names = [name for (name,) in cursor.execute(
        "select table_name from duckdb_tables() union all select view_name from duckdb_views() where not internal"
    ).fetchall() if name not in schema.base_tables()]
    tables = {name: sorted(map(repr, cursor.execute(f'from "{name}"').fetchall())) for name in names}
    for column, in cursor.execute("select column_name from (describe consultations)").fetchall():
        found = cursor.execute(f'select consultation_id, "{column}" from consultations').fetchall()
        tables[f"consultations.{column}"] = sorted(map(repr, found))
    macros = cursor.execute(
        "select function_name, macro_definition from duckdb_functions() where not internal"
    ).fetchall()
    # What `exclude` names is a set, written in another order once it was read back.
    macros = [(name, re.sub(r"EXCLUDE \(.*?\)", lambda it: " ".join(sorted(re.findall(r"\w+", it[0]))), text))
              for name, text in macros]
    return {**tables, "macros": sorted(map(repr, macros))}, schema.read_meta(cursor)["build_version"]

folder, fresh = Path(sys.argv[1]), Path(sys.argv[2])
fresh.mkdir()
shutil.copyfile(folder / "d9311.duckdb.key", fresh / "d9311.duckdb.key")
import_files(
    fresh / "d9311.duckdb", claims=[folder / "claims.csv", folder / "remittance.835"],
    consultations=[folder / "consultations.csv"],
)
print(json.dumps([derived(folder / "d9311.duckdb"), derived(fresh / "d9311.duckdb")]))
"""
# Which files of the project a build has read by itself, and which modules are there once it is done.
WATCHED = """
import json, sys
from pathlib import Path
import duckdb
from d9311.ingest.publishing import deriving

root, opened = Path(sys.argv[2]), []
connection = duckdb.connect(sys.argv[1])
deriving.build_version()
sys.addaudithook(lambda event, what: opened.append(str(what[0])) if event == "open" else None)
deriving.make_derived(connection)
ours = [Path(m.__file__).relative_to(root).as_posix() for m in list(sys.modules.values())
        if getattr(m, "__file__", None) and Path(m.__file__).is_relative_to(root) and ".venv" not in m.__file__]
print(json.dumps({
    "read": [path for path in opened if path.startswith(str(root)) and not path.endswith((".py", ".pyc"))],
    "modules": [path for path in ours if not path.endswith("__init__.py")],
    "counted": sorted(deriving._code()),
}))
"""


@dataclass(frozen=True)
class Change:
    """What an upgrade replaces in a file, and a table, or a column of one, in which that can be seen."""

    file: str
    old: str
    new: str
    seen_in: str


BUILD, CONTRACT = "queries/build", "d9311/contract.py"
CHANGES = {
    "a status word": Change(CONTRACT, "paid, pd, approved, ", "paid, pd, honored, approved, ", "episodes"),
    "a method word": Change(CONTRACT, '(r"fax",)', '(r"fax", r"smoke")', "consultations.method"),
    "a placeholder": Change(CONTRACT, '("not documented",', '("not documented", "see chart",', "placeholders"),
    "a boolean word": Change(CONTRACT, '"off", "unchecked"', '"off", "nein", "unchecked"', "consultations.element_record"),
    "the category of a code": Change(
        "d9311/reference/denial_codes.csv", "252,CARC,documentation", "252,CARC,timely_filing", "episodes"
    ),
    "the pattern of a scenario": Change(
        "d9311/reference/scenarios.csv", r"(diabet|", r"(zebra|diabet|", "consultations.scenarios"
    ),
    "a same-day code": Change(
        "d9311/reference/same_day_codes.csv", "D0140,", "D7140,extraction\nD0140,", "same_day_code_list"
    ),
    "a file of the build": Change(f"{BUILD}/facts/61_repeats.sql", "practice_id, patient, ", "practice_id, ", "episodes"),
    "a macro": Change(
        f"{BUILD}/documentation/50_element_findings.sql", "|see notes|", "|see notebook|", "consultations.element_record"
    ),
    "a step of identity": Change(
        "queries/identity/10_words.sql", "claim_spans_days() as 31", "claim_spans_days() as 3", "macros"
    ),
    "how payers are named": Change(
        "d9311/filters.py", 'name.split())', 'name.replace(".", "").split())', "payer_names"
    ),
    "how lists are loaded": Change(
        "queries/builder.py", "row_number() over () as", "-row_number() over () as", "methods"
    ),
}  # fmt: skip
# Which versions of the build the product that stands in a folder has: as it is, and with each of these changes alone,
# each imported anew.
VERSIONS = """
import json, sys
from pathlib import Path

root, changes = Path(sys.argv[1]), json.loads(sys.argv[2])
sys.dont_write_bytecode = True

def version():
    for name in [name for name in sys.modules if name.split(".")[0] in ("d9311", "queries")]:
        del sys.modules[name]
    from d9311.home import ROOT
    from d9311.ingest.publishing.deriving import build_version
    assert ROOT == root
    return build_version()

def versions():
    yield version()
    for file, old, new in changes:
        text = (root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (root / file).write_text(text.replace(old, new), encoding="utf-8")
        yield version()
        (root / file).write_text(text, encoding="utf-8")
    yield version()

print(json.dumps([*versions()]))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of exports and the database that they were imported into."""
    folder = tmp_path_factory.mktemp("imported")
    deriving.make_new(folder / "another.duckdb")  # the import is not the first: it begins with the words
    claims = write_export(folder / "claims.csv", "claims", CLAIMS)
    records = write_export(folder / "consultations.csv", "consultations", CONSULTATIONS)
    remittance = folder / "remittance.835"
    answer = claim("C4", "1", "100", "60", "SVC*AD:D9311*100*60**1", "DTM*472*20250115")
    remittance.write_text(interchange(check("60", answer)), encoding="utf-8")
    import_files(folder / "d9311.duckdb", claims=[claims, remittance], consultations=[records])
    os.link(folder / "d9311.duckdb", folder / "as-imported.duckdb")
    return folder


def run_in(root: Path, code: str, *arguments: Path | str) -> Any:
    """Run `code` in a fresh Python with the project that stands in `root`; return what it prints, from
    JSON."""
    named = f"__file__ = 'worker.py'\n{code}"  # without a file DuckDB takes it for a console and draws progress there
    command = [sys.executable, "-c", named, *map(str, arguments)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def upgrade(product: Path, *changes: Change) -> Path:
    """Make a copy of the product in which these things are changed, or change them in the copy."""
    for part in ("d9311", "queries"):
        if not (product / part).exists():
            shutil.copytree(ROOT / part, product / part)  # with what Python compiled, which saves seconds
    for change in changes:
        path = product / change.file
        text = path.read_text(encoding="utf-8")
        assert text.count(change.old) == 1
        path.write_text(text.replace(change.old, change.new), encoding="utf-8")
    return product


@pytest.fixture(scope="module")
def before(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what the unchanged dashboard answers on that database, and on one of its own."""
    return run_in(ROOT, WORKER, imported, tmp_path_factory.mktemp("before") / "fresh")


def test_each_change_alone_gives_another_version(tmp_path: Path) -> None:
    product = upgrade(tmp_path / "upgraded")
    changes = json.dumps([(one.file, one.old, one.new) for one in CHANGES.values()])
    first, *changed, last = run_in(product, VERSIONS, product, changes)
    assert first == last == deriving.build_version()
    named = dict(zip(["as it is", *CHANGES], [first, *changed], strict=True))
    assert len(set(named.values())) == len(named), named


@pytest.mark.slow
def test_after_an_upgrade_an_older_database_equals_a_fresh_import(
    imported: Path, before: Any, tmp_path: Path
) -> None:
    """All changes are made at once; what each of them does is looked for in its table."""
    older = shutil.copytree(imported, tmp_path / "older")
    newer = upgrade(tmp_path / "upgraded", *CHANGES.values())
    (rebuilt, version), (fresh, fresh_version) = run_in(newer, WORKER, older, tmp_path / "fresh")
    (tables_before, version_before), _ = before
    assert version == fresh_version != version_before
    for name, change in CHANGES.items():
        assert rebuilt[change.seen_in] != tables_before[change.seen_in], name
    assert [name for name in fresh if rebuilt[name] != fresh[name]] == []


def test_build_reads_nothing_but_what_its_version_counts(imported: Path, tmp_path: Path) -> None:
    draft = shutil.copyfile(imported / "d9311.duckdb", tmp_path / "draft.duckdb")
    watched = run_in(ROOT, WATCHED, draft, ROOT)
    assert watched["read"] == []
    assert sorted(watched["modules"]) == watched["counted"]


def test_an_unchanged_dashboard_leaves_a_database_as_it_is(imported: Path, before: Any) -> None:
    assert before[0] == before[1]
    assert (imported / "d9311.duckdb").samefile(imported / "as-imported.duckdb")
