"""Long lists in pages: so many rows at a time, and where they stand among all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

#: How many rows a page shows.
PAGE_ROWS = 25
RowType = TypeVar("RowType")


@dataclass(frozen=True, slots=True)
class Page(Generic[RowType]):
    """One page of rows, how many rows there are in all, and the number of the page, counted from 1."""

    rows: list[RowType]
    total: int
    number: int

    @property
    def first(self) -> int:
        """The place of the first row shown, counted from 1."""
        return (self.number - 1) * PAGE_ROWS + 1

    @property
    def last(self) -> int:
        """The place of the last row shown."""
        return self.first + len(self.rows) - 1


def page_of(session: Session, wanted: Select[RowType], number: int) -> Page[RowType]:
    """Return a page of what is wanted, or the nearest page there is."""
    total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    number = max(1, min(number, -(-total // PAGE_ROWS)))
    rows = session.scalars(wanted.limit(PAGE_ROWS).offset((number - 1) * PAGE_ROWS))
    return Page(list(rows), total, number)
