"""Whom to ask, as the text itself says."""

from dataclasses import dataclass

from corpus import Corpus

_RECORD = "fact/contact/office"


@dataclass(frozen=True, slots=True)
class Contact:
    """The office named by the text, and its telephone number."""

    office: str
    phone: str


def contact_of(corpus: Corpus) -> Contact:
    """The contact stated by the source."""
    record = corpus.get(_RECORD)
    return Contact(record.quote("office").text, record.quote("phone").text)
