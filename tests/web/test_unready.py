"""Without an index the page still loads and says what to do; with it, it answers at once."""

import uuid
from pathlib import Path

import httpx

from index.types import IndexSettings
from tests.web.serving import serving
from tests.web.talking import talking


def test_a_missing_index_is_told_politely_and_a_new_one_is_found(
    tmp_path: Path, built_index_settings: IndexSettings
) -> None:
    index = tmp_path / "index"
    with serving(tmp_path / "data", index, prepared=False) as server:
        assert httpx.get(server.address).status_code == 200
        assert httpx.get(f"{server.address}/healthz").status_code == 200
        assert httpx.get(f"{server.address}/readyz").status_code == 503
        with talking(server.address, str(uuid.uuid4()), greeted=False) as conversation:
            told = conversation.greeting().texts[0]
            assert "索引がありません" in told
            assert "make index" in told
            assert str(tmp_path) not in told
            assert "索引がありません" in conversation.ask("Lv.3には何が求められますか").texts[0]
            index.symlink_to(built_index_settings.directory)
            assert "各職場でDXを企画" in conversation.ask("Lv.3には何が求められますか").texts[0]
        assert httpx.get(f"{server.address}/readyz").status_code == 200
