"""Numbers for Prometheus: what is asked of the server, and what the house makes."""

from collections.abc import Iterator, Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector
from starlette.types import Scope

from sandman.production.progress import Happening

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
# When a counter began is nothing anybody asks.
disable_created_metrics()  # type: ignore[no-untyped-call]
_PARTS = {Happening.WRITTEN: "text", Happening.PAINTED: "picture", Happening.NARRATED: "narration"}


class Metrics:
    """One application's numbers."""

    def __init__(self, happened: Mapping[Happening, int]) -> None:
        """`happened` is the house's own count, read whenever somebody looks."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "sandman_requests", "Requests answered.", ["method", "route", "status"], registry=self._registry
        )
        self._latency = Histogram(
            "sandman_request_seconds",
            "From the first byte asked to the last byte answered.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.making = Gauge("sandman_books_in_the_making", "Books not finished.", registry=self._registry)
        self.narrated = Counter(
            "sandman_narration_streamed_seconds", "Sound read to listeners.", registry=self._registry
        )
        self._registry.register(_Parts(happened))

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one answer; an address that is no route's counts as `other`, so that nobody fills us up."""
        route = _template(scope)
        self._requests.labels(scope["method"], route, status).inc()
        self._latency.labels(route).observe(seconds)

    def text(self) -> bytes:
        """What Prometheus reads."""
        return generate_latest(self._registry)


class _Parts(Collector):
    def __init__(self, happened: Mapping[Happening, int]) -> None:
        self._happened = happened

    def collect(self) -> Iterator[CounterMetricFamily]:
        made = CounterMetricFamily("sandman_parts_made", "Parts of books made here.", labels=["part"])
        for happening, part in _PARTS.items():
            made.add_metric([part], self._happened.get(happening, 0))
        yield made


def _template(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path_format", "other"))
