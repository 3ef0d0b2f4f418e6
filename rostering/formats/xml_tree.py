"""XML as a tree of elements that know their lines; what a file of data has no need of is refused.

A document type could declare entities, which can grow without end or name other files, so none is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from rostering.formats.errors import FormatError

#: Deeper than any file of data needs, and far from the end of the stack.
MAX_DEPTH: Final = 20


@dataclass(slots=True)
class Element:
    """An element: its name, line, attributes, text without blanks around it, and the elements in it."""

    name: str
    line: int
    attributes: Mapping[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """Yield the elements of a name in this one, in order."""
        return (child for child in self.children if child.name == name)

    def get(self, name: str) -> Element | None:
        """Return the element of a name in this one; raise FormatError if there are several."""
        elements = list(self.all(name))
        if len(elements) > 1:
            raise FormatError(elements[1].line, f"{name} is given twice")
        return elements[0] if elements else None

    def one(self, name: str) -> Element:
        """Return the only element of a name in this one; raise FormatError if it is not there."""
        element = self.get(name)
        if element is None:
            raise FormatError(self.line, f"{self.name} has no {name}")
        return element

    def attribute(self, name: str) -> str:
        """Return the value of an attribute; raise FormatError if it is not there."""
        if name not in self.attributes:
            raise FormatError(self.line, f"{self.name} has no attribute {name}")
        return self.attributes[name]


def is_xml(text: str) -> bool:
    """Return whether a file begins as XML does."""
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def read_xml(text: str) -> Element:
    """Return the outermost element of a document; raise FormatError where it is not well-formed."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    outermost: list[Element] = []
    inside: list[Element] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(inside) == MAX_DEPTH:
            raise FormatError(parser.CurrentLineNumber, f"more than {MAX_DEPTH} elements in one another")
        element = Element(name, parser.CurrentLineNumber, attributes)
        (inside[-1].children if inside else outermost).append(element)
        inside.append(element)

    def end(_name: str) -> None:
        element = inside.pop()
        element.text = element.text.strip()

    def add_text(text: str) -> None:
        inside[-1].text += text

    def refuse(*_declared: object) -> None:
        raise FormatError(parser.CurrentLineNumber, "a document type is not read")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = add_text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        # As text it is no longer in the encoding that it declares.
        parser.Parse(text.removeprefix("\ufeff").lstrip().encode("utf-8"), True)
    except expat.ExpatError as error:
        raise FormatError(error.lineno, f"not XML: {expat.ErrorString(error.code)}") from error
    return outermost[0]
