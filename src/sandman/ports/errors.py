"""Every fault an engine or the shelf may raise, grouped by what we do about it.

    PortError              carries port, provider, hint
      x TryAgainLater       the workflow waits:    ProviderBusy, ProviderUnreachable, ShelfBusy
      x NeedsAttention      the person is told:    KeyMissing, TermsNotAccepted, KeyRefused, QuotaSpent,
                                                   RequestRefused (x NotForBedtime), ModelMissing, NoEyes,
                                                   ShelfFull, VoiceUnknown, EngineUnknown, NotFound, Damaged
      x BadWork             the engine is asked again, then replaced

Messages name the thing, the found and the wanted; the way out goes into `hint`.
"""


class PortError(Exception):
    """A fault at one of the house's ports."""

    def __init__(self, message: str, *, port: str = "", provider: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.port = port
        self.provider = provider
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Durable steps pickle what they raise; keyword-only fields would be lost without this.
        return _rebuild, (type(self), self.message, self.port, self.provider, self.hint)


def _rebuild(cls: type[PortError], message: str, port: str, provider: str, hint: str) -> PortError:
    return cls(message, port=port, provider=provider, hint=hint)


class TryAgainLater(PortError):
    """The same call may work in a while; raise NeedsAttention where it never will by itself."""


class ProviderBusy(TryAgainLater):
    """The engine is there and says wait."""


class ProviderUnreachable(TryAgainLater):
    """Nothing answered."""


class ShelfBusy(TryAgainLater):
    """The library's database is locked by another process."""


class NeedsAttention(PortError):
    """A person must act; waiting will not help."""


class KeyMissing(NeedsAttention):
    """The engine wants a key that is not set."""


class TermsNotAccepted(NeedsAttention):
    """The vendor's terms want a person's word first."""


class KeyRefused(NeedsAttention):
    """The vendor does not take the key: wrong, withdrawn, or not allowed to do this."""


class QuotaSpent(NeedsAttention):
    """The account has nothing left, or today's limit of the household is reached."""


class ModelMissing(NeedsAttention):
    """A file the engine reads (weights, a voice) is missing or not what it should be."""


class RequestRefused(NeedsAttention):
    """What was asked for is not for bedtime, or the vendor will not do it."""


class NotForBedtime(RequestRefused):
    """An idea that no gentle story can be made of; the message is a kind sentence for the parent."""


class NoEyes(NeedsAttention):
    """A model was shown a picture and cannot look at any; nothing is wrong with it otherwise."""


class VoiceUnknown(NeedsAttention):
    """No such voice, or not in this language."""


class EngineUnknown(NeedsAttention):
    """No engine of that name can take this chair."""


class ShelfFull(NeedsAttention):
    """The disk has no room left."""


class NotFound(NeedsAttention):
    """The shelf has no such book or media."""


class Damaged(NeedsAttention):
    """Bytes on the shelf are not the bytes that were put there."""


class BadWork(PortError):
    """Work came back and cannot be used: silent audio, a black picture, a story of four scenes."""
