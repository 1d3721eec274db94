"""However a trainer's process ends, somebody says so: real processes, a scripted trainer."""

import errno
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sandman.finetune import alone
from sandman.finetune.base import LocatedBase
from sandman.finetune.faults import as_fault
from sandman.finetune.memory import peak_of
from sandman.finetune.supervisor import Stopped, train_in_child
from sandman.finetune.train.checkpoint import newest_checkpoint
from sandman.finetune.train.job import Job, Placement, Unwatched
from sandman.finetune.wire import read_job, write_job
from sandman.styles import (
    BASES,
    CannotFit,
    NoRoom,
    ProgramBroke,
    StyleFault,
    Training,
    TrainingBroke,
    Unusable,
)

SCRIPTED = Path(__file__).parent / "scripted"
MIB = 1 << 20


@pytest.fixture
def job(tmp_path):
    base = LocatedBase(tmp_path / "base", str(tmp_path / "base"), BASES["sd15"])
    training = Training(steps=500, rank=4, alpha=4, resolution=64, learning_rate=1e-4, save_every=2)
    return Job(
        base, tmp_path / "pictures", tmp_path / "out", "moon style", training, Placement("cpu", "float32")
    )


@pytest.fixture(autouse=True)
def scripted(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(SCRIPTED))


class Seeing(Unwatched):
    """Does something at a step, once; remembers what was said."""

    def __init__(self, at: int = 10**9, then: Callable[[], object] = lambda: None) -> None:
        self.at, self.then = at, then
        self.steps: list[int] = []
        self.told: list[str] = []

    def step(self, step, *, of):
        self.steps.append(step.step)
        if step.step == self.at:
            self.then()

    def said(self, sentence):
        self.told.append(sentence)


def trainers() -> list[int]:
    """Trainers' processes that we are the parent of."""
    children = Path(f"/proc/self/task/{threading.main_thread().native_id}/children").read_text().split()
    return [pid for pid in map(int, children) if "finetune.child" in Path(f"/proc/{pid}/cmdline").read_text()]


def broken(job: Job, monkeypatch: pytest.MonkeyPatch, script: str, kind: type[StyleFault]) -> StyleFault:
    """The fault that a training by `script` ends in."""
    monkeypatch.setenv("SCRIPT", script)
    with pytest.raises(kind) as raised:
        train_in_child(job)
    assert not trainers()
    return raised.value


def test_a_job_crosses_as_it_is(job):
    assert read_job(write_job(job)) == job


def test_what_libraries_print_is_kept_and_harms_nothing(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "learns")
    seeing = Seeing()
    job = replace(job, training=job.training.model_copy(update={"steps": 6}))
    trained = train_in_child(job, seeing)
    assert (trained.out, trained.steps, trained.loss) == (job.out, 6, 0.25)
    assert seeing.steps == [1, 2, 3, 4, 5, 6]
    log = (job.out / "log.txt").read_text()
    assert "chatter on stdout" in log
    assert "chatter on stderr" in log


def test_a_kill_is_told_with_its_peak_and_where_to_go_on(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "takes memory")

    def kill_when_large():
        (pid,) = trainers()
        while peak_of(pid) < 200 * MIB:
            time.sleep(0.02)
        time.sleep(0.6)  # the parent looks four times a second
        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_when_large)
    with pytest.raises(TrainingBroke) as raised:
        train_in_child(job, Seeing(at=3, then=killer.start))
    killer.join()
    said = raised.value.message
    assert "killed after step 3 of 500 (SIGKILL" in said
    peak = float(said.partition("peaked at ")[2].partition(" GB")[0])
    assert 0.2 <= peak <= 0.4
    assert raised.value.hint == f"`sandman style train {job.out}/recipe.toml --resume` goes on from step 2"


@pytest.mark.parametrize(
    ("script", "kind", "message", "hint"),
    [
        ("fills the disk", NoRoom, "the disk is full", "free some room, or allow larger files; then `"),
        (
            "breaks",
            ProgramBroke,
            "something of ours broke: KeyError: 'embeds'",
            "KeyError: 'embeds'\n",
        ),
        ("crashes", TrainingBroke, "a library crashed the trainer after step 3 of 500 (SIGABRT)", "in act\n"),
        ("leaves", TrainingBroke, "ended without a word after step 3 of 500 (exit code 5)", "chatter"),
    ],
)
def test_every_end_is_a_sentence(job, monkeypatch, script, kind, message, hint):
    fault = broken(job, monkeypatch, script, kind)
    assert type(fault) is kind
    assert message in fault.message
    assert hint in fault.hint
    assert "--resume` goes on from step 2" in fault.hint


def test_a_full_disk_loses_nothing_that_was_saved(job, monkeypatch):
    job.out.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", job.out], check=False)
    if mounted.returncode:
        pytest.skip("only root may lay a small disk here")
    try:
        fault = broken(job, monkeypatch, "keeps much", NoRoom)
        assert "the disk is full" in fault.message
        assert "--resume` goes on from step 2" in fault.hint
        assert [path.name for path in (job.out / "checkpoints").iterdir()] == ["step-000002"]
    finally:
        subprocess.run(["umount", job.out], check=True)


@pytest.mark.parametrize(
    ("broke", "kind", "message"),
    [
        (
            RuntimeError("MPS backend out of memory (MPS allocated: 30.12 GiB, max allowed: 30.19 GiB)."),
            CannotFit,
            "mps ran out of memory; the steps before it peaked at 5.6 GB: MPS backend out of memory (MPS "
            "allocated: 30.12 GiB, max allowed: 30.19 GiB)",
        ),
        (
            RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried …"),
            CannotFit,
            "5.6 GB",
        ),
        (RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB."), CannotFit, "CUDA out of memory"),
        (MemoryError(), CannotFit, "ran out of memory"),
        (
            RuntimeError("Error while serializing: I/O error: No space left on device (os error 28)"),
            NoRoom,
            "full",
        ),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), NoRoom, "full"),
        (OSError(errno.EFBIG, "File too large"), NoRoom, "a file may not grow so large here"),
        (RuntimeError("I/O error: File too large (os error 27)"), NoRoom, "`ulimit -f`"),
        (NoRoom("kept", hint="as it is"), NoRoom, "kept"),
    ],
)
def test_libraries_say_one_thing_in_many_ways(broke, kind, message):
    fault = as_fault(broke, peak=5_600_000_000, device="mps")
    assert type(fault) is kind
    assert message in fault.message
    assert fault.hint


def test_what_nobody_knows_is_a_fault_of_ours():
    fault = as_fault(KeyError("rank"), peak=0, device="cpu")
    assert type(fault) is ProgramBroke
    assert fault.message == "something of ours broke: KeyError: 'rank'"


def test_ctrl_c_saves_and_says_how_to_go_on(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "learns")
    seeing = Seeing(at=5, then=lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt) as stopped:
        train_in_child(job, seeing, again="sandman style auto moon.toml")
    saved = newest_checkpoint(job.out)
    assert saved.name == f"step-{seeing.steps[-1]:06d}"
    assert str(stopped.value) == f"`sandman style auto moon.toml` goes on from step {seeing.steps[-1]}"
    assert seeing.told == ["Stopping: saving after this step. Ctrl-C again ends it at once."]
    assert not trainers()
    # And on it goes, from there.
    seeing = Seeing(at=seeing.steps[-1] + 3, then=lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        train_in_child(job, seeing)
    assert seeing.steps[0] == int(saved.name.removeprefix("step-")) + 1


def test_a_second_ctrl_c_ends_it_at_once(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "takes memory")  # and hears nobody for a minute

    def press_twice():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        train_in_child(job, Seeing(at=3, then=press_twice))
    assert time.monotonic() - begun < 20
    assert not trainers()


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_who_is_asked_to_end_by_another_signal_saves_and_says_so(job, monkeypatch, number, exit_code):
    monkeypatch.setenv("SCRIPT", "learns")
    before = signal.getsignal(number)
    seeing = Seeing(at=5, then=lambda: os.kill(os.getpid(), number))
    with pytest.raises(Stopped, match=r"--resume` goes on from step \d+") as stopped:
        train_in_child(job, seeing)
    assert stopped.value.exit_code == exit_code
    assert newest_checkpoint(job.out).name == f"step-{seeing.steps[-1]:06d}"
    assert seeing.told == ["Stopping: saving after this step."]
    assert signal.getsignal(number) is before
    assert not trainers()


def test_a_terminal_that_is_closed_is_not_heard_under_nohup(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "learns")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        job = replace(job, training=job.training.model_copy(update={"steps": 6}))
        assert train_in_child(job, Seeing(at=3, then=lambda: os.kill(os.getpid(), signal.SIGHUP))).steps == 6
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_watcher_that_breaks_leaves_no_trainer_behind(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "learns")

    def break_down():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        train_in_child(job, Seeing(at=4, then=break_down))
    assert not trainers()
    assert newest_checkpoint(job.out)


def test_two_trainings_never_write_into_one_folder(job, monkeypatch):
    monkeypatch.setenv("SCRIPT", "learns")
    monkeypatch.setattr(alone, "PATIENCE_SECONDS", 0.3)
    second = Seeing()

    def of_steps(steps):
        return replace(job, training=job.training.model_copy(update={"steps": steps}))

    def come_second():
        with pytest.raises(Unusable) as refused:
            train_in_child(replace(job, resume=True), second)
        assert refused.value.message == f"`{job.out}` is being worked at by another training"
        # Another device's trainer writes nothing there, and belongs to the same training.
        monkeypatch.setenv("RANK", "1")
        train_in_child(of_steps(4))

    seeing = Seeing(at=5, then=come_second)
    assert train_in_child(of_steps(6), seeing).steps == 6
    assert seeing.steps == [1, 2, 3, 4, 5, 6]
    assert second.steps == []
    assert second.told == [
        f"Another training is at work in `{job.out}`: waiting a little, for it may be ending."
    ]


def test_a_trainer_whose_parent_is_gone_before_it_told_the_job_is_gone_too():
    begun = subprocess.run(
        [sys.executable, "-m", "sandman.finetune.child", "1"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert begun.returncode == 1
    assert begun.stderr == "the parent was gone before it had told the job\n"


@pytest.mark.parametrize(("devices", "exit_code"), [("1", 0), ("2", 1)])
def test_one_of_several_devices_is_gone_in_the_end_though_it_hears_nothing(monkeypatch, devices, exit_code):
    deaf = """
        import signal
        from sandman.finetune import child
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child.GRACE_SECONDS = 0.1
        child._leave_with_parent()
    """
    monkeypatch.setenv("WORLD_SIZE", devices)
    left = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(deaf)], stdin=subprocess.DEVNULL, timeout=60, check=False
    )
    assert left.returncode == exit_code


def test_a_trainer_saves_and_ends_when_its_parent_is_killed(job, tmp_path, monkeypatch):
    job = replace(job, training=job.training.model_copy(update={"save_every": 1000}))
    (tmp_path / "job.json").write_bytes(write_job(job))
    parent = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from sandman.finetune.supervisor import Stopped, train_in_child
        from sandman.finetune.train.job import Unwatched
        from sandman.finetune.wire import read_job
        class Dying(Unwatched):
            def step(self, step, *, of):
                if step.step == 5:
                    os.kill(os.getpid(), 9)
        train_in_child(read_job(Path(sys.argv[1]).read_bytes()), Dying())
    """)
    done = subprocess.run(
        [sys.executable, "-c", parent, str(tmp_path / "job.json")],
        env={**os.environ, "SCRIPT": "saves slowly"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL

    # While it still saves, somebody begins again: he waits for it, and goes on from what it saved.
    monkeypatch.setenv("SCRIPT", "learns")
    seeing = Seeing()
    train_in_child(replace(job, training=job.training.model_copy(update={"steps": 200})), seeing)
    (ended,) = re.findall(r"stopped at step (\d+) of 500, as asked", (job.out / "log.txt").read_text())
    # Between its parent's death and the order to save it took a step or two, and then it ended.
    assert 5 <= int(ended) < 200
    assert seeing.steps[0] == int(ended) + 1
    assert len(seeing.told) == 1
    assert "it may be ending" in seeing.told[0]
