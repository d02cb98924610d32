"""Which golden questions a run asks, and a name and a hash for what was asked."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eval.golden_files import GOLDEN_DIR, golden_lines, load_golden
from eval.golden_types import GoldenQuestion, QuestionKind, Split

# Of every kind of the dev questions each n-th is asked in a quick run, the first one included.
QUICK_STEP = 5


class SplitChoice(StrEnum):
    """A split, or all of them."""

    EXAMPLES = "examples"
    DEV = "dev"
    TEST = "test"
    ALL = "all"


class LanguageChoice(StrEnum):
    """The language of a question."""

    JA = "ja"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Selection:
    """Questions that are asked and judged together.

    Attributes:
        name: Of the split, or `quick`: under which name the baseline is kept.
        questions: In the order of the files.
        sha256: Of the questions' lines in the golden files, each with its line end. For a whole
            split it is the sha256 of the file.
        filtered: Whether questions were left out that belong to the name, so that its figures are
            not comparable with a baseline.
        hidden: Whether nobody who tunes may see these questions (`eval/golden/README.md`).
    """

    name: str
    questions: tuple[GoldenQuestion, ...]
    sha256: str
    filtered: bool = False
    hidden: bool = False


def split_selection(split: Split, *, directory: Path = GOLDEN_DIR) -> Selection:
    """All questions of a split.

    Raises:
        GoldenError: The file is missing or malformed.
    """
    questions = load_golden(split, directory=directory)
    digest = _sha256(questions, directory)
    return Selection(split.value, questions, digest, hidden=split is Split.TEST)


def quick_selection(*, directory: Path = GOLDEN_DIR) -> Selection:
    """The examples and a fixed sample of the dev questions: every fifth of each kind.

    Questions added at the end of the file leave the sample of those before them as it is.

    Raises:
        GoldenError: A file is missing or malformed.
    """
    seen: dict[QuestionKind, int] = {}
    sample: list[GoldenQuestion] = []
    for question in load_golden(Split.DEV, directory=directory):
        place = seen.get(question.kind, 0)
        seen[question.kind] = place + 1
        if place % QUICK_STEP == 0:
            sample.append(question)
    questions = (*load_golden(Split.EXAMPLES, directory=directory), *sample)
    return Selection("quick", questions, _sha256(questions, directory))


def selections(choice: SplitChoice) -> tuple[Selection, ...]:
    """One selection a split chosen.

    Raises:
        GoldenError: A file is missing or malformed.
    """
    splits = list(Split) if choice is SplitChoice.ALL else [Split(choice)]
    return tuple(split_selection(split) for split in splits)


def narrowed(
    selection: Selection,
    *,
    kinds: Collection[QuestionKind] = (),
    languages: Collection[LanguageChoice] = (),
    ids: Collection[str] = (),
) -> Selection:
    """The questions of a selection that are of these kinds, languages and ids; empty means any."""
    kept = tuple(
        one
        for one in selection.questions
        if (not kinds or one.kind in kinds)
        and (not languages or one.language in languages)
        and (not ids or one.id in ids)
    )
    filtered = selection.filtered or len(kept) < len(selection.questions)
    return Selection(selection.name, kept, selection.sha256, filtered, selection.hidden)


def _sha256(questions: Sequence[GoldenQuestion], directory: Path) -> str:
    splits = {question.split for question in questions}
    lines = {split: golden_lines(split, directory=directory) for split in splits}
    digest = hashlib.sha256()
    for question in questions:
        digest.update(lines[question.split][question.id])
    return digest.hexdigest()
