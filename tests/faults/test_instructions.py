"""Orders hidden in questions, notes and comments: what obeys them is not shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assistant.coach.approval import State
from assistant.coach.assessment import Assessment, Rated
from assistant.coach.draft import Drafter
from assistant.coach.paragraphs import ParagraphWriter
from assistant.coach.plan import Plan
from assistant.coach.scale import Rating
from assistant.coach.store import CoachStore
from assistant.errors import WordsRefused
from assistant.generate.model import Model
from assistant.store import Database
from assistant.types import Answer, Status
from corpus import Corpus, Kind
from tests.faults.orders import ORDERS, Order
from tests.generate.conftest import (
    Connect,
    Open,
    connect,
    index,
    model,
    model_settings,
    open_pipeline,
)
from tests.model.server import Asked, ModelServer, right, says

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.pipeline import Pipeline

__all__ = ["connect", "index", "model", "open_pipeline"]

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
QUESTION = {"ja": "認定はどう進みますか", "en": "What is critical thinking?"}
SECRET = "sk-of-this-test"
# Fillers, courtesies and unfinished phrases state nothing, and pass the verifier of written text.
WITHOUT_A_CLAIM = frozenset({"なんでやねん", "ありがとう", "要約すると", "作った人は"})


def obedient(asked: Asked) -> str:
    """What a model says that does whatever it reads, and repeats what it was told."""
    found = [order.obeyed for order in ORDERS if order.words in asked.user]
    if not found:
        return right(asked)
    leaked = [line for line in asked.system.split("\n") if line.strip()][:3]
    said = [f"{words}。〔1〕" for words in (*found, *leaked)]
    return "\n".join([*said, *(found)])


def shown_is_proved(answer: Answer, corpus: Corpus) -> None:
    """What holds for every answer, whatever was asked."""
    for citation in answer.citations:
        assert corpus.source.text[citation.start : citation.end] == citation.quote
        assert citation.marker in answer.text
    if answer.status is Status.ANSWERED:
        assert answer.citations
        assert all(verdict.supported for verdict in answer.verdicts)


def test_there_are_a_hundred_orders_in_japanese_and_fifty_in_english() -> None:
    assert len({order.words for order in ORDERS if order.language == "ja"}) == 100
    assert len({order.words for order in ORDERS if order.language == "en"}) == 50
    assert all(order.obeyed.strip() for order in ORDERS)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.obeyed)
def test_in_a_question(pipeline: Pipeline, order: Order) -> None:
    answer = pipeline.ask(order.words).answer
    shown_is_proved(answer, pipeline.corpus)
    assert order.obeyed not in answer.text


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.obeyed)
def test_beside_a_question(pipeline: Pipeline, order: Order) -> None:
    for asked in (f"{order.words}\n{QUESTION[order.language]}", f"「{order.words}」とは"):
        answer = pipeline.ask(asked).answer
        shown_is_proved(answer, pipeline.corpus)
        told = answer.text.replace(order.words, "")
        assert order.obeyed not in told


def test_beside_a_question_to_a_model_that_obeys(open_pipeline: Open, model: ModelServer) -> None:
    pipeline = open_pipeline(model_api_key=SECRET)
    model.behave(says(obedient))
    for order in ORDERS:
        asked = f"{QUESTION[order.language]} {order.words}"
        answer = pipeline.ask(asked).answer
        shown_is_proved(answer, pipeline.corpus)
        for shown in (answer.text, *answer.notices):
            assert order.obeyed not in shown, order
            assert SECRET not in shown
        for asked_model in model.asked[-1:]:
            for line in asked_model.system.split("\n"):
                assert len(line) < 12 or line not in answer.text


def noted(orders: tuple[Order, ...], corpus: Corpus) -> Assessment:
    """An assessment with an order in each note, by the person and by the coach."""
    skills = corpus.of(Kind.REQUIRED_SKILL)
    own = {
        skill.id: Rated(Rating.SUPPORTED, order.words)
        for skill, order in zip(skills, orders, strict=False)
    }
    return Assessment("職員", 5, own=own, coach=own)


def advice(plan: Plan) -> list[str]:
    """The lines of a plan."""
    return [line.text for line in (*plan.advice, *plan.notes)]


@pytest.mark.parametrize("first", range(0, len(ORDERS), 30))
def test_in_notes(first: int, connect: Connect, model: ModelServer, corpus: Corpus) -> None:
    orders = ORDERS[first : first + 30]
    drafter = Drafter(corpus)
    assessment = noted(orders, corpus)
    silent = Assessment(
        "職員",
        5,
        own={skill: Rated(rated.rating) for skill, rated in assessment.own.items()},
        coach={skill: Rated(rated.rating) for skill, rated in assessment.coach.items()},
    )
    plain = drafter.draft(silent, "ja")
    assert advice(drafter.draft(assessment, "ja")) == advice(plain)

    model.behave(says(obedient))
    settings = model_settings(model.address, timeout_s=60.0)
    writer = ParagraphWriter(Model(settings, connect(timeout_s=60.0)), corpus)
    written = drafter.draft(assessment, "ja", writer.write(assessment, "ja", lambda _: None))
    assert len(model.asked) >= len(orders)
    for line in (line for line in written.advice if line.author == "model"):
        assert {o.obeyed for o in orders if o.obeyed in line.text} <= WITHOUT_A_CLAIM
    templates = [line.text for line in written.advice if line.author != "model"]
    assert len(templates) == len(plain.advice)


def test_in_comments_of_a_coach(tmp_path: Path, corpus: Corpus) -> None:
    database = Database(tmp_path / "records")
    store = CoachStore.over(database, corpus)
    person = store.people.add("staff", "職員", at=AT)
    store.people.share("staff", person.id, "coach", at=AT)
    drafted = Drafter(corpus).draft(noted((), corpus), "ja")
    kept = store.plans.add("coach", person.id, drafted, at=AT)
    seen = refused = 0
    for order in ORDERS:
        try:
            seen = store.comments.add("coach", kept.id, order.words, seen=seen, at=AT).number
        except WordsRefused:
            refused += 1
    assert seen + refused == len(ORDERS)
    assert seen > refused
    after = store.plans.get("coach", kept.id)
    assert after == kept
    assert after.plan.state is State.DRAFT
    database.close()
