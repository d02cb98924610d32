"""A secret that opens nothing any more opens nothing anywhere: 401, and no socket."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from socketio.exceptions import ConnectionError as SocketRefused

from assistant.accounts.accounts import Accounts
from assistant.web.identity import form_token
from tests.faults.city import COOKIE, City
from tests.web.talking import talking

READ = ("/user", "/project/settings", "/coaching/me", "/coaching/my-data.json", "/coaching/team")
FORGED = {
    "of nothing": "x",
    "of zeros": "0" * 43,
    "too long": "a" * 3000,
    "of two": "a; b",
    "signed by nobody": "eyJhbGciOiJub25lIn0.eyJpZGVudGlmaWVyIjoiYWRtaW4ifQ.",
}


def after_signing_out(city: City) -> str:
    somebody = city.somebody()
    assert somebody.client.post("/logout").status_code == 200
    return somebody.secret


def after_leaving(city: City) -> str:
    somebody = city.somebody()
    somebody.get("/leave")
    assert somebody.post("/leave").status_code == 200
    return somebody.secret


def expired(city: City) -> str:
    return city.session(city.account(), begun=datetime.now(UTC) - timedelta(hours=8, seconds=1))


def of_a_clock_ahead(city: City) -> str:
    return city.session(city.account(), begun=datetime.now(UTC) + timedelta(days=2))


def of_somebody_disabled(city: City) -> str:
    somebody = city.somebody()
    assert somebody.client.get("/user").status_code == 200
    Accounts(city.database).set_enabled(somebody.account.login, False)
    return somebody.secret


def of_somebody_deleted(city: City) -> str:
    somebody = city.somebody()
    Accounts(city.database).delete(somebody.account.id)
    return somebody.secret


GONE = (
    after_signing_out, after_leaving, expired, of_a_clock_ahead, of_somebody_disabled,
    of_somebody_deleted,
)  # fmt: skip


def opens_nothing(city: City, secret: str) -> None:
    address = city.server.address
    cookie = {"Cookie": f"{COOKIE}={secret}"}
    for path in READ:
        assert httpx.get(f"{address}{path}", headers=cookie).status_code == 401
    form = {"token": form_token(secret), "level": "3"}
    before = city.rows()
    assert httpx.post(f"{address}/coaching/role", data=form, headers=cookie).status_code == 401
    assert city.rows() == before
    with (
        pytest.raises(SocketRefused),
        talking(address, str(uuid.uuid4()), cookies={COOKIE: secret}),
    ):
        pass


@pytest.mark.parametrize("secret_of", GONE)
def test_a_secret_that_was_good_once_opens_nothing(
    city: City, secret_of: Callable[[City], str]
) -> None:
    opens_nothing(city, secret_of(city))


@pytest.mark.parametrize("secret", FORGED.values(), ids=FORGED)
def test_a_forged_secret_opens_nothing(city: City, secret: str) -> None:
    opens_nothing(city, secret)


def test_what_is_kept_of_a_secret_is_not_one(city: City) -> None:
    somebody = city.somebody()
    for row in city.rows()["session"]:
        assert somebody.secret not in row
        digest = next(value for value in row if isinstance(value, str) and len(value) == 64)
        cookie = {"Cookie": f"{COOKIE}={digest}"}
        assert httpx.get(f"{city.server.address}/user", headers=cookie).status_code == 401
        break
