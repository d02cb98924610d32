"""Words in quotation marks: the cited text's own, to the letter, or the name of a record."""

import re
from collections.abc import Collection, Iterable

from assistant.verify.predicates import QUOTED
from corpus.folding import close_up, fold

_MARKED = re.compile(r"『([^『』]+)』|「((?:[^「」]|「[^「」]*」)+)」|“([^“”]+)”")
_STRAIGHT = re.compile(r'"([^"\n]*[\u3041-\u30ff\u3400-\u9fff][^"\n]*)"')
# Where a quotation leaves something out.
_GAP = re.compile(r"\s*(?:…+|\.{3,}|‥+|[（(]\s*(?:中略|略|前略|後略)\s*[）)]|〜中略〜)\s*")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def misquoted(claim: str, texts: Iterable[str], names: Collection[str]) -> str:
    """The first words in quotation marks that are not the cited text's; empty when all are.

    Args:
        claim: The claim without its markers.
        texts: The cited quotes and titles, as they stand.
        names: Folded names of records, which may stand in quotation marks as names.
    """
    known = tuple(texts)
    for quotation in _quotations(claim):
        if fold(quotation) in names or _stands_in(quotation, known):
            continue
        return quotation
    return ""


def without_quotations(claim: str, names: Collection[str]) -> str:
    """The claim with a stand-in for each quotation; names keep their place without marks."""

    def stand_in(match: re.Match[str]) -> str:
        quotation = next(group for group in match.groups() if group is not None)
        if fold(quotation) in names:
            return quotation
        return f" {QUOTED} " if _JAPANESE.search(quotation) else match[0]

    return _STRAIGHT.sub(stand_in, _MARKED.sub(stand_in, claim))


def _quotations(claim: str) -> Iterable[str]:
    for pattern in (_MARKED, _STRAIGHT):
        for match in pattern.finditer(claim):
            quotation = next(group for group in match.groups() if group is not None)
            # Latin words in quotation marks are the claim's own: the text is Japanese.
            if _JAPANESE.search(quotation):
                yield quotation


def _stands_in(quotation: str, texts: tuple[str, ...]) -> bool:
    """Whether a quotation is one of the texts' words, in order where something is left out."""
    parts = [part for part in _GAP.split(quotation) if part]
    for text in texts:
        for written in (text, close_up(text)):
            position = 0
            for part in parts:
                position = written.find(part, position)
                if position < 0:
                    break
                position += len(part)
            else:
                return bool(parts)
    return False
