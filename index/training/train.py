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
SEED = 20261121
WINDOW_KEEP = 0.85


@dataclass(frozen=True)
class Plan:
    """Everything that decides the model.

    Attributes:
        vocabulary_size: number of pieces.
        dimensions: length of a vector.
        longest_kanji_piece: characters in the longest kanji piece.
        held_out: every n-th paraphrase of a record is not learnt from; 0 learns from all.
        questions_a_step: a step takes whole articles until it holds this many questions.
        stages: how to learn, stage after stage.
    """

    vocabulary_size: int
    dimensions: int
    longest_kanji_piece: int
    held_out: int
    questions_a_step: int
    stages: tuple[Schedule, ...]


WORDS_FIRST = Schedule(
    steps=50,
    rate=2e-3,
    warm_up=5,
    scale=20.0,
    keep=1.0,
    rephrased=0.0,
    weights={"synonyms": 1.0, "strategy": 0.3},
    pairs=2_048,
    seed=20261122,
)
ALL_TOGETHER = Schedule(
    steps=140,
    rate=1.5e-3,
    warm_up=10,
    scale=20.0,
    keep=0.85,
    rephrased=0.3,
    weights={
        "questions": 1.0,
        "titles": 0.3,
        "rated": 0.02,
        "synonyms": 0.4,
        "captions": 0.05,
        "strategy": 0.5,
    },
    pairs=1_024,
    seed=20261123,
)
PLAN = Plan(
    vocabulary_size=17_000,
    dimensions=1_088,
    longest_kanji_piece=3,
    held_out=0,
    questions_a_step=1_024,
    stages=(WORDS_FIRST, ALL_TOGETHER),
)


@dataclass(frozen=True)
class Sources:
    """The sets that are learnt from, read into memory."""

    asked: data.RetrievalSet
    rated: list[data.RatedPair]
    entailed: list[tuple[str, str]]
    synonyms: dict[int, tuple[str, ...]]
    corpus: Corpus
    paraphrases: domain.Texts


def read_sources(folder: Path, plan: Plan) -> Sources:
    """Read the training sets; the benchmark and the sets that are tuned on stay closed."""
    corpus = load_corpus()
    kept, _ = domain.hold_out(domain.paraphrases(corpus), plan.held_out)
    return Sources(
        asked=data.read_jaquad(folder, "train"),
        rated=data.read_jsts(folder, "train"),
        entailed=data.read_jsick_entailments(folder),
        synonyms=data.read_synonym_groups(folder),
        corpus=corpus,
        paraphrases=kept,
    )


def make_tokenizer(sources: Sources, plan: Plan) -> Tokenizer:
    """Train the tokeniser over all training sets and, repeated, the strategy's own words."""
    own = domain.strategy_sentences(sources.corpus)
    own += [text for group in sources.paraphrases.values() for text in group]
    texts = [*sources.asked.passages, *sources.asked.queries]
    texts += [text for pair in sources.rated for text in (pair.first, pair.second)]
    texts += [text for pair in sources.entailed for text in pair]
    texts += [word for group in sources.synonyms.values() for word in group]
    texts += own * STRATEGY_REPEATS
    return train_tokenizer(
        texts,
        vocabulary_size=plan.vocabulary_size,
        longest_kanji_piece=plan.longest_kanji_piece,
        required=domain.words(sources.corpus, sources.synonyms),
    )


def gather(sources: Sources, tokenizer: Tokenizer, plan: Plan) -> Material:
    """Tokenise the sources into what `learn` takes."""
    rng = np.random.default_rng(SEED)
    split = split_passages(tokenizer, sources.asked)
    other_words = rephrase(sources.asked.queries, sources.synonyms, share=0.5, rng=rng)
    return Material(
        questions=to_bags(tokenizer, sources.asked.queries),
        rephrasings=to_bags(tokenizer, other_words),
        titles=to_bags(tokenizer, sources.asked.titles),
        batches=question_batches(
            sources.asked, split, size=plan.questions_a_step, keep=WINDOW_KEEP, rng=rng
        ),
        groups=_groups(sources, tokenizer),
        rated=(
            to_bags(tokenizer, [pair.first for pair in sources.rated]),
            to_bags(tokenizer, [pair.second for pair in sources.rated]),
        ),
        ratings=np.array([pair.rating for pair in sources.rated], dtype=np.float32),
    )


def _groups(sources: Sources, tokenizer: Tokenizer) -> dict[str, TextGroups]:
    strategy = [
        texts + sources.paraphrases.get(record_id, ())
        for record_id, texts in domain.record_texts(sources.corpus).items()
    ]
    strategy += domain.SPELLINGS
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
    sources = read_sources(folder, plan)
    tokenizer = make_tokenizer(sources, plan)
    print(f"{tokenizer.get_vocab_size()} pieces ({time.monotonic() - began:.0f} s)", flush=True)
    dev = data.read_jaquad(folder, "dev")
    alike = data.read_jsts(folder, "valid")
    vectors = initial_vectors(
        to_bags(tokenizer, sources.asked.passages),
        vocabulary_size=tokenizer.get_vocab_size(),
        dimensions=plan.dimensions,
        seed=SEED,
    )

    def report(step: int, loss: float, current: Tensor) -> None:
        if step == 1 or step % 25 == 0 or step in {stage.steps for stage in plan.stages}:
            values = current.numpy()
            found = passage_ndcg(tokenizer, values, dev)
            ordered = similarity_correlation(tokenizer, values, alike)
            print(
                f"step {step:4d}  loss {loss:.3f}  JaQuAD dev nDCG@10 {100 * found:.2f}  "
                f"JSTS valid Spearman {ordered:.3f}  ({time.monotonic() - began:.0f} s)",
                flush=True,
            )

    material = gather(sources, tokenizer, plan)
    for stage in plan.stages:
        vectors = learn(vectors, material, stage, report)
    write_model(out, tokenizer, vectors)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of public sets")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="model folder to write")
    parser.add_argument("--quick", action="store_true", help="a small model, to try this out")
    parser.add_argument(
        "--held-out", type=int, default=0, help="leave out every n-th paraphrase, to measure on"
    )
    parser.add_argument("--threads", type=int, default=2, help="processor threads")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.use_deterministic_algorithms(True)
    plan = replace(PLAN, held_out=arguments.held_out)
    if arguments.quick:
        stages = tuple(replace(stage, steps=3) for stage in plan.stages)
        plan = replace(plan, vocabulary_size=8_000, dimensions=64, stages=stages)
    train(arguments.data, arguments.out, plan)


if __name__ == "__main__":
    main()
