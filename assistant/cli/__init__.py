"""The command line: `assistant …` or `python -m assistant …`.

Exit codes: 0 done, 1 an error that was explained, 2 wrong usage, 130 interrupted.
"""

import io
import os
import sys

from assistant.cli.app import build_app
from assistant.cli.language import hoist, interface_language
from assistant.cli.session import Session, UsageProblem
from assistant.errors import AppError


def main() -> None:
    """Run the command line on this process's arguments and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        # An output that cannot show a character shows its escape instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = hoist(sys.argv[1:])
    session = Session(interface_language(arguments, os.environ))
    try:
        build_app(session)(arguments, prog_name="assistant")
    except UsageProblem as error:
        session.complain(error)
        raise SystemExit(2) from None
    except (AppError, OSError) as error:
        session.complain(error)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        session.note(session.text("interrupted"))
        raise SystemExit(130) from None
