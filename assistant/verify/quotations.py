"""Words in quotation marks: the cited text's own, to the letter, or the name of a record."""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from assistant.understand.language import JAPANESE
from assistant.verify.predicates import QUOTED
from corpus.folding import close_up, fold

_MARKED = re.compile(r"『([^『』]+)』|「((?:[^「」]|「[^「」]*」)+)」|“([^“”]+)”")
_EMPTY = re.compile(r"「\s*」|『\s*』|“\s*”")
_STRAIGHT = re.compile(r'"([^"\n]*)"')
# Where a quotation leaves something out.
_GAP = re.compile(r"\s?(?:…{1,4}|\.{3,6}|‥{1,4}|[（(](?:中略|略|前略|後略)[）)]|〜中略〜)\s?")
_TURNING = re.compile(r"ない|なく|ません|ず[、に]|ずに|可能性|場合が|予定")
# Up to the end of the clause: a denial or a hedge of what stands before it.
_TURNED = re.compile(
    r"[」』]?[^。、]{0,24}?(?:ない|なく|ません|ず(?:[、に「]|$)|可能性|場合が|予定)"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")


def misquoted(claim: str, texts: Iterable[str], names: Collection[str]) -> str:
    """The first words in quotation marks that are not the cited text's; empty when all are.

    Marks around nothing quote nothing that the text could hold.

    Args:
        claim: The claim without its markers.
        texts: The cited quotes and titles, as they stand.
        names: Folded names of records, which may stand in quotation marks as names.
    """
    if empty := _EMPTY.search(claim):
        return empty[0]
    known = tuple(texts)
    for quotation, _ in _quotations(claim):
        if fold(quotation) in names or _stands_in(quotation, known):
            continue
        return quotation
    return ""


def cut_short(claim: str, texts: Iterable[str], names: Collection[str]) -> str:
    """The first quotation from which a denial or a hedge was cut away; empty when none was.

    「応募時点で求める」 is to the letter, and says what 「…ものではありません」 denies. Where the
    text goes on to deny or hedge what is quoted, the claim must do so after the quotation.
    """
    known = tuple(texts)
    for quotation, end in _quotations(claim):
        if fold(quotation) in names:
            continue
        tails = [text.split(quotation, 1)[1] for text in known if quotation in text]
        turned = tails and all(_TURNED.match(_ASIDE.sub("", tail)) for tail in tails)
        if turned and not _TURNED.match(_ASIDE.sub("", claim[end:])):
            return quotation
        if any(_TURNING.search(gap) for gap in _gaps(quotation, known)):
            return quotation
    return ""


def _gaps(quotation: str, texts: tuple[str, ...]) -> Iterable[str]:
    """What a quotation leaves out between its parts."""
    parts = [part for part in _GAP.split(quotation) if part]
    for text in texts:
        for first, second in pairwise(parts):
            start = text.find(first)
            end = text.find(second, start + len(first)) if start >= 0 else -1
            if end >= 0:
                yield text[start + len(first) : end]


def without_quotations(
    claim: str, names: Collection[str], texts: Collection[str] | None = None
) -> str:
    """The claim with a stand-in for each quotation; names keep their place without marks.

    Args:
        claim: The claim without its markers.
        names: Folded names of records.
        texts: The cited quotes, in a Japanese claim: there the words of a part of one stay, since
            what is denied or hedged after it is said of them.
    """

    def stand_in(match: re.Match[str]) -> str:
        quotation = _between_marks(match)
        if fold(quotation) in names:
            return quotation
        if not JAPANESE.search(quotation):
            return match[0]
        whole = texts is None or quotation in texts
        return f" {QUOTED} " if whole else quotation

    return _STRAIGHT.sub(stand_in, _MARKED.sub(stand_in, claim))


def _quotations(claim: str) -> Iterable[tuple[str, int]]:
    """Each quotation with the place right behind its closing mark."""
    for pattern in (_MARKED, _STRAIGHT):
        for match in pattern.finditer(claim):
            quotation = _between_marks(match)
            # Latin words in quotation marks are the claim's own: the text is Japanese.
            if JAPANESE.search(quotation):
                yield quotation, match.end()


def _between_marks(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group is not None)


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
