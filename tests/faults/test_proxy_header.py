"""Who is not the proxy is not believed whom they name, and that they tried is noted."""

import uuid

import httpx
import pytest
from socketio.exceptions import ConnectionError as SocketRefused

from assistant.audit.types import Action
from assistant.settings import Settings
from index.types import IndexSettings
from tests.faults.city import City
from tests.web.serving import serving
from tests.web.talking import talking


def test_a_header_from_elsewhere_than_the_proxy_lets_nobody_in(
    built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("proxied")
    settings = {"ASSISTANT_LOGIN": "proxy", "ASSISTANT_PROXY_ADDRESSES": "192.0.2.0/24"}
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        city = City(server, Settings(data_dir=folder))
        before = city.rows()
        for headers in (
            {"X-Remote-User": "hanako"},
            {"x-remote-user": "admin", "X-Forwarded-For": "192.0.2.1"},
            {"X-Remote-User": "hanako", "Forwarded": "for=192.0.2.1", "X-Real-IP": "192.0.2.1"},
        ):
            since = city.last_noted()
            response = httpx.get(f"{server.address}/user", headers=headers)
            assert response.status_code == 403
            assert "hanako" not in response.text
            (noted,) = city.noted(since)
            assert noted.action == Action.HEADER_IGNORED.value
            assert noted.actor == ""
            assert "hanako" not in noted.detail
        with (
            pytest.raises(SocketRefused),
            talking(
                server.address,
                str(uuid.uuid4()),
                headers={"X-Remote-User": "hanako"},
                cookies={},
            ),
        ):
            pass
        assert httpx.get(f"{server.address}/user").status_code == 401
        assert city.rows() == before
        city.close()


def test_where_people_have_passwords_the_header_counts_for_nothing(city: City) -> None:
    for path in ("/user", "/coaching/me"):
        response = httpx.get(f"{city.server.address}{path}", headers={"X-Remote-User": "hanako"})
        assert response.status_code == 401
