"""Does the assistant answer without a network, and does nothing in it look for one?"""

import socket
from urllib.parse import urlsplit

from assistant.doctor.findings import Finding, Report
from assistant.doctor.isolated import QUESTIONS, ask_all, ask_isolated
from assistant.errors import AppError
from assistant.settings import Settings
from assistant.types import Language


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
        ask_all(with_model=True)
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
        detail = report.say("offline_named", questions=len(QUESTIONS), hosts=named)
        return report.found("offline", "ok", detail, "")
    return report.ok("offline", questions=len(QUESTIONS))


def isolated_finding(language: Language) -> Finding:
    """The same in an empty network, where the kernel counts also what Python does not see."""
    report, done = Report(language), ask_isolated()
    if done is None:
        return report.found("isolated", "ok", report.say("isolated_impossible"), "")
    if done.attempts:
        detail = report.say("isolated_tried", count=done.attempts)
        return report.found("isolated", "fail", detail, report.say("offline_fix"))
    if done.failure:
        detail = report.say("offline_failed", reason=done.failure)
        return report.found("isolated", "fail", detail, report.say("offline_failed_fix"))
    return report.ok("isolated", questions=len(QUESTIONS))
