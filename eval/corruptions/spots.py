"""What the corruptors share: a sentence with what it cites, and how a text is changed in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from assistant.types import Language
from corpus import Corpus, Kind, Quote, Record
from corpus.folding import close_up, fold
from eval.corruptions.files import cited_by
from eval.corruptions.pools import Pools, load_pools
from eval.corruptions.sentences import Sentence, blanked, sentences
from eval.corruptions.types import Case, CorruptionKind, Evidence, SuiteSplit

NAME_FIELDS = frozenset({"name", "matrix_name", "overview_name"})


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A text made wrong.

    Attributes:
        sentence: Which sentence is wrong, 0-based.
    """

    text: str
    evidence: Evidence
    sentence: int


@dataclass(frozen=True, eq=False)
class Setting:
    """What a corruptor may draw on; one is another than one made alike, so it can be a key.

    Attributes:
        peers: Other true cases, by split and language.
    """

    corpus: Corpus
    peers: Mapping[tuple[SuiteSplit, Language], tuple[Case, ...]]

    def pools(self, case: Case) -> Pools:
        """The pools of the split and language of a case."""
        return load_pools(case.split, case.language)

    @cached_property
    def named(self) -> tuple[tuple[str, Record], ...]:
        """Every name in the text's language with its record, the longest first."""
        pairs = [
            (name, record)
            for record in self.corpus.records.values()
            if record.kind not in (Kind.SILENCE, Kind.OUTSIDE, Kind.TOPIC)
            for name in names_of(record)
        ]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    @cached_property
    def names(self) -> frozenset[str]:
        """Those names alone."""
        return frozenset(name for name, _ in self.named)

    def records_named(self, text: str) -> list[Record]:
        """Records whose name stands in a text, those inside a longer name left out."""
        found: list[Record] = []
        taken: dict[str, None] = {}
        rest = fold(text)
        for name, record in self.named:
            form = fold(name)
            if form in taken or form in rest:
                found.append(record)
                if form not in taken:
                    taken[form] = None
                    rest = rest.replace(form, "\n")
        return found


Corruptor = Callable[[Case, Setting, Random], Iterable[Corrupted]]
Corruptors = Mapping[CorruptionKind, Corruptor]


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a case with what it cites."""

    case: Case
    sentence: Sentence
    cited: tuple[tuple[Record, Quote], ...]

    @property
    def text(self) -> str:
        """The text of the sentence, markers included."""
        return self.sentence.text

    @property
    def records(self) -> dict[str, Record]:
        """The records cited, by id."""
        return {record.id: record for record, _ in self.cited}

    def open_text(self, setting: Setting) -> str:
        """The text with markers and quotations blanked out; names between marks are kept."""
        return blanked(self.text, names=setting.names)

    def quoted_text(self) -> str:
        """Everything that is cited, folded."""
        return "\n".join(fold(close_up(quote.text)) for _, quote in self.cited)

    def rewritten(self, text: str, *, evidence: Evidence | None = None) -> Corrupted:
        """The case with this sentence as `text`."""
        case, sentence = self.case, self.sentence
        whole = case.text[: sentence.start] + text + case.text[sentence.end :]
        return Corrupted(whole, evidence or case.evidence, sentence.index)

    def replaced(self, start: int, end: int, text: str) -> Corrupted:
        """The case with characters `start` to `end` of this sentence as `text`."""
        return self.rewritten(self.text[:start] + text + self.text[end:])


def spots(case: Case) -> list[Spot]:
    """The sentences of a case."""
    return [
        Spot(case, sentence, cited_by(sentence.markers, case.evidence))
        for sentence in sentences(case.text)
    ]


def names_of(record: Record) -> list[str]:
    """The Japanese names of a record, as they are written in sentences."""
    names = [record.name]
    names += [close_up(quote.text) for quote in record.quotes if quote.field in NAME_FIELDS]
    return list(dict.fromkeys(names))


def overlap(text: str, of: str) -> float:
    """Which share of the character pairs of a text stands in another, 0 to 1."""
    pairs = _pairs(text)
    return len(pairs & _pairs(of)) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
