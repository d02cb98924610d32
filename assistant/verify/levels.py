"""Levels in a claim: those of the evidence, a range as a range, its ends as its ends."""

import re
from collections.abc import Sequence

from assistant.verify.carried import Carried
from assistant.verify.mentions import Mention

_FROM_AFTER, _TO_AFTER = re.compile(r"から"), re.compile(r"まで|へ")
_FROM_BEFORE = re.compile(r"\b(?:from|starting (?:at|with))\s+$")
_TO_BEFORE = re.compile(r"\b(?:to|towards?|up to)\s+$")


def levels_disagree(
    levels: Sequence[Mention], written: Sequence[Mention], folded: str, carried: Carried
) -> str:
    """Why a level in the claim is not the evidence's; empty when each is.

    Args:
        levels: The levels that the claim names.
        written: Those that the cited text names. A range there allows the range, not each of its
            levels: 「Lv.1～4を前提に」 says nothing of Lv.3 alone.
        folded: The claim, folded.
        carried: What the evidence carries.
    """
    ranges = {one.levels for one in written}
    allowed = carried.levels.union(*(one for one in ranges if len(one) == 1))
    named = frozenset[int]().union(*(one.levels for one in levels))
    for ends in ({min(one), max(one)} for one in ranges if len(one) > 2):
        # 「Lv.1から始めてLv.5まで」
        allowed |= ends if ends <= named else frozenset()
    for mention in levels:
        if any(_is_end(mention, folded, one) for one in ranges if len(one) > 2):
            continue
        if mention.denied:
            if mention.levels <= allowed:
                return "denies a level that the evidence names"
        elif not mention.levels <= allowed and mention.levels not in ranges:
            return f"names Lv.{min(mention.levels - allowed)}, which the evidence does not"
    return ""


def _is_end(mention: Mention, folded: str, span: frozenset[int]) -> bool:
    """Whether a level is told as the end of a range: 「Lv.1から積み上げる」, "up to Lv.5"."""
    before, after = folded[: mention.start], folded[mention.end :]
    if mention.levels == {min(span)}:
        return bool(_FROM_AFTER.match(after) or _FROM_BEFORE.search(before))
    if mention.levels == {max(span)}:
        return bool(_TO_AFTER.match(after) or _TO_BEFORE.search(before))
    return False
