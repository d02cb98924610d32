"""`assistant ask`: one question, or a file of them."""

import sys
from contextlib import closing
from pathlib import Path

from assistant.batch import dumps, run_batch
from assistant.cli.index import progress_bar, with_index
from assistant.cli.session import Session, UsageProblem
from assistant.cli.show import answer_json, show_answer
from assistant.pipeline import Pipeline, Turn
from assistant.settings import Settings
from assistant.types import Language

# Far beyond any limit on questions, which is the pipeline's to apply.
_MAX_STDIN_BYTES = 4 * 1024 * 1024


def ask_command(
    session: Session,
    question: str | None,
    *,
    as_json: bool,
    batch: Path | None,
    out: Path | None,
    language: Language | None,
    with_model: bool,
) -> None:
    """Answer one question, or every line of a file.

    Raises:
        UsageProblem: The options do not go together.
        AppError: The question cannot be taken, or the assistant cannot start.
    """
    if batch is not None:
        if question is not None or as_json:
            raise UsageProblem(session.text("batch_alone"))
        if out is None:
            raise UsageProblem(session.text("batch_needs_out"))
        _ask_many(session, batch, out, language, with_model)
    elif out is not None:
        raise UsageProblem(session.text("out_needs_batch"))
    elif question is None:
        raise UsageProblem(session.text("question_needed"), fix=session.text("question_needed_fix"))
    else:
        asked = _from_stdin() if question == "-" else question
        _ask_one(session, asked, as_json, language, with_model)


def _ask_one(
    session: Session, question: str, as_json: bool, language: Language | None, with_model: bool
) -> None:
    settings = Settings()

    def answer() -> tuple[Pipeline, Turn]:
        pipeline = Pipeline.open(settings, with_model=with_model)
        return pipeline, pipeline.ask(question, language=language)

    pipeline, turn = with_index(session, settings, answer)
    pipeline.close()
    if as_json:
        sys.stdout.buffer.write(dumps(answer_json(question, turn.answer)) + b"\n")
    else:
        show_answer(session, turn.answer, pipeline.corpus)


def _ask_many(
    session: Session, source: Path, target: Path, language: Language | None, with_model: bool
) -> None:
    if target.exists() and not target.is_file():
        raise UsageProblem(session.text("out_not_regular", path=target))
    size = source.stat().st_size
    settings = Settings()
    pipeline = with_index(session, settings, lambda: Pipeline.open(settings, with_model=with_model))
    with closing(pipeline), progress_bar(session, session.text("batch_progress")) as advance:
        tally = run_batch(
            pipeline,
            source,
            target,
            language=language,
            progress=lambda done: advance(done, size),
        )
    session.note(session.text("batch_done", lines=tally.lines, errors=tally.errors, path=target))


def _from_stdin() -> str:
    return sys.stdin.buffer.read(_MAX_STDIN_BYTES).decode("utf-8", "replace")
