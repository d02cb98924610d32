"""`assistant index …`, and building the index for a command that needs one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.cli.session import Session
from assistant.errors import IndexDamaged, IndexMissing, IndexStale
from assistant.settings import Settings
from corpus import load_corpus
from index.manifest import Manifest

Result = TypeVar("Result")

_WHY = {
    IndexMissing: "index_why_missing",
    IndexStale: "index_why_stale",
    IndexDamaged: "index_why_damaged",
}


def with_index(session: Session, settings: Settings, use: Callable[[], Result]) -> Result:
    """Do what needs the index; build it first when it is missing, stale or damaged.

    Raises:
        AppError: What `use` raises for any other reason, or once the index is built.
    """
    try:
        return use()
    except (IndexMissing, IndexStale, IndexDamaged) as reason:
        session.note(session.text(_WHY[type(reason)]))
    build(session, settings)
    return use()


def build(session: Session, settings: Settings) -> Manifest:
    """Build the index with a progress bar on standard error."""
    from index.build import build_index

    with progress_bar(session, session.text("index_building")) as advance:
        manifest = build_index(
            load_corpus(),
            settings.index,
            progress=lambda _, done, total: advance(done, total),
        )
    session.note(session.text("index_built", passages=manifest.total, index_id=manifest.index_id))
    return manifest


@contextmanager
def progress_bar(session: Session, label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, shown on a terminal only; yields how to move it."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=session.err, transient=True, disable=not session.err.is_terminal
    ) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def build_command(session: Session) -> None:
    """`assistant index build`."""
    from index.reader import index_state

    settings = Settings()
    state = index_state(load_corpus(), settings.index, deep=True)
    if state.status == "current" and state.manifest:
        session.say(_up_to_date(session, state.manifest))
        return
    build(session, settings)


def status_command(session: Session) -> None:
    """`assistant index status`; an index that is not up to date is an error."""
    from index.reader import open_index

    settings = Settings()
    index = open_index(load_corpus(), settings.index)
    index.warm()
    index.close()
    session.say(_up_to_date(session, index.manifest))
    session.say(f"{session.text('index_folder')}: {settings.index_dir}")
    session.say(f"{session.text('index_model')}: {index.manifest.model}")


def _up_to_date(session: Session, manifest: Manifest) -> str:
    return session.text("index_ok", passages=manifest.total, index_id=manifest.index_id)
