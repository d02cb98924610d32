"""Which files are written, and how they are called."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.coach.approval import State
from assistant.coach.files.write import Format, write_plan
from assistant.coach.plan import Plan
from tests.coach.assessments import CORPUS
from tests.coach.files.conftest import DATED


def test_each_format_is_written_and_drafts_are_called_so(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    written = write_plan(plan, CORPUS, folder, Format, dated=DATED)
    assert [path.name for path in written] == [
        "growth-plan-draft.json",
        "growth-plan-draft.md",
        "growth-plan-draft-heat-map.png",
        "growth-plan-draft-radar.png",
        "growth-plan-draft.docx",
        "growth-plan-draft.pdf",
    ]
    assert sorted(folder.iterdir()) == sorted(written)
    assert json.loads(written[0].read_text(encoding="utf-8"))["state"] == "draft"


def test_an_approved_plan_is_written_without_the_word_draft(plan: Plan, tmp_path: Path) -> None:
    approved = replace(plan, state=State.APPROVED)
    wanted = (Format.JSON, Format.MARKDOWN, Format.JSON)
    written = write_plan(approved, CORPUS, tmp_path, wanted, dated=DATED)
    assert not any("draft" in path.name for path in written)
    shown = (tmp_path / "growth-plan.md").read_text(encoding="utf-8")
    assert "【承認済み】 2026年07月02日" in shown
    assert "下書き" not in shown


def test_a_plan_that_was_sent_back_is_still_a_draft(plan: Plan, tmp_path: Path) -> None:
    back = replace(plan, state=State.SENT_BACK)
    (path, *_) = write_plan(back, CORPUS, tmp_path, [Format.MARKDOWN], dated=DATED)
    assert path.name == "growth-plan-draft.md"
    assert "【差し戻し（未承認）】" in path.read_text(encoding="utf-8")


def test_no_file_is_named_after_the_person(plan: Plan, tmp_path: Path) -> None:
    nasty = replace(plan, assessment=replace(plan.assessment, person="../../職員"))
    for path in write_plan(nasty, CORPUS, tmp_path, [Format.JSON], dated=DATED):
        assert path.parent == tmp_path


def test_a_folder_that_is_a_file_is_an_error(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        write_plan(plan, CORPUS, tmp_path / "file", [Format.JSON], dated=DATED)
