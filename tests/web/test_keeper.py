"""The keeper: in order, and honest about what was not kept."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.errors import StoreUnavailable
from assistant.history.history import History
from assistant.settings import Settings
from assistant.web.keeper import Keeper
from assistant.web.records import Records
from tests.history.talks import AT, new_id, question


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    keeper = Keeper(Records(Settings(data_dir=tmp_path)))
    yield keeper
    keeper.close()
    keeper.records.close()


@pytest.fixture
def account(keeper: Keeper) -> str:
    return Accounts(keeper.records.database).add("tanaka", "田中", Role.STAFF, at=AT).id


class Begin:
    """Begins a conversation with a question."""

    def __init__(self, account: str, id: str, words: str = "質問") -> None:
        self.account, self.id, self.words = account, id, words

    def __call__(self, history: History) -> None:
        history.begin(self.account, self.id, "会話", at=AT)
        history.put(self.account, self.id, question(self.words), at=AT)


def failing(history: History) -> None:
    raise StoreUnavailable("The disk is full.")


async def said(keeper: Keeper, account: str, id: str) -> list[str]:
    nothing: list[str] = []
    return await keeper.read(
        id,
        lambda history: [step.output for step in history.get(account, id).steps],
        default=nothing,
    )


async def test_all_is_kept_in_the_order_in_which_it_was_said(keeper: Keeper, account: str) -> None:
    id = new_id()
    tasks = [
        asyncio.create_task(keeper.keep(id, Begin(account, id, str(place)), begins=True))
        for place in range(20)
    ]
    assert await keeper.settled(id)
    assert await said(keeper, account, id) == [str(place) for place in range(20)]
    await asyncio.gather(*tasks)


async def test_one_conversation_does_not_wait_for_another(keeper: Keeper, account: str) -> None:
    slow, quick = new_id(), new_id()
    may_go_on = threading.Event()
    waiting = asyncio.create_task(keeper.keep(slow, lambda _: may_go_on.wait(30)))
    await keeper.keep(quick, Begin(account, quick), begins=True)
    assert await said(keeper, account, quick) == ["質問"]
    assert not waiting.done()
    may_go_on.set()
    await waiting


async def test_what_was_not_kept_is_told_once_and_the_turn_stays_half(
    keeper: Keeper, account: str
) -> None:
    id = new_id()
    await keeper.keep(id, failing, begins=True)
    await keeper.keep(id, Begin(account, id))
    assert not await keeper.settled(id)
    assert await keeper.settled(id)
    assert await said(keeper, account, id) == []


async def test_the_next_turn_is_kept_again(keeper: Keeper, account: str) -> None:
    id = new_id()
    await keeper.keep(id, failing, begins=True)
    assert not await keeper.settled(id)
    await keeper.keep(id, Begin(account, id), begins=True)
    assert await keeper.settled(id)
    assert await said(keeper, account, id) == ["質問"]


async def test_what_belongs_to_a_deleted_conversation_is_dropped_without_a_word(
    keeper: Keeper, account: str
) -> None:
    id = new_id()
    await keeper.keep(id, Begin(account, id), begins=True)
    await keeper.keep(id, lambda history: history.delete(account, id))
    await keeper.keep(id, lambda history: history.put(account, id, question(), at=AT))
    assert await keeper.settled(id)
    assert await said(keeper, account, id) == []


async def test_a_question_under_the_name_of_somebody_elses_conversation_is_not_kept(
    keeper: Keeper, account: str
) -> None:
    id = new_id()
    other = Accounts(keeper.records.database).add("sato", "佐藤", Role.STAFF, at=AT).id
    await keeper.keep(id, Begin(account, id), begins=True)
    await keeper.keep(id, Begin(other, id), begins=True)
    assert not await keeper.settled(id)
    assert await said(keeper, other, id) == []
    assert await said(keeper, account, id) == ["質問"]


async def test_records_that_come_into_reach_later_are_used(tmp_path: Path) -> None:
    (tmp_path / "records").touch()
    keeper = Keeper(Records(Settings(data_dir=tmp_path)))
    id = new_id()
    await keeper.keep(id, Begin("0" * 32, id), begins=True)
    assert not await keeper.settled(id)
    assert await said(keeper, "0" * 32, id) == []
    (tmp_path / "records").unlink()
    account = Accounts(keeper.records.database).add("tanaka", "田中", Role.STAFF, at=AT).id
    await keeper.keep(id, Begin(account, id), begins=True)
    assert await keeper.settled(id)
    assert await said(keeper, account, id) == ["質問"]
    keeper.close()
    keeper.records.close()


async def test_of_a_conversation_of_which_nothing_was_said_all_is_kept(keeper: Keeper) -> None:
    assert await keeper.settled(new_id())
