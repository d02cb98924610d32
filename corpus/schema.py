"""The shape of the data files, checked strictly as they are read."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FacetKey = Literal["mission", "thinking", "execution", "organization", "influence"]
NonEmpty = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteEntry(_Strict):
    """A piece of the source by line and text; `nth` when the line holds the text several times."""

    field: NonEmpty
    line: Annotated[int, Field(ge=1)]
    text: NonEmpty
    nth: Annotated[int, Field(ge=1)] | None = None


class RecordEntry(_Strict):
    """One record of a data file; which of the parents is set depends on the kind."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")]
    name: NonEmpty
    name_en: NonEmpty
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    facet: FacetKey | None = None
    parent: str | None = None
    layer: str | None = None
    category: str | None = None
    topic: str | None = None
    aliases: list[NonEmpty] = []
    quotes: list[QuoteEntry] = []
    asks: list[NonEmpty] = []
    near: list[NonEmpty] = []


class RecordFile(_Strict):
    """A file of records of one kind."""

    record: list[RecordEntry]


class SectionEntry(_Strict):
    """A section title; `synthetic` when the title is ours, for a part that has none."""

    line: Annotated[int, Field(ge=1)]
    depth: Annotated[int, Field(ge=1, le=4)]
    title: NonEmpty
    synthetic: bool = False


class SectionFile(_Strict):
    """The sections in the order of the text."""

    section: list[SectionEntry]


class SourceEntry(_Strict):
    """The particulars of a source document."""

    id: NonEmpty
    path: NonEmpty
    title: NonEmpty
    title_en: NonEmpty
    publisher: NonEmpty
    published: NonEmpty
    dated: NonEmpty
    language: Literal["ja", "en"]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    licence: NonEmpty


class SourceFile(_Strict):
    """The list of sources; the first is the strategy."""

    source: Annotated[list[SourceEntry], Field(min_length=1)]
