"""Reading the true sentences and those written wrong by hand, and proving them by the corpus."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from corpus import Corpus, Quote, Record
from eval.corruptions.errors import SuiteError
from eval.corruptions.sentences import MARKER, QUOTED, sentences
from eval.corruptions.types import Case, Evidence, Style, SuiteSplit, TrueSentence, WrongSentence

SUITE_DIR = Path(__file__).parent
# Shorter quotations are words and names that the text puts between quotation marks.
SHORTEST_QUOTE = 8

LineT = TypeVar("LineT", bound=BaseModel)


def load_true(corpus: Corpus, *, directory: Path = SUITE_DIR) -> tuple[Case, ...]:
    """The true sentences of every file in `true/`, as cases, in the order of the files.

    Raises:
        SuiteError: A line is malformed or of an id that occurs twice, or cites what is not there.
    """
    found: dict[str, Case] = {}
    for path in sorted((directory / "true").glob("*.jsonl")):
        for line in _lines(path, TrueSentence):
            if line.id in found:
                raise SuiteError(f"{line.id} occurs twice.")
            evidence = resolve(line.evidence, corpus, where=line.id)
            found[line.id] = Case(
                line.id, None, line.split, line.language, line.text, evidence, style=line.style
            )
    if not found:
        raise SuiteError(f"no true sentences in {directory / 'true'}.")
    return tuple(found.values())


def load_wrong(corpus: Corpus, *, directory: Path = SUITE_DIR) -> tuple[Case, ...]:
    """The sentences written wrong by hand, as cases.

    Raises:
        SuiteError: As `load_true`, or a wrong sentence is not in its text.
    """
    found: dict[str, Case] = {}
    for line in _lines(directory / "hard.jsonl", WrongSentence):
        if line.id in found:
            raise SuiteError(f"{line.id} occurs twice.")
        if max(line.wrong) >= len(sentences(line.text)):
            raise SuiteError(f"{line.id} has no sentence {max(line.wrong)}.")
        evidence = resolve(line.evidence, corpus, where=line.id)
        found[line.id] = Case(
            line.id, line.kind, line.split, line.language, line.text, evidence, tuple(line.wrong)
        )
    return tuple(found.values())


def resolve(references: Sequence[str], corpus: Corpus, *, where: str) -> Evidence:
    """The records and quotes that `<record id>#<quote field>` name.

    Raises:
        SuiteError: One of them is not in the corpus.
    """
    pairs = []
    for reference in references:
        record_id, _, field = reference.partition("#")
        record = corpus.records.get(record_id)
        if record is None or not record.has(field):
            raise SuiteError(f"{where} cites {reference}, which is not in the corpus.")
        pairs.append((record, record.quote(field)))
    return tuple(pairs)


def problems(case: Case) -> list[str]:
    """What is wrong with the form of a true case; empty when it is sound."""
    found = []
    used = {int(number) for number in MARKER.findall(case.text)}
    if used != set(range(1, len(case.evidence) + 1)):
        found.append(f"markers {sorted(used)} for {len(case.evidence)} pieces of evidence")
    record, quote = case.evidence[0]
    split = split_of(case.text, f"{record.id}#{quote.field}")
    if case.style is not Style.FRAME and case.split is not split:
        found.append(f"belongs to {split}")
    for sentence in sentences(case.text):
        if not sentence.markers:
            found.append(f"no marker in {sentence.text!r}")
        cited = cited_by(sentence.markers, case.evidence)
        texts = [quote.text for _, quote in cited]
        names = {record.name for record, _ in cited}
        for quotation in QUOTED.findall(sentence.text):
            if len(quotation) < SHORTEST_QUOTE or quotation in names:
                continue
            if not any(quotation in text for text in texts):
                found.append(f"{quotation!r} is not in what is cited")
    return found


def split_of(text: str, first: str) -> SuiteSplit:
    """The split of a sentence that is no set phrase: a hash of its wording and what it cites first.

    Args:
        text: The sentence with its markers.
        first: Its first piece of evidence, `<record id>#<quote field>`.
    """
    odd = hashlib.sha256(f"{first}|{text}".encode()).digest()[0] % 2
    return SuiteSplit.TEST if odd else SuiteSplit.DEV


def cited_by(markers: Sequence[int], evidence: Evidence) -> tuple[tuple[Record, Quote], ...]:
    """The evidence behind markers; those out of range carry nothing."""
    return tuple(evidence[number - 1] for number in markers if 1 <= number <= len(evidence))


@cache
def _read(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").splitlines())
    except OSError as error:
        raise SuiteError(f"cannot read {path}: {error.strerror}.") from error


def _lines(path: Path, model: type[LineT]) -> Iterator[LineT]:
    for number, line in enumerate(_read(path), start=1):
        try:
            yield model.model_validate_json(line)
        except ValidationError as error:
            raise SuiteError(f"{path.name}, line {number}: {error}") from error
