"""One drafter for all tests of coaching."""

import pytest

from assistant.coach.draft import Drafter
from tests.coach.assessments import CORPUS


@pytest.fixture(scope="session")
def drafter() -> Drafter:
    return Drafter(CORPUS)
