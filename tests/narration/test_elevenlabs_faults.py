"""Every way ElevenLabs has of not reading, and what becomes of it."""

import pickle
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sandman.ports.errors import (
    BadWork,
    KeyRefused,
    ModelMissing,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
    VoiceUnknown,
)
from sandman.ports.narration import Passage
from sandman.providers.narration.elevenlabs import ElevenLabsNarrator
from sandman.stories import Language
from tests.narration.far import BRAM, HAZEL, Far, Line, line
from tests.vendors.elevenlabs import (
    CUT_LINE,
    CUT_SOUND,
    EMPTY,
    HANG,
    KEY,
    MODEL,
    NO_JSON,
    NO_SOUND,
    SILENCE,
    VOICES,
    Fault,
    new,
    old,
    voice,
)

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(scope="module")
def far() -> Iterator[Line]:
    with line() as opened:
        yield opened


TEXT = "Mirabelle fell asleep."


def refused(there: Far, text: str = TEXT) -> PortError:
    """What reading comes to."""
    with pytest.raises(PortError) as caught:
        there.read(text, voice=f"en_{HAZEL}")
    return caught.value


VALIDATION = Fault(
    422, {"detail": [{"loc": ["body", "text"], "msg": "too odd", "type": "value_error", "input": TEXT}]}
)
HTML = Fault(502, "<html>bad gateway</html>")

TABLE = [
    # what comes, what it is, how often it is asked, what the parent reads
    (old(401, "invalid_api_key"), KeyRefused, 1, "does not know the key"),
    (new(401, "authentication_error", "invalid_api_key"), KeyRefused, 1, "does not know the key"),
    (old(400, "invalid_api_key"), KeyRefused, 1, "does not know the key"),
    (
        old(401, "missing_permissions", "The API key you used is missing the permission text_to_speech to …"),
        KeyRefused,
        1,
        "lacks `text_to_speech`",
    ),
    (Fault(401, {"detail": "Unauthorized"}), KeyRefused, 1, "does not take the key"),
    (Fault(403, "<html>Just a moment...</html>"), KeyRefused, 1, "does not take the key"),
    (old(401, "quota_exceeded"), QuotaSpent, 1, "no characters left"),
    (new(401, "quota_exceeded", "quota_exceeded"), QuotaSpent, 1, "no characters left"),
    (old(401, "detected_unusual_activity"), QuotaSpent, 1, "unusual activity"),
    (new(400, "validation_error", "model_not_found"), ModelMissing, 1, "eleven_multilingual_v2"),
    (new(400, "validation_error", "unsupported_model"), ModelMissing, 1, "eleven_multilingual_v2"),
    (VALIDATION, BadWork, 1, "does not understand"),
    (old(429, "too_many_concurrent_requests"), ProviderBusy, 6, "others of this account"),
    (new(429, "rate_limit_error", "system_busy"), ProviderBusy, 3, "busy"),
    (Fault(429, {"detail": {}}), ProviderBusy, 3, "busy"),
    (
        Fault(500, {"detail": "Internal Server Error"}),
        ProviderUnreachable,
        2,
        "it answered 500",
    ),
    (HTML, ProviderUnreachable, 2, "it answered 502"),
    (Fault(404, "<html>not found</html>"), ProviderUnreachable, 2, "something else"),
    (Fault(307, "", {"location": "http://127.0.0.1:9/"}), ProviderUnreachable, 2, "something else"),
    (Fault(400, {"detail": {"status": "never_seen_before"}}), BadWork, 1, "answered 400"),
    (CUT_LINE, ProviderUnreachable, 2, "was cut"),
    (NO_JSON, BadWork, 1, "no sound"),
    (SILENCE, BadWork, 2, "silent"),
    (CUT_SOUND, BadWork, 2, "cut short"),
    (NO_SOUND, BadWork, 2, "no sound"),
    (EMPTY, BadWork, 2, "silent"),
]


@pytest.mark.parametrize(
    ("turn", "kind", "times", "said"),
    TABLE,
    ids=lambda each: getattr(each, "status", None) and str(each.body)[:60],
)
def test_a_fault_is_told_for_what_it_is_and_waited_for_no_longer_than_helps(far, turn, kind, times, said):
    with far() as there:
        there.vendor.always = turn
        fault = refused(there)
        assert type(fault) is kind or (issubclass(kind, type(fault).__mro__[1]) and isinstance(fault, kind))
        assert said in fault.message
        assert (fault.port, fault.provider) == ("narration", "elevenlabs")
        assert len(there.vendor.readings()) == times
    assert len(there.waits) == (0 if kind is BadWork else times - 1)
    assert sum(there.waits) <= 16
    _tells_no_secrets(fault)


def _tells_no_secrets(fault: PortError) -> None:
    """Neither the key nor the page is in what is told, kept, logged or pickled, or in what it came from."""
    told = "".join(traceback.format_exception(fault)) + fault.hint
    came_from: BaseException | None = fault
    while came_from is not None:
        told += repr(came_from) + str(vars(came_from))
        came_from = came_from.__cause__ or came_from.__context__
    told += repr(vars(pickle.loads(pickle.dumps(fault))))
    for secret in (KEY, KEY[3:20], "Mirabelle"):
        assert secret not in told.replace('TEXT = "Mirabelle', "")


def test_a_wrong_key_is_never_told_though_the_vendor_repeats_it(far):
    wrong = "sk_ffffffffffffffffffffffffffffffffffff"
    with far(key=wrong) as there, pytest.raises(KeyRefused) as caught:
        there.narrator.voices()
    told = "".join(traceback.format_exception(caught.value))
    assert wrong not in told
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_what_passes_by_itself_is_waited_for(far):
    with far() as there:
        there.vendor.script.extend(
            [
                old(429, "too_many_concurrent_requests"),
                old(429, "system_busy"),
                Fault(503, {"detail": "over capacity"}),
                None,
            ]
        )
        assert len(there.read(TEXT)) == 1
    assert there.waits == [0.5, 1.0, 0.5]


def test_bad_sound_is_asked_for_once_more_another_way_and_paid_for_twice(far):
    with far() as there:
        there.vendor.script.extend([SILENCE, None])
        (sentence,) = there.read(TEXT)
        first, second = there.vendor.readings()
    assert first["seed"] != second["seed"]
    assert sentence.cost == pytest.approx(2 * len(TEXT) * 0.0001)


def test_a_wait_that_is_asked_for_is_kept_unless_it_is_far_too_long(far):
    busy = old(429, "system_busy")
    with far() as there:
        there.vendor.script.extend(
            [
                replace(busy, headers={"retry-after": "7"}),
                replace(busy, headers={"retry-after": "3600"}),
                None,
            ]
        )
        assert len(there.read(TEXT)) == 1
    assert there.waits == [7.0, 3.0]


def test_a_vendor_that_never_answers_is_left(far):
    with far(timeout_seconds=1.0) as there:
        there.vendor.always = HANG
        fault = refused(there)
    assert isinstance(fault, ProviderUnreachable)
    assert "in time" in fault.message
    assert there.waits == [0.5]


def test_a_vendor_that_is_not_there_is_told_at_once():
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    waits: list[float] = []
    narrator = ElevenLabsNarrator(
        api_key=KEY, url=f"http://127.0.0.1:{port}", model=MODEL, sleep=waits.append
    )
    with pytest.raises(ProviderUnreachable, match="nothing answers"):
        narrator.voices()
    narrator.close()
    assert waits == [0.5]


def test_a_spent_account_says_when_it_fills_up_again(far):
    with far(limit=1_000, used=995) as there:
        fault = refused(there)
    assert isinstance(fault, QuotaSpent)
    assert fault.message == "the ElevenLabs account has no characters left: 995 of 1,000 are used"
    assert fault.hint == "it fills up again on 2026-12-01"


def test_a_spent_account_is_told_though_the_key_may_not_look_at_it(far):
    with far(limit=1_000, used=995) as there:
        there.vendor.elsewhere["/v1/user/subscription"] = old(
            401, "missing_permissions", "permission user_read"
        )
        fault = refused(there)
    assert isinstance(fault, QuotaSpent)
    assert fault.hint == ""


@pytest.mark.parametrize(
    "gone", [old(404, "voice_not_found"), old(400, "voice_not_found"), old(400, "invalid_uid")]
)
def test_a_voice_that_is_gone_is_replaced_once_and_the_book_keeps_the_other(far, gone):
    with far() as there:
        there.narrator.voices()
        there.vendor.script.append(gone)
        there.read(TEXT, voice=f"en_{HAZEL}")
        there.read(TEXT, voice=f"en_{HAZEL}")
        voices = [each.voice_id for each in there.vendor.spoken]
    assert voices[0] == voices[1] != HAZEL
    assert voices[0] == "LibraryParis00000004"  # the best that is left of the same gender


def test_a_check_forgives_the_voices_that_an_older_plan_had_not(far):
    with far() as there:
        there.vendor.script.append(new(402, "payment_required", "paid_plan_required"))
        there.read(TEXT, voice=f"en_{HAZEL}")
        there.narrator.check()
        there.read(TEXT, voice=f"en_{HAZEL}")
        voices = [each.voice_id for each in there.vendor.spoken]
    assert voices[0] != HAZEL
    assert voices[1] == HAZEL


def test_a_voice_that_was_deleted_meanwhile_is_looked_for_in_a_fresh_list(far):
    with far() as there:
        there.narrator.voices()
        there.vendor.voices = [each for each in VOICES if each["voice_id"] == BRAM]
        there.read(TEXT, voice=f"en_{HAZEL}")
        assert [each.voice_id for each in there.vendor.spoken] == [BRAM]


def test_a_voice_of_last_year_is_read_by_another_from_the_start(far):
    with far() as there:
        there.read(TEXT, voice="en_RetiredVoice00000099")
        assert [each.voice_id for each in there.vendor.spoken] == [HAZEL]


def test_where_nobody_can_read_the_voice_is_unknown(far):
    with far(voices=()) as there:
        fault = refused(there)
    assert isinstance(fault, VoiceUnknown)
    assert "elevenlabs.io/app/voice-lab" in fault.hint


@pytest.mark.parametrize(
    "not_in_plan",
    [
        new(402, "payment_required", "paid_plan_required"),
        old(402, "payment_required"),
        old(403, "only_for_creator+"),
        Fault(402, "<html>"),
    ],
)
def test_a_voice_that_is_not_in_the_plan_is_replaced_by_one_of_the_account(far, not_in_plan):
    with far() as there:
        there.vendor.script.append(not_in_plan)
        there.read("Bonne nuit.", Language.FRENCH, voice="fr_LibraryParis00000004")
        (spoken,) = there.vendor.spoken
    assert spoken.voice_id == HAZEL


def test_a_free_account_with_library_voices_only_says_so_after_one(far):
    library = [voice(f"Library{n:013}", f"L{n}", category="professional") for n in range(6)]
    with far(tier="free", voices=library) as there:
        with pytest.raises(KeyRefused, match="this ElevenLabs plan may not use the voice") as caught:
            there.read("One. Two. Three. Four. Five.")
        assert "choose another voice" in caught.value.hint
        assert len(there.vendor.readings()) <= 2, "asked for more than was under way when it was refused"


def test_a_key_that_may_only_read_aloud_reads_by_a_voice_that_is_named(far):
    with far() as there:
        lacks = old(401, "missing_permissions", "The API key you used is missing the permission voices_read")
        there.vendor.elsewhere = {"/v2/voices": lacks, "/v1/user/subscription": lacks}
        assert len(there.read(TEXT, voice=HAZEL)) == 1
        with pytest.raises(KeyRefused, match="voices_read"):
            there.narrator.voices()


@pytest.mark.parametrize("name", ["nobody", "af_heart", "fr_" + HAZEL, "en_short"])
def test_what_is_no_voice_of_theirs_in_this_language_is_refused_before_anything_is_sent(far, name):
    with far() as there:
        there.narrator.voices()
        with pytest.raises(VoiceUnknown, match=name):
            there.narrator.sentences(Passage(TEXT, Language.ENGLISH), voice=name)
        assert there.vendor.readings() == []


ODD = [
    [], None, 7, "words", {"detail": 7}, {"audio_base64": 7}, {"audio_base64": "AAA=", "alignment": 7},
    {"audio_base64": "AAAA", "alignment": {"characters": "a", "character_start_times_seconds": [None]}},
    {"voices": 7}, {"voices": [7], "has_more": False}, {"tier": 3, "character_count": "x"}, [7],
]  # fmt: skip


@pytest.mark.parametrize("status", [200, 401, 422])
def test_an_answer_in_a_shape_nobody_knows_is_a_fault_of_ours_to_name_and_nothing_else(far, status):
    with far() as there:
        for body in ODD:
            odd = Fault(status, body)
            there.vendor.always, there.vendor.elsewhere = odd, {}
            assert refused(there).provider == "elevenlabs"
            there.vendor.elsewhere = {"/v2/voices": odd, "/v1/user/subscription": odd}
            for ask in (there.narrator.check, there.narrator.quota):
                with pytest.raises(PortError):
                    ask()


def test_the_log_says_what_was_misunderstood_and_not_what_was_read(far, caplog, capsys):
    with far() as there:
        there.vendor.always = VALIDATION
        refused(there)
    told = capsys.readouterr()
    assert "request_not_understood" in told.out + told.err
    assert "Mirabelle" not in told.out + told.err + caplog.text
