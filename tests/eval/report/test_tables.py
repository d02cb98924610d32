"""The tables of a run."""

from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.messages import LANGUAGES
from assistant.types import Language
from eval.figures import Latency, Share
from eval.measure import Run
from eval.report import tables
from eval.report.text import run_tables
from eval.wording import Wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_every_table_has_a_cell_for_each_heading(run: Run, language: Language) -> None:
    w = Wording(language)
    assert run.retrieval is not None
    found = [
        *run_tables(run, w),
        tables.confusion(run, w),
        tables.histogram(run, w),
        *tables.retrieval(run.retrieval, w),
        tables.differences(run.retrieval, w),
    ]
    assert len(found) >= 10
    for table in found:
        assert table.rows, table.title
        assert {len(row) for row in table.rows} == {len(table.headings)}


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (tables.percent(Share(0, 0)), tables.interval(Share(0, 0))) == ("–", "–")
    assert (tables.percent(Share(1, 2)), tables.interval(Share(10, 10))) == ("50.0%", "72.2–100.0%")


def test_a_kind_is_shown_with_what_the_option_calls_it() -> None:
    assert tables.kind_label("list", Wording("ja")) == "一覧 (list)"
    assert tables.kind_label("list", Wording("en")) == "list"


def test_a_question_that_broke_has_a_column_of_its_own(run: Run) -> None:
    table = tables.confusion(run, Wording("en"))
    assert table.headings[-1] == "none"
    assert sum(int(row[-1]) for row in table.rows) == 1


def test_every_time_is_in_one_bin_and_the_last_is_open(run: Run) -> None:
    # The 95th percentile is 10.45, a tenth of it rounds to bins of one millisecond.
    times = (*(float(one) for one in range(1, 11)), 500.0)
    bins = tables.latency_bins(Latency(times))
    assert sum(one.count for one in bins) == len(times)
    assert (bins[-1].high, bins[-1].count) == (None, 1)
    assert all(one.high == other.low for one, other in pairwise(bins))
    nothing = replace(run, latency=Latency(()))
    assert {row[1] for row in tables.histogram(nothing, Wording("en")).rows} == {"0"}
