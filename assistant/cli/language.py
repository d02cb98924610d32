"""In which language the command line speaks."""

from collections.abc import Mapping, Sequence

from assistant.types import Language

_OPTION = "--lang"


def hoist(arguments: Sequence[str]) -> list[str]:
    """Move `--lang X` to the front, so that it may stand anywhere; what follows `--` stays."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < end:
        taken = 1
        argument = arguments[position]
        if argument == _OPTION:
            taken = min(2, end - position)
        if argument == _OPTION or argument.startswith(f"{_OPTION}="):
            front += arguments[position : position + taken]
        else:
            rest.append(argument)
        position += taken
    return [*front, *rest, *arguments[end:]]


def interface_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of hoisted `arguments`, else of the locale, else Japanese."""
    wanted = arguments[0].partition("=")[2] if arguments else ""
    if list(arguments[:1]) == [_OPTION]:
        wanted = arguments[1] if len(arguments) > 1 else ""
    if wanted in ("ja", "en"):
        return "ja" if wanted == "ja" else "en"
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else "ja"
