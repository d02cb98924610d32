"""The tokeniser: normalise, cut where the script changes, then Unigram inside each run.

A Unigram model trained over unsplit Japanese learns whole phrases, because nothing marks where a
word ends. A change of script marks many of those ends, so every run of kanji, hiragana, katakana,
Latin letters or digits is cut out first, and pieces never cross a run. Kanji pieces are kept short:
a compound such as 人材育成 should share its parts with 人材 and 育成.

Only standard `tokenizers` components are used, so that the one file `tokenizer.json` is all that a
reader needs.

Source of the model: Kudo 2018, Subword Regularization, https://aclanthology.org/P18-1007/.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"
# Log probability of a required word: likelier than the product of any two shorter pieces.
_REQUIRED_SCORE = -8.0
_KANJI_PIECE = re.compile(r"[\u3400-\u9fff々〇]+")
_RUNS = "|".join(
    (
        r"[\p{Han}々〇]+",
        r"\p{Hiragana}+",
        r"[\p{Katakana}ー]+",
        r"\p{Latin}+[+#]*",
        r"\p{N}+",
    )
)


def _pipeline(model: models.Unigram) -> Tokenizer:
    """Put a Unigram model behind the normaliser and the cut at script changes."""
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[^\p{L}\p{N}ー+#]+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(_RUNS), behavior="isolated"),
        ]
    )
    return tokenizer


def train_tokenizer(
    texts: Iterable[str],
    *,
    vocabulary_size: int,
    longest_kanji_piece: int,
    required: Sequence[str] = (),
    minimum_characters: int = 2,
) -> Tokenizer:
    """Train the tokeniser.

    Args:
        texts: the training texts, one sentence or paragraph each; read once into memory.
        vocabulary_size: number of pieces wanted, the unknown token included; the result is smaller
            when the texts hold fewer.
        longest_kanji_piece: kanji pieces longer than this many characters are dropped.
        required: words that shall be pieces whatever their frequency, already normalised.
        minimum_characters: a character must occur this often to become a piece of its own.

    Returns:
        A tokeniser whose id 0 is the unknown token.
    """
    corpus = list(texts)
    learner = _pipeline(models.Unigram())
    alphabet = _frequent_characters(learner, corpus, minimum_characters)
    trainer = trainers.UnigramTrainer(
        vocab_size=vocabulary_size * 5 // 4,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        initial_alphabet=sorted(alphabet),
        max_piece_length=12,
        show_progress=False,
    )
    learner.train_from_iterator(corpus, trainer)
    pieces = json.loads(learner.to_str())["model"]["vocab"]
    chosen = list(_keep(pieces, alphabet, longest_kanji_piece))
    missing = sorted(set(required).difference(piece for piece, _ in chosen[:vocabulary_size]))
    kept = chosen[: vocabulary_size - len(missing)]
    kept += [(word, _REQUIRED_SCORE) for word in missing]
    return _pipeline(models.Unigram(kept, unk_id=0, byte_fallback=False))


def _frequent_characters(learner: Tokenizer, corpus: list[str], minimum: int) -> set[str]:
    counts = Counter[str]()
    for text in corpus:
        counts.update(learner.normalizer.normalize_str(text))
    counts.pop(" ", None)
    return {character for character, count in counts.items() if count >= minimum}


def _keep(
    pieces: list[tuple[str, float]], alphabet: set[str], longest_kanji_piece: int
) -> Iterator[tuple[str, float]]:
    """Order the pieces: the unknown token, every single character, then the likeliest ones."""
    ranked = sorted(pieces[1:], key=lambda piece: -piece[1])
    yield (UNKNOWN, 0.0)
    yield from ((piece, score) for piece, score in ranked if piece in alphabet)
    for piece, score in ranked:
        long = len(piece) > longest_kanji_piece and _KANJI_PIECE.fullmatch(piece)
        if len(piece) > 1 and not long:
            yield piece, score
