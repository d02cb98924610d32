"""Whom the text names for questions: the last line of every silence."""

from assistant.answer.draft import Writer
from assistant.types import Statement
from corpus import Quote, Record

CONTACT = "fact/contact/office"


def contact_line(write: Writer) -> Statement:
    """Whom the text names for questions."""
    contact = write.corpus.get(CONTACT)
    office, phone = contact.quote("office"), contact.quote("phone")
    evidence: tuple[tuple[Record, Quote], ...] = ((contact, office), (contact, phone))
    return write.say("ask_contact", *evidence, office=office.text, phone=phone.text)
