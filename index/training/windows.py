"""Question batches: whole articles, with their passages cut into windows of sentences.

A batch takes all questions of some articles, so that the candidates a question must tell apart
stand in the same article. Each passage is cut anew every time it is seen, between sentences, and
the window that holds the answer is the one to find: long and short candidates both occur, and a
short passage of a strategy is as usual as a long one of an encyclopaedia.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from index.training.bags import Bags, IntArray, ranges, to_bags
from index.training.data import RetrievalSet, sentences

_WHOLE = 0.3
_CUT = 0.3


@dataclass(frozen=True)
class Sentences:
    """All passages as sentences.

    Attributes:
        bags: the sentences of all passages, in order.
        first: for each passage, its first sentence; one longer than the number of passages.
        answer: for each question, the sentence that holds the answer.
    """

    bags: Bags
    first: IntArray
    answer: IntArray


@dataclass(frozen=True)
class QuestionBatch:
    """Questions and the windows among which each has its answer.

    Attributes:
        questions: indices of questions.
        windows: the candidates.
        partner: for each question, the window that answers it.
        topic: for each window, the article it comes from.
    """

    questions: IntArray
    windows: Bags
    partner: IntArray
    topic: IntArray


def split_passages(tokenizer: Tokenizer, asked: RetrievalSet) -> Sentences:
    """Cut passages into sentences and find the one that answers each question."""
    pieces: list[str] = []
    first = [0]
    for passage in asked.passages:
        pieces += sentences(passage)
        first.append(len(pieces))
    answer = []
    for passage_index, sentence in zip(asked.relevant, asked.answers, strict=True):
        own = pieces[first[passage_index] : first[passage_index + 1]]
        answer.append(first[passage_index] + (own.index(sentence) if sentence in own else 0))
    return Sentences(to_bags(tokenizer, pieces), np.array(first), np.array(answer))


def question_batches(
    asked: RetrievalSet, split: Sentences, *, size: int, keep: float, rng: np.random.Generator
) -> Iterator[QuestionBatch]:
    """Yield batches without end; every article comes once before any comes again.

    Args:
        asked: the questions and their passages.
        split: the same passages as sentences.
        size: a batch takes articles until it holds this many questions.
        keep: probability that a piece of a window stays.
        rng: source of the draws.
    """
    passage = np.array(asked.relevant)
    topics = np.array(asked.topics)
    by_topic = [np.flatnonzero(topics[passage] == topic) for topic in range(len(asked.titles))]
    waiting: list[int] = []
    while True:
        taken: list[IntArray] = []
        while sum(map(len, taken)) < size:
            waiting = waiting or rng.permutation(len(by_topic)).tolist()
            taken.append(by_topic[waiting.pop()])
        questions = np.concatenate(taken)
        used = np.unique(passage[questions])
        begin, end = _cut(split.first[used], split.first[used + 1], rng)
        owner = np.searchsorted(split.first, begin, side="right") - 1
        yield QuestionBatch(
            questions=questions,
            windows=ranges(split.bags, begin, end, keep=keep, rng=rng),
            partner=np.searchsorted(begin, split.answer[questions], side="right") - 1,
            topic=topics[owner],
        )


def _cut(first: IntArray, beyond: IntArray, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Cut runs of sentences at random; some stay whole.

    Returns:
        The first sentence of each window, and the one beyond its last.
    """
    begin: list[int] = []
    end: list[int] = []
    for low, high in zip(first.tolist(), beyond.tolist(), strict=True):
        inner = np.arange(low + 1, high)
        cuts = [] if rng.random() < _WHOLE else inner[rng.random(len(inner)) < _CUT].tolist()
        begin += [low, *cuts]
        end += [*cuts, high]
    return np.array(begin), np.array(end)
