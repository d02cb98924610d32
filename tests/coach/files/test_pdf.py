"""Plans as PDF, read back."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from assistant.coach.files.blocks import Content, Paragraph
from assistant.coach.files.pdf import as_pdf


@pytest.fixture(scope="module")
def pages(content: Content) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(content)))


def text_of(reader: PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "")


def test_state_date_and_number_stand_on_every_page(pages: PdfReader) -> None:
    total = len(pages.pages)
    assert total > 3
    for number, page in enumerate(pages.pages, start=1):
        shown = page.extract_text()
        assert shown.count("【下書き】 2026年07月02日") == 2
        assert f"{number} / {total} ページ" in shown


def test_the_only_font_is_embedded(pages: PdfReader) -> None:
    for page in pages.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            found = font.get_object()
            assert "IPAexGothic" in found["/BaseFont"]
            assert "/FontFile2" in found["/FontDescriptor"].get_object()


def test_every_source_is_told_with_its_exact_quote(pages: PdfReader, content: Content) -> None:
    shown = text_of(pages).replace(" ", "")
    for citation in content.sources:
        # Each page's stamps may stand between two lines of one note.
        assert f"{citation.marker}" in shown
        assert citation.quote[:20].replace(" ", "") in shown


def test_markers_lead_to_their_notes(pages: PdfReader, content: Content) -> None:
    numbers = {page.indirect_reference.idnum: i for i, page in enumerate(pages.pages)}
    shown = [page.extract_text() for page in pages.pages]
    targets = set()
    for page in pages.pages:
        for annotation in page.get("/Annots", []):
            target, _, _, top, _ = annotation.get_object()["/Dest"]
            targets.add((numbers[target.idnum], round(float(top))))
    assert len(targets) == len(content.sources)
    first_notes = next(i for i, words in enumerate(shown) if "出典" in words)
    assert {page for page, _ in targets} == set(range(first_notes, len(shown)))


def test_a_letter_that_the_font_lacks_is_replaced_by_a_sign(content: Content) -> None:
    odd = replace(content, blocks=(Paragraph("絵文字\U0001f600と<b>&記号"),))
    assert "絵文字〓と<b>&記号" in text_of(PdfReader(BytesIO(as_pdf(odd))))


def test_an_approved_plan_says_so(content: Content) -> None:
    approved = replace(content, stamp="【承認済み】", approved=True, blocks=())
    shown = text_of(PdfReader(BytesIO(as_pdf(approved))))
    assert "【承認済み】" in shown
    assert "下書き" not in shown
