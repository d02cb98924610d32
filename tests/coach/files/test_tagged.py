"""The structure of a PDF, read back as a screen reader does."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from assistant.coach.files.blocks import Content, Grid, Heading, Paragraph, Picture
from assistant.coach.files.pdf import as_pdf

# What is drawn, in the order of the page: the beginnings and ends of marks, and text.
_MARK = re.compile(rb"/(\w+) <<([^>]*)>> BDC|\bEMC\b|\bTj\b")


@pytest.fixture(scope="module")
def reader(content: Content) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(content)))


def elements(node: Any) -> Iterator[Any]:
    """A node of the structure and all below it, in the order of reading."""
    found = node.get_object()
    yield found
    for kid in found["/K"] if isinstance(found.get("/K"), list) else ():
        if "/S" in kid.get_object():
            yield from elements(kid)


def structure(reader: PdfReader) -> list[Any]:
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return list(elements(root["/K"]))


def roles(reader: PdfReader) -> list[str]:
    return [element["/S"] for element in structure(reader)]


def test_it_is_tagged_and_has_a_title_and_a_language(
    reader: PdfReader, in_english: Content
) -> None:
    english = PdfReader(BytesIO(as_pdf(in_english)))
    for read, language, title in ((reader, "ja", "成長プラン"), (english, "en", "Growth plan")):
        catalog = read.trailer["/Root"]
        assert catalog["/MarkInfo"]["/Marked"].value is True
        assert catalog["/Lang"] == language
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        assert read.metadata is not None
        assert str(read.metadata.title).startswith(title)


def test_every_picture_is_a_figure_with_its_text(reader: PdfReader, content: Content) -> None:
    told = [element["/Alt"] for element in structure(reader) if element["/S"] == "/Figure"]
    assert told == [block.alt for block in content.blocks if isinstance(block, Picture)]


def test_headings_lists_and_tables_are_such_in_the_order_of_reading(
    reader: PdfReader, content: Content
) -> None:
    expected = ["/H1"]
    for block in content.blocks:
        match block:
            case Heading():
                expected.append(f"/H{block.depth + 1}")
            case Paragraph():
                expected.append("/LI" if block.bullet else "/P")
            case Grid():
                expected.append("/Table")
            case Picture():
                expected.append("/Figure")
    expected += ["/H2", *("/P" for _ in content.sources)]
    outer = {*expected}
    assert [role for role in roles(reader) if role in outer] == expected
    tables = [block for block in content.blocks if isinstance(block, Grid)]
    assert roles(reader).count("/TH") == sum(len(table.header) for table in tables)
    cells = sum(len(row) for table in tables for row in table.rows)
    assert roles(reader).count("/TD") == cells


def test_every_mark_on_a_page_belongs_to_one_element_and_back(reader: PdfReader) -> None:
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    marked: set[tuple[int, int]] = set()
    for element in structure(reader):
        for kid in element["/K"]:
            mark = kid.get_object()
            if "/MCID" in mark:
                place = (numbers[mark.raw_get("/Pg").idnum], mark["/MCID"])
                assert place not in marked
                marked.add(place)
    drawn = {
        (number, int(mcid))
        for number, page in enumerate(reader.pages)
        for mcid in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
    }
    assert drawn == marked
    nums = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_page = dict(zip(nums[::2], nums[1::2], strict=True))
    for number, page in enumerate(reader.pages):
        found = by_page[page["/StructParents"]].get_object()
        assert len(found) == sum(1 for place in drawn if place[0] == number)


def test_nothing_is_drawn_outside_a_mark_and_marks_do_not_cross(reader: PdfReader) -> None:
    for page in reader.pages:
        open_marks = 0
        for found in _MARK.finditer(page.get_contents().get_data()):
            if found[0] == b"Tj":
                assert open_marks == 1
            else:
                open_marks += -1 if found[0] == b"EMC" else 1
                assert open_marks in (0, 1)
        assert open_marks == 0


def test_what_stands_on_every_page_is_not_read(reader: PdfReader) -> None:
    for page in reader.pages:
        assert page.get_contents().get_data().count(b"/Artifact <</Type /Pagination>>") == 1


def test_the_sources_are_told_to_be_japanese(in_english: Content) -> None:
    read = PdfReader(BytesIO(as_pdf(in_english)))
    spoken = [element.get("/Lang") for element in structure(read)]
    assert spoken.count("ja") == len(in_english.sources)
