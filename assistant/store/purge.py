"""What is kept for a time only: each package says what of its own goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Purger:
    """One kind of thing that goes when its time is over.

    Attributes:
        name: The kind, as the catalogue `ops` words it (`purge_what_<name>`).
        before: What is older goes.
        delete: Deletes it in a transaction begun by `Database.writing`; how many went.
    """

    name: str
    before: datetime
    delete: Callable[[Connection], int]
