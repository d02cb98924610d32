"""A model that tells half-truths over the golden questions, and what of it reaches the reader.

Golden questions are asked of the real pipeline, whose model is the scripted server over HTTP. The
server answers with true sentences of
the corruption suite on the evidence that it is given, or with what it was told is confirmed, and
makes each wrong with the chance given. It keeps a log of which ones it made wrong, which the
answers are compared with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from assistant.messages import LANGUAGES, text
from assistant.pipeline import Pipeline
from assistant.settings import Settings
from assistant.types import Answer, Language
from corpus import Corpus, Quote, Record
from eval.corruptions.sentences import MARKER, sentences
from eval.corruptions.spots import Setting
from eval.corruptions.stream import corrupt_answer
from eval.corruptions.suite import setting_of, true_cases
from eval.corruptions.types import Case, SuiteSplit
from eval.figures import Share
from eval.golden_types import GoldenQuestion
from eval.runner import run_question
from tests.model.server import NAME, Asked, right, says, serving_model

Key = tuple[str, int, int]


@dataclass
class Liar:
    """What the server says, and its log.

    Attributes:
        rate: The chance that a sentence is made wrong, 0 to 1.
        split: Which half of the suite it draws on.
        log: Whether a sentence, without its markers, was made wrong; of the last answer.
        truth: That answer before anything in it was made wrong, without markers.
    """

    corpus: Corpus
    rate: float
    split: SuiteSplit
    seed: int = 1
    log: dict[str, bool] = field(default_factory=dict)
    truth: str = ""

    def __post_init__(self) -> None:
        every = true_cases(self.corpus)
        self._setting: Setting = setting_of(self.corpus, every)
        self._true: dict[tuple[Language, Key], list[Case]] = defaultdict(list)
        for case in every:
            if case.split is self.split:
                self._true[case.language, _key(*case.evidence[0])].append(case)
        self._owners: dict[str, list[tuple[Record, Quote]]] = defaultdict(list)
        for record in self.corpus.records.values():
            for quote in record.quotes:
                self._owners[quote.text].append((record, quote))

    def __call__(self, asked: Asked) -> str:
        rng = Random(f"{self.seed}|{asked.user}")
        language: Language = "en" if "Quote: " in asked.fenced[1] else "ja"
        evidence = self._evidence(asked)
        truth = self._truth(asked, evidence, language, rng)
        self.truth = _plain(truth)
        said, wrong = corrupt_answer(
            truth, evidence, self.corpus, rng, self.rate,
            language=language, split=self.split, setting=self._setting,
        )  # fmt: skip
        found = sentences(said)
        self.log = {_plain(one.text): one.index in wrong for one in found}
        return "\n".join(one.text for one in found)

    def _evidence(self, asked: Asked) -> tuple[tuple[Record, Quote], ...]:
        """The records and quotes that the fenced items are."""
        items = asked.fenced[1].split(f" {asked.word}\n")[1:]
        found = []
        for item, quote in zip(items, asked.quotes, strict=True):
            owners = self._owners[quote]
            # One name may be a skill's and a training item's: the item says of which kind it is.
            meant = [pair for pair in owners if _kind(pair[0], item)] or owners
            named = [pair for pair in meant if f"{pair[0].name}\n" in item.replace(")", "")]
            found.append((named or meant)[0])
        return tuple(found)

    def _truth(
        self,
        asked: Asked,
        evidence: tuple[tuple[Record, Quote], ...],
        language: Language,
        rng: Random,
    ) -> str:
        """True sentences on the evidence: the suite's where it has some, else what is confirmed."""
        numbers = {_key(*pair): number for number, pair in enumerate(evidence, start=1)}
        told: list[str] = []
        covered: set[int] = set()
        for pair in evidence:
            fitting = [
                case
                for case in self._true[language, _key(*pair)]
                if all(_key(*other) in numbers for other in case.evidence)
            ]
            if fitting and numbers[_key(*pair)] not in covered:
                case = rng.choice(fitting)
                own = [numbers[_key(*other)] for other in case.evidence]
                covered |= set(own)
                told.append(MARKER.sub(lambda m, own=own: f"〔{own[int(m[1]) - 1]}〕", case.text))
        if len(covered) == len(evidence):
            return "\n".join(told)
        rest = (
            _sentence(line, language)
            for line in right(asked).split("\n")
            if not _numbers(line) <= covered
        )
        return "\n".join((*told, *rest))


@dataclass
class Tally:
    """What became of the sentences that the server sent.

    Attributes:
        wrong: Sentences made wrong, in answers that show the model's words.
        true: The others there.
        shown: How many of both were shown.
        asked: Answers that the model was asked for.
        fell_back: Of these, those that show the quotes instead.
        let_through: What was wrong and shown.
        kept_back: What was true and withheld, with the reason.
    """

    wrong: int = 0
    wrong_shown: int = 0
    true: int = 0
    true_refused: int = 0
    shown: int = 0
    asked: int = 0
    fell_back: int = 0
    let_through: list[str] = field(default_factory=list)
    kept_back: list[str] = field(default_factory=list)

    def add(self, answer: Answer, liar: Liar) -> None:
        """Count one answer for which the model was asked."""
        self.asked += 1
        if not answer.model:
            self.fell_back += 1
            return
        for verdict in answer.verdicts:
            statement = _plain(verdict.statement)
            if not any(char.isalnum() for char in statement):
                continue
            made_wrong = _was_made_wrong(statement, liar)
            self.shown += verdict.supported
            self.wrong += made_wrong
            self.true += not made_wrong
            self.wrong_shown += made_wrong and verdict.supported
            self.true_refused += not made_wrong and not verdict.supported
            if made_wrong and verdict.supported:
                self.let_through.append(verdict.statement)
            elif verdict.reason and not made_wrong:
                self.kept_back.append(f"{verdict.statement} ({verdict.reason})")

    @property
    def reached(self) -> Share:
        """Statements made wrong that the reader saw, of all of the model's that they saw."""
        return Share(self.wrong_shown, self.shown)

    @property
    def refused(self) -> Share:
        """True statements withheld, of all true ones sent."""
        return Share(self.true_refused, self.true)


def measure(
    settings: Settings, questions: Iterable[GoldenQuestion], *, rate: float, split: SuiteSplit
) -> Tally:
    """Ask the questions of a pipeline whose model lies at a rate."""
    from corpus import load_corpus

    liar = Liar(load_corpus(), rate, split)
    tally = Tally()
    with serving_model(says(liar)) as server:
        told = settings.model_copy(update={"model": NAME, "model_base_url": server.address})
        pipeline = Pipeline.open(told)
        try:
            for question in questions:
                for turn in _turns(pipeline, question, server.asked):
                    tally.add(turn, liar)
        finally:
            pipeline.close()
    return tally


def _turns(pipeline: Pipeline, question: GoldenQuestion, requests: list[Asked]) -> Iterable[Answer]:
    """The last answer of a conversation, where the model was asked for it.

    Only of the last one is the server's log still the right one.
    """
    outcome = run_question(pipeline, question)
    if outcome.answers and outcome.answers[-1].prompt_sha256 and requests:
        yield outcome.answers[-1]


def _was_made_wrong(statement: str, liar: Liar) -> bool:
    """Whether a statement is one that the server made wrong.

    Two splitters of sentences need not agree: what is no sentence of the log is wrong where it does
    not stand in the true text.
    """
    return liar.log.get(statement, statement not in liar.truth)


def _key(record: Record, quote: Quote) -> Key:
    return record.id, quote.span.start, quote.span.end


def _kind(record: Record, item: str) -> bool:
    return any(text(f"generate.kind_{record.kind}", language) in item for language in LANGUAGES)


def _sentence(line: str, language: Language) -> str:
    """A line as a sentence with its full stop, so that nobody takes two for one."""
    body = MARKER.sub("", line).strip()
    markers = "".join(match[0] for match in MARKER.finditer(line))
    if body.startswith(("「", "『")) and body.endswith(("」", "』")):
        body = f"本文には{body}と書かれています" if language == "ja" else f"The text says {body}"
    stop = "" if body.endswith(("。", ".", "?", "？")) else {"ja": "。", "en": "."}[language]
    return f"{body}{stop}{markers}"


def _numbers(line: str) -> set[int]:
    return {int(number) for number in MARKER.findall(line)}


def _plain(text: str) -> str:
    return "".join(MARKER.sub("", text).strip().lstrip("・-").split())
