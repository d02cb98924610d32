"""The pages that are ours: the shell around the chat, and sources."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.messages import text
from assistant.types import Language
from assistant.web.assets import Assets
from assistant.web.contact import Contact
from assistant.web.excerpts import Excerpt
from assistant.web.language import language_of
from corpus import Source

_PAGES = Path(__file__).parent / "pages"
# What a screen reader is told of controls that Chainlit draws without a name.
_LABELS = {
    "#new-chat-button": "new_chat",
    "#theme-toggle": "theme",
    "#chat-submit": "send",
    "#chat-input": "input",
    "button:has(> .lucide-copy)": "copy",
    "button:has(> .lucide-thumbs-up)": "good",
    "button:has(> .lucide-thumbs-down)": "bad",
    "button:has(> .lucide-arrow-down)": "down",
    "#sidebar-trigger-button": "threads",
    "#search-chats-button": "search",
    "#thread-options": "thread",
    '[role="dialog"][data-sidebar="sidebar"]': "threads",
}
_SEPARATOR = ' <span aria-hidden="true">›</span> '


class Pages:
    """Fills the templates; every value is escaped on its way in."""

    def __init__(
        self, source: Source, contact: Contact, assets: Assets, *, evaluation: bool
    ) -> None:
        """Pages over one source, around Chainlit's script and style.

        With `evaluation` they say that there are no logins.
        """
        self._evaluation = evaluation
        self._source = source
        self._contact = contact
        self._shell = _template("index.html")
        self._sources = _template("sources.html")
        self._article = _template("source.html")
        self._assets = assets

    def shell(self, language: Language) -> str:
        """The page that holds the chat."""
        keys = (
            "title",
            "tagline",
            "description",
            "language_label",
            "no_script",
            "sources_title",
            "sources_close",
            "source_unknown",
            "delete_all_link",
        )
        values = {key: escape(text(f"web.{key}", language)) for key in keys}
        notice = text(
            "web.notice", language, office=self._contact.office, phone=self._contact.phone
        )
        return self._shell.substitute(
            values,
            lang=language,
            coaching=escape(text("coaching.title", language)),
            notice=escape(notice),
            evaluation=self._warning(language),
            source_open=escape(text("web.source_open", language, number="#")),
            current_ja=_current(language == "ja"),
            current_en=_current(language == "en"),
            labels=_labels(language),
            chainlit_script=self._assets.script,
            chainlit_style=self._assets.style,
        )

    def _warning(self, language: Language) -> str:
        if not self._evaluation:
            return ""
        return f"<b>{escape(text('web.evaluation', language))}</b> "

    def sources(self, excerpts: Iterable[Excerpt], language: Language) -> str:
        """The page of the sources of one answer."""
        keys = ("title", "sources_title", "sources_intro")
        return self._sources.substitute(
            {key: escape(text(f"web.{key}", language)) for key in keys},
            lang=language,
            articles="\n".join(self._excerpt(excerpt, language) for excerpt in excerpts),
        )

    def _excerpt(self, excerpt: Excerpt, language: Language) -> str:
        source = self._source
        record = excerpt.record
        name = record.name if language == "ja" else f"{record.name_en} ({record.name})"
        title = source.title if language == "ja" else source.title_en
        origin = text(
            "web.sources_origin",
            language,
            publisher=source.publisher,
            title=title,
            dated=source.dated,
        )
        return self._article.substitute(
            number=excerpt.number,
            name=escape(name),
            path=_SEPARATOR.join(map(escape, _shortened(excerpt.heading_path))),
            above=_around(excerpt.above),
            lead=escape(excerpt.lead.lstrip()),
            quote=escape(excerpt.quote),
            tail=escape(excerpt.tail.rstrip()),
            below=_around(excerpt.below),
            origin=escape(origin),
            line=escape(text("web.sources_line", language, line=excerpt.line)),
        )


def shell_response(pages: Pages, request: Request) -> HTMLResponse:
    """The page that holds the chat, in the language of who asks."""
    language = language_of(request)
    response = HTMLResponse(pages.shell(language))
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Content-Language"] = language
    return response


def _template(name: str) -> Template:
    return Template((_PAGES / name).read_text(encoding="utf-8"))


def _shortened(path: Sequence[str]) -> list[str]:
    """The path without titles that the next one repeats and adds to."""
    following = [*path[1:], ""]
    return [
        title for title, below in zip(path, following, strict=True) if not below.startswith(title)
    ]


def _around(segment: str) -> str:
    return f'<p class="source-around">{escape(segment)}</p>' if segment else ""


def _labels(language: Language) -> str:
    labels = {place: text(f"web.label_{key}", language) for place, key in _LABELS.items()}
    return json.dumps(labels, ensure_ascii=False).replace("<", "\\u003c")


def _current(is_current: bool) -> str:
    return 'aria-current="true"' if is_current else ""
