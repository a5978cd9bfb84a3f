"""Workbooks read in a process of their own, so that none can end this one,
whatever its cells make the reader do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from array import array
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from d9311.contract import Limits
from d9311.home import ROOT
from d9311.ingest.errors import Refused
from d9311.ingest.reading.converted import Converted
from d9311.ingest.reading.textfile import Warning_

# About three times what the largest sheet that `workbook_guard` lets through takes.
MOST_MEMORY = 4 << 30
LONGEST_SECONDS = 1800
_STRIPPED = ("PYTHONSTARTUP", "PYTHONINSPECT")


def first_rows(path: Path, count: int, limits: Limits) -> list[tuple[str, ...]]:
    """The first rows of every visible sheet, for a look at what the file is. Raises Refused."""
    answer = _asked(path, {"work": "first_rows", "count": count}, limits)
    return [tuple(cells) for cells in answer["rows"]]


def convert_workbook(path: Path, kind: str, target: Path, limits: Limits) -> Converted:
    """Write the sheet of `path` whose header fits best to the CSV `target`. Raises Refused."""
    answer = _asked(path, {"work": "convert", "kind": kind, "target": str(target)}, limits)
    places = None
    if answer["has_places"]:
        places = array("q")
        places.frombytes(places_of(target).read_bytes())
    warnings = [Warning_(**warning) for warning in answer["warnings"]]
    return Converted(target, answer["encoding"], places, warnings=warnings)


def places_of(target: Path) -> Path:
    """Where the other process leaves the places of the lines of a CSV."""
    return target.with_name(f"{target.name}.places")


def _asked(path: Path, work: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What the other process answers. Raises Refused: in its words, or for a process that came to its end."""
    request = json.dumps({**work, "path": str(path), "limits": asdict(limits), "memory": MOST_MEMORY})
    environment = {name: value for name, value in os.environ.items() if name not in _STRIPPED}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "d9311.ingest.reading.workbook.apart"]
    try:
        done = subprocess.run(
            command,
            input=request.encode(),
            capture_output=True,
            env=environment,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(path) from None
    if done.returncode:
        raise _too_much(path)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer


def _too_much(path: Path) -> Refused:
    return Refused(
        f"{path.name} cannot be read as a workbook: it is damaged, or reading it takes more memory or time "
        "than a file may. Save the sheet as CSV (UTF-8) and import that file."
    )


def _limit_memory(most: int) -> None:
    """Take no more memory than `most` and three quarters of the machine's;
    be the first to go when it runs out.
    """
    try:
        import resource

        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = min(most, whole * 3 // 4, hard if hard != resource.RLIM_INFINITY else most)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass  # Windows has no such limit, and macOS does not hold to it
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _work(request: dict[str, Any]) -> dict[str, Any]:
    """Do what was asked for, in this process."""
    from d9311.ingest.reading.workbook import sheet

    path, limits = Path(request["path"]), Limits(**request["limits"])
    if request["work"] == "first_rows":
        return {"rows": sheet.first_rows(path, request["count"], limits)}
    target = Path(request["target"])
    done = sheet.convert_workbook(path, request["kind"], target, limits)
    if done.places is not None:
        places_of(target).write_bytes(array("q", done.places).tobytes())
    return {
        "encoding": done.encoding,
        "has_places": done.places is not None,
        "warnings": [asdict(warning) for warning in done.warnings],
    }


def main() -> None:
    """Answer the one request that stands on the standard input."""
    request = json.loads(sys.stdin.buffer.read())
    _limit_memory(request["memory"])
    try:
        answer = _work(request)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
