"""`assistant serve`: the chat page."""

import errno
import socket

from assistant.cli.index import with_index
from assistant.cli.session import Session
from assistant.errors import AppError
from assistant.settings import Settings
from corpus import load_corpus


def serve_command(session: Session, *, host: str | None, port: int | None) -> None:
    """Serve until interrupted.

    Raises:
        AppError: The address or the port cannot be listened on, or the assistant cannot start.
    """
    given = {"host": host, "port": port}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    # Taken before anything slow, so that a port in use is known at once.
    with _listen(session, settings.host, settings.port) as listener:
        _prepare_index(session, settings)
        _run(session, settings, listener)


def _prepare_index(session: Session, settings: Settings) -> None:
    from index.reader import open_index

    def look() -> None:
        index = open_index(load_corpus(), settings.index)
        index.warm()
        index.close()

    with_index(session, settings, look)


def _run(session: Session, settings: Settings, listener: socket.socket) -> None:
    import uvicorn

    from assistant.web.app import create_app

    application = create_app(settings)
    port = listener.getsockname()[1]
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    session.say(session.text("serving", address=f"http://{shown}:{port}"))
    session.note(session.text("serving_stop"))
    # Whom a request comes from is for the entrance to find out: this server would believe any
    # program on the machine that forwards a made-up address.
    config = uvicorn.Config(
        application, log_level="warning", server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(session: Session, host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise AppError(
                session.text("port_in_use", host=host, port=port),
                fix=session.text("port_in_use_fix", other=port % 65535 + 1),
            ) from error
        raise AppError(
            session.text("port_refused", host=host, port=port, reason=error.strerror or str(error)),
            fix=session.text("port_refused_fix"),
        ) from error
