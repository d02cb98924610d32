"""Learn piece vectors: every step asks questions of articles and pairs texts of like meaning.

A source whose weight is zero, or is not given, takes no part and costs nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from index.training.bags import Bags, FloatArray, embed, select
from index.training.groups import TextGroups, draw_pairs
from index.training.objectives import find_partner, order_as_rated
from index.training.windows import QuestionBatch


@dataclass(frozen=True)
class Schedule:
    """How to learn.

    Attributes:
        steps: number of steps.
        rate: the highest learning rate, reached after `warm_up` steps, then falling to zero.
        warm_up: steps until the highest rate.
        scale: factor on cosines in the losses.
        keep: probability that a piece of a text stays in a step.
        rephrased: probability that a question is asked in its rephrased form.
        weights: weight in the loss of each group source by name, of `questions`, of the `titles`
            under which their windows stand, and of `rated`.
        pairs: pairs drawn from each group source in a step, at most.
        seed: seed of all draws.
    """

    steps: int
    rate: float
    warm_up: int
    scale: float
    keep: float
    rephrased: float
    weights: Mapping[str, float]
    pairs: int
    seed: int


@dataclass(frozen=True)
class Material:
    """What to learn from.

    Attributes:
        questions: the questions.
        rephrasings: the same questions in other words.
        titles: the titles of the articles.
        batches: question batches without end.
        groups: sources of texts of like meaning, by name.
        rated: the two sentences of each rated pair.
        ratings: the rating of each pair.
    """

    questions: Bags
    rephrasings: Bags
    titles: Bags
    batches: Iterator[QuestionBatch]
    groups: Mapping[str, TextGroups]
    rated: tuple[Bags, Bags]
    ratings: FloatArray


def learn(
    start: FloatArray,
    material: Material,
    schedule: Schedule,
    report: Callable[[int, float, Tensor], None],
) -> FloatArray:
    """Learn piece vectors.

    Args:
        start: first vectors, shape (pieces, dimensions).
        material: what to learn from.
        schedule: how.
        report: called after each step with its number from 1, its loss and the vectors.

    Returns:
        The learnt vectors, same shape as `start`; the unknown piece (id 0) is zero.
    """
    rng = np.random.default_rng(schedule.seed)
    vectors = torch.from_numpy(start.copy()).requires_grad_(True)
    optimiser = torch.optim.Adam([vectors], lr=schedule.rate, betas=(0.9, 0.99))
    for step in range(schedule.steps):
        rise = min(1.0, (step + 1) / schedule.warm_up)
        optimiser.param_groups[0]["lr"] = schedule.rate * rise * (1 - step / schedule.steps)
        optimiser.zero_grad()
        loss = _group_loss(vectors, material, schedule, rng)
        if schedule.weights.get("questions"):
            loss += _question_loss(vectors, material, schedule, rng)
        if schedule.weights.get("rated"):
            loss += _rated_loss(vectors, material, schedule, rng)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        report(step + 1, loss.item(), vectors.detach())
    learnt: FloatArray = vectors.detach().numpy()
    learnt[0] = 0.0
    return learnt


def _question_loss(
    vectors: Tensor, material: Material, schedule: Schedule, rng: np.random.Generator
) -> Tensor:
    """Find the window that answers each question, and the title each window stands under."""
    batch = next(material.batches)
    form = material.rephrasings if rng.random() < schedule.rephrased else material.questions
    asked = embed(vectors, select(form, batch.questions, keep=schedule.keep, rng=rng))
    windows = embed(vectors, batch.windows)
    answered = find_partner(asked, windows, torch.from_numpy(batch.partner), scale=schedule.scale)
    topics, of_window = np.unique(batch.topic, return_inverse=True)
    titles = embed(vectors, select(material.titles, topics, keep=1.0, rng=rng))
    under = find_partner(windows, titles, torch.from_numpy(of_window), scale=schedule.scale)
    return schedule.weights["questions"] * answered + schedule.weights["titles"] * under


def _group_loss(
    vectors: Tensor, material: Material, schedule: Schedule, rng: np.random.Generator
) -> Tensor:
    """Find the partner of each text among the texts of other groups."""
    loss = torch.zeros(())
    for name, groups in material.groups.items():
        if not schedule.weights.get(name):
            continue
        first, second = draw_pairs(groups, schedule.pairs, keep=schedule.keep, rng=rng)
        own = torch.arange(len(first))
        lost = find_partner(
            embed(vectors, first), embed(vectors, second), own, scale=schedule.scale
        )
        loss = loss + schedule.weights[name] * lost
    return loss


def _rated_loss(
    vectors: Tensor, material: Material, schedule: Schedule, rng: np.random.Generator
) -> Tensor:
    """Order rated pairs as people did."""
    rows = rng.permutation(len(material.ratings))[: schedule.pairs]
    first, second = (
        embed(vectors, select(side, rows, keep=schedule.keep, rng=rng)) for side in material.rated
    )
    ratings = torch.from_numpy(material.ratings[rows])
    return schedule.weights["rated"] * order_as_rated(first, second, ratings, scale=schedule.scale)
