"""Skills beside training items: those of one cell, since the text links none to another."""

from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.skills import place_of
from assistant.messages import text
from corpus import Kind, Record


def beside(write: Writer, record: Record, kind: Kind) -> Draft:
    """The skills or training items at a record's level and facet, said to be no more than that."""
    others = write.corpus.of(kind, level=record.level, facet=record.facet)
    link = write.corpus.get("fact/training/derivation")
    lines = [place_of(write, record), write.say("no_skill_link", (link, link.quote("text")))]
    if others:
        facet = write.facet(record.facet or "")
        cell = text("answer.cell_label", write.language, level=record.level, facet=facet)
        lead = text(f"answer.same_cell_{kind.value}", write.language, cell=cell)
        lines.append(write.named(others, lead=lead))
    return answered(*lines, about=[record])
