"""Do words that were never learnt find their record? Held-out paraphrases against the records."""

from dataclasses import dataclass

import numpy as np

from corpus import Corpus
from index.training import domain
from index.training.bags import FloatArray


@dataclass(frozen=True)
class Probe:
    """Held-out paraphrases and the texts under which records can be found.

    Attributes:
        queries: the paraphrases that were set aside.
        texts: names, quotes and the other paraphrases of all records.
        owner: for each text, the index of its record; ascending, no record left out.
        relevant: for each query, the index of its record.
    """

    queries: tuple[str, ...]
    texts: tuple[str, ...]
    owner: tuple[int, ...]
    relevant: tuple[int, ...]


def make_probe(corpus: Corpus, *, every: int, with_kept: bool) -> Probe:
    """Make the probe that belongs to a model trained with `--held-out`.

    Args:
        corpus: the records and their paraphrases.
        every: the same number as in training.
        with_kept: whether the paraphrases that were learnt from are texts of their record too.
    """
    kept, held = domain.hold_out(domain.paraphrases(corpus), every)
    records = {
        record_id: own + (kept.get(record_id, ()) if with_kept else ())
        for record_id, own in domain.record_texts(corpus).items()
    }
    numbers = {record_id: number for number, record_id in enumerate(records)}
    return Probe(
        queries=tuple(text for texts in held.values() for text in texts),
        texts=tuple(text for texts in records.values() for text in texts),
        owner=tuple(numbers[record_id] for record_id, texts in records.items() for _ in texts),
        relevant=tuple(numbers[record_id] for record_id, texts in held.items() for _ in texts),
    )


def best_of_record(scores: FloatArray, probe: Probe) -> FloatArray:
    """Give each record the score of its best text.

    Args:
        scores: shape (queries, texts).
        probe: which text belongs to which record.

    Returns:
        Shape (queries, records).
    """
    first = np.flatnonzero(np.diff(np.array((-1, *probe.owner))))
    best: FloatArray = np.maximum.reduceat(scores, first, axis=1)
    return best
