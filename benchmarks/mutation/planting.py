"""Plants a mutant in the memory of this process, never in a file: nothing is left behind when it ends."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterable
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
    tree = mutated(records.source(path), mutant.number)
    return compile(tree, str(path), "exec", dont_inherit=True)


#: Where a function begins, by file, line and qualified name.
Place: TypeAlias = tuple[str, int, str]


def place(mutant: Mutant) -> Place:
    """Return where the function that holds a mutant begins."""
    return str(records.TOP / mutant.file), mutant.first_line, mutant.function


def functions(mutants: Iterable[Mutant]) -> dict[Place, list[FunctionType]]:
    """Return the functions there are that hold any of these mutants; those run at import have none.

    Those that they made when they were called, at import or later, are there too: a mutant may be in them.
    """
    wanted, result = set(map(place, mutants)), defaultdict[Place, list[FunctionType]](list)
    outermost = {(file, name): (file, line, name) for file, line, name in wanted}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            file, name = code.co_filename, code.co_qualname.partition(".<locals>")[0]
            found = outermost.get((file, name))
            if found and (name != code.co_qualname or found[1] == code.co_firstlineno):
                result[found].append(thing)
    return dict(result)


def codes(functions: Iterable[FunctionType], mutant: Mutant) -> list[tuple[FunctionType, CodeType]] | None:
    """Return the code with the mutant for each of the functions that hold it.

    None where a function that was made by another would need other variables of it: it must be made anew, and
    so the mutant be planted at import.
    """
    path = records.TOP / mutant.file
    old = _by_name(compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True))
    new = _by_name(compiled(mutant))
    result = []
    for function in functions:
        code = function.__code__
        name = code.co_firstlineno, code.co_qualname
        if len(old[name]) == len(new[name]):  # else the mutant leaves it out
            changed = new[name][old[name].index(code)]
            if len(changed.co_freevars) != len(code.co_freevars):
                return None
            result.append((function, changed))
    return result


def plant_in(functions: Iterable[FunctionType], mutant: Mutant) -> None:
    """Give the functions that hold a mutant its code; whoever imported them sees it too."""
    for function, code in codes(functions, mutant) or ():
        function.__code__ = code


def _by_name(code: CodeType) -> defaultdict[tuple[int, str], list[CodeType]]:
    """Return the codes in a code, by where they begin and their qualified names; lambdas may share them."""
    result = defaultdict[tuple[int, str], list[CodeType]](list)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            result[constant.co_firstlineno, constant.co_qualname].append(constant)
            for name, inner in _by_name(constant).items():
                result[name] += inner
    return result


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
