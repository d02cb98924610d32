"""The load test itself: a small crowd on the real server."""

import asyncio
import io
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from index.types import IndexSettings
from tests.load.run import QUESTIONS, crowd, reference, report, served


def test_a_crowd_is_answered_and_mixed_up_answers_would_be_seen(
    built_index_settings: IndexSettings, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        server, cookies = served(stack, tmp_path / "data", built_index_settings.directory, 5)
        expected = asyncio.run(reference(server, cookies[0]))
        assert len(set(expected.values())) == len(QUESTIONS)
        result = asyncio.run(
            crowd(server, cookies, seconds=60, every_s=0.5, expected=expected, most=2)
        )
    assert len(result.asked) == 10
    assert (result.errors, result.wrong) == ((), 0)
    assert all(megabytes > 50 for megabytes in result.memory_mb)
    out = io.StringIO()
    console = Console(file=out, width=100)
    assert report(console, "crowd", result, 5)
    assert "answers to another question" in out.getvalue()
    assert not report(console, "crowd", replace(result, wrong=1), 5)
    assert not report(console, "crowd", replace(result, errors=("lost",)), 5)
    assert not report(console, "crowd", replace(result, asked=()), 5)
