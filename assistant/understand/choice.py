"""A bare number after a question back picks one of the questions that were offered."""

import re

from assistant.conversation import Conversation
from corpus.folding import fold

_CHOICE = re.compile(r"^\s*[(（]?\s*([1-4])\s*[)）.。]?\s*(?:番|です|で|番目)?\s*$")


def chosen(text: str, conversation: Conversation) -> str | None:
    """The offered question that a bare number picks, if it does."""
    match = _CHOICE.match(fold(text))
    if not match or not conversation.choices:
        return None
    number = int(match[1])
    return conversation.choices[number - 1] if number <= len(conversation.choices) else None
