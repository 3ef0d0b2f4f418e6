"""Small faults planted in a module, one at a time, as a person might make them: `<=` for `<`, a day too many.

Left alone are annotations, decorators, bases of classes, texts, and `strict=` of `zip`, which only asserts.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

#: For each comparison, those that replace it: its boundary moved, and its opposite.
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
#: Parts of the syntax that are not mutated, by the name that `ast` gives them.
SKIPPED = {"annotation", "returns", "decorator_list", "bases", "type_params"}
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault in one file.

    ``number`` counts the file's mutants, ``lines`` are the first and the last that the changed piece of code
    stands on, and ``text`` is the first. ``function`` is the qualified name of the outermost function that
    holds it and ``first_line`` where that begins, decorators included; "" and 0 if it is run at import.
    ``change`` tells the fault, and ends in "(2)" where the function has it in the same text again.
    """

    file: str
    number: int
    lines: tuple[int, int]
    text: str
    change: str
    function: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Site:
    """A piece of code that can be replaced: a field of its parent, or one entry of a field that is a list."""

    parent: ast.AST
    field: str
    place: int | None
    node: ast.expr | ast.stmt
    new: ast.AST
    function: tuple[int, str] | None

    def apply(self) -> None:
        """Replace it, in the tree that it was found in."""
        new = ast.copy_location(self.new, self.node)
        if self.place is None:
            setattr(self.parent, self.field, new)
        else:
            getattr(self.parent, self.field)[self.place] = new


def mutants(file: str, source: str) -> list[Mutant]:
    """Return all mutants of a module."""
    text, seen = source.splitlines(), Counter[tuple[str, str, str]]()
    result = []
    for number, site in enumerate(_sites(ast.parse(source))):
        line = text[site.node.lineno - 1].strip()
        change = f"{ast.unparse(site.node)} => {ast.unparse(ast.fix_missing_locations(site.new))}"
        first_line, function = site.function or (0, "")
        seen[function, line, change] += 1
        if (times := seen[function, line, change]) > 1:
            change += f" ({times})"
        lines = (site.node.lineno, site.node.end_lineno or site.node.lineno)
        result.append(Mutant(file, number, lines, line, change, function, first_line))
    return result


def mutated(source: str, number: int) -> ast.Module:
    """Return the tree of a module with the mutant of a number in it."""
    tree = ast.parse(source)
    next(islice(_sites(tree), number, None)).apply()
    return ast.fix_missing_locations(tree)


def _sites(tree: ast.Module) -> Iterator[Site]:
    return _inside(tree, "", None)


def _inside(parent: ast.AST, scope: str, function: tuple[int, str] | None) -> Iterator[Site]:
    """Yield what can be replaced below a node; ``scope`` is the qualified name of the class it is in."""
    for field, value in ast.iter_fields(parent):
        if field in SKIPPED or (isinstance(parent, ast.ClassDef) and field == "keywords"):
            continue
        for place, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST) or _means_types(node):
                continue
            if isinstance(node, ast.expr | ast.stmt):
                at = place if isinstance(value, list) else None
                for new in _changes(node, _is_condition(parent, field)):
                    yield Site(parent, field, at, node, new, function)
            if function is None and isinstance(node, Function):
                yield from _inside_function(node, scope)
            else:
                inner = f"{scope}{node.name}." if isinstance(node, ast.ClassDef) else scope
                yield from _inside(node, inner, function)


def _inside_function(node: Function, scope: str) -> Iterator[Site]:
    """Yield what the arguments' defaults hold, which are made at import, and then what the body holds."""
    yield from _inside(node.args, scope, None)
    first = min(line.lineno for line in [node, *node.decorator_list])
    body = ast.Module(node.body, [])
    yield from _inside(body, scope, (first, f"{scope}{node.name}"))


def _means_types(node: ast.AST) -> bool:
    """Return whether code is only there for the type checker, or asserts what never fails."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _is_condition(parent: ast.AST, field: str) -> bool:
    return field == "test" or (isinstance(parent, ast.comprehension) and field == "ifs")


def _changes(node: ast.expr | ast.stmt, is_condition: bool) -> Iterator[ast.AST]:
    """Yield what may stand in place of a node."""
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                for other in COMPARISONS[type(operator)]:
                    yield _copy(node, ops=[*ops[:place], other(), *ops[place + 1 :]])
        case ast.BoolOp(op=connective, values=values):
            yield _copy(node, op=ast.And() if isinstance(connective, ast.Or) else ast.Or())
            for place in range(len(values)):
                left = values[:place] + values[place + 1 :]
                yield _copy(node, values=left) if len(left) > 1 else deepcopy(left[0])
        case ast.BinOp(op=operator) if type(operator) in OPERATORS:
            yield _copy(node, op=OPERATORS[type(operator)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield deepcopy(operand)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            yield _copy(node, func=ast.Name(CALLS[name], ast.Load()))
        case ast.expr():
            pass
        case _:
            yield from _changes_of_statement(node)
    if is_condition and not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), deepcopy(node))  # type: ignore[arg-type]


def _changes_of_statement(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.AugAssign(op=operator):
            if type(operator) in OPERATORS:
                yield _copy(node, op=OPERATORS[type(operator)]())
            yield ast.Pass()
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant("mutated" if ast.unparse(value) == "''" else None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _copy(node: ast.AST, **changes: object) -> ast.AST:
    """Return a node of its own that differs in some fields, below which nothing is shared."""
    new = copy(node)
    for name, value in changes.items():
        setattr(new, name, value)
    return deepcopy(new)
