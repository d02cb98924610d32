"""The texts of the evaluation: none missing, none left over."""

import re
from pathlib import Path

import pytest

import eval.wording
from assistant.messages import LANGUAGES, catalogue
from assistant.types import Language, Status
from eval.golden_types import QuestionKind
from eval.retrieval.variants import Variant
from eval.wording import Wording

# Keys made up as a report is written, from a kind, a name, a state or a variant.
MADE = re.compile(
    r"(?:kind|name|state|figure|variant|system|retrieval|latency|language|corruption|style)_"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_variant_and_status_has_a_name_of_its_own(language: Language) -> None:
    w = Wording(language)
    for names in (
        [w.kind(kind) for kind in QuestionKind],
        [w(f"variant_{one.replace('-', '_')}") for one in Variant],
        [w.status(status) for status in (*Status, None)],
    ):
        assert len(set(names)) == len(names)


def test_no_text_is_left_over() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(eval.wording.__file__).parent.rglob("*.py")
    )
    used = set(re.findall(r"""["']([a-z0-9_]+)["']""", code))
    keys = {key.partition(".")[2] for key in catalogue("en") if key.startswith("eval.")}
    assert {key for key in keys - used if not MADE.match(key)} == set()
