"""The project's own files, as the tests about the project see them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked_files() -> list[Path]:
    """Return every file of the project: what git tracks, or all that is there in a copy without git."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]
    made = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/")]
    return [path for path in ROOT.rglob("*") if path.is_file() and not _is_made(path.relative_to(ROOT), made)]


def _is_made(path: Path, made: list[str]) -> bool:
    """Whether a file stands in a folder that `.gitignore` names: `/data` at the top, any other wherever it
    is."""
    return any(name in path.parts or name == f"/{path.parts[0]}" for name in made)


def modules() -> dict[str, Path]:
    """Return every module that the product is made of, by its dotted name; pages and tests included."""
    python = [path.relative_to(ROOT) for path in tracked_files() if path.suffix == ".py"]
    return {module_name(path): ROOT / path for path in sorted(python)}


def module_name(path: Path) -> str:
    """Return the dotted name of a file of the project: `d9311/ui/page.py` is `d9311.ui.page`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(name: str, path: Path, for_types: bool = False) -> tuple[str, ...]:
    """Return the dotted name of everything that a module imports, inside its functions too.

    `from a import b` gives both `a` and `a.b`, since `b` may be a module.
    Imports that serve only the type checker (`if TYPE_CHECKING`) are left out, but for `for_types`.
    """
    return tuple(_imports(name, path, for_types))


def _imports(name: str, path: Path, for_types: bool) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if for_types else _without_type_checking(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _without_type_checking(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        is_guard = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not is_guard:
            yield from _without_type_checking(child)
