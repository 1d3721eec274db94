"""A service that can be stopped and started again: by a preset, or by commands of its owner's.

A preset knows a service's commands on macOS and on Linux. Everything is a command that is run and looked at:
nothing here knows more of a service than its exit codes.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import join
from shutil import which

from sandman.styles import PersonMustAct, Service, Unusable

PATIENCE_SECONDS = 120.0
"""How long a command may take, and how long a service may take to be stopped or to run."""
LOOK_SECONDS = 0.2
MOST_SAID = 300


class NotThere(PersonMustAct):
    """A service's command is on this system no more: it has done nothing."""


@dataclass(frozen=True, slots=True)
class Controls:
    """One service's commands, word by word."""

    called: str
    stop: tuple[str, ...]
    start: tuple[str, ...]
    running: tuple[str, ...] = ()
    """Succeeds while it runs; where there is none it is taken to run until it is stopped."""

    def runs(self) -> bool | None:
        """Whether it runs; None where nobody can say."""
        if not self.running:
            return None
        return _run(self.running).returncode == 0

    def stop_it(self) -> None:
        """Stop it and wait until it has stopped. Raises PersonMustAct, saying what the command said."""
        self._do(self.stop, "stopped", until=False)

    def start_it(self) -> None:
        """Start it, unless it runs, and wait until it does. Raises PersonMustAct as `stop_it`."""
        if self.runs():
            return  # a second start may be a second service
        self._do(self.start, "started again", until=True)

    def _do(self, command: Sequence[str], what: str, *, until: bool) -> None:
        done = _run(command)
        if done.returncode != 0 and self.runs() is not until:
            fault = PersonMustAct if which(command[0]) else NotThere
            raise fault(
                f"{self.called} could not be {what}: `{join(command)}` {_said(done)}",
                hint=f"try it by hand: {join(command)}",
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.runs() is (not until):
            if time.monotonic() > deadline:
                raise PersonMustAct(
                    f"{self.called} was not {what} {PATIENCE_SECONDS:.0f} s after `{join(command)}`",
                    hint=f"try it by hand: {join(command)}",
                )
            time.sleep(LOOK_SECONDS)


def controls_of(services: Sequence[Service], *, platform: str = sys.platform) -> tuple[Controls, ...]:
    """Each service's commands on this system. Raises Unusable that names all that is wrong with them."""
    wrong: list[str] = []
    found: list[Controls] = []
    for number, service in enumerate(services, 1):
        try:
            found.append(_controls(service, platform))
        except Unusable as fault:
            wrong.append(f"service {number} {fault.message}")
    if wrong:
        raise Unusable(
            "the recipe's services cannot be used: " + "; ".join(wrong),
            hint='preset = "ollama", "docker-desktop", "launchd" or "systemd"; or stop = […] and start = […] '
            "that begin with programs of this system",
        )
    return tuple(found)


def _controls(service: Service, platform: str) -> Controls:
    if service.preset and (service.stop or service.start):
        raise Unusable("has a preset and commands; it takes one of them")
    if service.preset:
        return PRESETS[service.preset](service.name, platform == "darwin")
    if not (service.stop and service.start):
        missing = " and ".join(name for name in ("stop", "start") if not getattr(service, name))
        raise Unusable(f"has no preset and no command to {missing} it")
    commands = filter(None, (service.stop, service.start, service.running))
    if gone := [command[0] for command in commands if not which(command[0])]:
        raise Unusable(f"wants `{'`, `'.join(dict.fromkeys(gone))}`, and there is no such program")
    return Controls(service.name or service.stop[0], service.stop, service.start, service.running)


def _ollama(_name: str, mac: bool) -> Controls:
    if mac:
        return _mac_app("Ollama")
    return _unit("Ollama", "ollama", ("systemctl", "--no-ask-password"))


def _docker_desktop(_name: str, mac: bool) -> Controls:
    if mac:
        return _mac_app("Docker Desktop", bundle="Docker", process="com.docker.backend")
    return _unit("Docker Desktop", "docker-desktop", ("systemctl", "--user"))


def _launchd(name: str, mac: bool) -> Controls:
    """An agent of this user: unloaded, because launchd would start what is only stopped anew."""
    if not name:
        raise Unusable('wants the agent\'s label as its name, as in name = "com.example.thing"')
    if not mac:
        raise Unusable("is launchd's, and there is none on this system")
    domain = f"gui/{os.getuid()}"
    plist = Path("~/Library/LaunchAgents").expanduser() / f"{name}.plist"
    return Controls(
        name,
        stop=("launchctl", "bootout", f"{domain}/{name}"),
        start=("launchctl", "bootstrap", domain, str(plist)),
        running=("launchctl", "print", f"{domain}/{name}"),
    )


def _systemd(name: str, mac: bool) -> Controls:
    """A unit: this user's where there is one of that name, else the system's."""
    if not name:
        raise Unusable('wants the unit as its name, as in name = "jellyfin"')
    if mac:
        raise Unusable("is systemd's, and there is none on this system")
    users = _run(("systemctl", "--user", "cat", name)).returncode == 0
    return _unit(name, name, ("systemctl", "--user") if users else ("systemctl", "--no-ask-password"))


def _unit(called: str, unit: str, systemctl: tuple[str, ...]) -> Controls:
    return Controls(
        called,
        stop=(*systemctl, "stop", unit),
        start=(*systemctl, "start", unit),
        running=(*systemctl, "is-active", "--quiet", unit),
    )


def _mac_app(called: str, *, bundle: str = "", process: str = "") -> Controls:
    app = bundle or called
    return Controls(
        called,
        stop=("osascript", "-e", f'tell application "{app}" to quit'),
        start=("open", "-g", "-a", app),  # in the background
        running=("pgrep", "-x", process or app),
    )


PRESETS: dict[str, Callable[[str, bool], Controls]] = {
    "ollama": _ollama,
    "docker-desktop": _docker_desktop,
    "launchd": _launchd,
    "systemd": _systemd,
}
"""By name: what a preset's commands are, for the service's name and whether this is a Mac."""


def _run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end; one that is not there fails as shells say it, with 127.

    It gets no terminal to ask on, and a session of its own: Ctrl-C is for us.
    """
    try:
        return subprocess.run(  # noqa: S603 - the recipe's owner says what is run
            [*command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE_SECONDS,
            start_new_session=True,
            check=False,
        )
    except OSError as fault:
        return subprocess.CompletedProcess([*command], 127, "", fault.strerror or "cannot be run")
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([*command], 124, "", f"took more than {PATIENCE_SECONDS:.0f} s")


def _said(done: "subprocess.CompletedProcess[str]") -> str:
    said = " ".join((done.stderr or done.stdout).split())
    return f"ended with {done.returncode}" + (f" and said “{said[:MOST_SAID]}”" if said else "")
