"""However a run ends, what was saved is safe and a person is told why."""

import errno
import os
import signal
from functools import partial

import pytest

from sandman.finetune.train import checkpoint as checkpoints
from sandman.finetune.train.checkpoint import (
    earlier_adapters,
    newest_checkpoint,
    save_checkpoint,
    whole_checkpoints,
)
from sandman.finetune.train.trainer import train
from sandman.styles import NoRoom, TrainingBroke, Unusable
from tests.style.train.conftest import Recorder


def test_numbers_that_break_stop_at_the_last_good_checkpoint(job):
    watcher = Recorder()
    with pytest.raises(TrainingBroke) as broke:
        train(job(steps=9, learning_rate=1e38, warm_up=0, save_every=1), watcher)

    assert broke.value.message.startswith("the loss became ")
    assert "at step 2 with 0" in broke.value.message
    assert "at a learning rate of 1.0e+38; the last good checkpoint is" in broke.value.message
    assert [step.step for step in watcher.steps] == [1]
    assert newest_checkpoint(job().out).name == "step-000001"
    assert not (job().out / "adapter").exists()


def test_being_asked_to_stop_while_pictures_are_encoded_keeps_what_was_encoded(job):
    class Impatient(Recorder):
        def stage(self, name, *, done, of):
            super().stage(name, done=done, of=of)
            if name == "pictures" and done == 2:
                signal.raise_signal(signal.SIGTERM)

    with pytest.raises(TrainingBroke, match="stopped before the first step, as asked"):
        train(job(steps=2), Impatient())

    assert len(list((job().out / "cache" / "latents").rglob("*.safetensors"))) == 2
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, "others listen again"


def write(path, text):
    path.write_text(text)


def a_checkpoint(out, step, text="learnt"):
    return save_checkpoint(out, step, lambda folder: write(folder / "state", text), about={})


def test_a_full_disk_loses_nothing_that_was_saved(tmp_path):
    a_checkpoint(tmp_path, 1)

    def fill_up(folder):
        (folder / "state").write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(
        NoRoom, match=r"checkpoint of step 2 could not be written .* that of `step-000001` is safe"
    ):
        save_checkpoint(tmp_path, 2, fill_up, about={})

    assert [path.name for path in (tmp_path / "checkpoints").iterdir()] == ["step-000001"]
    assert newest_checkpoint(tmp_path) == tmp_path / "checkpoints" / "step-000001"


def test_a_disk_that_fills_while_a_library_writes_is_told_the_same_way(job, monkeypatch):
    def full(*_, **__):
        raise RuntimeError("Error while serializing: I/O error: No space left on device (os error 28)")

    train(job(steps=2, save_every=1))
    monkeypatch.setattr("sandman.finetune.train.keeping.save_file", full)
    with pytest.raises(NoRoom, match="that of `step-000002` is safe"):
        train(job(steps=3, save_every=1, resume=True))

    assert [path.name for path in whole_checkpoints(job().out)] == ["step-000001", "step-000002"]


def test_a_checkpoint_is_whole_or_not_there(tmp_path, monkeypatch):
    a_checkpoint(tmp_path, 1)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "_sync_folder", killed)
        with pytest.raises(KeyboardInterrupt):
            a_checkpoint(tmp_path, 2)
    assert newest_checkpoint(tmp_path).name == "step-000001"

    a_checkpoint(tmp_path, 2)
    a_checkpoint(tmp_path, 3)
    assert [path.name for path in whole_checkpoints(tmp_path)] == ["step-000002", "step-000003"]
    assert not list((tmp_path / "checkpoints").glob(".*")), "nothing half written is left lying"


def test_what_was_learnt_outlives_its_checkpoint_spread_over_the_run(tmp_path):
    def fill(folder, step):
        (folder / "adapter").mkdir()
        (folder / "adapter" / "learnt").write_text(str(step))

    for step in range(1, 11):
        save_checkpoint(tmp_path, step, partial(fill, step=step), about={})

    assert [path.name for path in whole_checkpoints(tmp_path)] == ["step-000009", "step-000010"]
    earlier = earlier_adapters(tmp_path)
    assert [path.name[-2:] for path in earlier] == ["01", "03", "05", "08"]
    assert [(path / "learnt").read_text() for path in earlier] == ["1", "3", "5", "8"]


def test_only_checkpoints_make_room_for_checkpoints(tmp_path):
    for name in ("step-mine", "step-000000"):  # the second has our name, and nothing of ours in it
        (tmp_path / "checkpoints" / name).mkdir(parents=True)
        (tmp_path / "checkpoints" / name / "dear").write_text("to somebody")
    (tmp_path / "earlier" / "step-mine").mkdir(parents=True)

    for step in range(1, 9):
        a_checkpoint(tmp_path, step)

    lying = sorted(path.name for path in (tmp_path / "checkpoints").iterdir())
    assert lying == ["step-000000", "step-000007", "step-000008", "step-mine"]
    assert earlier_adapters(tmp_path) == []


@pytest.mark.parametrize("spoil", ["state", "whole.json"])
def test_a_checkpoint_with_a_damaged_file_is_none(tmp_path, spoil):
    a_checkpoint(tmp_path, 1)
    path = a_checkpoint(tmp_path, 2) / spoil
    path.write_text(path.read_text()[:-1])

    assert newest_checkpoint(tmp_path).name == "step-000001"


def test_eight_bit_adamw_says_at_once_that_it_wants_cuda(job):
    watcher = Recorder()
    with pytest.raises(Unusable, match="8-bit AdamW runs on CUDA, and this training runs on `cpu`"):
        train(job(optimiser="adamw8bit"), watcher)

    assert not watcher.stages
    assert not job().out.exists()
