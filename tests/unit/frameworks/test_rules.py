"""How long a competence counts, and what else it counts as."""

from __future__ import annotations

from datetime import date

import pytest

from competences.frameworks.rules import (
    Agreement,
    EquivalenceMap,
    held_codes,
    last_valid_day,
    merge_intervals,
    period_words,
)
from workforce.readiness.evidence import Evidence, EvidenceKind


def held(code: str, since: date = date(2026, 3, 1), until: date | None = None) -> Evidence:
    return Evidence(EvidenceKind.TRAINING, code, code.title(), since, until)


def agreement(to_code: str, **values: object) -> Agreement:
    defaults: dict[str, object] = {
        "from_label": "What is held",
        "to_label": to_code.title(),
        "to_kind": EvidenceKind.COMPETENCE,
        "to_refresh_months": None,
        "valid_from": date(2024, 1, 1),
        "valid_until": None,
        "agreed_by": "the county",
    }
    return Agreement(to_code=to_code, **{**defaults, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("done", "months", "last"),
    [
        (date(2026, 1, 20), 36, date(2029, 1, 20)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 20), None, None),
    ],
)
def test_what_was_done_counts_to_the_same_day_so_many_months_on(
    done: date, months: int | None, last: date | None
) -> None:
    assert last_valid_day(done, months) == last


@pytest.mark.parametrize(
    ("months", "words"), [(12, "every year"), (36, "every 3 years"), (18, "every 18 months"), (None, "once")]
)
def test_periods_are_said_as_people_say_them(months: int | None, words: str) -> None:
    assert period_words(months) == words


def test_equivalence_goes_on_from_one_agreement_to_the_next_and_says_why() -> None:
    found = EquivalenceMap(
        [
            ("level3", agreement("level2", from_label="Level 3")),
            ("level2", agreement("level1", from_label="Level 2")),
        ]
    )
    reached = {item.code: item for item in found.spread(held("level3"), date(2026, 3, 1))}
    assert set(reached) == {"level3", "level2", "level1"}
    assert reached["level3"].because == ""
    assert reached["level1"].because == (
        "Level 3 counts as Level2 (agreed by the county); Level 2 counts as Level1 (agreed by the county)"
    )


def test_equivalence_has_a_direction() -> None:
    found = EquivalenceMap([("tier2", agreement("tier1"))])
    assert [item.code for item in found.spread(held("tier1"), date(2026, 3, 1))] == ["tier1"]


def test_agreements_in_a_circle_end() -> None:
    found = EquivalenceMap([("a", agreement("b")), ("b", agreement("a"))])
    assert [item.code for item in found.spread(held("a"), date(2026, 3, 1))] == ["a", "b"]


def test_what_is_counted_ends_with_the_first_of_its_three_ends() -> None:
    source = held("a", until=date(2029, 3, 1))
    done = date(2026, 3, 1)

    def end(**values: object) -> date | None:
        return list(EquivalenceMap([("a", agreement("b", **values))]).spread(source, done))[1].valid_until

    assert end() == date(2029, 3, 1)
    assert end(to_refresh_months=12) == date(2027, 3, 1)
    assert end(valid_until=date(2026, 12, 31)) == date(2026, 12, 31)


def test_an_agreement_counts_nothing_before_it_began_or_after_it_ended() -> None:
    source, done = held("a", until=date(2026, 9, 1)), date(2026, 3, 1)
    later = EquivalenceMap([("a", agreement("b", valid_from=date(2026, 6, 1)))])
    assert list(later.spread(source, done))[1].valid_from == date(2026, 6, 1)
    too_late = EquivalenceMap([("a", agreement("b", valid_from=date(2026, 9, 2)))])
    assert [item.code for item in too_late.spread(source, done)] == ["a"]


def test_sources_are_everything_that_leads_there() -> None:
    found = EquivalenceMap([("c", agreement("b")), ("b", agreement("a")), ("x", agreement("y"))])
    assert found.sources(["a"]) == {"a", "b", "c"}


def test_intervals_are_cut_to_the_period_and_joined_where_they_touch() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    assert merge_intervals(
        [
            (date(2026, 11, 20), None),
            (date(2020, 1, 1), date(2026, 11, 5)),
            (date(2026, 11, 6), date(2026, 11, 10)),
            (date(2019, 1, 1), date(2020, 1, 1)),
        ],
        first,
        last,
    ) == [(first, date(2026, 11, 10)), (date(2026, 11, 20), last)]


def test_an_agreement_that_begins_on_the_last_day_counts_for_that_day() -> None:
    source, done = held("a", until=date(2026, 9, 1)), date(2026, 3, 1)
    just = EquivalenceMap([("a", agreement("b", valid_from=date(2026, 9, 1)))])
    reached = list(just.spread(source, done))[1]
    assert (reached.valid_from, reached.valid_until) == (date(2026, 9, 1), date(2026, 9, 1))


def test_a_circle_hides_no_agreement_that_leads_out_of_it() -> None:
    found = EquivalenceMap([("a", agreement("b")), ("b", agreement("a")), ("b", agreement("c"))])
    assert [item.code for item in found.spread(held("a"), date(2026, 3, 1))] == ["a", "b", "c"]


def test_what_counts_in_part_is_told_by_code_and_title() -> None:
    found = EquivalenceMap([], [("a", "First", "c"), ("b", "Second", "c")])
    assert found.partly("c") == [("a", "First"), ("b", "Second")]
    assert found.partly("a") == []


def test_intervals_are_joined_only_where_no_day_is_left_out() -> None:
    """1 to 5 holds 2 to 3; 6 is left out; 8 to 10 follow 7 and hold 9; 12 stands alone."""
    days = [(1, 5), (2, 3), (7, 7), (8, 10), (9, 9), (12, 12)]
    intervals = [(date(2026, 11, first), date(2026, 11, last)) for first, last in days]
    found = merge_intervals(intervals, date(2026, 11, 1), date(2026, 11, 30))
    assert [(start.day, end.day) for start, end in found] == [(1, 5), (7, 10), (12, 12)]


def test_of_what_is_held_on_a_day_the_longest_lasting_counts() -> None:
    on = date(2026, 6, 1)
    past, shorter = held("a", until=date(2026, 5, 31)), held("a", until=date(2026, 6, 1))
    longer, same = held("a", until=date(2026, 6, 2)), held("a", until=date(2026, 6, 2))
    endless, later, other = held("a"), held("a", since=date(2026, 6, 2)), held("b", until=date(2026, 6, 1))
    for evidence in ([past, shorter, longer, same, later], [longer, same, shorter, past]):
        assert held_codes(evidence, on)["a"] is longer
    for evidence in ([longer, endless, later], [endless, longer]):
        assert held_codes(evidence, on)["a"] is endless
    assert held_codes([past, other, later], on) == {"b": other}
