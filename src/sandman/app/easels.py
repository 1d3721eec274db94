"""The house's easel for diffusion: which style is meant, and the illustrator that paints in it."""

import threading
from typing import TYPE_CHECKING

from sandman.app.choosing import AUTO, DIFFUSION
from sandman.app.settings import Settings
from sandman.library.styles import PublishedStyle, StyleShelf
from sandman.ports.errors import EngineUnknown, ModelMissing, NotFound, PortError
from sandman.stories import StoryRequest
from sandman.styles import StyleCard, StyleName, Unusable

if TYPE_CHECKING:
    from sandman.providers.illustration.diffusion import DiffusionIllustrator


class Easels:
    """Opens the diffusion illustrator, one at a time: two bases would not fit side by side."""

    def __init__(self, settings: Settings) -> None:
        self.shelf = StyleShelf(settings.styles)
        self._base = settings.diffusion_base
        self._opening = threading.Lock()
        self._open: tuple[StyleCard | None, DiffusionIllustrator] | None = None

    def paints(self, request: StoryRequest) -> bool:
        """Whether diffusion is meant: asked for by name or by a style, or by the style the household uses."""
        if request.illustrator != AUTO:
            return request.illustrator == DIFFUSION
        return bool(request.style) or self.shelf.used() is not None

    def style_of(self, request: StoryRequest) -> PublishedStyle | None:
        """The style that is meant; None for the bare base. Raises EngineUnknown for one that is not there."""
        if not request.style:
            return self.shelf.used()
        try:
            return self.shelf.find(StyleName.read(request.style))
        except (Unusable, NotFound) as fault:
            raise EngineUnknown(fault.message, port="style", hint=fault.hint) from fault

    def settled(self, request: StoryRequest) -> StoryRequest:
        """The request with its style named: whatever the household uses tomorrow, a book is of one style."""
        if not self.paints(request) or (style := self.style_of(request)) is None:
            return request
        return request.model_copy(update={"style": str(style.card.at)})

    def illustrator(self, request: StoryRequest) -> "DiffusionIllustrator":
        """Who paints it. Raises EngineUnknown, ModelMissing."""
        return self.painting_in(self.style_of(request))

    def painting_in(self, style: PublishedStyle | None) -> "DiffusionIllustrator":
        """The illustrator for a style, or for the bare base. Raises ModelMissing."""
        wanted = style.card if style else None
        with self._opening:
            if self._open is not None and self._open[0] == wanted:
                return self._open[1]
            opened = self._made(style)
            if self._open is not None:
                # In a thread of its own: a page of another book may be on it yet.
                threading.Thread(target=self._open[1].close, daemon=True).start()
            self._open = (wanted, opened)
            return opened

    def trouble(self, style: PublishedStyle) -> str:
        """What keeps a style from being painted in here, as a sentence; empty where nothing does."""
        try:
            self._made(style)
        except PortError as fault:
            return fault.message
        return ""

    def close(self) -> None:
        """Let go of the model, in the middle of a page if need be."""
        with self._opening:
            open_now, self._open = self._open, None
        if open_now is not None:
            open_now[1].abandon()

    def _made(self, style: PublishedStyle | None) -> "DiffusionIllustrator":
        """An illustrator that has looked at its base and its style, and loaded nothing."""
        source = self._base or (style.card.base.source if style else "")
        if not source:
            raise ModelMissing(
                "there is no picture style to paint in, and no base without one",
                port="illustrator",
                provider=DIFFUSION,
                hint="sandman style use NAME; or set SANDMAN_DIFFUSION_BASE",
            )
        from sandman.providers.illustration.diffusion import DiffusionIllustrator  # noqa: PLC0415

        if style is None:
            return DiffusionIllustrator(source)
        return DiffusionIllustrator(source, card=style.card, adapter=style.adapter)
