"""An answer for the eye and an answer as JSON."""

from dataclasses import asdict

from rich.padding import Padding
from rich.text import Text

from assistant.batch import Json
from assistant.cli.session import Session
from assistant.types import Answer, Citation, Status
from corpus import Corpus

_CONTACT = "fact/contact/office"


def answer_json(question: str, answer: Answer) -> Json:
    """The whole answer; its keys and their order are stable."""
    return {
        "question": question,
        "answer": answer.text,
        "language": answer.language,
        "status": answer.status.value,
        "citations": [asdict(citation) for citation in answer.citations],
        "verdicts": [asdict(verdict) for verdict in answer.verdicts],
        "understood": answer.understood,
        "choices": list(answer.choices),
        "suggestions": list(answer.suggestions),
        "notices": list(answer.notices),
        "model": answer.model,
        "prompt_sha256": answer.prompt_sha256,
        "withheld": answer.withheld,
        "tokens": asdict(answer.tokens),
        "index_id": answer.index_id,
        "elapsed_ms": answer.elapsed_ms,
    }


def show_answer(session: Session, answer: Answer, corpus: Corpus) -> None:
    """Print an answer, its sources, what to ask next, and what kind of thing it is."""
    if answer.status is not Status.ANSWERED:
        session.say(session.text(f"status_{answer.status}"), style="bold yellow")
    session.say(answer.text)
    for notice in answer.notices:
        session.say(notice, style="dim")
    _show_list(session, "choices", answer.choices)
    if answer.citations:
        session.say("")
        session.say(session.text("sources"), style="bold")
        for citation in answer.citations:
            _show_source(session, citation)
    _show_list(session, "suggestions", answer.suggestions)
    contact = corpus.get(_CONTACT)
    session.say("")
    session.say(
        session.text(
            "notice", office=contact.quote("office").text, phone=contact.quote("phone").text
        ),
        style="dim",
    )


def _show_list(session: Session, title: str, lines: tuple[str, ...]) -> None:
    if lines:
        session.say("")
        session.say(session.text(title), style="bold")
        for line in lines:
            session.say(f"- {line}")


def _show_source(session: Session, citation: Citation) -> None:
    path = citation.heading_path
    if path[:1] != (citation.title,):
        path = (citation.title, *path)
    session.say(f"{citation.marker} {session.text('heading_separator').join(path)}", style="cyan")
    quote = Text(citation.quote)
    # On a terminal a long quote stays indented as it wraps; in a pipe it stays on its line.
    if session.out.is_terminal:
        session.out.print(Padding(quote, (0, 0, 0, 4)))
    else:
        session.say(Text("    ") + quote)
