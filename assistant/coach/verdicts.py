"""Words that coaching never says of a person: a level reached, a pass, a rank, an eligibility.

Rule R3 of the text: levels are not certified. This looks for the usual wordings; it is a guard
behind composers that have no such sentence, and before what people write themselves.
"""

import re
import unicodedata

from assistant.coach.assessment import readable

_LEVEL = r"(?:lv\.?|レベル|level)\s*[1-5一二三四五]"
_VERDICTS = re.compile(
    "|".join(
        (
            rf"{_LEVEL}\s*(?:で(?:す|ある|した|しょう)|だ|に(?:達|到達|なり|なっ|認定|相当|該当|昇)"
            rf"|と(?:判断|判定|認め|認定|言え|いえ)|相当|レベルで|の(?:人|職員|人材)で|を?(?:認定|達成))",
            rf"(?:あなた|貴方|本人|さん|様|氏)(?:の[^。、]{{0,8}}(?:レベル|段階))?[はが、]+[^。、「]{{0,10}}{_LEVEL}",
            rf"\b(?:are|is|am|reached|reaches|attained|attains|achieved)\s+(?:now\s+|already\s+)?"
            rf"(?:at\s+|on\s+|a\s+)?{_LEVEL}",
            r"合格|落第|及第|偏差値|順位|ランク|\d+\s*位|\d+\s*点|成績",
            r"(?:応募|受講|利用|受験|申請)(?:が|は)?(?:でき(?:ます|る)(?!か)|可能)|(?:応募|受講|利用)資格",
            r"(?:の|受講|利用|応募)対象(?:者)?(?:です|になります|となります)|認定され(?:ます|ました|る)",
            r"\b(?:pass(?:es|ed)?|fail(?:s|ed)?|rank(?:s|ed|ing)?|score[sd]?)\b",
            r"\b(?:eligib\w+|qualif(?:y|ies|ied)|certified|entitled)\b",
        )
    )
)


def states_verdict(line: str, *, quoted: tuple[str, ...] = ()) -> bool:
    """Whether a line passes a verdict on a person.

    Args:
        line: The line, with or without markers.
        quoted: Words of the text that it quotes; what they say is the text's business.
    """
    for quote in sorted(quoted, key=len, reverse=True):
        line = line.replace(quote, "")
    # A character that nobody sees must not part the letters of a word.
    return bool(_VERDICTS.search(unicodedata.normalize("NFKC", readable(line)).lower()))
