"""The table of what a language model did."""

from eval.model_figures import ModelFigures
from eval.report.tables import Table, counted
from eval.wording import Wording


def model_table(model: ModelFigures, w: Wording) -> Table:
    """How often it wrote, what was withheld, what it cost."""
    rows = (
        (w("model_asked"), str(model.asked)),
        (w("model_shown"), counted(model.shown)),
        (w("model_withheld"), counted(model.withheld)),
        (w("model_read"), _tokens(model.read, w)),
        (w("model_written"), _tokens(model.written, w)),
    )
    title = w("model", name=model.name or w("model_unnamed"))
    return Table(title, (w("measure"), w("value")), rows, w("model_note"))


def _tokens(count: int | None, w: Wording) -> str:
    return w("model_untold") if count is None else f"{count:,}"
