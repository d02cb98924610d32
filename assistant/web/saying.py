"""What the assistant says besides answers, and the buttons under those."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

from collections.abc import Mapping
from uuid import NAMESPACE_OID, uuid5

import chainlit as cl

from assistant.messages import text
from assistant.types import Answer, Language
from assistant.web.language import page_language
from assistant.web.markdown import inert

ASK = "ask"
QUOTING = "quoting"


def current_language() -> Language:
    """The language of the page in whose context this is called."""
    environ = getattr(cl.context.session, "environ", {})
    return page_language(environ.get("HTTP_COOKIE", ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""))


async def say(
    plain: str, language: Language, *, metadata: Mapping[str, bool] | None = None
) -> None:
    """Say something that is no answer."""
    author = text("web.assistant", language)
    await cl.Message(content=inert(plain), author=author, metadata=dict(metadata or {})).send()


def buttons(message_id: str, run_id: str, answer: Answer) -> list[cl.Action]:
    """What can be pressed under the answer that a run gave in a message.

    Made again for the same answer they have the same ids, so that a page can take the old ones
    away.
    """
    made = []
    if answer.quoting is not None:
        label = text("web.show_quoting", answer.language)
        payload = {"answer": run_id}
        made.append(cl.Action(name=QUOTING, payload=payload, label=label, icon="quote"))
    for question in dict.fromkeys(answer.choices + answer.suggestions):
        payload = {"question": question}
        icon = "message-circle-question"
        made.append(cl.Action(name=ASK, payload=payload, label=question, icon=icon))
    for action in made:
        action.id = str(uuid5(NAMESPACE_OID, f"{message_id} {action.name} {action.label}"))
    return made
