"""Figures for the city's monitoring, in the format of Prometheus. None of them names anybody."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.types import Answer

# Seconds; an answer without a language model takes hundredths, one with a model up to a minute.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 60.0)


class Figures:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "assistant_http_requests",
            "Requests by the part of the application, method and status",
            ["part", "method", "status"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "assistant_http_seconds",
            "How long requests took, in seconds, by the part of the application",
            ["part"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self.sockets = Gauge(
            "assistant_sockets", "Conversations that are connected now", registry=self._registry
        )
        self._answers = Counter(
            "assistant_answers",
            "Answers by status, language, and whether a language model wrote them",
            ["status", "language", "written"],
            registry=self._registry,
        )
        self._withheld = Counter(
            "assistant_sentences_withheld",
            "Sentences of a language model that were not shown",
            registry=self._registry,
        )
        self._answer_seconds = Histogram(
            "assistant_answer_seconds",
            "How long answers took, in seconds, and whether a language model wrote them",
            ["written"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self.failures = Counter(
            "assistant_failures",
            "Questions without an answer, and requests that broke off",
            ["kind"],
            registry=self._registry,
        )
        self.sign_ins = Counter(
            "assistant_sign_ins",
            "Attempts to come in, by what became of them",
            ["outcome"],
            registry=self._registry,
        )

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        written = "yes" if answer.model else "no"
        self._answers.labels(answer.status.value, answer.language, written).inc()
        self._answer_seconds.labels(written).observe(answer.elapsed_ms / 1000)
        self._withheld.inc(answer.withheld)

    def text(self) -> bytes:
        """All figures, in the text format of Prometheus."""
        return generate_latest(self._registry)
