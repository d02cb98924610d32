"""Training items beside a skill: those in the same cell, since the text links none to a skill."""

from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.skills import place_of_skill
from assistant.messages import text
from corpus import Kind, Record


def training_beside(write: Writer, skill: Record) -> Draft:
    """The training items at the skill's level and facet, said to be no more than that."""
    items = write.corpus.of(Kind.TRAINING_ITEM, level=skill.level, facet=skill.facet)
    link = write.corpus.get("fact/training/derivation")
    lines = [
        place_of_skill(write, skill),
        write.say("no_skill_link", (link, link.quote("text"))),
    ]
    if items:
        label = text("answer.cell_label", write.language, level=skill.level, facet=write.facet(skill.facet or ""))
        lead = text("answer.same_cell", write.language, cell=label)
        lines.append(write.named(items, lead=lead))
    return answered(*lines, about=[skill])
