"""How long a competence counts, and what else it counts as."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workforce.core.clock import add_months
from workforce.readiness.evidence import Evidence, EvidenceKind

MONTHS_PER_YEAR = 12


def last_valid_day(held_on: date, refresh_months: int | None) -> date | None:
    """Return the last day on which what was done on `held_on` counts; None if it never runs out."""
    return None if refresh_months is None else add_months(held_on, refresh_months)


def period_words(months: int | None) -> str:
    """Return how often something is due again, as people say it."""
    if months is None:
        return "once"
    years, rest = divmod(months, MONTHS_PER_YEAR)
    if rest:
        return f"every {months} months"
    return "every year" if years == 1 else f"every {years} years"


def earliest(*days: date | None) -> date | None:
    """Return the earliest of some last days, where None means no end."""
    return min((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement to count one competence in full as another, on certain days."""

    from_label: str
    to_code: str
    to_label: str
    to_kind: EvidenceKind
    #: After how many months what is counted is itself due again.
    to_refresh_months: int | None
    valid_from: date
    valid_until: date | None
    agreed_by: str

    def apply(self, held: Evidence, held_on: date) -> Evidence | None:
        """Return what `held` counts as under this agreement; None if they are never valid on the same day.

        It lasts no longer than what it comes from, than the agreement, and than its own period counted
        from the day on which the first was done.
        """
        own_end = last_valid_day(held_on, self.to_refresh_months)
        valid_from = max(held.valid_from, self.valid_from)
        valid_until = earliest(held.valid_until, self.valid_until, own_end)
        if valid_until is not None and valid_until < valid_from:
            return None
        reason = f"{self.from_label} counts as {self.to_label} (agreed by {self.agreed_by})"
        return replace(
            held,
            kind=self.to_kind,
            code=self.to_code,
            label=self.to_label,
            valid_from=valid_from,
            valid_until=valid_until,
            because=f"{held.because}; {reason}" if held.because else reason,
        )


class EquivalenceMap:
    """All agreements to count in full, followed from competence to competence in their direction.

    `parts` are those that count in part, as the code and title of what is held and the code it counts for.
    """

    def __init__(
        self, agreements: Iterable[tuple[str, Agreement]], parts: Iterable[tuple[str, str, str]] = ()
    ) -> None:
        self._parts: dict[str, list[tuple[str, str]]] = {}
        for from_code, title, to_code in parts:
            self._parts.setdefault(to_code, []).append((from_code, title))
        self._onward: dict[str, list[Agreement]] = {}
        self._backward: dict[str, set[str]] = {}
        for from_code, agreement in agreements:
            self._onward.setdefault(from_code, []).append(agreement)
            self._backward.setdefault(agreement.to_code, set()).add(from_code)

    def spread(self, held: Evidence, held_on: date) -> Iterator[Evidence]:
        """Yield the evidence itself, and then everything that it counts as."""
        yield held
        waiting = [(held, frozenset({held.code}))]
        while waiting:
            step, passed = waiting.pop()
            for agreement in self._onward.get(step.code, ()):
                if agreement.to_code in passed:
                    continue
                reached = agreement.apply(step, held_on)
                if reached is not None:
                    yield reached
                    waiting.append((reached, passed | {reached.code}))

    def partly(self, code: str) -> list[tuple[str, str]]:
        """Return the code and title of everything that counts for a competence in part."""
        return self._parts.get(code, [])

    def sources(self, codes: Collection[str]) -> set[str]:
        """Return these codes and every code that leads to any of them."""
        leading, waiting = set(codes), list(codes)
        while waiting:
            for source in self._backward.get(waiting.pop(), set()) - leading:
                leading.add(source)
                waiting.append(source)
        return leading


def merge_intervals(
    intervals: Iterable[tuple[date, date | None]], first: date, last: date
) -> list[tuple[date, date]]:
    """Return the days of `intervals` within `first` to `last`, merged into as few stretches as possible."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted((max(start, first), earliest(end, last) or last) for start, end in intervals):
        if end < start:
            continue
        if merged and start.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def held_codes(evidence: Iterable[Evidence], on: date) -> Mapping[str, Evidence]:
    """Return what is held on a day by its code, the longest-lasting piece of each."""
    held: dict[str, Evidence] = {}
    for item in evidence:
        if item.holds_on(on) and (item.code not in held or _outlasts(item, held[item.code])):
            held[item.code] = item
    return held


def _outlasts(item: Evidence, known: Evidence) -> bool:
    return known.valid_until is not None and (item.valid_until or date.max) > known.valid_until
