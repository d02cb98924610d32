"""Which conversations go after a time: those in which nothing has been said since."""

from datetime import datetime

from sqlalchemy import Connection, delete

from assistant.history.tables import thread
from assistant.store.purge import Purger


def conversations_before(moment: datetime) -> Purger:
    """Conversations last used before a moment, with the ratings of their answers."""

    def drop(connection: Connection) -> int:
        return connection.execute(delete(thread).where(thread.c.updated_at < moment)).rowcount

    return Purger("conversations", moment, drop)
