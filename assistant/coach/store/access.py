"""Who may see a record: the person it belongs to, and coaches with whom they have shared it."""

from sqlalchemy import Connection, select

from assistant.coach.comment import Part
from assistant.coach.store.tables import person, share
from assistant.errors import NotAllowed, NotShared


def part_of(connection: Connection, actor: str, person_id: str) -> Part:
    """In which part an account may see a person's records.

    Raises:
        NotShared: In none, or there is no such person.
    """
    owner = connection.scalar(select(person.c.owner).where(person.c.id == person_id))
    if owner is not None and owner == actor:
        return "owner"
    shared = select(share.c.coach).where(share.c.person_id == person_id, share.c.coach == actor)
    if owner is None or connection.scalar(shared) is None:
        raise NotShared(
            "There is no such record, or it has not been shared with you.",
            fix="Ask the person to share it with you.",
        )
    return "coach"


def require(connection: Connection, actor: str, person_id: str, part: Part) -> None:
    """Refuse an account that does not have this part.

    Raises:
        NotShared: The record is not shared with it.
        NotAllowed: It is, but this is for the other part to do.
    """
    if part_of(connection, actor, person_id) != part:
        whose = "the person it belongs to" if part == "owner" else "a coach"
        raise NotAllowed(f"Only {whose} can do this.")
