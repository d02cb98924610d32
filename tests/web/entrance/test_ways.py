"""What each way in makes of a request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection

from assistant.accounts.types import Origin, Role
from assistant.settings import Settings
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.entrance.entrance import Doorkeeper
from assistant.web.entrance.ways import Refused, address_of, way_of
from assistant.web.identity import Visitor
from assistant.web.records import Records


def asking(
    path: str = "/", *, client: str = "127.0.0.1", method: str = "GET", **headers: str
) -> HTTPConnection:
    """A request, its headers with underscores for hyphens."""
    named = [
        (name.replace("_", "-").lower().encode(), value.encode("utf-8"))
        for name, value in headers.items()
    ]
    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "headers": named,
        "client": (client, 1234), "server": ("127.0.0.1", 8000), "scheme": "http",
    }  # fmt: skip
    return HTTPConnection(scope)


class Door:
    """A doorkeeper with records of its own."""

    def __init__(self, settings: Settings) -> None:
        self.records = Records(settings)
        self._keeper = Doorkeeper(self.records, way_of(settings), SessionCookie(settings))

    def opens(self, request: HTTPConnection) -> Visitor:
        return self._keeper.visitor(request)


@pytest.fixture
def evaluation(tmp_path: Path) -> Iterator[Door]:
    door = Door(Settings(data_dir=tmp_path))
    yield door
    door.records.close()


@pytest.fixture
def behind_proxy(tmp_path: Path) -> Iterator[Door]:
    door = Door(
        Settings(
            data_dir=tmp_path,
            login="proxy",
            proxy_addresses="10.1.0.0/24, 10.2.0.9",
            proxy_name_header="X-Remote-Name",
        )
    )
    yield door
    door.records.close()


def test_whoever_opens_a_page_for_evaluation_is_a_guest_from_then_on(evaluation: Door) -> None:
    first = evaluation.opens(asking("/"))
    assert first.identity is not None
    assert (first.identity.name, first.identity.role) == ("", Role.STAFF)
    again = evaluation.opens(asking("/user", Cookie=f"assistant_session={first.session}"))
    assert again == first
    assert evaluation.opens(asking("/")).identity != first.identity


@pytest.mark.parametrize(("path", "method"), [("/user", "GET"), ("/", "POST"), ("/ws/x", "GET")])
def test_what_opens_no_page_makes_no_guest(evaluation: Door, path: str, method: str) -> None:
    assert evaluation.opens(asking(path, method=method)).identity is None


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "Via", "X_Real_IP"])
def test_the_evaluation_is_closed_to_what_was_passed_on_from_elsewhere(
    evaluation: Door, header: str
) -> None:
    with pytest.raises(Refused):
        evaluation.opens(asking("/", **{header: "10.0.0.1"}))


def test_a_guest_of_the_evaluation_is_nobody_once_there_are_logins(
    evaluation: Door, tmp_path: Path
) -> None:
    guest = evaluation.opens(asking("/"))
    door = Door(Settings(data_dir=tmp_path, login="local"))
    cookie = f"assistant_session={guest.session}"
    assert door.opens(asking("/", Cookie=cookie)).identity is None
    door.records.close()


def test_whom_the_proxy_names_is_in_with_one_account(behind_proxy: Door) -> None:
    given = {"client": "10.1.0.7", "X_Remote_User": "Tanaka", "X_Remote_Name": "田中 花子"}
    first = behind_proxy.opens(asking("/", **given))
    assert first.identity is not None
    assert (first.identity.name, first.identity.role) == ("田中 花子", Role.STAFF)
    again = behind_proxy.opens(asking("/user", client="10.2.0.9", X_Remote_User="tanaka"))
    assert again.identity == first.identity
    assert behind_proxy.records.accounts.by_login("tanaka").origin is Origin.SIGN_ON


@pytest.mark.parametrize("client", ["127.0.0.1", "10.2.0.8", "10.1.1.0", "testclient"])
def test_nobody_else_is_believed_whom_they_name(behind_proxy: Door, client: str) -> None:
    with pytest.raises(Refused):
        behind_proxy.opens(asking("/", client=client, X_Remote_User="admin"))
    assert behind_proxy.records.accounts.all() == ()


def test_a_proxy_that_names_nobody_lets_nobody_in(behind_proxy: Door) -> None:
    assert behind_proxy.opens(asking("/", client="10.1.0.7")).identity is None


@pytest.mark.parametrize("named", ["", " ", "a b", "a" * 201, "あ", "a\x00", "../x"])
def test_a_name_that_is_no_login_is_turned_away(behind_proxy: Door, named: str) -> None:
    request = asking("/", client="10.1.0.7", X_Remote_User=named)
    with pytest.raises(Refused):
        behind_proxy.opens(request)


def test_a_name_given_twice_is_turned_away(behind_proxy: Door) -> None:
    request = asking("/", client="10.1.0.7", X_Remote_User="tanaka", x_remote_user="admin")
    with pytest.raises(Refused):
        behind_proxy.opens(request)


def test_a_session_counts_for_nothing_behind_the_proxy(behind_proxy: Door) -> None:
    records = behind_proxy.records
    account = records.accounts.signed_on("proxy|tanaka", "tanaka", "田中", at=records.now())
    secret = records.sessions.start(account.id, at=records.now())
    request = asking("/", client="10.1.0.7", Cookie=f"assistant_session={secret}")
    assert behind_proxy.opens(request).identity is None


def test_a_disabled_account_is_turned_away_whatever_the_proxy_says(behind_proxy: Door) -> None:
    given = {"client": "10.1.0.7", "X_Remote_User": "tanaka"}
    behind_proxy.opens(asking("/", **given))
    behind_proxy.records.accounts.set_enabled("tanaka", False)
    with pytest.raises(Refused):
        behind_proxy.opens(asking("/", **given))


def test_the_clients_address_is_taken_from_the_proxy_alone() -> None:
    networks = Settings(proxy_addresses="10.1.0.0/24").proxies
    passed = {"X_Forwarded_For": "6.6.6.6, 192.168.1.5"}
    assert address_of(asking(client="10.1.0.7", **passed), networks) == "192.168.1.5"
    assert address_of(asking(client="10.9.0.7", **passed), networks) == "10.9.0.7"


def test_cookies_are_for_https_alone_where_the_address_says_so() -> None:
    name, value = SessionCookie(
        Settings(login="local", public_url="https://dx.city.example/")
    ).header("secret")
    assert name == b"set-cookie"
    assert value.startswith(b"__Host-assistant_session=secret;")
    assert b"secure" in value.lower()
