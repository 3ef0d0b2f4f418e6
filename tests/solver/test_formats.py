"""Files: our JSON comes back equal, public text is read, and bad files are refused with their line."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from rostering.formats import FormatError, read_problem, read_roster, write_native, write_roster
from rostering.problem import Journey, PreferredDay, Roster
from rostering.solver.generators.teams import team
from tests.solver.small import person, problem, rota, spec

TINY = """# a comment
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A, E=7|L=0, 2400, 960, 5, 2, 2, 1
B, E=7|L=3, 2400, 960, 5, 2, 2, 1

SECTION_DAYS_OFF
A,0,3

SECTION_SHIFT_ON_REQUESTS
A,2,E,2

SECTION_SHIFT_OFF_REQUESTS
B,3,L,3

SECTION_COVER
0,E,1,100,1
"""


@pytest.mark.parametrize("seed", range(3))
def test_our_json_comes_back_equal(seed: int) -> None:
    given = team(seed, staff=6, weeks=1)
    text = write_native(given)
    assert read_problem(text) == given
    assert write_native(read_problem(text)) == text


def test_parameters_of_every_kind_come_back_equal() -> None:
    given = problem(
        spec("forbidden_successions", pairs=(("L", "E"),)), spec("shifts_of_type", most=(("N", 1),))
    )
    assert read_problem(write_native(given)) == given


WISHES: dict[str, Any] = {
    "journeys": (Journey("centre", 25), Journey("far", 50)),
    "hour_pence": 2345,
    "preferred_week": (PreferredDay(0, wants=False), PreferredDay(4, wants=True, types=("E", "L"))),
    "earlier": ("E0", "L3"),
}


@pytest.mark.parametrize("name", WISHES)
def test_what_people_wish_comes_back_equal(name: str) -> None:
    given = problem(spec("one_at_a_time"), workers=(person(**{name: WISHES[name]}), person("bob")))
    assert f'"{name}"' in write_native(given)
    assert read_problem(write_native(given)) == given


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"journeys": [{"site_key": "far", "travel_min": -1}]}, "journeys[0].travel_min: must be 0 or more"),
        ({"journeys": [{"site_key": "", "travel_min": 9}]}, "journeys: an empty key"),
        ({"journeys": [{"site_key": "far", "travel_min": 9}] * 2}, "journeys: the key 'far' is used twice"),
        ({"journeys": [{"site_key": "far"}]}, "journeys[0]: 'travel_min' is missing"),
        ({"hour_pence": -1}, "hour_pence: must be 0 or more"),
        ({"hour_pence": 12.5}, "hour_pence: must be a whole number"),
        ({"preferred_week": [{"weekday": 7, "wants": True}]}, "preferred_week[0].weekday: must be 0 to 6"),
        ({"preferred_week": [{"weekday": 2, "wants": True}] * 2}, "preferred_week: names a weekday twice"),
        ({"earlier": ["X9"]}, "earlier: there is no shift 'X9'"),
    ],
)
def test_what_people_wish_is_refused_by_its_field(facts: dict[str, object], says: str) -> None:
    body = json.loads(write_native(problem(spec("one_at_a_time"))))
    body["problem"]["workers"][0].update(facts)
    with pytest.raises(FormatError) as caught:
        read_problem(json.dumps(body, indent=1))
    assert says in str(caught.value)


def test_the_public_text_becomes_rules_of_ours() -> None:
    given = read_problem(TINY)
    assert (given.days, len(given.shifts), len(given.workers), len(given.demands)) == (7, 14, 2, 1)
    ada = given.worker_of["A"]
    assert [block.type_key for block in ada.blocks] == ["L"]
    assert [day.start_min for day in ada.away] == [0, 3 * 1440]
    assert {rule.rule for rule in given.rules} >= {
        "forbidden_successions",
        "shifts_of_type",
        "weekends",
        "requests",
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("7\n\nSECTION_SHIFTS", "x\n\nSECTION_SHIFTS", 3, "whole number"),
        ("7\n\nSECTION_SHIFTS", "0\n\nSECTION_SHIFTS", 3, "1 to 5000 days"),
        ("L,480,E", "L,480,X", 7, "no shift 'X'"),
        ("L,480,E", "E,480,", 7, "given twice"),
        ("L,480,E", "L,480", 7, "2 fields where there should be 3"),
        ("A, E=7|L=0, 2400", "A, E=7|Q=0, 2400", 10, "no shift 'Q'"),
        ("A, E=7|L=0, 2400", "A, E7, 2400", 10, "shift=number"),
        ("960, 5, 2, 2, 1\nB", "2401, 5, 2, 2, 1\nB", 10, "more than the most"),
        ("A,0,3", "A,0,7", 14, "outside the horizon"),
        ("A,2,E,2", "C,2,E,2", 17, "no staff member 'C'"),
        ("0,E,1,100,1", "0,E,1,100,-1", 23, "whole number"),
        ("0,E,1,100,1", "0,E,1,100,1\n0,E,1,100,1", 24, "given twice"),
        ("SECTION_COVER", "SECTION_COVERS", 22, "no section"),
        ("SECTION_DAYS_OFF\nA,0,3\n", "", 18, "must come after SECTION_DAYS_OFF"),
        ("# a comment\n", "E\n", 1, "before the first section"),
    ],
)
def test_a_bad_text_is_refused_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in TINY
    with pytest.raises(FormatError) as caught:
        read_problem(TINY.replace(old, new, 1))
    assert caught.value.line == line or (old.startswith("SECTION_DAYS") and caught.value.line < 18)
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda body: body.update(version=2), "version: must be 1"),
        (lambda body: body.update(more=1), "more: is not a field of the format"),
        (lambda body: body["problem"].pop("days"), "problem: 'days' is missing"),
        (lambda body: body["problem"].update(days="7"), "days: must be a whole number"),
        (lambda body: body["problem"].update(days=True), "days: must be a whole number"),
        (lambda body: body["problem"].update(first_day="Monday"), "must be a date such as 2027-01-04"),
        (
            lambda body: body["problem"]["shifts"][3].update(dey=1),
            "problem.shifts[3].dey: is not a field of Shift",
        ),
        (lambda body: body["problem"]["shifts"][3].update(day=99), ".day: must be 0"),
        (lambda body: body["problem"]["workers"][0].update(locked=["X1"]), "there is no shift 'X1'"),
        (lambda body: body["problem"]["rules"][0].update(params=[1]), "rules[0].params: must be an object"),
    ],
)
def test_a_bad_json_is_refused_with_its_line_and_place(change: object, says: str) -> None:
    body = json.loads(write_native(team(0, staff=4, weeks=1)))
    change(body)  # type: ignore[operator]
    with pytest.raises(FormatError) as caught:
        read_problem(json.dumps(body, indent=1))
    assert says in str(caught.value)
    assert str(caught.value).startswith("line ")


def test_the_line_of_a_bad_json_is_where_it_is_wrong() -> None:
    lines = write_native(team(0, staff=4, weeks=1)).splitlines()
    wrong = next(number for number, line in enumerate(lines) if '"end_min"' in line)
    lines[wrong] = '"end_min": "noon",'
    with pytest.raises(FormatError) as caught:
        read_problem("\n".join(lines))
    assert caught.value.line == wrong + 1
    lines[wrong] = '"end_min": -5,'
    with pytest.raises(FormatError) as caught:
        read_problem("\n".join(lines))
    assert caught.value.line == wrong + 1
    lines[wrong] = '"end_min" 5'
    with pytest.raises(FormatError) as caught:
        read_problem("\n".join(lines))
    assert caught.value.line == wrong + 1


def mangled(chance: random.Random, text: str) -> str:
    """Return a text with a few pieces cut, doubled or replaced."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        piece = text[at : at + chance.randint(1, 12)]
        new = chance.choice(
            ("", piece * 2, "-1", "9" * 30, "[", "}", '"', ",", "\n", "NaN", "null", "E=|", "\x00", "é")
        )
        text = text[:at] + new + text[at + len(piece) :]
    return text


@pytest.mark.parametrize("seed", range(300))
def test_mangled_files_are_read_or_refused_in_one_line(seed: int) -> None:
    chance = random.Random(seed)
    given = team(0, staff=3, weeks=1)
    for text in (TINY, write_native(given)):
        try:
            read_problem(mangled(chance, text))
        except FormatError as error:
            assert error.line >= 1
    try:
        read_roster(given, mangled(chance, write_roster(given, Roster.of([("p000", "E0"), ("p001", "N3")]))))
    except FormatError as error:
        assert error.line >= 1


def test_a_roster_comes_back_equal_and_names_the_type_where_that_is_enough() -> None:
    given = problem(spec("one_at_a_time"))
    roster = rota("E0 N1 L3")
    text = write_roster(given, roster)
    assert text == "staff,day,shift\nada,0,E\nada,1,N\nada,3,L\n"
    assert read_roster(given, "\ufeff" + text.replace("\n", "\r\n")) == roster


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "header"),
        ("staff,day\n", 1, "header"),
        ("staff,day,shift\nbob,0,E\n", 2, "no worker 'bob'"),
        ("staff,day,shift\nada,0,E\n\nada,14,E\n", 4, "from 0 to 13"),
        ("staff,day,shift\nada,one,E\n", 2, "from 0 to 13"),
        ("staff,day,shift\nada,0,X\n", 2, "no shift 'X' on day 0"),
        ("staff,day,shift\nada,0\n", 2, "2 cells"),
    ],
)
def test_a_bad_roster_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_roster(problem(spec("one_at_a_time")), text)
    assert (caught.value.line, says in caught.value.message) == (line, True)
