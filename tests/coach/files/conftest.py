"""One plan with everything in it, as content and in every state."""

from datetime import date

import pytest

from assistant.coach.draft import Drafter
from assistant.coach.files.blocks import Content
from assistant.coach.files.content import content_of
from assistant.coach.plan import Plan
from tests.coach.assessments import CORPUS, MIXED

DATED = date(2026, 7, 2)


@pytest.fixture(scope="session")
def plan(drafter: Drafter) -> Plan:
    return drafter.draft(MIXED, "ja")


@pytest.fixture(scope="session")
def content(plan: Plan) -> Content:
    return content_of(plan, CORPUS, dated=DATED)


@pytest.fixture(scope="session")
def in_english(drafter: Drafter) -> Content:
    return content_of(drafter.draft(MIXED, "en"), CORPUS, dated=DATED)
