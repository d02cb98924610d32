"""Footnotes for Word documents, which python-docx has no words for (ECMA-376, part 1, 17.11)."""

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from assistant.coach.files.blocks import place
from assistant.types import Citation

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SIZE = "15"  # half-points


class Footnotes:
    """The footnotes of one document, numbered by the program that shows it.

    A source has one footnote, called where its marker first stands; a footnote can be called from
    one place only, so later markers stand alone. Markers are numbered in order of first use, as
    footnotes are, so both show the same number.
    """

    def __init__(self, separator: str, latin: str, japanese: str) -> None:
        """Set them in two fonts; `separator` parts the titles of a place."""
        self._separator = separator
        self._fonts = (latin, japanese)
        self._ids: dict[str, int] = {}
        self._root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )

    def refer(self, paragraph: Paragraph, citation: Citation) -> None:
        """Put a citation's marker at the end of a paragraph, and its footnote at the first time."""
        paragraph.add_run(citation.marker)
        if citation.marker not in self._ids:
            self._ids[citation.marker] = len(self._ids) + 1
            run = paragraph.add_run()
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(self._ids[citation.marker]))
            run._r.append(reference)
            self._note(citation)

    def attach(self, document: WordDocument) -> None:
        """Put the footnotes into the document's package."""
        part = Part(
            PackURI("/word/footnotes.xml"),
            _TYPE,
            etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, citation: Citation) -> None:
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._ids[citation.marker]))
        where = place(citation, self._separator)
        paragraph = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="20"/></w:pPr><w:r><w:rPr>'
            f'<w:vertAlign w:val="superscript"/><w:sz w:val="{_SIZE}"/></w:rPr>'
            "<w:footnoteRef/></w:r></w:p>"
        )
        paragraph.append(self._run(f" {where}：{citation.quote}"))
        note.append(paragraph)
        self._root.append(note)

    def _run(self, words: str) -> etree._Element:
        latin, japanese = self._fonts
        run = OxmlElement("w:r")
        properties = OxmlElement("w:rPr")
        fonts = OxmlElement("w:rFonts")
        for kind, font in (("ascii", latin), ("hAnsi", latin), ("eastAsia", japanese)):
            fonts.set(qn(f"w:{kind}"), font)
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), _SIZE)
        properties.extend([fonts, size])
        shown = OxmlElement("w:t")
        shown.text = words
        shown.set(qn("xml:space"), "preserve")
        run.extend([properties, shown])
        return run
