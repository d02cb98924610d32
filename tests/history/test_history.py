"""Conversations in the store: kept whole, and for nobody but their account."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from assistant.accounts.accounts import Accounts
from assistant.errors import Conflict, NoSuchThread, ThreadFull
from assistant.history import history as history_module
from assistant.history.history import History
from assistant.history.ratings import Ratings
from assistant.history.tables import feedback, step, thread
from assistant.history.types import (
    MOST_METADATA_CHARS,
    MOST_NAME_CHARS,
    MOST_OUTPUT_CHARS,
    Recalled,
)
from assistant.pipeline import Pipeline, Turn
from assistant.store import Database
from tests.history.talks import (
    AT,
    DAY,
    HOSTILE,
    MINUTE,
    answer,
    answered,
    begun,
    new_id,
    question,
    run,
)

Forbidden = Callable[[History, str, str], object]
# Everything that can be done with one conversation.
ACTS: dict[str, Forbidden] = {
    "begin": lambda history, account, id: history.begin(account, id, "x", at=AT),
    "put": lambda history, account, id: history.put(account, id, question(), at=AT),
    "remember": lambda history, account, id: history.remember(account, id, new_id(), "x", "x"),
    "recall": lambda history, account, id: history.recall(account, id),
    "remove_step": lambda history, account, id: history.remove_step(account, id, new_id()),
    "get": lambda history, account, id: history.get(account, id),
    "rename": lambda history, account, id: history.rename(account, id, "x"),
    "annotate": lambda history, account, id: history.annotate(account, id, tags=("x",)),
    "delete": lambda history, account, id: history.delete(account, id),
}


@pytest.fixture(scope="module")
def turn(pipeline: Pipeline) -> Turn:
    return pipeline.ask("批判的思考の定義と活用例を教えてください")


def rows(database: Database) -> tuple[int, ...]:
    with database.reading() as connection:
        return tuple(
            connection.scalars(select(func.count()).select_from(table)).one()
            for table in (thread, step, feedback)
        )


def names(history: History, account: str, **wanted: object) -> list[str]:
    page = history.page(account, **{"first": 100, **wanted})  # type: ignore[arg-type]
    return [listed.name for listed in page.threads]


def test_a_conversation_is_kept_in_the_order_said(history: History, mine: str) -> None:
    id = begun(history, mine, "最初の質問")
    asked = question()
    work = run(asked)
    said = [asked, work, answer(work), question("では、Lv.4は")]
    for place, each in enumerate(said):
        history.put(mine, id, each, at=AT + place * MINUTE)
    kept = history.get(mine, id)
    assert list(kept.steps) == said
    assert kept.listed.name == "最初の質問"
    assert (kept.listed.created_at, kept.listed.updated_at) == (AT, AT + 3 * MINUTE)


def test_a_step_saved_again_is_changed_and_stays_in_its_place(history: History, mine: str) -> None:
    id = begun(history, mine)
    asked = question()
    work = run(asked)
    for each in (asked, work, answer(work)):
        history.put(mine, id, each, at=AT)
    ended = replace(work, ended_at=AT + MINUTE, created_at=AT + DAY)
    history.put(mine, id, ended, at=AT)
    assert history.get(mine, id).steps[1] == replace(ended, created_at=AT)


def test_beginning_again_changes_nothing(history: History, mine: str) -> None:
    id = begun(history, mine, "前")
    history.put(mine, id, question(), at=AT)
    before = history.get(mine, id)
    history.begin(mine, id, "後", at=AT + MINUTE)
    assert history.get(mine, id) == before


def test_for_an_account_that_has_gone_nothing_is_begun(database: Database, mine: str) -> None:
    Accounts(database).delete(mine)
    with pytest.raises(Conflict):
        begun(History(database), mine)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_somebody_elses_conversation_is_denied_in_everything(
    history: History, mine: str, other: str, act: Forbidden
) -> None:
    id = begun(history, mine, "私の会話")
    history.put(mine, id, question(), at=AT)
    before = history.get(mine, id)
    with pytest.raises(NoSuchThread):
        act(history, other, id)
    assert history.get(mine, id) == before


@pytest.mark.parametrize("act", [name for name in ACTS if name != "begin"])
def test_a_denial_does_not_tell_somebody_elses_from_a_missing_one(
    history: History, mine: str, other: str, act: str
) -> None:
    denials = []
    for id in (begun(history, mine), new_id()):
        with pytest.raises(NoSuchThread) as denial:
            ACTS[act](history, other, id)
        denials.append(str(denial.value))
    assert denials[0] == denials[1]


def test_a_step_of_the_same_id_elsewhere_is_another_step(
    history: History, mine: str, other: str
) -> None:
    shared = question("私の質問")
    ids = begun(history, mine), begun(history, other)
    history.put(mine, ids[0], shared, at=AT)
    history.put(other, ids[1], replace(shared, output="別の質問"), at=AT)
    history.remove_step(other, ids[1], shared.id)
    assert history.get(mine, ids[0]).steps == (shared,)


def test_a_step_that_is_removed_has_gone(history: History, mine: str) -> None:
    id = begun(history, mine)
    gone, kept = question(), question()
    for each in (gone, kept):
        history.put(mine, id, each, at=AT)
    history.remove_step(mine, id, gone.id)
    history.remove_step(mine, id, gone.id)
    assert history.get(mine, id).steps == (kept,)


def test_the_list_has_the_last_used_first_page_by_page(history: History, mine: str) -> None:
    ids = [begun(history, mine, str(place), at=AT + place * MINUTE) for place in range(7)]
    history.put(mine, ids[2], question(), at=AT + DAY)
    seen, after = [], ""
    while True:
        page = history.page(mine, first=3, after=after)
        seen.append([listed.name for listed in page.threads])
        if not (after := page.after):
            break
    assert seen == [["2", "6", "5"], ["4", "3", "1"], ["0"]]


def test_conversations_of_one_moment_are_each_listed_once(history: History, mine: str) -> None:
    ids = {begun(history, mine) for _ in range(5)}
    first = history.page(mine, first=2)
    second = history.page(mine, first=2, after=first.after)
    third = history.page(mine, first=2, after=second.after)
    assert third.after == ""
    seen = [listed.id for page in (first, second, third) for listed in page.threads]
    assert len(seen) == 5
    assert set(seen) == ids


@pytest.mark.parametrize("after", ["x", "1", "9" * 18 + "." + "a" * 36, "1.2.3", "-1." + "a" * 36])
def test_a_place_that_was_never_given_is_no_fault(history: History, mine: str, after: str) -> None:
    begun(history, mine)
    assert len(history.page(mine, first=5, after=after).threads) <= 1


def test_nobody_elses_conversations_are_listed(history: History, mine: str, other: str) -> None:
    begun(history, mine, "私の")
    begun(history, other, "別の")
    assert names(history, mine) == ["私の"]
    assert names(history, mine, search="別の") == []


def test_the_search_reads_titles_and_questions_as_they_are(history: History, mine: str) -> None:
    titled = begun(history, mine, "Critical Thinking 100%")
    asked = begun(history, mine, "無題")
    work = run(question("説明力とは"))
    for each in (question("説明力とは"), work, answer(work, "論理的に")):
        history.put(mine, asked, each, at=AT)
    for words, found in (
        ("critical", {titled}),
        ("100%", {titled}),
        ("1_0", set()),
        ("%", {titled}),
        ("説明力", {asked}),
        ("論理的に", set()),
        ("'", set()),
    ):
        page = history.page(mine, first=9, search=words)
        assert {listed.id for listed in page.threads} == found, words


def test_the_list_can_be_of_those_with_a_rating(
    history: History, ratings: Ratings, mine: str, turn: Turn
) -> None:
    good, bad = (answered(history, mine, turn) for _ in range(2))
    begun(history, mine)
    ratings.put(mine, *good, 1, "", at=AT)
    ratings.put(mine, *bad, 0, "", at=AT)
    for value, found in ((1, good[0]), (0, bad[0])):
        page = history.page(mine, first=9, rated=value)  # type: ignore[arg-type]
        assert [listed.id for listed in page.threads] == [found]


def test_a_rating_is_read_with_its_step(
    history: History, ratings: Ratings, mine: str, turn: Turn
) -> None:
    id, work = answered(history, mine, turn)
    given = ratings.put(mine, id, work, 0, "短い", at=AT)
    by_id = {each.id: each.feedback for each in history.get(mine, id).steps}
    rating = by_id.pop(work)
    assert rating is not None
    assert (rating.id, rating.value, rating.comment) == (given, 0, "短い")
    assert set(by_id.values()) == {None}


def test_what_was_kept_to_go_on_with_is_recalled(history: History, mine: str) -> None:
    id = begun(history, mine)
    asked = question()
    works = [run(asked), run(asked)]
    assert history.recall(mine, id) == Recalled()
    for place, work in enumerate(works):
        history.put(mine, id, work, at=AT)
        history.remember(mine, id, work.id, f"answer {place}", f"conversation {place}")
    assert history.recall(mine, id) == Recalled(
        "conversation 1", {works[0].id: "answer 0", works[1].id: "answer 1"}
    )


def test_renaming_does_not_count_as_using(history: History, mine: str) -> None:
    first, second = begun(history, mine, "a"), begun(history, mine, "b", at=AT + MINUTE)
    history.rename(mine, first, "新しい名前")
    assert names(history, mine) == ["b", "新しい名前"]
    assert history.get(mine, second).listed.name == "b"


def test_labels_and_data_of_the_page_are_kept(history: History, mine: str) -> None:
    id = begun(history, mine)
    history.annotate(mine, id, tags=("研修", "Lv.3"), metadata='{"a": 1}')
    history.annotate(mine, id, metadata='{"b": 2}')
    listed = history.get(mine, id).listed
    assert (listed.tags, listed.metadata) == (("研修", "Lv.3"), '{"b": 2}')
    history.annotate(mine, id, tags=("x",) * 1000, metadata='"' + "x" * MOST_METADATA_CHARS + '"')
    listed = history.get(mine, id).listed
    assert (len(listed.tags), listed.metadata) == (20, "{}")


def test_deleting_leaves_nothing_of_a_conversation_and_all_of_the_others(
    database: Database, history: History, ratings: Ratings, mine: str, turn: Turn
) -> None:
    id, work = answered(history, mine, turn)
    kept = answered(history, mine, turn)
    ratings.put(mine, id, work, 1, "", at=AT)
    history.delete(mine, id)
    assert rows(database) == (1, 3, 0)
    assert history.get(mine, kept[0]).steps


def test_what_is_still_being_written_does_not_bring_back_what_was_deleted(
    history: History, mine: str
) -> None:
    id = begun(history, mine)
    asked = question()
    history.put(mine, id, asked, at=AT)
    history.delete(mine, id)
    for act in ("put", "remember", "annotate"):
        with pytest.raises(NoSuchThread):
            ACTS[act](history, mine, id)
    assert names(history, mine) == []


def test_an_account_takes_its_conversations_along(
    database: Database, history: History, ratings: Ratings, mine: str, other: str, turn: Turn
) -> None:
    ratings.put(mine, *answered(history, mine, turn), 1, "", at=AT)
    begun(history, other, "別の")
    Accounts(database).delete(mine)
    assert rows(database) == (1, 0, 0)


def test_all_conversations_of_an_account_can_be_deleted(
    database: Database, history: History, ratings: Ratings, mine: str, other: str, turn: Turn
) -> None:
    for _ in range(2):
        ratings.put(mine, *answered(history, mine, turn), 1, "", at=AT)
    begun(history, other, "別の")
    assert history.delete_all(mine) == 2
    assert history.delete_all(mine) == 0
    assert rows(database) == (1, 0, 0)
    assert names(history, other) == ["別の"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_is_only_text(history: History, mine: str, text: str) -> None:
    id = begun(history, mine, text)
    history.put(mine, id, replace(question(text), name=text, id=new_id()), at=AT)
    history.rename(mine, id, text)
    history.page(mine, first=5, search=text)
    kept = history.get(mine, id)
    readable = text.translate(dict.fromkeys(map(ord, "\x00\x01\u202e\ud800")))
    if len(readable) <= MOST_NAME_CHARS:
        assert (kept.listed.name, kept.steps[0].output) == (readable, readable)
    else:
        assert len(kept.listed.name) == MOST_NAME_CHARS
        assert len(kept.steps[0].output) == MOST_OUTPUT_CHARS
        assert kept.steps[0].output.endswith("…")


def test_a_conversation_has_an_end(
    history: History, mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_module, "MOST_STEPS", 3)
    id = begun(history, mine)
    said = [question() for _ in range(3)]
    for each in said:
        history.put(mine, id, each, at=AT)
    with pytest.raises(ThreadFull):
        history.put(mine, id, question(), at=AT)
    history.put(mine, id, replace(said[0], output="直した"), at=AT)
    assert history.get(mine, id).steps[0].output == "直した"


def test_steps_saved_at_once_all_get_a_place(history: History, mine: str) -> None:
    id = begun(history, mine)
    said = [question(str(place)) for place in range(30)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda each: history.put(mine, id, each, at=AT), said))
    assert {each.output for each in history.get(mine, id).steps} == {str(n) for n in range(30)}


ACCOUNTS = st.integers(0, 1)
THREADS = st.integers(0, 2)
MOVES = st.lists(
    st.tuples(st.sampled_from(["begin", "put", "rename", "delete", "get"]), ACCOUNTS, THREADS),
    max_size=25,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_whatever_two_accounts_do_each_sees_exactly_its_own(
    history: History, mine: str, other: str, moves: list[tuple[str, int, int]]
) -> None:
    """Against a model in memory: conversation -> (owner, name, steps)."""
    accounts = mine, other
    for account in accounts:
        history.delete_all(account)
    ids = [new_id() for _ in range(3)]
    model: dict[int, tuple[int, str, int]] = {}
    for count, (move, who, which) in enumerate(moves):
        account, id = accounts[who], ids[which]
        owner, name, steps = model.get(which, (who, "", 0))
        free = move == "begin" and which not in model
        try:
            if move == "begin":
                history.begin(account, id, str(count), at=AT)
            elif move == "put":
                history.put(account, id, question(), at=AT)
            elif move == "rename":
                history.rename(account, id, str(count))
            elif move == "delete":
                history.delete(account, id)
            else:
                kept = history.get(account, id)
                assert (kept.listed.name, len(kept.steps)) == (name, steps)
        except NoSuchThread:
            assert owner != who or which not in model
            assert not free
            continue
        assert owner == who
        assert free or which in model
        if free or move == "rename":
            model[which] = who, str(count), steps
        elif move == "put":
            model[which] = who, name, steps + 1
        elif move == "delete":
            del model[which]
    for who, account in enumerate(accounts):
        expected = {ids[which]: name for which, (owner, name, _) in model.items() if owner == who}
        page = history.page(account, first=9)
        assert {listed.id: listed.name for listed in page.threads} == expected
