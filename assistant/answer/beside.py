"""Skills beside training items: those of one cell, since the text links none to another."""

from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.skills import place_of
from assistant.messages import text
from assistant.types import Statement
from corpus import Kind, Record


def beside(write: Writer, record: Record, kind: Kind, *, lead: Statement | None = None) -> Draft:
    """The skills or training items at a record's level and facet, said to be no more than that.

    Args:
        write: The writer.
        record: A skill or training item.
        kind: What is looked for beside it.
        lead: What is said of the record first; its place when nothing is given.
    """
    others = write.corpus.of(kind, level=record.level, facet=record.facet)
    link = write.corpus.get("fact/training/derivation")
    unlinked = write.say("no_skill_link", (link, link.quote("text")))
    lines = [lead or place_of(write, record), unlinked]
    if others:
        facet = write.facet(record.facet or "")
        cell = text("answer.cell_label", write.language, level=record.level, facet=facet)
        label = text(f"answer.same_cell_{kind.value}", write.language, cell=cell)
        lines.append(write.named(others, lead=label))
    return answered(*lines, about=[record])
