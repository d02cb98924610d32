"""Prompts: files in `prompts/`, one a prompt, and strict about what is filled into them.

A file `<id>.<language>.md` begins with front matter in TOML between lines of `+++` (`id`,
`language`, `variables`), followed by a part under the line `# System` and one under `# User`.
A variable stands in it as `{{name}}`.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import PromptError
from assistant.generate.types import Prompt
from assistant.settings import CHECKOUT
from assistant.types import Language

PROMPTS = CHECKOUT / "prompts"
_FILE = re.compile(
    r"\+\+\+\n(?P<front>.*?)\n\+\+\+\n+# System\n(?P<system>.+?)\n# User\n(?P<user>.+)", re.DOTALL
)
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")
_FIX = "Correct the file, or restore it with git checkout prompts/."


class _Front(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: str
    language: Language
    variables: list[str]


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt with places left open.

    Attributes:
        variables: What is to be filled in.
        sha256: Of the file, byte for byte.
    """

    id: str
    language: Language
    variables: frozenset[str]
    system: str
    user: str
    sha256: str

    def render(self, **values: str) -> Prompt:
        """Fill everything in, at once: what looks like a variable in a value stays as it is.

        Raises:
            PromptError: A variable is missing, or one is given that the prompt does not have.
        """
        if set(values) != self.variables:
            raise PromptError(
                f"the prompt {self.id}.{self.language} wants {sorted(self.variables)}, "
                f"was given {sorted(values)}."
            )

        def fill(part: str) -> str:
            return _VARIABLE.sub(lambda match: values[match[1]], part)

        return Prompt(fill(self.system), fill(self.user), self.sha256)


def load_prompt(prompt_id: str, language: Language, *, folder: Path = PROMPTS) -> Template:
    """Read one prompt.

    Raises:
        PromptError: There is none, or it is not what a prompt should be.
    """
    path = folder / f"{prompt_id}.{language}.md"
    try:
        content = path.read_bytes()
        match = _FILE.fullmatch(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"cannot read {path}: {error}.", fix=_FIX) from error
    if match is None:
        raise PromptError(f"{path.name}: front matter, # System or # User is missing.", fix=_FIX)
    try:
        front = _Front.model_validate(tomllib.loads(match["front"]))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PromptError(f"{path.name}: {error}", fix=_FIX) from error
    system, user = match["system"].strip(), match["user"].strip()
    if (front.id, front.language) != (prompt_id, language):
        raise PromptError(f"{path.name}: says it is {front.id}.{front.language}.", fix=_FIX)
    used = {*_VARIABLE.findall(system), *_VARIABLE.findall(user)}
    if used != set(front.variables):
        raise PromptError(
            f"{path.name}: uses {sorted(used)} but names {sorted(front.variables)}.", fix=_FIX
        )
    sha256 = hashlib.sha256(content).hexdigest()
    return Template(front.id, front.language, frozenset(used), system, user, sha256)
