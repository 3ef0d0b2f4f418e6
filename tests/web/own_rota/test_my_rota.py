"""My rota shows what is promised, at every employer, and nothing of drafts."""

from __future__ import annotations

from datetime import timedelta

from rostering.rotas.models import RotaStatus
from tests.factories import Factory, london
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock


def test_promised_duties_show_and_drafts_do_not(make: Factory, sign_in: SignIn) -> None:
    today = clock.today()
    weymouth = SmallTeam(make, today)
    karen, tom = weymouth.nurses[0], weymouth.nurses[2]
    duty = weymouth.put(karen, weymouth.late, 2)
    weymouth.put(tom, weymouth.late, 2)
    make.booking(karen, weymouth.trust, duty.starts_at, assignment_id=duty.id, label="Late")
    weymouth.rota.status, weymouth.rota.published_at = RotaStatus.PUBLISHED, clock.now()
    draft = make.rota(weymouth.team, today, version=2)
    weymouth.put(karen, weymouth.night, 4, draft)
    page = sign_in.as_person(karen).get("/my-rota").text
    assert "With Tom Hallett" in page
    assert "Late</strong>, 13:30 to 21:30" in page
    assert "Westhaven Hospital" in page
    assert "Night" not in page


def test_ones_own_work_elsewhere_stands_beside_it(make: Factory, sign_in: SignIn) -> None:
    person = make.person()
    make.booking(
        person, make.organisation(), london(clock.today() + timedelta(days=1)), label="Ward 4 clinic"
    )
    assert "Ward 4 clinic</strong>, 08:00 to 16:00" in sign_in.as_person(person).get("/my-rota").text


def test_an_empty_rota_says_what_comes_next(make: Factory, sign_in: SignIn) -> None:
    page = sign_in.as_person(make.person()).get("/my-rota").text
    assert "You have no duty to come" in page


def test_a_day_that_is_none_is_not_found(make: Factory, sign_in: SignIn) -> None:
    assert sign_in.as_person(make.person()).get("/my-rota?from=tomorrow").status_code == 404
