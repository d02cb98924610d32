"""The authored words that corruptions put in: `pools.toml`, read strictly."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.types import Language
from eval.corruptions.errors import SuiteError
from eval.corruptions.types import SuiteSplit

POOLS_PATH = Path(__file__).parent / "pools.toml"

_Text = Annotated[str, Field(min_length=1)]
_Texts = Annotated[list[_Text], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Halves(_Strict):
    dev: _Texts
    test: _Texts


class _Pool(_Strict):
    ja: _Halves
    en: _Halves


class _PoolFile(_Strict):
    programmes: _Pool
    programme_frames: _Pool
    conditions: _Pool
    additions: _Pool
    mistranslations: dict[str, _Texts]


@dataclass(frozen=True, slots=True)
class Pools:
    """What may be put into the texts of one split and language.

    Attributes:
        programmes: Names of programmes that there are not.
        programme_frames: Sentences about a programme `{name}`, without full stop.
        conditions: Sentences that state a condition, without full stop.
        additions: Sentences that sound right and stand nowhere, without full stop.
        mistranslations: Wrong English names by the id of the record.
    """

    programmes: tuple[str, ...]
    programme_frames: tuple[str, ...]
    conditions: tuple[str, ...]
    additions: tuple[str, ...]
    mistranslations: dict[str, tuple[str, ...]]


@cache
def load_pools(split: SuiteSplit, language: Language) -> Pools:
    """The pools of a split in a language.

    Raises:
        SuiteError: The file is missing or malformed.
    """
    file = _load()

    def half(pool: _Pool) -> tuple[str, ...]:
        return tuple(getattr(getattr(pool, language), split))

    return Pools(
        half(file.programmes),
        half(file.programme_frames),
        half(file.conditions),
        half(file.additions),
        {key: tuple(names) for key, names in file.mistranslations.items()},
    )


@cache
def _load() -> _PoolFile:
    try:
        return _PoolFile.model_validate(tomllib.loads(POOLS_PATH.read_text(encoding="utf-8")))
    except OSError as error:
        raise SuiteError(f"cannot read {POOLS_PATH}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise SuiteError(f"{POOLS_PATH.name} is malformed: {error}") from error
