"""The committed baselines: what a run must not fall below.

One file a split (and one for the quick run) in `eval/baselines/`. It names the sha256 of the
questions that it was measured on, and is compared with a run over the same questions only: figures
of other questions say nothing about the assistant. It holds counts and no times, which differ from
machine to machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus import AppError
from eval.figures import Figures, Share
from eval.golden_types import QuestionKind
from eval.selection import Selection
from eval.support import Support

BASELINES_DIR = Path(__file__).parent / "baselines"
Name = Literal["examples", "dev", "test", "quick"]
NAMES: tuple[Name, ...] = ("examples", "dev", "test", "quick")

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]


class BaselineError(AppError):
    """A committed baseline cannot be read."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Counted(_Strict):
    """So many right of so many."""

    right: Count
    of: Count

    @model_validator(mode="after")
    def _no_more_than_all(self) -> "Counted":
        if self.right > self.of:
            raise ValueError("more right than there are")
        return self

    @classmethod
    def from_share(cls, share: Share) -> "Counted":
        """The counts of a share."""
        return cls(right=share.right, of=share.of)


_NONE = Counted(right=0, of=0)


class Allowance(_Strict):
    """How many right answers fewer are let pass.

    The assistant answers a question in the same way every time, so nothing is lost by chance and
    the whole may not fall at all. A kind may lose an answer that another kind has gained.

    Attributes:
        overall: Of all questions.
        kind: Of the questions of any one kind.
    """

    overall: Count = 0
    kind: Count = 1


class Baseline(_Strict):
    """Figures to be held.

    Attributes:
        name: The split, or `quick`.
        questions_sha256: `Selection.sha256` of the questions.
        corpus_digest: sha256 of the corpus then; only to be shown.
        index_id: Of the index then; only to be shown.
        quotes: Exact quotes, of all citations. None may become inexact.
        unsupported: Questions with something shown that nothing supports. No more than this.
        exceptions: Questions that broke the pipeline. No more than this.
    """

    name: Name
    questions_sha256: Sha256
    corpus_digest: Sha256
    index_id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    allowance: Allowance
    overall: Counted
    kinds: dict[QuestionKind, Counted]
    quotes: Counted
    unsupported: Count
    exceptions: Count

    @model_validator(mode="after")
    def _kinds_add_up(self) -> "Baseline":
        if sum(one.of for one in self.kinds.values()) != self.overall.of:
            raise ValueError("the kinds don't add up to the whole")
        return self


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not what the baseline has.

    Attributes:
        figure: `overall`, `kind`, `quotes`, `unsupported` or `exceptions`.
        kind: Which kind, where the figure is of one.
        old: As the baseline has it, such as `12/13`.
        new: As it was measured.
    """

    figure: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside its baseline.

    Attributes:
        name: Of the baseline.
        state: `held` or `fell`; or why there is nothing to compare: `filtered` when only some of
            the questions were asked, `missing` without a baseline, `other_questions` when the
            golden questions have changed since.
        falls: What fell below the baseline by more than it allows.
        gains: Which of the shares are better than the baseline.
    """

    name: str
    state: Literal["held", "fell", "filtered", "missing", "other_questions"]
    falls: tuple[Change, ...] = ()
    gains: tuple[Change, ...] = ()


def measured_baseline(
    selection: Selection,
    figures: Figures,
    support: Support,
    *,
    corpus_digest: str,
    index_id: str,
    allowance: Allowance,
) -> Baseline:
    """A run in the form of a baseline."""
    return Baseline.model_validate(
        {
            "name": selection.name,
            "questions_sha256": selection.sha256,
            "corpus_digest": corpus_digest,
            "index_id": index_id,
            "allowance": allowance,
            "overall": Counted.from_share(figures.all),
            "kinds": {
                QuestionKind(kind): Counted.from_share(share)
                for kind, share in figures.kinds.items()
            },
            "quotes": Counted.from_share(support.quotes),
            "unsupported": support.unsupported,
            "exceptions": figures.exceptions,
        }
    )


def compare(
    measured: Baseline, committed: Baseline | None, *, filtered: bool = False
) -> Comparison:
    """A run beside the committed baseline of the same name."""
    if filtered:
        return Comparison(measured.name, "filtered")
    if committed is None:
        return Comparison(measured.name, "missing")
    if measured.questions_sha256 != committed.questions_sha256:
        return Comparison(measured.name, "other_questions")
    falls = tuple(_falls(measured, committed))
    gains = tuple(_gains(measured, committed))
    return Comparison(measured.name, "fell" if falls else "held", falls, gains)


def baseline_path(name: str, *, directory: Path = BASELINES_DIR) -> Path:
    """Where the baseline of a name is kept."""
    return directory / f"{name}.json"


def load_baseline(name: str, *, directory: Path = BASELINES_DIR) -> Baseline | None:
    """The committed baseline of a name; None when there is none.

    Raises:
        BaselineError: The file cannot be read, is malformed or is of another name.
    """
    path = baseline_path(name, directory=directory)
    if not path.exists():
        return None
    try:
        found = Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BaselineError(f"{path}: {place + ': ' if place else ''}{first['msg']}.") from error
    if found.name != name:
        raise BaselineError(f"{path} is the baseline of {found.name}.")
    return found


def save_baseline(baseline: Baseline, *, directory: Path = BASELINES_DIR) -> Path:
    """Write a baseline, and return its path.

    Raises:
        OSError: It cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    path = baseline_path(baseline.name, directory=directory)
    partial = path.with_suffix(".partial")
    partial.write_text(baseline.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return partial.replace(path)


def _falls(measured: Baseline, committed: Baseline) -> Iterator[Change]:
    allowance = committed.allowance
    if measured.overall.right < committed.overall.right - allowance.overall:
        yield _change("overall", "", committed.overall, measured.overall)
    for kind, old in committed.kinds.items():
        new = measured.kinds.get(kind, _NONE)
        if new.right < old.right - allowance.kind:
            yield _change("kind", kind, old, new)
    # Their number depends on the answers, so what counts is how many are inexact.
    if _inexact(measured) > _inexact(committed):
        yield _change("quotes", "", committed.quotes, measured.quotes)
    for figure in ("unsupported", "exceptions"):
        before, now = getattr(committed, figure), getattr(measured, figure)
        if now > before:
            yield Change(figure, "", str(before), str(now))


def _gains(measured: Baseline, committed: Baseline) -> Iterator[Change]:
    if measured.overall.right > committed.overall.right:
        yield _change("overall", "", committed.overall, measured.overall)
    for kind, old in committed.kinds.items():
        if (new := measured.kinds.get(kind, _NONE)).right > old.right:
            yield _change("kind", kind, old, new)


def _inexact(baseline: Baseline) -> int:
    return baseline.quotes.of - baseline.quotes.right


def _change(figure: str, kind: str, old: Counted, new: Counted) -> Change:
    return Change(figure, kind, f"{old.right}/{old.of}", f"{new.right}/{new.of}")
