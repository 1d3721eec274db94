"""Services make room, and always run again: whatever happens to the run that stopped them."""

import errno
import gc
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from sandman.finetune.auto import pausing
from sandman.finetune.auto.pausing import LOCK, MENDING, Pause, holding, start_what_was_left
from sandman.finetune.auto.services import Controls, controls_of
from sandman.styles import PersonMustAct, Service, Unusable
from tests.style.auto.conftest import until


def test_what_runs_is_paused_measured_and_started_again(house):
    house.serve("web", "db")
    said: list[str] = []
    services = [house.controls(name) for name in ("web", "idle", "db")]

    with house.pausing(*services, said=said.append) as pause:
        assert not house.serving("web")
        assert not house.serving("db")
        assert pause.freed_bytes == {"web": 10**9, "db": 10**9}
        [file] = house.paused.glob("*.json")
        assert [each["called"] for each in json.loads(file.read_text())["services"]] == ["web", "db"]

    assert house.serving("web", "db")
    assert house.started() == ["db", "web"]  # the last first; what did not run was left alone
    assert not [*house.paused.glob("*.json")]
    assert said == [
        "Stopping web …",
        "web is paused; it freed 1.0 GB.",
        "idle is not running; it is left alone.",
        "Stopping db …",
        "db is paused; it freed 1.0 GB.",
        "db runs again.",
        "web runs again.",
    ]


def test_after_a_fault_they_run_again(house):
    house.serve("web")

    with pytest.raises(ZeroDivisionError), house.pausing(house.controls("web")):
        assert not house.serving("web")
        raise ZeroDivisionError

    assert house.serving("web")


def test_after_a_power_cut_whoever_comes_next_starts_them(house):
    house.serve("web")
    house.paused.mkdir()
    # The power goes when it is stopped: nobody is left but the file.
    Pause(house.paused / "run.json", "/home/style").stop(house.controls("web"), free=int)
    assert not house.serving("web")
    said: list[str] = []

    start_what_was_left(house.paused, said.append)
    start_what_was_left(house.paused, said.append)

    assert house.serving("web")
    assert house.started() == ["web"]
    assert len(said) == 2
    assert "/home/style" in said[0]
    assert said[1] == "web runs again."


def test_a_run_that_is_alive_is_left_alone(house):
    house.serve("web")
    with house.pausing(house.controls("web")):
        start_what_was_left(house.paused, print)
        assert not house.serving("web")
        with pytest.raises(Unusable, match="is being worked at"), holding(house.paused, "here"):
            pass

    assert house.serving("web")


def test_a_service_that_will_not_stop_is_said_and_the_others_run_again(house):
    house.serve("web")
    stubborn = Controls("stubborn", ("sh", "-c", "echo I will not >&2; exit 3"), ("true",), ("true",))

    with (
        pytest.raises(PersonMustAct, match=r"stubborn could not be stopped.*ended with 3.*I will not"),
        house.pausing(house.controls("web"), stubborn),
    ):
        raise AssertionError("nothing is trained beside it")

    assert house.serving("web")
    assert not [*house.paused.glob("*.json")]


def test_a_stop_command_that_is_not_there_has_stopped_nothing(house):
    gone = Controls("missing", ("no-such-program",), ("no-such-program",))

    with pytest.raises(PersonMustAct, match="missing could not be stopped"), house.pausing(gone):
        raise AssertionError("nothing is trained beside it")

    assert not [*house.paused.glob("*.json")]


def test_one_that_will_not_start_stays_written_down_until_it_does(house):
    house.serve("web")
    healthy = house.controls("web")
    broken = Controls("web", healthy.stop, ("no-such-program",), healthy.running)
    said: list[str] = []

    with house.pausing(broken, said=said.append) as pause:
        pass

    [fault] = pause.faults
    assert "web could not be started again" in fault.message
    assert "ended with 127" in fault.message
    assert "no-such-program" in fault.hint
    [file] = house.paused.glob("*.json")
    assert f"delete {file}" in fault.hint
    said.clear()
    start_what_was_left(house.paused, said.append)
    assert said == [
        "What the training in here had paused did not start again; it is tried anew.",
        f"{fault.message}. {fault.hint}",
    ]
    told = json.loads(file.read_text())
    told["services"][0]["start"] = healthy.start  # its owner mends it
    file.write_text(json.dumps(told))
    start_what_was_left(house.paused, said.append)
    assert house.serving("web")


def test_one_that_would_not_start_is_not_forgotten_by_the_next_training(house):
    house.serve("web")
    healthy = house.controls("web")
    with house.pausing(Controls("web", healthy.stop, ("no-such-program",), healthy.running)):
        pass
    assert not house.serving("web")

    with house.pausing(healthy):  # its owner has mended the recipe
        pass

    assert house.serving("web")
    assert not [*house.paused.glob("*.json")]


@pytest.mark.parametrize("gone", [OSError(errno.EIO, "Input/output error"), SystemExit(1)])
def test_all_run_again_though_nobody_can_be_told(house, gone):
    house.serve("web", "db")

    def said(sentence: str) -> None:
        if "runs again" in sentence:
            raise gone

    with (
        pytest.raises(type(gone)),
        house.pausing(house.controls("web"), house.controls("db"), said=said),
    ):
        assert not house.serving("web")

    assert house.serving("web", "db")
    assert not [*house.paused.glob("*.json")]


def test_all_run_again_though_the_disk_is_full(house, monkeypatch):
    house.serve("web", "db")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with (
        pytest.raises(OSError, match="No space left"),
        house.pausing(house.controls("web"), house.controls("db")),
    ):
        monkeypatch.setattr(pausing, "replace_file", full)

    assert house.serving("web", "db")


@pytest.mark.filterwarnings("ignore:subprocess:ResourceWarning")  # he outlives us, as he should
def test_what_its_own_run_could_not_start_the_guardian_does(house, monkeypatch):
    house.serve("web")

    def fails(_: Controls) -> None:
        raise MemoryError

    with suppress(MemoryError), house.pausing(house.controls("web")):
        monkeypatch.setattr(Controls, "start_it", fails)
    gc.collect()

    until(lambda: house.serving("web"))


def test_the_guardian_waits_for_a_lock_that_is_let_go_of_late(house):
    house.serve("web")
    with holding(house.paused, "here"):
        [lock] = [each for each in house.paused.glob(f"*{LOCK}") if each.name != MENDING]
        Pause(lock.with_suffix(".json"), "here").stop(house.controls("web"), free=int)
        guardian = subprocess.Popen(
            [sys.executable, "-m", "sandman.finetune.auto.guardian", house.paused, "here"],
            stdin=subprocess.DEVNULL,  # as after the end of who started him
        )
        with suppress(subprocess.TimeoutExpired):
            guardian.wait(1.0)
        assert not house.serving("web")

    assert guardian.wait() == 0
    assert house.serving("web")


def test_a_broken_file_is_said_and_kept(tmp_path):
    (tmp_path / "odd.json").write_text("{}")
    said: list[str] = []

    start_what_was_left(tmp_path, said.append)

    assert "odd.json" in said[0]
    assert (tmp_path / "odd.json").exists()


def test_all_that_is_wrong_with_services_is_told_together():
    services = (
        Service(stop=("true",)),
        Service(preset="ollama", stop=("true",), start=("true",)),
        Service(preset="launchd", name="com.example.thing"),
        Service(preset="systemd"),
        Service(stop=("no-such-stop", "x"), start=("true",), running=("no-such-look",)),
        Service(name="fine", stop=("true",), start=("true",)),
    )

    with pytest.raises(Unusable) as told:
        controls_of(services, platform="linux")

    assert [word for word in told.value.message.split() if word.rstrip(":").isdecimal()] == list("12345")
    assert "wants `no-such-stop`, `no-such-look`, and there is no such program" in told.value.message
    assert "no command to start it" in told.value.message


@pytest.mark.parametrize(("users", "manager"), [(True, "--user"), (False, "--no-ask-password")])
def test_presets_speak_to_systemd(tmp_path, monkeypatch, users, manager):
    asked = tmp_path / "asked"
    (tmp_path / "systemctl").write_text(
        f'#!/bin/sh\necho "$@" >> {asked}\ncase "$*" in "--user cat"*) exit {int(not users)};; esac\n'
    )
    (tmp_path / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    ollama, unit = controls_of(
        [Service(preset="ollama"), Service(preset="systemd", name="jellyfin")], platform="linux"
    )

    assert ollama.runs()
    assert ollama.called == "Ollama"
    assert unit.stop == ("systemctl", manager, "stop", "jellyfin")
    assert unit.start == ("systemctl", manager, "start", "jellyfin")
    assert "--no-ask-password is-active --quiet ollama" in asked.read_text()


def test_presets_speak_to_a_mac():
    ollama, docker, agent = controls_of(
        [
            Service(preset="ollama"),
            Service(preset="docker-desktop"),
            Service(preset="launchd", name="com.example.thing"),
        ],
        platform="darwin",
    )

    assert ollama.stop == ("osascript", "-e", 'tell application "Ollama" to quit')
    assert docker.start == ("open", "-g", "-a", "Docker")
    assert agent.stop == ("launchctl", "bootout", f"gui/{os.getuid()}/com.example.thing")
    assert agent.start[-1] == str(Path.home() / "Library/LaunchAgents/com.example.thing.plist")


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_a_run_is_ended_its_services_run_again(house, asked):
    house.serve("web")
    run = house.begin(house.recipe("web"), stop_at="train")
    assert not house.serving("web")

    run.send_signal(asked)
    run.wait()

    # Killed, it cannot start anything; somebody small outlived it.
    until(lambda: house.serving("web"))
    assert house.started() == ["web"]
    assert run.returncode != 0
