"""Readers for the public sets: every reader returns plain, typed tuples.

Nothing is copied into the project. `folder` is always one laid out as `jaquad/`, `jglue/`, `jsick/`
and `sudachi/`, and the readers open what they need there.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

_SENTENCE_END = re.compile(r"(?<=[。！？\n])")
_TITLE_MARK = " [SEP] "


@dataclass(frozen=True)
class RetrievalSet:
    """Questions, the passages they are asked of, and which passage answers which question.

    Attributes:
        name: name for reports.
        queries: one question each.
        passages: distinct passages.
        relevant: for each query, the index of its one relevant passage.
        topics: for each passage, the index of its article.
        titles: the title of each article.
        answers: for each query, the sentence of the passage that holds the answer.
    """

    name: str
    queries: tuple[str, ...]
    passages: tuple[str, ...]
    relevant: tuple[int, ...]
    topics: tuple[int, ...]
    titles: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class RatedPair:
    """Two sentences and how alike people found them, on 0 (unrelated) to 5 (same meaning)."""

    first: str
    second: str
    rating: float


def sentences(text: str) -> list[str]:
    """Split a Japanese text after 。, ！, ？ and line ends; blank pieces are dropped."""
    return [piece.strip() for piece in _SENTENCE_END.split(text) if piece.strip()]


def read_jaquad(folder: Path, part: str) -> RetrievalSet:
    """Read JaQuAD.

    Args:
        folder: the data folder.
        part: `train` or `dev`.
    """
    files = sorted((folder / "jaquad").glob(f"jaquad_{part}_*.json"))
    return _read_squad(f"JaQuAD {part}", files)


def read_jsquad_benchmark(folder: Path) -> RetrievalSet:
    """Read JSQuAD validation: for measuring only, never for training or tuning."""
    return _read_squad("JSQuAD valid", [folder / "jglue" / "jsquad-valid-v1.3.json"])


def read_jsts(folder: Path, part: str) -> list[RatedPair]:
    """Read JSTS: sentence pairs with the mean of several people's ratings, 0 to 5.

    Args:
        folder: the data folder.
        part: `train` or `valid`.
    """
    path = folder / "jglue" / f"jsts-{part}-v1.3.json"
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [RatedPair(row["sentence1"], row["sentence2"], float(row["label"])) for row in rows]


def read_jsick_entailments(folder: Path) -> list[tuple[str, str]]:
    """Read the JSICK sentence pairs whose first sentence entails the second."""
    with (folder / "jsick" / "train.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (row["sentence_A_Ja"], row["sentence_B_Ja"])
            for row in rows
            if row["entailment_label_Ja"] == "entailment"
        ]


def read_synonym_groups(folder: Path) -> dict[int, tuple[str, ...]]:
    """Read the Sudachi synonym dictionary: the words of each group, by group number.

    Words marked as never to be expanded (flag 2, kept in the file as a deletion record) are left
    out.
    """
    text = (folder / "sudachi" / "synonyms.txt").read_text(encoding="utf-8")
    rows = [row for row in csv.reader(text.splitlines()) if len(row) > 8 and row[2] != "2"]
    return {
        int(number): tuple(dict.fromkeys(row[8] for row in group))
        for number, group in groupby(rows, key=lambda row: row[0])
    }


def _read_squad(name: str, files: list[Path]) -> RetrievalSet:
    """Read files in the SQuAD layout; passages that occur twice become one."""
    passages: dict[str, int] = {}
    topics: list[int] = []
    titles: dict[str, int] = {}
    queries: list[str] = []
    relevant: list[int] = []
    answers: list[str] = []
    for title, paragraph in _paragraphs(files):
        text: str = paragraph["context"].split(_TITLE_MARK, 1)[-1]
        topic = titles.setdefault(title, len(titles))
        if text not in passages:
            passages[text] = len(passages)
            topics.append(topic)
        lead = len(paragraph["context"]) - len(text)
        for asked in paragraph["qas"]:
            queries.append(asked["question"])
            relevant.append(passages[text])
            answers.append(_sentence_at(text, asked["answers"][0]["answer_start"] - lead))
    return RetrievalSet(
        name=name,
        queries=tuple(queries),
        passages=tuple(passages),
        relevant=tuple(relevant),
        topics=tuple(topics),
        titles=tuple(titles),
        answers=tuple(answers),
    )


def _paragraphs(files: list[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in files:
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                yield article["title"], paragraph


def _sentence_at(text: str, offset: int) -> str:
    """Return the sentence that covers a character offset."""
    position = 0
    for piece in _SENTENCE_END.split(text):
        position += len(piece)
        if offset < position:
            return piece.strip()
    return text
