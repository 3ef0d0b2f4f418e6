"""Signing in: who gets in, what others learn, and how sessions end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.accounts.services import invite, invite_again
from workforce.core import clock
from workforce.core.access import SYSTEM, Role

PASSWORD = "three calm herons"


def give(client: FlaskClient, email: str, password: str, **more: str) -> tuple[int, str]:
    """Fill in the sign-in page; return the status and the page, or where it leads."""
    response = client.post("/sign-in", data={"email": email, "password": password, **more})
    return response.status_code, response.headers.get("Location", response.text)


def test_the_right_password_opens_the_home_page(client: FlaskClient, make: Factory) -> None:
    """Case and spaces around the address do not matter."""
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    assert give(client, " Kim@Example.org ", PASSWORD) == (302, "/home")
    assert client.get("/home").status_code == 200


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: FlaskClient, make: Factory) -> None:
    """The page does not tell who has an account."""
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    wrong = give(client, "kim@example.org", "not the password")
    unknown = give(client, "kai@example.org", "not the password")
    assert wrong[0] == unknown[0] == 400
    assert wrong[1].replace("kim@", "kai@") == unknown[1]
    assert "Email address or password is wrong" in wrong[1]


def test_the_eleventh_guess_is_not_checked(client: FlaskClient, make: Factory) -> None:
    """Not even the right password gets in after ten wrong ones, until the window has passed."""
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    for _ in range(10):
        assert give(client, "kim@example.org", "wrong")[0] == 400
    assert give(client, "kim@example.org", PASSWORD)[0] == 429
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert give(client, "kim@example.org", PASSWORD)[0] == 302


def test_colleagues_behind_one_network_address_do_not_lock_each_other_out(
    client: FlaskClient, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only wrong passwords use up what a network address may guess."""
    monkeypatch.setattr("workforce.accounts.services.GUESSES_PER_NETWORK", 2)
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    for _ in range(3):
        assert give(client, "kim@example.org", PASSWORD)[0] == 302
        client.post("/sign-out")
    said = [give(client, f"{name}@example.org", "wrong")[0] for name in ("kai", "kit", "kip")]
    assert said == [400, 400, 429]


def test_signing_out_ends_the_session_everywhere(sign_in: SignIn, make: Factory) -> None:
    """A copy of the cookie is worth nothing afterwards."""
    browser = sign_in.as_person(make.person())
    with browser.session_transaction() as cookie:
        stolen = dict(cookie)
    assert browser.post("/sign-out").status_code == 302
    with browser.session_transaction() as cookie:
        cookie.update(stolen)
    assert browser.get("/home").status_code == 302


def test_leaving_ends_a_role_on_the_next_request(sign_in: SignIn, make: Factory) -> None:
    """An administrator whose contract ended yesterday administers nothing today."""
    trust, person = make.organisation(), make.person()
    contract = make.employment(person, trust)
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, person, organisation_id=trust.id)
    assert browser.get("/audit/").status_code == 200
    contract.ended_on = clock.today() - timedelta(days=1)
    make.session.commit()
    assert browser.get("/audit/").status_code == 404


def test_leaving_the_organisation_of_a_team_ends_leading_it(sign_in: SignIn, make: Factory) -> None:
    """A contract elsewhere in the county keeps nobody in charge of a team whose organisation they left."""
    trust, person = make.organisation(), make.person()
    contract = make.employment(person, trust)
    make.employment(person)
    team = make.team(trust)
    browser = sign_in.as_role(Role.TEAM_LEAD, person, team_id=team.id)
    assert browser.get(f"/teams/{team.id}").status_code == 200
    contract.ended_on = clock.today() - timedelta(days=1)
    make.session.commit()
    assert browser.get(f"/teams/{team.id}").status_code == 404


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "home"]
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, make: Factory, target: str) -> None:
    """Only addresses of our own are followed."""
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    assert give(client, "kim@example.org", PASSWORD, next=target) == (302, "/home")


def test_signing_in_leads_where_the_person_was_heading(client: FlaskClient, make: Factory) -> None:
    """The page that asked for the sign-in comes next."""
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    heading = client.get("/my-account").headers["Location"]
    assert heading == "/sign-in?next=/my-account"
    assert give(client, "kim@example.org", PASSWORD, next="/my-account") == (302, "/my-account")


def test_an_invitation_works_once(client: FlaskClient, make: Factory) -> None:
    """The private link sets a password, signs in, and is then an unknown page."""
    person = make.person(born_on=date(1980, 2, 3))
    _, secret = invite(make.session, SYSTEM, "new@example.org", person.name, person.id)
    make.session.commit()
    page = f"/choose-password/{secret}"
    assert "new@example.org" in client.get(page).text
    assert client.post(page, data={"password": "short"}).status_code == 400
    assert client.post(page, data={"password": PASSWORD}).headers["Location"] == "/home"
    assert client.get(page).status_code == 404


def test_the_invitation_of_a_disabled_account_is_unknown(client: FlaskClient, make: Factory) -> None:
    """Shutting an account shuts the link that lies in somebody's post, too."""
    account, secret = invite(make.session, SYSTEM, "new@example.org", "Kim Tester")
    account.disabled_at = clock.now()
    make.session.commit()
    assert client.get(f"/choose-password/{secret}").status_code == 404
    assert client.post(f"/choose-password/{secret}", data={"password": PASSWORD}).status_code == 404


def test_choosing_a_password_ends_every_older_session(sign_in: SignIn, make: Factory) -> None:
    """Whoever was signed in under the old password is not any more."""
    account = make.account(make.person())
    older = sign_in(account)
    secret = invite_again(make.session, SYSTEM, account)
    make.session.commit()
    newer = sign_in.app.test_client()
    assert newer.post(f"/choose-password/{secret}", data={"password": PASSWORD}).status_code == 302
    assert (older.get("/home").status_code, newer.get("/home").status_code) == (302, 200)


def test_signing_in_leaves_nothing_of_the_cookie_before(client: FlaskClient, make: Factory) -> None:
    """A cookie that somebody planted is worth nothing after the sign-in."""
    make.account(make.person(), PASSWORD, email="kim@example.org")
    make.session.commit()
    with client.session_transaction() as cookie:
        cookie.update(_user_id="planted", planted="planted")
    give(client, "kim@example.org", PASSWORD)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"] != "planted"


def test_nobody_else_can_end_my_session(sign_in: SignIn, make: Factory) -> None:
    """Ids of other people's sessions are unknown pages."""
    other = make.account(make.person())
    sign_in(other)
    browser = sign_in.as_person(make.person())
    for session_id in range(1, 30):
        response = browser.post(f"/my-account/sessions/{session_id}/end")
        if response.status_code == 302:
            assert browser.get("/home").status_code == 302
            return
    raise AssertionError("not even one's own session could be ended")
