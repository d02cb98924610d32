"""Train the embedding model: `python -m index.training.train --data ../shared/data`."""

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpus import Corpus, load_corpus
from index.training import data, domain
from index.training.bags import to_bags
from index.training.export import write_model
from index.training.groups import TextGroups, to_groups
from index.training.initialise import initial_vectors
from index.training.learn import Material, Schedule, learn
from index.training.ranking import passage_ndcg, similarity_correlation
from index.training.rephrase import rephrase
from index.training.tokenizer import train_tokenizer
from index.training.windows import question_batches, split_passages

DEFAULT_DATA = Path("../shared/data")
DEFAULT_OUT = Path("index/model")
STRATEGY_REPEATS = 10


@dataclass(frozen=True)
class Plan:
    """Everything that decides the model.

    Attributes:
        vocabulary_size: number of pieces.
        dimensions: length of a vector.
        longest_kanji_piece: characters in the longest kanji piece.
        questions_a_step: a step takes whole articles until it holds this many questions.
        schedule: how to learn.
    """

    vocabulary_size: int
    dimensions: int
    longest_kanji_piece: int
    questions_a_step: int
    schedule: Schedule


PLAN = Plan(
    vocabulary_size=16_000,
    dimensions=1_152,
    longest_kanji_piece=3,
    questions_a_step=2_048,
    schedule=Schedule(
        steps=200,
        rate=1.5e-3,
        warm_up=10,
        scale=20.0,
        keep=0.85,
        rephrased=0.3,
        weights={
            "titles": 0.3,
            "rated": 0.02,
            "synonyms": 0.2,
            "captions": 0.05,
            "strategy": 0.2,
        },
        pairs=768,
        seed=20261123,
    ),
)


@dataclass(frozen=True)
class Sources:
    """The sets that are learnt from, read into memory."""

    asked: data.RetrievalSet
    rated: list[data.RatedPair]
    entailed: list[tuple[str, str]]
    synonyms: dict[int, tuple[str, ...]]
    corpus: Corpus


def read_sources(folder: Path) -> Sources:
    """Read the training sets; the benchmark and the sets that are tuned on stay closed."""
    return Sources(
        asked=data.read_jaquad(folder, "train"),
        rated=data.read_jsts(folder, "train"),
        entailed=data.read_jsick_entailments(folder),
        synonyms=data.read_synonym_groups(folder),
        corpus=load_corpus(),
    )


def make_tokenizer(sources: Sources, plan: Plan) -> Tokenizer:
    """Train the tokeniser over all training sets and, repeated, the strategy's own words."""
    own = domain.strategy_sentences(sources.corpus)
    own += [text for group in domain.paraphrases(sources.corpus).values() for text in group]
    texts = [*sources.asked.passages, *sources.asked.queries]
    texts += [text for pair in sources.rated for text in (pair.first, pair.second)]
    texts += [text for pair in sources.entailed for text in pair]
    texts += [word for group in sources.synonyms.values() for word in group]
    texts += own * STRATEGY_REPEATS
    return train_tokenizer(
        texts,
        vocabulary_size=plan.vocabulary_size,
        longest_kanji_piece=plan.longest_kanji_piece,
        required=domain.abbreviations(sources.corpus),
    )


def gather(sources: Sources, tokenizer: Tokenizer, plan: Plan) -> Material:
    """Tokenise the sources into what `learn` takes."""
    rng = np.random.default_rng(plan.schedule.seed)
    split = split_passages(tokenizer, sources.asked)
    keep = plan.schedule.keep
    other_words = rephrase(sources.asked.queries, sources.synonyms, share=0.5, rng=rng)
    return Material(
        questions=to_bags(tokenizer, sources.asked.queries),
        rephrasings=to_bags(tokenizer, other_words),
        titles=to_bags(tokenizer, sources.asked.titles),
        batches=question_batches(
            sources.asked, split, size=plan.questions_a_step, keep=keep, rng=rng
        ),
        groups=_groups(sources, tokenizer),
        rated=(
            to_bags(tokenizer, [pair.first for pair in sources.rated]),
            to_bags(tokenizer, [pair.second for pair in sources.rated]),
        ),
        ratings=np.array([pair.rating for pair in sources.rated], dtype=np.float32),
    )


def _groups(sources: Sources, tokenizer: Tokenizer) -> dict[str, TextGroups]:
    asked_as = domain.paraphrases(sources.corpus)
    strategy = [
        texts + asked_as.get(record_id, ())
        for record_id, texts in domain.record_texts(sources.corpus).items()
    ]
    alike = [(pair.first, pair.second) for pair in sources.rated if pair.rating >= 4.0]
    return {
        "synonyms": to_groups(tokenizer, sources.synonyms.values()),
        "captions": to_groups(tokenizer, [*sources.entailed, *alike]),
        "strategy": to_groups(tokenizer, strategy),
    }


def train(folder: Path, out: Path, plan: Plan) -> None:
    """Train a model and write it.

    Args:
        folder: the data folder.
        out: where the model goes; see `write_model`.
        plan: everything that decides the model.
    """
    began = time.monotonic()
    sources = read_sources(folder)
    tokenizer = make_tokenizer(sources, plan)
    print(f"{tokenizer.get_vocab_size()} pieces ({time.monotonic() - began:.0f} s)", flush=True)
    dev = data.read_jaquad(folder, "dev")
    alike = data.read_jsts(folder, "valid")
    start = initial_vectors(
        to_bags(tokenizer, sources.asked.passages),
        vocabulary_size=tokenizer.get_vocab_size(),
        dimensions=plan.dimensions,
        seed=plan.schedule.seed,
    )

    def report(step: int, loss: float, vectors: Tensor) -> None:
        if step % 25 == 0 or step in (1, plan.schedule.steps):
            values = vectors.numpy()
            found = passage_ndcg(tokenizer, values, dev)
            ordered = similarity_correlation(tokenizer, values, alike)
            print(
                f"step {step:4d}  loss {loss:.3f}  JaQuAD dev nDCG@10 {100 * found:.2f}  "
                f"JSTS valid Spearman {ordered:.3f}  ({time.monotonic() - began:.0f} s)",
                flush=True,
            )

    vectors = learn(start, gather(sources, tokenizer, plan), plan.schedule, report)
    write_model(out, tokenizer, vectors)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of public sets")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="model folder to write")
    parser.add_argument("--quick", action="store_true", help="a small model in under a minute")
    parser.add_argument("--threads", type=int, default=2, help="processor threads")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.use_deterministic_algorithms(True)
    plan = PLAN
    if arguments.quick:
        schedule = replace(PLAN.schedule, steps=5)
        plan = replace(PLAN, vocabulary_size=6_000, dimensions=64, schedule=schedule)
    train(arguments.data, arguments.out, plan)


if __name__ == "__main__":
    main()
