"""`assistant corpus check`."""

from rich.table import Table

from assistant.cli.session import Session
from corpus import Kind, load_corpus


def check_command(session: Session) -> None:
    """Load the corpus, which checks it, and print what is in it.

    Raises:
        CorpusError: Something in it is not as it should be; the message names the record.
    """
    corpus = load_corpus()
    table = Table(session.text("corpus_kind"))
    table.add_column(session.text("corpus_count"), justify="right")
    for kind in Kind:
        table.add_row(session.text(f"kind_{kind}"), str(len(corpus.of(kind))))
    session.say(f"{session.text('corpus_source')}: {corpus.source.title}")
    session.say(f"{session.text('corpus_sha256')}: {corpus.source.sha256}")
    session.out.print(table)
    session.say(
        session.text(
            "corpus_checked",
            quotes=sum(len(record.quotes) for record in corpus.records.values()),
            records=len(corpus.records),
        )
    )
    session.say(session.text("corpus_ok"), style="green")
