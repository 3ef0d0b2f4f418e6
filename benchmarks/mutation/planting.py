"""Plants a mutant in the memory of this process, never in a file: nothing is left behind when it ends."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, FunctionType
from typing import TypeAlias

from benchmarks.mutation import records
from benchmarks.mutation.mutants import Mutant, mutated


def compiled(mutant: Mutant) -> CodeType:
    """Return a module's code with a mutant in it."""
    path = records.TOP / mutant.file
    tree = mutated(path.read_text(encoding="utf-8"), mutant.number)
    return compile(tree, str(path), "exec", dont_inherit=True)


#: Where a function begins, by file, line and qualified name.
Place: TypeAlias = tuple[str, int, str]


def place(mutant: Mutant) -> Place:
    """Return where the function that holds a mutant begins."""
    return str(records.TOP / mutant.file), mutant.first_line, mutant.function


def functions(mutants: Iterable[Mutant]) -> dict[Place, list[FunctionType]]:
    """Return the functions there are that hold any of these mutants; those run at import have none."""
    wanted, result = set(map(place, mutants)), defaultdict[Place, list[FunctionType]](list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            if (found := (code.co_filename, code.co_firstlineno, code.co_qualname)) in wanted:
                result[found].append(thing)
    return dict(result)


def plant_in(functions: Iterable[FunctionType], mutant: Mutant) -> None:
    """Give the functions that hold a mutant its code; whoever imported them sees it too."""
    _, *first_line_and_name = place(mutant)
    (code,) = (
        code
        for code in _codes(compiled(mutant))
        if [code.co_firstlineno, code.co_qualname] == first_line_and_name
    )
    for function in functions:
        function.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def plant_at_import(mutant: Mutant) -> None:
    """Have a module, which is not imported yet, be imported with a mutant."""
    name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert name not in sys.modules
    sys.meta_path.insert(0, _Finder(name, mutant))


class _Finder(MetaPathFinder):
    def __init__(self, name: str, mutant: Mutant) -> None:
        self.name, self.mutant = name, mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        file = str(records.TOP / self.mutant.file)
        return spec_from_file_location(fullname, file, loader=_Loader(fullname, file, self.mutant))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, mutant: Mutant) -> None:
        super().__init__(name, path)
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compiled(self.mutant)
