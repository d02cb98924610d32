"""Comments kept: who may write and read them, and what two at once may not undo."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert

from assistant.coach.approval import State
from assistant.coach.comment import MOST_COMMENTS, Comment
from assistant.coach.plan import Plan
from assistant.coach.store import CoachStore
from assistant.coach.store.records import StoredPlan
from assistant.coach.store.tables import comment
from assistant.errors import Conflict, NotAllowed, NotShared, WordsRefused
from tests.coach.store.conftest import START, day


@pytest.fixture
def kept(store: CoachStore, drafted: Plan) -> StoredPlan:
    made = store.people.add("staff", "職員", at=START)
    store.people.share("staff", made.id, "coach", at=START)
    return store.plans.add("coach", made.id, drafted, at=START)


def test_the_person_and_a_coach_answer_each_other_with_who_and_when(
    store: CoachStore, kept: StoredPlan
) -> None:
    asked = store.comments.add("staff", kept.id, "会議の件を\n先に。", seen=0, at=day(1))
    told = store.comments.add("coach", kept.id, "来週にしましょう。", seen=1, at=day(2))
    assert asked == Comment(1, "staff", "owner", "会議の件を\n先に。", day(1))
    assert told == Comment(2, "coach", "coach", "来週にしましょう。", day(2))
    for reader in ("staff", "coach"):
        assert store.comments.of(reader, kept.id) == (asked, told)
    assert store.comments.counts("coach", kept.person_id) == {kept.id: 2}


@pytest.mark.parametrize("state", [State.SENT_BACK, State.APPROVED])
def test_a_comment_can_be_written_in_any_state_and_moves_nothing(
    store: CoachStore, kept: StoredPlan, state: State
) -> None:
    moved = store.plans.decide("coach", kept.id, state, version=kept.version, at=day(1))
    store.comments.add("staff", kept.id, "ありがとうございます。", seen=0, at=day(2))
    assert store.plans.get("staff", kept.id) == moved


def test_nobody_else_reads_or_writes_and_a_missing_plan_is_denied_alike(
    store: CoachStore, kept: StoredPlan
) -> None:
    store.comments.add("staff", kept.id, "内緒の話です。", seen=0, at=day(1))
    denied = []
    for plan_id in (kept.id, "0" * 32):
        for call in (
            lambda plan_id=plan_id: store.comments.of("other", plan_id),
            lambda plan_id=plan_id: store.comments.add("other", plan_id, "私も", seen=1, at=day(2)),
            lambda plan_id=plan_id: store.comments.change(
                "other", plan_id, 1, None, version=1, at=day(2)
            ),
        ):
            with pytest.raises(NotShared) as caught:
                call()
            denied.append(caught.value.message)
    with pytest.raises(NotShared):
        store.comments.counts("other", kept.person_id)
    assert len(set(denied)) == 1
    assert len(store.comments.of("staff", kept.id)) == 1


def test_a_coach_whose_share_has_ended_neither_reads_nor_changes(
    store: CoachStore, kept: StoredPlan
) -> None:
    store.comments.add("coach", kept.id, "話しましょう。", seen=0, at=day(1))
    store.people.unshare("staff", kept.person_id, "coach")
    with pytest.raises(NotShared):
        store.comments.of("coach", kept.id)
    with pytest.raises(NotShared):
        store.comments.change("coach", kept.id, 1, None, version=1, at=day(2))
    assert store.comments.of("staff", kept.id)[0].body == "話しましょう。"


def test_what_crosses_another_comment_is_not_kept(store: CoachStore, kept: StoredPlan) -> None:
    store.comments.add("staff", kept.id, "一つめ", seen=0, at=day(1))
    with pytest.raises(Conflict):
        store.comments.add("coach", kept.id, "見ていない返事", seen=0, at=day(2))
    assert [c.body for c in store.comments.of("staff", kept.id)] == ["一つめ"]


def test_what_is_sent_twice_is_kept_once(store: CoachStore, kept: StoredPlan) -> None:
    first = store.comments.add("staff", kept.id, "同じもの", seen=0, at=day(1))
    assert store.comments.add("staff", kept.id, "同じもの", seen=0, at=day(2)) == first
    assert store.comments.of("staff", kept.id) == (first,)


def test_of_many_sent_at_once_one_is_kept_and_the_others_are_told(
    store: CoachStore, kept: StoredPlan, again: Callable[[], CoachStore]
) -> None:
    stores = (store, again())

    def send(number: int) -> bool:
        try:
            stores[number % 2].comments.add("staff", kept.id, f"{number}", seen=0, at=day(1))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(send, range(16)))
    assert sum(sent) == 1
    (left,) = store.comments.of("staff", kept.id)
    assert left.body == str(sent.index(True))


def test_its_author_corrects_a_comment_or_takes_it_back_and_nobody_else(
    store: CoachStore, kept: StoredPlan
) -> None:
    store.comments.add("staff", kept.id, "まちがい", seen=0, at=day(1))
    with pytest.raises(NotAllowed):
        store.comments.change("coach", kept.id, 1, "勝手な直し", version=1, at=day(2))
    store.comments.change("staff", kept.id, 1, "正しいこと", version=1, at=day(2))
    with pytest.raises(Conflict):
        store.comments.change("staff", kept.id, 1, "古い画面から", version=1, at=day(3))
    with pytest.raises(WordsRefused):
        store.comments.change("staff", kept.id, 1, " ", version=2, at=day(3))
    corrected = Comment(1, "staff", "owner", "正しいこと", day(1), day(2), 2)
    assert store.comments.of("coach", kept.id) == (corrected,)
    store.comments.change("staff", kept.id, 1, None, version=2, at=day(3))
    assert store.comments.of("coach", kept.id)[0].body == ""
    assert store.comments.counts("staff", kept.person_id) == {}
    with pytest.raises(NotAllowed):
        store.comments.change("staff", kept.id, 1, "やはり", version=3, at=day(4))
    with pytest.raises(NotShared):
        store.comments.change("staff", kept.id, 2, "無いもの", version=1, at=day(4))
    # Its number is not given again, so an answer that refers to it stays clear.
    assert store.comments.add("coach", kept.id, "はい", seen=1, at=day(4)).number == 2


def test_a_plan_takes_a_bounded_number_of_comments(store: CoachStore, kept: StoredPlan) -> None:
    with store.database.writing() as connection:
        connection.execute(
            insert(comment).values(
                id="f" * 32,
                plan_id=kept.id,
                number=MOST_COMMENTS,
                author="staff",
                part="owner",
                body="最後",
                made_at=START,
                version=1,
            )
        )
    with pytest.raises(WordsRefused) as caught:
        store.comments.add("staff", kept.id, "もう一つ", seen=MOST_COMMENTS, at=day(1))
    assert caught.value.reason == "many"
