"""The environment variables of settings, and every mistake in them told at once."""

import os
from collections.abc import Collection, Iterator, Mapping

from pydantic import ValidationError

from assistant.errors import SettingsError

ENV_PREFIX = "ASSISTANT_"
# In per cent of letters in common; below, a name is not meant for the other.
_NEAR = 75


def variable(name: str) -> str:
    """The environment variable that sets the field `name`."""
    return f"{ENV_PREFIX}{name.upper()}"


def unknown_variables(known: Collection[str], environment: Mapping[str, str]) -> dict[str, str]:
    """The variables of ours that set nothing, each with the name that it is nearest to, or none.

    Args:
        known: The fields that can be set.
        environment: All variables; case does not count, as it does not in settings.
    """
    names = [variable(name) for name in known]
    wrong = sorted(
        name
        for name in environment
        if name.upper().startswith(ENV_PREFIX) and name.upper() not in names
    )
    return {name: _nearest(name.upper(), names) for name in wrong}


def mistakes(
    known: Collection[str], secret: Collection[str], error: ValidationError | None
) -> SettingsError | None:
    """One error that names every mistake in the environment; None when there is none.

    Args:
        known: The fields that can be set.
        secret: Those of which the value is never shown.
        error: What was found wrong in values.
    """
    told = dict(_wrong_values(error, secret)) if error else {}
    for name, near in unknown_variables(known, os.environ).items():
        meant = f"; {near} may be meant" if near else ""
        told[name] = f"{name}: there is no such setting{meant}."
    if not told:
        return None
    return SettingsError(
        "\n".join(told.values()),
        fix=f"Correct {', '.join(told)}, or unset it to use the default.",
    )


def _wrong_values(error: ValidationError, secret: Collection[str]) -> Iterator[tuple[str, str]]:
    for wrong in error.errors(include_url=False):
        # Follows from another value that is wrong, and says nothing of its own.
        if wrong["type"] == "default_factory_not_called":
            continue
        field = str(wrong["loc"][0])
        name, reason = variable(field), wrong["msg"].removeprefix("Value error, ")
        shown = "" if field in secret else f" (it is {wrong['input']!r})"
        yield name, f"{name}: {reason}{shown}."


def _nearest(name: str, names: Collection[str]) -> str:
    # Only a misspelt variable needs it.
    from rapidfuzz import fuzz, process

    bare = {known: known.removeprefix(ENV_PREFIX) for known in names}
    found = process.extractOne(
        name.removeprefix(ENV_PREFIX), bare, scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return found[2] if found else ""
