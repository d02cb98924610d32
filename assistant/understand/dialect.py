"""Words of western Japanese dialects in their standard form, so that they match the text's words.

Only words of asking and joining are exchanged (なして, どげん, っちゃろ); what is asked about
stays as it is.
"""

import re

_END = r"(?=[?？。、!！\s]|$)"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), standard)
    for pattern, standard in (
        (r"なして|なしか(?=[、?？])", "なぜ"),
        (r"どげんしたら", "どうしたら"),
        (r"どげんして(?=[^、。？?！!\s])", "どうやって"),
        (r"どげん", "どう"),
        (r"どげな", "どんな"),
        (r"こげん", "こう"),
        (r"こげな", "こんな"),
        (r"そげん", "そう"),
        (r"そげな", "そんな"),
        (r"どんくらい|どんぐらい", "どのくらい"),
        (r"どがい(?:に|な)?", "どう"),
        (r"どないしたら", "どうしたら"),
        (r"どない", "どう"),
        (r"なんぼの(?=レベル|段階)", "どの"),
        (r"なんぼ(?=かっち|ある|に|です|や|なん|？|\?)", "いくつ"),
        (r"なんぼ(?:ほど|くらい|ぐらい)(?!かか|す|払|出)", "どのくらい"),
        (r"なんぼ", "いくら"),
        (r"(?:っち|っちゅう|っつう)(?=(?:の|こと|もん|話)|いう)", "という"),
        (r"(?:せな|しな)(?:あかん|いけん|いかん)", "しないといけない"),
        (r"な(?:あかん|いかん)", "なければならない"),
        (r"にゃ(?:ならん|いけん|いかん)", "なければならない"),
        (r"あかん", "だめ"),
        (r"(?:やけん|やけ|じゃけえ|じゃけん|さかい)(?=[、。\s])", "だから"),
        (r"(?<=[てで])くれるとね" + _END, "くれるのか"),
        (r"(?:っちゃろ(?:う)?か|っちゃろ)" + _END, "だろうか"),
        (r"(?:とかいな|とやろか|んやろか|じゃろか|べか|だべか)" + _END, "のだろうか"),
        (r"(?<=[うくすつぬむぐぶ])とね(?=[?？])", "の"),
        (r"(?<=[るたいだな])(?:と|とね|んね|のん|ん)(?=[?？])", "の"),
        (r"(?<=[るたいだ])(?:ばい|たい|やん|けんね|さね|わけ)(?=[?？])", "の"),
    )
)


def standard(text: str) -> str:
    """The text with the dialect's words of asking in their standard form."""
    for pattern, form in _FORMS:
        text = pattern.sub(form, text)
    return text
