"""`assistant eval`: found by an entry point, because nothing here may import the evaluation."""

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from assistant.cli.index import with_index
from assistant.cli.session import Session
from assistant.errors import AppError
from assistant.settings import Settings
from assistant.types import Language

GROUP = "assistant.commands"

Command = Callable[[Sequence[str], Language], None]


def eval_command(session: Session, arguments: Sequence[str]) -> None:
    """Pass the arguments on; the index is built first when it is missing, stale or damaged.

    Raises:
        AppError: The command is not installed, or it raised this.
        SystemExit: The command has ended, with its exit code.
    """
    command = _find(session, "eval")
    with_index(session, Settings(), lambda: command(arguments, session.language))


def _find(session: Session, name: str) -> Command:
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise AppError(
            session.text("command_missing", name=name), fix=session.text("command_missing_fix")
        )
    command: Command = next(iter(found)).load()
    return command
