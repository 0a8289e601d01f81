"""The rules of the house as functions over a source tree; each returns what breaks it, as sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ORDER = (
    "core",
    "accounts",
    "documents",
    "question_bank",
    "assessment",
    "courses",
    "contests",
    "learning",
    "reports",
    "installation",
    "app",
)
"""Who may import whom: each may use what stands to its left (docs/map.md)."""
EVERYBODYS = frozenset({"config"})
FRONT = ("app", "config", "manage", "wsgi")
PRIVATE_ROOMS = frozenset({"views", "forms"})
COMMITTERS = frozenset({"core/db.py", "core/group_commit.py"})
LONGEST_FUNCTION = 40
LONGEST_MODULE = 400
MAY_IMPORT_INSIDE: dict[str, str] = {}
"""Files with imports inside functions, each with the reason; empty means that nobody needs one."""
PURE_ROOMS_NEVER_IMPORT = ("flask", "flask_login", "sqlalchemy", "core.db")
READING_THE_CLOCK = frozenset({"now", "now_ms"})


@dataclass(frozen=True)
class Import:
    """One imported name: the module it comes from, the name (empty for `import x`), and where."""

    module: str
    name: str
    line: int
    inside_function: bool


@dataclass
class Source:
    """A Python file of the product."""

    path: Path
    relative: str

    @property
    def module(self) -> str:
        parts = list(Path(self.relative).with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        return self.module.split(".")[0]

    @property
    def room(self) -> str:
        parts = self.module.split(".")
        return parts[1] if len(parts) > 1 else ""

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.relative)

    @cached_property
    def imports(self) -> list[Import]:
        inside = {
            id(node)
            for function in ast.walk(self.tree)
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for node in ast.walk(function)
        }
        return [found for node in ast.walk(self.tree) for found in self._imports_of(node, id(node) in inside)]

    def _imports_of(self, node: ast.AST, inside: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, "", node.lineno, inside)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = self.module.split(".") if self.path.name == "__init__.py" else self.module.split(".")[:-1]
                above = here[: len(here) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(base, alias.name, node.lineno, inside)


def product(root: Path) -> list[Source]:
    """Return every Python file of the product below a folder."""
    files = [root / f"{name}.py" for name in FRONT if (root / f"{name}.py").is_file()]
    for package in ORDER:
        files += sorted((root / package).rglob("*.py"))
    return [_source(file, file.relative_to(root).as_posix(), file.stat().st_mtime_ns) for file in files]


@cache
def _source(path: Path, relative: str, changed: int) -> Source:
    """Parse a file once for all rules, as long as it does not change."""
    return Source(path, relative)


def order_faults(root: Path) -> list[str]:
    """Find imports of something that stands to the right."""
    places = {name: place for place, name in enumerate(ORDER)}
    return [
        f"{source.relative}:{found.line} imports {found.module}, which stands to the right of {source.package}"
        for source in product(root)
        if source.package in places
        for found in source.imports
        if places.get(found.module.split(".")[0], -1) > places[source.package]
    ]


def circle_faults(root: Path) -> list[str]:
    """Find modules that import each other, directly or round about."""
    graph = _graph(root)
    return [" → ".join([*circle, circle[0]]) for circle in _circles(graph)]


def _graph(root: Path) -> dict[str, set[str]]:
    sources = product(root)
    known = {source.module for source in sources}
    graph: dict[str, set[str]] = {}
    for source in sources:
        targets = (_target(found, known) for found in source.imports)
        graph[source.module] = {target for target in targets if target in known} - {source.module}
    return graph


def _target(found: Import, known: set[str]) -> str:
    submodule = f"{found.module}.{found.name}"
    return submodule if submodule in known else found.module


def _circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return groups of modules that reach each other (Kosaraju)."""
    finished: list[str] = []
    seen: set[str] = set()
    for start in sorted(graph):
        _finish(start, graph, seen, finished)
    backwards: dict[str, set[str]] = {module: set() for module in graph}
    for module, targets in graph.items():
        for target in targets:
            backwards[target].add(module)
    seen.clear()
    circles = []
    for start in reversed(finished):
        group: list[str] = []
        _finish(start, backwards, seen, group)
        if len(group) > 1:
            circles.append(sorted(group))
    return circles


def _finish(module: str, graph: dict[str, set[str]], seen: set[str], finished: list[str]) -> None:
    if module in seen:
        return
    seen.add(module)
    for target in sorted(graph[module]):
        _finish(target, graph, seen, finished)
    finished.append(module)


def private_faults(root: Path) -> list[str]:
    """Find uses of another package's views or forms; the front door alone may join views."""
    faults = []
    for source in product(root):
        for found in source.imports:
            parts = f"{found.module}.{found.name}".split(".")
            abroad = parts[0] in ORDER and parts[0] not in {"core", source.package}
            if abroad and len(parts) > 1 and parts[1] in PRIVATE_ROOMS and source.package != "app":
                faults.append(f"{source.relative}:{found.line} imports {'.'.join(parts[:2])}, private to {parts[0]}")
    return faults


def inner_import_faults(root: Path, allowed: dict[str, str] = MAY_IMPORT_INSIDE) -> list[str]:
    """Find imports inside functions."""
    return [
        f"{source.relative}:{found.line} imports {found.module} inside a function"
        for source in product(root)
        for found in source.imports
        if found.inside_function and source.relative not in allowed
    ]


def commit_faults(root: Path) -> list[str]:
    """Find commits outside the two modules that own them."""
    return [
        f"{source.relative}:{node.lineno} commits"
        for source in product(root)
        if source.relative not in COMMITTERS
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


def length_faults(root: Path) -> list[str]:
    """Find functions and modules that have grown too long."""
    faults = []
    for source in product(root):
        lines = len(source.text.splitlines())
        if lines > LONGEST_MODULE:
            faults.append(f"{source.relative} has {lines} lines (at most {LONGEST_MODULE})")
        for node in ast.walk(source.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    faults.append(f"{source.relative}:{node.lineno} {node.name} has {length} lines")
    return faults


def purity_faults(root: Path) -> list[str]:
    """Find rules that know a request, a database or the time, and actions or queries that know who is signed in."""
    faults = []
    for source in product(root):
        if source.room == "rules":
            faults += [f"{source.relative}:{line} {what}" for line, what in _impurities(source)]
        if source.room in {"actions", "queries"}:
            faults += [
                f"{source.relative}:{found.line} imports {found.module}.{found.name}"
                for found in source.imports
                if found.module == "flask_login" or (found.module == "flask" and found.name in {"request", "session"})
            ]
    return faults


def _impurities(source: Source) -> Iterator[tuple[int, str]]:
    for found in source.imports:
        for banned in PURE_ROOMS_NEVER_IMPORT:
            if found.module == banned or found.module.startswith(f"{banned}."):
                yield found.line, f"imports {found.module}"
        if found.module == "core.clock" and found.name in READING_THE_CLOCK:
            yield found.line, "reads the clock"
    for node in ast.walk(source.tree):
        asked = isinstance(node, ast.Attribute) and node.attr in READING_THE_CLOCK and node.value
        if isinstance(asked, ast.Name) and asked.id in {"clock", "datetime"}:
            yield node.lineno, "reads the clock"


RULES = (
    order_faults,
    circle_faults,
    private_faults,
    inner_import_faults,
    commit_faults,
    length_faults,
    purity_faults,
)
