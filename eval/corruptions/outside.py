"""An outside check: sentence pairs of JNLI (JGLUE 1.3), which know nothing of the strategy.

Sentence 1 of a pair is the evidence, sentence 2 the claim. A contradiction should be refused and an
entailment accepted; neutral pairs are left out. The captions differ so much in wording that a
verifier which asks for the words of its evidence refuses many entailments: the figure is shown, and
there is no limit to it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.types import Language
from eval.corruptions.errors import SuiteError
from eval.figures import Share

JudgePlain = Callable[[str, str, Language], bool]


class _Pair(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    sentence1: str
    sentence2: str
    label: Literal["entailment", "contradiction", "neutral"]


@dataclass(frozen=True, slots=True)
class Outside:
    """How a verifier agrees with pairs judged by people elsewhere.

    Attributes:
        contradictions: Contradicting claims refused, of all.
        entailments: Entailed claims accepted, of all.
    """

    contradictions: Share
    entailments: Share


def judge_pairs(path: Path, supported: JudgePlain) -> Outside:
    """Judge every contradiction and entailment of a file.

    Args:
        path: One JSON object a line with `sentence1`, `sentence2` and `label`.
        supported: Whether a claim is carried by evidence, in a language.

    Raises:
        SuiteError: The file cannot be read or a line is malformed.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        pairs = [_Pair.model_validate(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise SuiteError(f"cannot read {path}: {error.strerror}.") from error
    except (json.JSONDecodeError, ValidationError) as error:
        raise SuiteError(f"{path} is not a file of sentence pairs: {error}") from error
    counts = {"contradiction": [0, 0], "entailment": [0, 0]}
    for pair in pairs:
        if pair.label == "neutral":
            continue
        count = counts[pair.label]
        accepted = supported(pair.sentence2, pair.sentence1, "ja")
        count[0] += accepted if pair.label == "entailment" else not accepted
        count[1] += 1
    return Outside(Share(*counts["contradiction"]), Share(*counts["entailment"]))
