"""Questions asked in one breath, apart."""

import re

from assistant.understand.query import Query

# A question mark with more text behind it parts two questions asked in one breath, but not the two
# answers that one question offers; so does a full stop where the next sentence asks for more.
_CLAUSES = re.compile(
    r"(?<=[?？])\s*(?=\S)(?!それとも|または|あるいは|[Oo]r\b)"
    r"|(?<=[かねなけのん])。\s*(?=[^。]{1,30}も(?:教|おし|知り|お願い|聞|頼|[?？]|$))"
    r"|[、,。]\s*(?:あと|それと|それから|ついでに|加えて|and also)[、,]?\s*"
)
# What only adds a question points to nothing before it.
_BESIDES = re.compile(r"^(?:あと|それと|それから|ついでに|加えて)(?:は|で)?[、,]?\s*")
_MOST_CLAUSES = 4
_READABLE = re.compile(r"\w")


def clauses_of(question: str) -> list[str]:
    """The questions in a text, in its order; the text whole where it holds one, or too many."""
    parts = [part for part in _CLAUSES.split(question) if _READABLE.search(part)]
    if not parts:
        return []
    if len(parts) < 2 or len(parts) > _MOST_CLAUSES:
        return [question]
    return [parts[0], *(_BESIDES.sub("", part) for part in parts[1:])]


def asks_something(clause: str, query: Query) -> bool:
    """Whether what follows a question asks something itself (「議員さんに話すので」 does not).

    What names nothing, and takes nothing over from before, asks the same again (「定義ある？」).
    """
    named = query.content or query.mentions or query.subject or query.levels or query.attributes
    placed = query.facets or query.layers or query.categories or query.topics or query.all_levels
    if not (named or placed or query.focus or query.elliptical):
        return False
    asked = query.aspects or query.attributes or query.subject or query.mentions or query.levels
    return bool(asked) or clause.rstrip().endswith(("?", "？"))
