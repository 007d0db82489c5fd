"""A visitor of the site, and what their browser asked for or complained of."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Request

_LEFT_BEHIND = "net::ERR_ABORTED"
"""How a request ends when the visitor goes on to another page before the answer."""


class Visitor:
    """One page in a fresh context; requests and complaints are written down."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))

    def _note_failure(self, request: Request) -> None:
        # A page that is left while its icon is still on the way has failed at nothing.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != _LEFT_BEHIND:
            self.faults.append(f"failed: {request.url} {request.failure}")


Visit = Callable[..., Visitor]
"""Opens a fresh visitor: `visit(width=375, color_scheme="dark")`; options as Playwright's."""
