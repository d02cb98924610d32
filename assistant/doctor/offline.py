"""Does the assistant answer without a network, and does nothing in it look for one?"""

import socket
from urllib.parse import urlsplit

from assistant.doctor.findings import Finding, Report
from assistant.errors import AppError
from assistant.settings import Settings
from assistant.types import Language

# One is answered from the records, one only by every kind of search.
_QUESTIONS = (
    "「革新力」の定義は？",
    "窓口に来た人を待たせない工夫を考えられる力が知りたい",
)


def named_hosts() -> tuple[str, ...]:
    """The other hosts that the settings name, which belong to the city's own network."""
    try:
        settings = Settings()
    except AppError:
        return ()
    urls = (
        settings.model_base_url if settings.language_model else "",
        settings.database_url.get_secret_value(),
    )
    return tuple(host for url in urls if (host := urlsplit(url).hostname))


def with_addresses(hosts: tuple[str, ...]) -> frozenset[str]:
    """The hosts together with their addresses, as far as those can be found."""
    found = set(hosts)
    for host in hosts:
        try:
            found |= {str(address[4][0]) for address in socket.getaddrinfo(host, None)}
        except OSError:
            continue
    return frozenset(found)


def offline_finding(language: Language, tried: list[str], hosts: tuple[str, ...]) -> Finding:
    """Ask real questions; then say what has tried to reach another host since the watch began.

    Args:
        language: Of the finding.
        tried: What the guard has noted, and goes on noting.
        hosts: Those that may be reached, as the settings name them.
    """
    report, failure = Report(language), ""
    try:
        _ask()
    except (AppError, OSError) as error:
        failure = str(error)
    if tried:
        detail = report.say("offline_tried", hosts=", ".join(tried))
        return report.found("offline", "fail", detail, report.say("offline_fix"))
    if failure:
        detail = report.say("offline_failed", reason=failure)
        return report.found("offline", "fail", detail, report.say("offline_failed_fix"))
    if hosts:
        named = ", ".join(hosts)
        detail = report.say("offline_named", questions=len(_QUESTIONS), hosts=named)
        return report.found("offline", "ok", detail, "")
    return report.ok("offline", questions=len(_QUESTIONS))


def _ask() -> None:
    from assistant.pipeline import Pipeline

    pipeline = Pipeline.open(Settings())
    try:
        for question in _QUESTIONS:
            pipeline.ask(question)
    finally:
        pipeline.close()
