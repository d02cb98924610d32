"""A linear classifier from the words of a question to the record that is meant.

One support vector machine a record, one against the rest (Fan et al. 2008, LIBLINEAR), learnt at
build time from everything that is indexed of each record: its text, its names, its paraphrases.
Where BM25 counts a word for all records that hold it, this learns how far the word tells a record
from the others. Features are the tokens of `index.tokenizer` and character n-grams, each weighed
by frequency and rarity (Salton and Buckley 1988) and scaled to length one. scikit-learn trains;
searching needs numpy alone.
"""

import json
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.folding import fold
from index.errors import IndexDamaged, IndexFailure
from index.tokenizer import tokenise

_LONGEST_GRAM = 3
# A feature of one passage alone tells nothing that carries over.
_LEAST_PASSAGES = 2
# How much a training error costs (C), and how exactly the optimum is sought.
_COST = 0.3
_TOLERANCE = 0.1
_SEED = 0

_FEATURES = "features.json"
_RECORDS = "records.json"
_RARITY = "rarity.npy"
_WEIGHTS = "weights.npy"
_BIAS = "bias.npy"

_Row = tuple[list[int], npt.NDArray[np.float32]]


@dataclass(frozen=True)
class RecordClassifier:
    """Tells for each record how surely a text speaks of it. Safe to share between threads.

    Attributes:
        records: Record ids.
        features: The place of each feature.
        rarity: Inverse document frequency by feature.
        weights: Features by records.
        bias: By record.
    """

    records: tuple[str, ...]
    features: dict[str, int]
    rarity: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float16]
    bias: npt.NDArray[np.float32]

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        tokens: Sequence[Sequence[str]],
        record_ids: Sequence[str],
    ) -> "RecordClassifier":
        """Learn from passages; equal passages give an equal classifier.

        Args:
            texts: The passages.
            tokens: Their tokens.
            record_ids: The record of each; at least three different ones.

        Raises:
            IndexFailure: A library that only building needs is missing.
        """
        try:
            from scipy.sparse import csr_matrix
            from sklearn.exceptions import ConvergenceWarning
            from sklearn.svm import LinearSVC
        except ImportError as error:
            raise IndexFailure(
                f"the classifier cannot be trained: {error}.",
                fix="Install the locked dependencies again (`make setup`).",
            ) from error
        parts = [
            (Counter(own), Counter(_grams(text))) for own, text in zip(tokens, texts, strict=True)
        ]
        spread = Counter(chain.from_iterable(chain(words, grams) for words, grams in parts))
        names = sorted(name for name, count in spread.items() if count >= _LEAST_PASSAGES)
        features = {name: number for number, name in enumerate(names)}
        passages = np.array([spread[name] for name in names], dtype=np.float64)
        rarity = (np.log((1 + len(texts)) / (1 + passages)) + 1).astype(np.float32)
        rows = [_row(part, features, rarity) for part in parts]
        matrix = csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.fromiter(chain.from_iterable(places for places, _ in rows), dtype=np.int32),
                np.cumsum([0, *(len(places) for places, _ in rows)], dtype=np.int32),
            ),
            shape=(len(rows), len(names)),
        )
        machine = LinearSVC(C=_COST, tol=_TOLERANCE, random_state=_SEED)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            machine.fit(matrix, np.array(record_ids))
        return cls(
            records=tuple(str(record_id) for record_id in machine.classes_),
            features=features,
            rarity=rarity,
            weights=np.ascontiguousarray(machine.coef_.T, dtype=np.float16),
            bias=machine.intercept_.astype(np.float32),
        )

    @classmethod
    def load(cls, folder: Path) -> "RecordClassifier":
        """Read a classifier saved with `save`; its weights stay on disk until they are needed.

        Raises:
            IndexDamaged: A file is missing or malformed.
        """
        try:
            names = json.loads((folder / _FEATURES).read_text(encoding="utf-8"))
            classifier = cls(
                records=tuple(json.loads((folder / _RECORDS).read_text(encoding="utf-8"))),
                features={name: number for number, name in enumerate(names)},
                rarity=np.load(folder / _RARITY, allow_pickle=False),
                weights=np.load(folder / _WEIGHTS, mmap_mode="r", allow_pickle=False),
                bias=np.load(folder / _BIAS, allow_pickle=False),
            )
        except (OSError, ValueError, TypeError, EOFError) as error:
            raise _damaged(folder, str(error)) from error
        shape = (len(classifier.features), len(classifier.records))
        if classifier.weights.shape != shape or classifier.bias.shape != shape[1:]:
            raise _damaged(folder, "its files do not fit each other")
        return classifier

    def save(self, folder: Path) -> None:
        """Write the classifier into `folder`, which is created."""
        folder.mkdir(parents=True)
        for name, listed in ((_FEATURES, list(self.features)), (_RECORDS, list(self.records))):
            (folder / name).write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
        for name, array in (
            (_RARITY, self.rarity),
            (_WEIGHTS, self.weights),
            (_BIAS, self.bias),
        ):
            np.save(folder / name, array, allow_pickle=False)

    def __len__(self) -> int:
        """The number of records told apart."""
        return len(self.records)

    def search(self, text: str, k: int) -> list[tuple[str, float]]:
        """The `k` likeliest records as (record id, margin), likeliest first.

        A margin is the distance from the border between a record and all others: passages of the
        record lie near 1, others near -1. Empty when nothing in the text is known.
        """
        part = (Counter(tokenise(text)), Counter(_grams(text)))
        places, values = _row(part, self.features, self.rarity)
        if not places:
            return []
        margins = values @ self.weights[places].astype(np.float32) + self.bias
        best = np.argsort(-margins, kind="stable")[:k]
        return [(self.records[number], float(margins[number])) for number in best]


def _grams(text: str) -> Iterable[str]:
    """Character n-grams of each line, marked so that none is taken for a token."""
    for line in text.splitlines():
        letters = f" {' '.join(fold(line).split())} "
        for length in range(1, _LONGEST_GRAM + 1):
            for start in range(len(letters) - length + 1):
                gram = letters[start : start + length]
                if not gram.isspace():
                    yield f"\t{gram}"


def _row(
    parts: Iterable[Counter[str]], features: dict[str, int], rarity: npt.NDArray[np.float32]
) -> _Row:
    """The places of the known features of a text and their values, each part of length one."""
    places: list[int] = []
    values = [np.zeros(0, dtype=np.float32)]
    for counts in parts:
        known = [(features[name], count) for name, count in counts.items() if name in features]
        if not known:
            continue
        own = [place for place, _ in known]
        often = np.array([count for _, count in known], dtype=np.float32)
        weighed = (1 + np.log(often)) * rarity[own]
        values.append((weighed / np.linalg.norm(weighed)).astype(np.float32))
        places.extend(own)
    return places, np.concatenate(values)


def _damaged(folder: Path, detail: str) -> IndexDamaged:
    return IndexDamaged(
        f"the classifier in {folder} cannot be read: {detail}.", fix="Run `assistant index build`."
    )
