"""The commonest questions, by kind of user."""

import chainlit as cl

from assistant.messages import text
from assistant.types import Language

# Kind of user -> how many questions the catalogue has for it.
KINDS = {"staff": 4, "coach": 4, "office": 4}
_ICONS = {
    "staff": "/public/staff.svg",
    "coach": "/public/coach.svg",
    "office": "/public/office.svg",
}


def starter_categories(language: Language) -> list[cl.StarterCategory]:
    """What the first page offers in a language."""
    return [
        cl.StarterCategory(
            label=text(f"web.starters_{kind}", language),
            icon=_ICONS[kind],
            starters=[
                cl.Starter(label=question, message=question)
                for question in starter_questions(kind, language)
            ],
        )
        for kind in KINDS
    ]


def starter_questions(kind: str, language: Language) -> list[str]:
    """The questions offered to one kind of user."""
    return [text(f"web.starter_{kind}_{number}", language) for number in range(1, KINDS[kind] + 1)]
