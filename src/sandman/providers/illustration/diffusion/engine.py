"""The diffusion illustrator: a page's prompt in, a page in the household's style out, made at home.

A base is gigabytes and a page takes seconds to minutes: one page at a time, the model kept while a book is
painted, and let go of once nothing was painted for a while.
"""

import logging
import threading
from hashlib import blake2b, sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sandman.ports.errors import ModelMissing, NeedsAttention, ProviderBusy
from sandman.ports.illustration import Picture, PictureBrief
from sandman.providers.illustration.diffusion.bases import base_at
from sandman.providers.illustration.diffusion.pages import page_of
from sandman.providers.illustration.diffusion.prompts import NEVER, page_prompt
from sandman.providers.illustration.diffusion.sizes import paint_size
from sandman.styles import BaseOf, StyleCard, StyleMismatch

if TYPE_CHECKING:
    from sandman.providers.illustration.diffusion.easel import Easel

IDLE_SECONDS = 180.0
LIBRARIES = ("torch", "diffusers", "transformers", "peft")


class DiffusionIllustrator:
    """Paints with a base on this disk and a published style. Thread-safe; fetches nothing."""

    name = "diffusion"
    leaves: tuple[str, ...] = ()

    def __init__(
        self,
        source: str,
        *,
        card: StyleCard | None = None,
        adapter: Path | None = None,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        """`source` is where the base lies: a folder, a known base, or a hub id that was fetched before.

        Raises ModelMissing where a library, the base or the style's weights are not there, or the style was
        taught to another base.
        """
        _check_libraries()
        self._base = base_at(source)
        self.base = source
        if card is not None:
            _check_style(card, adapter, self._base.card)
        self._card, self._adapter = card, adapter
        # With what tells either from others of its name.
        self.model = f"{self._base.card.name}@{self._base.card.fingerprint[:8]}"
        self.style = f"{card.at} ({card.adapter_sha256[:12]})" if card else ""
        self._idle_seconds = idle_seconds
        self._turn = threading.Lock()
        self._abandoned = threading.Event()
        self._easel: Easel | None = None
        self._idle: threading.Timer | None = None

    def paint(self, brief: PictureBrief) -> Picture:
        """Paint one page; see `ports.illustration.Illustrator`."""
        size = paint_size(self._base, self._card, width=brief.width, height=brief.height)
        defaults = self._card or self._base.defaults
        few_words = self._base.of_few_words
        with self._turn:
            self._look_up()
            self._wake()
            try:
                painted = self._opened().paint(
                    page_prompt(brief, self._card, of_few_words=few_words),
                    never="" if few_words else NEVER,
                    seed=page_seed(brief),
                    width=size.width,
                    height=size.height,
                    steps=defaults.paint_steps,
                    guidance=defaults.guidance,
                )
            except MemoryError as fault:
                raise self._no_memory() from fault
            except RuntimeError as fault:
                if type(fault).__name__ != "OutOfMemoryError" and "out of memory" not in str(fault):
                    raise
                raise self._no_memory() from fault
            finally:
                if self._abandoned.is_set():
                    self._clear()
                else:
                    self._rest()
        page = page_of(painted, brief)
        return Picture(page, brief.format, brief.width, brief.height, style=self.style)

    def close(self) -> None:
        """Let go of the model, once the page in hand is painted."""
        with self._turn:
            self._wake()
            self._clear()

    def abandon(self) -> None:
        """Let go of the model and paint nothing any more, for the house is closing.

        Waits for nobody: a page in hand is left after its next stroke, and the model with it.
        """
        self._abandoned.set()
        if self._turn.acquire(blocking=False):
            try:
                self._wake()
                self._clear()
            finally:
                self._turn.release()

    @property
    def awake(self) -> bool:
        """Whether a model is held in memory."""
        return self._easel is not None

    def _opened(self) -> "Easel":
        if self._easel is None:
            self._check_weights()
            # It misses a kernel for the processor that nothing here calls, and says so as peft is loaded.
            logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
            from sandman.providers.illustration.diffusion.easel import Easel  # noqa: PLC0415 - torch

            strength = self._card.strength if self._card else 1.0
            self._easel = Easel(self._base, adapter=self._adapter, strength=strength, look_up=self._look_up)
        return self._easel

    def _check_weights(self) -> None:
        if self._card is None or self._adapter is None:
            return
        if sha256(self._adapter.read_bytes()).hexdigest() != self._card.adapter_sha256:
            raise ModelMissing(
                f"the weights of style `{self._card.at}` are not those that were published",
                port="illustration",
                provider=self.name,
                hint="publish the style again",
            )

    def _look_up(self) -> None:
        """Between two strokes."""
        if self._abandoned.is_set():
            raise ProviderBusy("the house is closing", port="illustration", provider=self.name)

    def _no_memory(self) -> NeedsAttention:
        self._clear()
        return NeedsAttention(
            f"there is not enough memory to paint with `{self._base.card.name}`",
            port="illustration",
            provider=self.name,
            hint="close what else uses it, or paint with a smaller base",
        )

    def _wake(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _rest(self) -> None:
        """Have the model let go of after a while, unless another page comes."""
        timer = threading.Timer(self._idle_seconds, self._nobody_came, args=())
        timer.daemon = True
        self._idle = timer
        timer.start()

    def _nobody_came(self) -> None:
        with self._turn:
            # A page may have come while this waited for its turn: then another timer runs.
            if self._idle is threading.current_thread():
                self._clear()

    def _clear(self) -> None:
        easel, self._easel = self._easel, None
        if easel is not None:
            easel.clear()


def page_seed(brief: PictureBrief) -> int:
    """The seed of one page: of the book, the page and the attempt, and of nothing else; 63 bits."""
    spelled = f"{brief.book_seed}/{brief.page}/{brief.attempt}".encode()
    return int.from_bytes(blake2b(spelled, digest_size=8).digest(), "big") >> 1


def _check_libraries() -> None:
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise ModelMissing(
            f"the illustrator `diffusion` needs what is not installed here: {', '.join(missing)}",
            port="illustration",
            provider="diffusion",
            hint="pip install 'sandman-tales[finetune]', or choose another illustrator",
        )


def _check_style(card: StyleCard, adapter: Path | None, base: BaseOf) -> None:
    try:
        card.check_base(base)
    except StyleMismatch as fault:
        raise ModelMissing(
            fault.message, port="illustration", provider="diffusion", hint=fault.hint
        ) from fault
    if adapter is None or not adapter.is_file():
        raise ModelMissing(
            f"the weights of style `{card.at}` are not there",
            port="illustration",
            provider="diffusion",
            hint="publish the style again",
        )
