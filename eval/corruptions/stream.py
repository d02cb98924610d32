"""Making a true answer wrong at a given rate: what a model server of the tests sends to lie."""

from random import Random

from assistant.types import Language
from corpus import Corpus
from eval.corruptions.sentences import sentences
from eval.corruptions.spots import Setting
from eval.corruptions.suite import CORRUPTORS, setting_of, true_cases
from eval.corruptions.types import Case, Evidence, SuiteSplit


def corrupt_answer(
    text: str,
    evidence: Evidence,
    corpus: Corpus,
    rng: Random,
    rate: float,
    *,
    language: Language = "ja",
    split: SuiteSplit = SuiteSplit.DEV,
    setting: Setting | None = None,
) -> tuple[str, tuple[int, ...]]:
    """Make sentences of an answer wrong, each with a chance of `rate`.

    The evidence stays as it is, so every kind is used but the one that swaps it.

    Args:
        text: The answer, with markers `〔n〕` for the n-th piece of evidence.
        evidence: What the markers stand for.
        corpus: Where names and places come from.
        rng: Decides which sentences, and how.
        rate: 0 to 1.
        language: Of the answer.
        split: Whose pools and peers are used.
        setting: What the corruptors draw on; made anew where none is given, which takes a while.

    Returns:
        The answer with what was made wrong in it, and which of its sentences are wrong, 0-based.
        A sentence that no kind fits stays true.
    """
    setting = setting or setting_of(corpus, true_cases(corpus))
    parts: list[str] = []
    wrong: list[int] = []
    count = 0
    end = 0
    for sentence in sentences(text):
        parts.append(text[end : sentence.start])
        end = sentence.end
        made = None
        if sentence.markers and rng.random() < rate:
            case = Case("stream", None, split, language, sentence.text, evidence)
            made = _made_wrong(case, setting, rng)
        said, at = made or (sentence.text, None)
        if at is not None:
            wrong.append(count + at)
        count += len(sentences(said))
        parts.append(said)
    return "".join(parts) + text[end:], tuple(wrong)


def _made_wrong(case: Case, setting: Setting, rng: Random) -> tuple[str, int] | None:
    """One sentence made wrong in the first of the kinds that fits, in a random order."""
    kinds = list(CORRUPTORS)
    rng.shuffle(kinds)
    for kind in kinds:
        for made in CORRUPTORS[kind](case, setting, rng):
            if made.evidence == case.evidence and made.text != case.text:
                return made.text, made.sentence
    return None
