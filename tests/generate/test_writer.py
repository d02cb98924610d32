"""Whatever a model writes, what is shown is proved."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.draft import Writer, answered
from assistant.answer.render import render
from assistant.generate.types import Prompt, Reply, Watch, unwatched
from assistant.generate.writer import ModelWriter
from assistant.types import Answer, Status, Tokens
from assistant.verify import TextVerifier
from corpus import Corpus
from tests.generate.conftest import model_settings

PIECES = [
    "批判的思考",
    "Lv.3",
    "Lv.4",
    "の必須スキルです",
    "「定義：",
    "」",
    "。",
    "\n",
    "・",
    "- ",
    "〔1〕",
    "〔2〕",
    "〔0〕",
    "〔99〕",
    "[1]",
    "〔1、2〕",
    "**",
    "<think>",
    "</think>",
    "![x](//evil.example)",
    "|",
    "|---|",
    "【",
    "】",
    "\ue000",
    "\u200b",
    "\x00",
]
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
)


@dataclass
class Says:
    """A model that says one thing."""

    text: str = ""

    def write(self, prompt: Prompt, *, until: float, watch: Watch) -> Reply:
        return Reply(self.text, Tokens())

    def close(self) -> None:
        """Nothing is open."""


class Desk:
    """Where one answer is written again and again, by a model that says something else each time.

    Attributes:
        quoting: What the composer says.
    """

    def __init__(self, corpus: Corpus) -> None:
        write = Writer(corpus, "ja")
        skill = corpus.get("skill/lv3/critical-thinking")
        quotes = (write.quote(skill, "name"), write.quote(skill, "definition"))
        body, citations = render(quotes, corpus.source)
        self._model = Says()
        self._writer = ModelWriter(model_settings(""), self._model, TextVerifier(corpus), corpus)
        self._draft = answered(*quotes, about=[skill])
        self.quoting = Answer(
            text=body,
            language="ja",
            status=Status.ANSWERED,
            citations=citations,
            verdicts=(),
            model="",
            prompt_sha256="",
            index_id="",
            understood="批判的思考とは",
            choices=(),
            suggestions=(),
            notices=(),
            elapsed_ms=0.0,
        )

    def answer(self, text: str) -> Answer:
        """What the reader gets when the model says `text`."""
        self._model.text = text
        return self._writer.write(self._draft, self.quoting, (), watch=unwatched)


@pytest.fixture(scope="module")
def desk(corpus: Corpus) -> Desk:
    return Desk(corpus)


@given(text=TEXTS)
@settings(deadline=None, max_examples=150)
def test_any_text_ends_in_a_proved_answer_or_in_the_quotes(desk: Desk, text: str) -> None:
    answer, quoting = desk.answer(text), desk.quoting
    if not answer.model:
        assert (answer.text, answer.citations) == (quoting.text, quoting.citations)
        return
    markers = list(dict.fromkeys(re.findall(r"〔\d+〕", answer.text)))
    assert markers == [citation.marker for citation in answer.citations]
    assert {citation.quote for citation in answer.citations} <= {
        citation.quote for citation in quoting.citations
    }
    assert "evil" not in answer.text
    assert re.search(r"\w", re.sub(r"〔\d+〕", "", answer.text))
    assert sum(verdict.supported for verdict in answer.verdicts) * 2 >= len(answer.verdicts)


def test_thinking_aloud_is_no_part_of_the_answer(desk: Desk) -> None:
    answer = desk.answer(
        "<think>Lv.4かもしれない。</think>\n批判的思考は、Lv.3の必須スキルです。[1]"
    )
    assert answer.text == "批判的思考は、Lv.3の必須スキルです。〔1〕"
    assert answer.withheld == 0
