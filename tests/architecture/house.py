"""The rules of the house: each is a function from the modules of a tree to a line for everything wrong there.

A line begins with what is wrong and a colon: mostly the path of a module, relative to the tree. What kind of
module it is follows from its name or from that of a folder above it, so that `services.py` and
`services/hiring.py` are held to the same.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import NamedTuple

PACKAGES = ("workforce", "competences", "rostering")
SCOPES = {"actor", "organisation_id", "organisation_ids"}
READS = {"scalar", "scalars", "stream", "stream_scalars", "execute", "get", "get_one", "query"}
WRITES = {"add", "add_all", "delete", "flush", "merge"}
WRITING_STATEMENTS = {"insert", "update", "delete"}
WRITING_CALLS = {"record", "with_for_update"}
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"),
    *("func.now", "func.current_date", "func.current_timestamp"),
}
WEB = {"flask", "flask_login", "flask_wtf", "werkzeug", "wtforms"}
OUR_WEB = {"workforce.core.web", "workforce.accounts.session"}
PAGES = {"Blueprint", "add_url_rule", "login_required", "redirect", "render_template"}
GUARDS = {f"workforce.core.web.{guard}" for guard in ("public", "signed_in", "requires", "commits")}
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
        """Yield the functions and the methods that other modules may call."""
        classes = (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))
        for body in (self.tree.body, *(node.body for node in classes)):
            for node in body:
                if isinstance(node, Function) and not node.name.startswith("_"):
                    yield node

    def with_private_functions(self, function: Function) -> list[Function]:
        """Return a function and the private ones of its module that it calls, directly or through others."""
        private = {node.name: node for node in ast.walk(self.tree) if isinstance(node, Function)}
        reached = [function]
        # The list grows while it is walked, until no function in it calls a further one.
        for caller in reached:
            for name, _line in calls(caller):
                called = private.get(name.split(".")[-1])
                if called is not None and called.name.startswith("_") and called not in reached:
                    reached.append(called)
        return reached

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield what is imported, with its line: the module, and the module with the name taken from it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = self.source_of(node)
                yield source, node.lineno
                yield from ((f"{source}.{alias.name}", node.lineno) for alias in node.names)

    def origins(self) -> dict[str, str]:
        """Return what each imported name stands for: with `import sqlalchemy as sa`, `sa` is `sqlalchemy`."""
        origins: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                origins |= {alias.asname: alias.name for alias in node.names if alias.asname}
            elif isinstance(node, ast.ImportFrom):
                source = self.source_of(node)
                origins |= {alias.asname or alias.name: f"{source}.{alias.name}" for alias in node.names}
        return origins

    def source_of(self, node: ast.ImportFrom) -> str:
        """Return the full name of the module from which a statement imports."""
        # A dot stands for the folder of the module, each further one for the folder above.
        above = self.path.parts[: -node.level] if node.level else ()
        return ".".join([*above, *([node.module] if node.module else [])])


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


@cache
def references(module: Module) -> list[tuple[str, int]]:
    """Return every name that a module uses, called or not, in full and with its line."""
    origins = module.origins()
    return [
        (in_full(dotted(node), origins), node.lineno)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute)
    ]


def in_full(name: str, origins: dict[str, str]) -> str:
    """Return a dotted name with its first part as it is called where it comes from."""
    first, dot, rest = name.partition(".")
    return f"{origins.get(first, first)}{dot}{rest}"


def on_session(node: ast.AST, methods: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the calls of a session's methods beneath a node, whatever the session is called."""
    sessions = session_arguments(node)
    for name, line in calls(node):
        receiver, _, method = name.rpartition(".")
        if method in methods and (receiver in sessions or receiver.removesuffix("()").endswith("session")):
            yield name, line


def session_arguments(node: ast.AST) -> set[str]:
    """Return the names of the arguments beneath a node that are a session, by their name or their type."""
    return {
        argument.arg
        for argument in ast.walk(node)
        if isinstance(argument, ast.arg) and (argument.arg == "session" or _is_session(argument.annotation))
    }


def _is_session(annotation: ast.expr | None) -> bool:
    """Say whether a type is `Session`, `orm.Session` or one of these or None, in quotes or not."""
    types = ast.unparse(annotation).strip("'\"").split(" | ") if annotation else []
    return any(each.split(".")[-1] == "Session" for each in types)


def arguments(function: Function) -> set[str]:
    """Return the names of what a function takes."""
    taken = function.args
    return {argument.arg for argument in [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]}


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
        for name, line in references(module)
        if ".".join(name.split(".")[-2:]) in CLOCKS
    ]


def requests_below_the_pages(house: Sequence[Module]) -> list[str]:
    """What serves pages, the command line and the worker alike knows no request."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if module.is_a("models", "rules", "services", "queries")
        for name, line in module.imports()
        if name.split(".")[0] in WEB or name in OUR_WEB
    ]


def unscoped_reads(house: Sequence[Module]) -> list[str]:
    """A read takes the actor or an organisation, or its name warns that it is not limited.

    In queries that is every public function or method with a session; in services, those that read and
    change nothing, themselves or through private functions. A method is held to what it takes itself.
    """
    return [
        f"{module.path}:{function.lineno} {function.name}"
        for module in house
        if module.is_a("queries", "services")
        for function in module.functions()
        if (session_arguments(function.args) or any(on_session(function, READS)))
        and SCOPES.isdisjoint(arguments(function))
        and not function.name.endswith("_unscoped")
        and (module.is_a("queries") or _only_reads(module, function))
    ]


def _only_reads(module: Module, function: Function) -> bool:
    reached = module.with_private_functions(function)
    origins = module.origins()
    return any(any(on_session(part, READS)) for part in reached) and not any(
        any(on_session(part, WRITES)) or any(_writes(in_full(name, origins)) for name, _line in calls(part))
        for part in reached
    )


def _writes(name: str) -> bool:
    """Say whether a call, by its full name, makes a statement that writes, locks rows or records a change."""
    called = name.rpartition(".")[2]
    return called in WRITING_CALLS or (name.startswith("sqlalchemy.") and called in WRITING_STATEMENTS)


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
    """Pages and guards stand in `views.py` or `views/<page>.py`: a stranger finds a page by its address."""
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if not module.is_a("views") and module.path != PurePath("workforce/core/web.py")
        for name, line in references(module)
        if name.split(".")[-1] in PAGES or name in GUARDS
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
    """No file or folder imports itself through others of its folder, at every depth."""
    names = {module.name: module for module in house}
    arrows: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for module in house:
        for imported, line in module.imports():
            target = imported if imported in names else imported.rpartition(".")[0]
            ends = _where_they_part(module.name, target) if target in names else None
            if ends:
                arrows[ends[0]][ends[1]].add(f"{module.path}:{line} {target}")
    # Those that reach each other are in one circle; what only leads to a circle, or away from it, is in none.
    reached = {sibling: _reached(sibling, arrows) for sibling in list(arrows)}
    circles = {
        tuple(sorted(target for target in reached[sibling] if sibling in reached.get(target, ())))
        for sibling in reached
    }
    return [
        f"{' and '.join(circle)}: "
        + ", ".join(
            sorted(place for start in circle for end in circle for place in arrows[start].get(end, ()))
        )
        for circle in sorted(circles)
        if circle
    ]


def _reached(start: str, arrows: Mapping[str, Mapping[str, set[str]]]) -> set[str]:
    """Return what `start` imports, directly or through others; itself only if it is in a circle."""
    reached: set[str] = set()
    further = [start]
    while further:
        new = set(arrows.get(further.pop(), ())) - reached
        reached |= new
        further.extend(new)
    return reached


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
