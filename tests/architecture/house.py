"""The rules of the house: each is a function from the modules of a tree to a line for everything wrong there.

A line begins with what is wrong and a colon: mostly the path of a module, relative to the tree. What kind of
module it is follows from its name or from that of a folder above it, so that `services.py` and
`services/hiring.py` are held to the same.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import NamedTuple

PACKAGES = ("workforce", "competences", "rostering")
SCOPES = {"actor", "organisation_id", "organisation_ids"}
READS = {"scalar", "scalars", "execute", "get", "query"}
WRITES = {"add", "add_all", "delete", "flush", "merge"}
WRITING_CALLS = {"record", "insert", "update", "delete", "with_for_update"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
WEB = {"flask", "flask_login", "flask_wtf", "werkzeug", "wtforms"}
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """One source file: its path from the top of the tree, and what it says."""

    path: PurePath
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level package."""
        return self.path.parts[0]

    @property
    def name(self) -> str:
        """The dotted name that imports it."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def is_a(self, *kinds: str) -> bool:
        """Say whether the file, or a folder of it below the package, has one of these names."""
        return not set(kinds).isdisjoint((*self.path.parts[1:-1], self.path.stem))

    def calls(self) -> list[tuple[str, int]]:
        """Return the dotted name and the line of every call."""
        return calls(self.tree)

    def functions(self) -> Iterator[Function]:
        """Yield the functions that other modules may call."""
        for node in self.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield node

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield what is imported, with its line: the module, and the module with the name taken from it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                # A dot stands for the folder of the module, each further one for the folder above.
                above = self.path.parts[: -node.level] if node.level else ()
                source = ".".join([*above, *([node.module] if node.module else [])])
                yield source, node.lineno
                yield from ((f"{source}.{alias.name}", node.lineno) for alias in node.names)


Rule = Callable[[Sequence[Module]], list[str]]


def modules(top: Path) -> list[Module]:
    """Return every module of the three packages that stand under `top`."""
    return [
        Module(path.relative_to(top), ast.parse(path.read_text(encoding="utf-8")))
        for package in PACKAGES
        for path in sorted((top / package).rglob("*.py"))
    ]


@cache
def calls(node: ast.AST) -> list[tuple[str, int]]:
    """Return the dotted name and the line of every call beneath a node."""
    return [(dotted(below.func), below.lineno) for below in ast.walk(node) if isinstance(below, ast.Call)]


def dotted(node: ast.expr) -> str:
    """Return a name as it is written, with `()` for what is called on the way: `db_session().get`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
        case ast.Call(func=func):
            return f"{dotted(func)}()"
        case _:
            return ""


def on_session(node: ast.AST, methods: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the calls of a session's methods beneath a node, whatever the session is called."""
    for name, line in calls(node):
        receiver, _, method = name.rpartition(".")
        if method in methods and receiver.removesuffix("()").endswith("session"):
            yield name, line


def arguments(function: Function) -> set[str]:
    """Return the names of what a function takes."""
    return {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}


def commits_elsewhere(house: Sequence[Module]) -> list[str]:
    """Only views, commands and the worker commit: a service can be part of a larger change."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if not module.is_a("views", "commands", "worker", "demonstration")
        and module.path not in {PurePath("workforce/core/web.py"), PurePath("workforce/core/db.py")}
        for name, line in module.calls()
        if name.endswith((".commit", ".rollback"))
        or (module.is_a("services", "queries") and name.endswith((".begin", ".writing", ".new_session")))
    ]


def clocks_elsewhere(house: Sequence[Module]) -> list[str]:
    """Only the clock asks what time it is: a test can set the time, and every zone is explicit."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if module.path != PurePath("workforce/core/clock.py")
        for name, line in module.calls()
        if ".".join(name.split(".")[-2:]) in CLOCKS
    ]


def requests_below_the_pages(house: Sequence[Module]) -> list[str]:
    """What serves pages, the command line and the worker alike knows no request."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if module.is_a("models", "rules", "services", "queries")
        for name, line in module.imports()
        if name.split(".")[0] in WEB or name == "workforce.core.web"
    ]


def unscoped_reads(house: Sequence[Module]) -> list[str]:
    """A read takes the actor or an organisation, or its name warns that it is not limited.

    In queries that is every public function with a session; in services, those that read and change nothing.
    """
    return [
        f"{module.path}:{function.lineno} {function.name}"
        for module in house
        for function in module.functions()
        if "session" in arguments(function)
        and SCOPES.isdisjoint(arguments(function))
        and not function.name.endswith("_unscoped")
        and (module.is_a("queries") or (module.is_a("services") and _only_reads(function)))
    ]


def _only_reads(function: Function) -> bool:
    changes = any(on_session(function, WRITES)) or any(
        name.split(".")[-1].removeprefix("_") in WRITING_CALLS for name, _line in calls(function)
    )
    return any(on_session(function, READS)) and not changes


def reads_elsewhere(house: Sequence[Module]) -> list[str]:
    """Reads stand in queries, or in the service that goes on to write; never in pages, needs or sections."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if not module.is_a("queries", "services", "models", "commands", "demonstration")
        and module.path.parts[:2] != ("workforce", "core")
        for name, line in [
            *on_session(module.tree, READS),
            *(call for call in module.calls() if call[0] in {"select", "sqlalchemy.select"}),
        ]
    ]


def pages_elsewhere(house: Sequence[Module]) -> list[str]:
    """Pages stand in `views.py` or `views/<page>.py`: a stranger finds a page by its address there."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if not module.is_a("views") and module.path != PurePath("workforce/core/web.py")
        for name, line in module.calls()
        if name.split(".")[-1] in {"Blueprint", "render_template"}
    ]


def tables_of_others(house: Sequence[Module]) -> list[str]:
    """Only models, queries and services know the tables of another package."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if not module.is_a("models", "queries", "services")
        and module.path.parts[:2] != ("rostering", "demonstration")
        for name, line in module.imports()
        if name.split(".")[0] in PACKAGES
        and name.split(".")[0] != module.package
        and name.endswith(".models")
    ]


def names_for_anything(house: Sequence[Module]) -> list[str]:
    """A thing stands where a stranger would look for it, so no module is a drawer for anything."""
    return [str(module.path) for module in house if module.is_a(*NAMES_THAT_SAY_NOTHING)]


def class_names_used_twice(house: Sequence[Module]) -> list[str]:
    """A class name means one thing within a package; the options of a form or a table are always `Meta`."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in house:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and node.name != "Meta":
                places[f"{module.package} {node.name}"].append(f"{module.path}:{node.lineno}")
    return [f"{name}: {', '.join(where)}" for name, where in places.items() if len(where) > 1]


def siblings_that_import_each_other(house: Sequence[Module]) -> list[str]:
    """Of two files or folders in one folder, at most one imports the other, at every depth."""
    names = {module.name: module for module in house}
    arrows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module in house:
        for imported, line in module.imports():
            target = imported if imported in names else imported.rpartition(".")[0]
            ends = _where_they_part(module.name, target) if target in names else None
            if ends:
                arrows[ends].add(f"{module.path}:{line} {target}")
    return [
        f"{one} and {two}: {', '.join(sorted(arrows[one, two] | arrows[two, one]))}"
        for one, two in sorted(arrows)
        if one < two and (two, one) in arrows
    ]


def _where_they_part(one: str, two: str) -> tuple[str, str] | None:
    """Return the two siblings under which two modules stand; None if one is the other's folder."""
    first, second = one.split("."), two.split(".")
    depth = 0
    while depth < min(len(first), len(second)) and first[depth] == second[depth]:
        depth += 1
    if depth in {0, len(first), len(second)}:
        return None
    return ".".join(first[: depth + 1]), ".".join(second[: depth + 1])


RULES: tuple[Rule, ...] = (
    commits_elsewhere,
    clocks_elsewhere,
    requests_below_the_pages,
    unscoped_reads,
    reads_elsewhere,
    pages_elsewhere,
    tables_of_others,
    names_for_anything,
    class_names_used_twice,
    siblings_that_import_each_other,
)
