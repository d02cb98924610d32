"""Chainlit's data layer: its contract, for who is behind the socket and for nobody else."""

import asyncio
import importlib
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.errors import NoSuchThread
from assistant.history.history import History
from assistant.history.types import Kind
from assistant.pipeline import Pipeline
from assistant.settings import Settings
from assistant.web.contact import Contact
from assistant.web.home import prepare_home
from assistant.web.keeper import Keeper
from assistant.web.records import Records
from assistant.web.steps import RUN
from tests.history.talks import AT, answered, new_id

if TYPE_CHECKING:
    from assistant.web.data_layer import DataLayer

# Its letters are large. No new one: every process has to know the tests by the same names.
LARGE = "7B0D5A2C-41E3-4F6A-9C8D-2E5B7A90C1D4"
BAD = ["", "x", "../../etc/passwd", "' OR 1=1 --", LARGE, "0" * 32]


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Chainlit's folder: importing Chainlit writes where it is told to."""
    before = os.environ.get("CHAINLIT_APP_ROOT")
    prepare_home(tmp_path_factory.mktemp("chainlit"), Contact("", ""))
    with warnings.catch_warnings():
        # Of Chainlit's own libraries.
        warnings.simplefilter("ignore")
        importlib.import_module("assistant.web.data_layer")
    yield
    if before is None:
        del os.environ["CHAINLIT_APP_ROOT"]
    else:
        os.environ["CHAINLIT_APP_ROOT"] = before


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    keeper = Keeper(Records(Settings(data_dir=tmp_path)))
    yield keeper
    keeper.close()
    keeper.records.close()


@pytest.fixture
def layer(keeper: Keeper) -> "DataLayer":
    from assistant.web.data_layer import DataLayer

    return DataLayer(keeper)


@pytest.fixture
def mine(keeper: Keeper) -> str:
    return Accounts(keeper.records.database).add("tanaka", "田中", Role.STAFF, at=AT).id


@pytest.fixture
def other(keeper: Keeper) -> str:
    return Accounts(keeper.records.database).add("sato", "佐藤", Role.STAFF, at=AT).id


def act_as(account: str | None, thread_id: str = "") -> str:
    """Whose socket the following comes from, in a conversation that has begun; its id."""
    from chainlit.context import init_http_context
    from chainlit.user import User

    user = User(identifier=account) if account is not None else None
    context = init_http_context(thread_id=thread_id or new_id(), user=user)
    context.session.has_first_interaction = True
    return context.session.thread_id


def shape(type: str, output: str = "", **changed: Any) -> Any:
    return {
        "id": new_id(),
        "name": RUN if type == "run" else "User",
        "type": type,
        "output": output,
        "createdAt": "2026-07-02T09:00:00Z",
        "metadata": {},
        **changed,
    }


async def ask(layer: "DataLayer", words: str = "Lv.3には何が求められますか") -> dict[str, Any]:
    """A question with its answer, as Chainlit hands them over."""
    asked = shape("user_message", words)
    run = shape("run", parentId=asked["id"])
    for step in (asked, run, shape("assistant_message", "役割です。", parentId=run["id"])):
        await layer.create_step(step)
    run["end"] = "2026-07-02T09:00:02Z"
    await layer.update_step(run)
    return {"question": asked["id"], "run": run["id"]}


def history(keeper: Keeper) -> History:
    return keeper.history


async def test_a_user_is_who_the_entrance_says(layer: "DataLayer") -> None:
    from chainlit.user import User

    found = await layer.get_user("a" * 32)
    made = await layer.create_user(User(identifier="a" * 32))
    assert (found.id, found.identifier) == ("a" * 32, "a" * 32)
    assert made == found


async def test_a_conversation_is_kept_and_read_in_chainlits_shape(
    layer: "DataLayer", mine: str
) -> None:
    id = act_as(mine)
    await layer.update_thread(id, name="Lv.3には何が求められますか", user_id=mine)
    ids = await ask(layer)
    thread = await layer.get_thread(id)
    assert thread is not None
    assert (thread["userIdentifier"], thread["name"]) == (mine, "Lv.3には何が求められますか")
    assert [step["type"] for step in thread["steps"]] == [
        "user_message", "run", "assistant_message"
    ]  # fmt: skip
    assert thread["steps"][1]["id"] == ids["run"]
    assert thread["steps"][1]["end"] == "2026-07-02T09:00:02.000Z"
    assert await layer.get_thread_author(id) == mine


async def test_before_the_first_question_nothing_is_kept(layer: "DataLayer", mine: str) -> None:
    from chainlit.context import get_context

    id = act_as(mine)
    get_context().session.has_first_interaction = False
    await ask(layer)
    assert await layer.get_thread(id) is None


async def test_the_first_question_alone_begins_a_conversation(
    layer: "DataLayer", mine: str
) -> None:
    id = act_as(mine)
    await layer.create_step(shape("assistant_message", "役割です。", parentId=new_id()))
    await layer.update_thread(id, metadata={"chat_profile": "x"})
    assert await layer.get_thread(id) is None
    await layer.create_step(shape("user_message", "質問"))
    assert await layer.get_thread(id) is not None


async def test_a_step_that_is_deleted_has_gone(layer: "DataLayer", mine: str) -> None:
    id = act_as(mine)
    ids = await ask(layer)
    await layer.delete_step(ids["run"])
    thread = await layer.get_thread(id)
    assert thread is not None
    assert ids["run"] not in [step["id"] for step in thread["steps"]]


@pytest.mark.parametrize("stranger", ["other", "guest", "nobody"])
async def test_nobody_else_reads_changes_or_deletes(
    layer: "DataLayer", keeper: Keeper, mine: str, other: str, stranger: str
) -> None:
    id = act_as(mine)
    await ask(layer)
    before = history(keeper).get(mine, id)
    act_as({"other": other, "guest": "unkept-x", "nobody": None}[stranger], id)
    assert await layer.get_thread(id) is None
    assert await layer.get_thread_author(id) == ""
    await ask(layer)
    await layer.update_thread(id, name="x", user_id=other, metadata={"chat_profile": "x"})
    await layer.update_thread(id, tags=["x"])
    await layer.delete_step(before.steps[0].id)
    await layer.delete_thread(id)
    assert history(keeper).get(mine, id) == before


async def test_without_a_socket_nobody_acts(layer: "DataLayer", mine: str) -> None:
    from chainlit.context import context_var

    id = act_as(mine)
    await ask(layer)

    async def elsewhere() -> object:
        context_var.set(None)  # type: ignore[arg-type]
        return await layer.get_thread(id)

    # In a context of its own, as each request has one.
    with pytest.raises(AttributeError):
        await asyncio.create_task(elsewhere())


async def test_the_list_is_of_who_acts_whomever_the_filter_names(
    layer: "DataLayer", mine: str, other: str
) -> None:
    from chainlit.types import Pagination, ThreadFilter

    ids = []
    for account in (mine, mine, mine, other):
        ids.append(act_as(account))
        await ask(layer)
    act_as(mine)
    seen: list[str] = []
    cursor = None
    while True:
        page = await layer.list_threads(
            Pagination(first=2, cursor=cursor), ThreadFilter(userId=other)
        )
        seen += [thread["id"] for thread in page.data]
        cursor = page.pageInfo.endCursor
        if not page.pageInfo.hasNextPage:
            break
    assert sorted(seen) == sorted(ids[:3])
    found = await layer.list_threads(Pagination(first=9), ThreadFilter(search="求められ"))
    assert len(found.data) == 3
    assert (await layer.list_threads(Pagination(first=9), ThreadFilter(search="予算"))).data == []


async def test_a_conversation_is_renamed_labelled_and_deleted(
    layer: "DataLayer", mine: str
) -> None:
    id = act_as(mine)
    await ask(layer, "批判的思考とは")
    await layer.update_thread(id, name="新しい\n名前", tags=["研修"])
    data = {"chat_settings": {"a": 1}, "env": {"KEY": "secret"}, "user": mine, "is_shared": True}
    await layer.update_thread(id, metadata=data)
    thread = await layer.get_thread(id)
    assert thread is not None
    assert (thread["name"], thread["tags"]) == ("新しい 名前", ["研修"])
    assert thread["metadata"] == {"chat_settings": {"a": 1}}
    await layer.delete_thread(id)
    assert await layer.get_thread(id) is None


async def test_the_title_is_the_beginning_of_the_first_question(
    layer: "DataLayer", mine: str
) -> None:
    id = act_as(mine)
    await layer.update_thread(id, name="あ" * 500)
    thread = await layer.get_thread(id)
    assert thread is not None
    assert thread["name"] == "あ" * 39 + "…"


@pytest.mark.parametrize("bad", BAD)
async def test_a_malformed_identifier_reaches_no_statement(
    layer: "DataLayer", keeper: Keeper, mine: str, bad: str
) -> None:
    from chainlit.types import Feedback

    id = act_as(mine)
    await ask(layer)
    before = history(keeper).get(mine, id)
    await layer.create_step(shape("user_message", "x", id=bad))
    await layer.update_thread(bad, name="x")
    await layer.delete_step(bad)
    await layer.delete_thread(bad)
    assert await layer.get_thread(bad) is None
    assert not await layer.delete_feedback(bad)
    with pytest.raises(NoSuchThread):
        await layer.upsert_feedback(Feedback(forId=bad, value=1))
    assert history(keeper).get(mine, id) == before
    assert len(history(keeper).page(mine, first=9).threads) == 1


async def test_a_rating_is_given_changed_and_taken_back_by_its_owner(
    layer: "DataLayer", keeper: Keeper, mine: str, other: str, pipeline: Pipeline
) -> None:
    from chainlit.types import Feedback

    id, run = answered(history(keeper), mine, pipeline.ask("批判的思考とは"))
    act_as(mine, id)
    given = await layer.upsert_feedback(Feedback(forId=run, value=1))
    assert await layer.upsert_feedback(Feedback(forId=run, value=0, comment="短い")) == given
    thread = await layer.get_thread(id)
    assert thread is not None
    (rated,) = [step["feedback"] for step in thread["steps"] if "feedback" in step]
    assert rated is not None
    assert (rated["value"], rated["comment"]) == (0, "短い")
    act_as(other, id)
    assert not await layer.delete_feedback(given)
    with pytest.raises(NoSuchThread):
        await layer.upsert_feedback(Feedback(forId=run, value=1))
    act_as(mine, id)
    assert await layer.delete_feedback(given)
    assert not await layer.delete_feedback(given)


async def test_there_are_no_elements_and_no_favourites(layer: "DataLayer", mine: str) -> None:
    act_as(mine)
    assert await layer.get_element(new_id(), new_id()) is None
    assert await layer.get_favorite_steps(mine) == []
    assert await layer.build_debug_url() == ""


def test_every_kind_of_step_is_one_of_chainlits() -> None:
    from typing import get_args

    from chainlit.step import StepType

    known = {name for part in get_args(StepType) for name in get_args(part) or (part,)}
    assert set(Kind) <= known
