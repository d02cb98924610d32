"""Writing a plan down in the formats asked for."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.batch import dumps
from assistant.coach.approval import State
from assistant.coach.as_json import plan_json
from assistant.coach.plan import Plan
from corpus import Corpus
from index.durable import replace_bytes

if TYPE_CHECKING:
    from assistant.coach.files.blocks import Content


class Format(StrEnum):
    """How a plan can be written down."""

    JSON = "json"
    MARKDOWN = "md"
    WORD = "docx"
    PDF = "pdf"


def write_plan(
    plan: Plan, corpus: Corpus, folder: Path, formats: Iterable[Format], *, dated: date
) -> tuple[Path, ...]:
    """Write a plan into a folder, which is made when missing; files of the same names are replaced.

    Names hold no person's name. Those of a plan that is not approved say so.

    Args:
        plan: The plan.
        corpus: Where its records are.
        folder: Where to write.
        formats: Which files to write.
        dated: The date to put on every page.

    Returns:
        The files written, pictures included.

    Raises:
        OSError: The folder or a file cannot be written.
    """
    stem = "growth-plan" if plan.state is State.APPROVED else "growth-plan-draft"
    wanted = tuple(dict.fromkeys(formats))
    files: dict[str, bytes] = {}
    if Format.JSON in wanted:
        files[f"{stem}.json"] = dumps(plan_json(plan, corpus)) + b"\n"
    if set(wanted) - {Format.JSON}:
        from assistant.coach.files.content import content_of

        content = content_of(plan, corpus, dated=dated)
        for kind in wanted:
            if kind in _SETTERS:
                files |= _SETTERS[kind](content, stem)
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in files.items():
        replace_bytes(folder / name, written)
    return tuple(folder / name for name in files)


def _markdown(content: "Content", stem: str) -> dict[str, bytes]:
    from assistant.coach.files.blocks import Picture
    from assistant.coach.files.markdown import as_markdown

    pictures = [block for block in content.blocks if isinstance(block, Picture)]
    names = {picture.name: f"{stem}-{picture.name}.png" for picture in pictures}
    written = {f"{stem}.md": as_markdown(content, names).encode()}
    return written | {names[picture.name]: picture.png for picture in pictures}


def _word(content: "Content", stem: str) -> dict[str, bytes]:
    from assistant.coach.files.word import as_word

    return {f"{stem}.docx": as_word(content)}


def _pdf(content: "Content", stem: str) -> dict[str, bytes]:
    from assistant.coach.files.pdf import as_pdf

    return {f"{stem}.pdf": as_pdf(content)}


_SETTERS: dict[Format, Callable[["Content", str], dict[str, bytes]]] = {
    Format.MARKDOWN: _markdown,
    Format.WORD: _word,
    Format.PDF: _pdf,
}
