"""Puts a scripted trainer in the place of the real one, in processes that have this folder on PYTHONPATH.

The process, its pipes and its end are real; only the seconds that torch takes to load are saved. It keeps the
trainer's word: SIGTERM is heard by the real `Stopping`, checkpoints are saved by the real `save_checkpoint`.
"""

import errno
import os
import sys
import time
import types
from pathlib import Path

from sandman.finetune.train.checkpoint import newest_checkpoint, read_marker, save_checkpoint
from sandman.finetune.train.job import Job, Step, Trained, Watcher
from sandman.finetune.train.stopping import Stopping
from sandman.styles import TrainingBroke

MIB = 1 << 20


def train(job: Job, watcher: Watcher) -> Trained:
    """Steps of no length; what happens after the second is in SCRIPT."""
    newest = newest_checkpoint(job.out)
    step = read_marker(newest)["step"] if newest else 0
    of = job.training.steps or 0
    watcher.stage("captions", done=1, of=1)
    print("chatter on stdout", '{"what": "step", "step": {}, "of": 3}', flush=True)
    print("chatter on stderr", file=sys.stderr)
    with Stopping() as stopping:
        while step < of:
            step += 1
            watcher.step(Step(step, 1.0 / step, 1e-4, 0.01, 7 * MIB), of=of)
            if step % job.training.save_every == 0 or stopping.asked:
                saved = save_checkpoint(job.out, step, fill, about={})
                watcher.saved(saved, step=step)
            if stopping.asked:
                raise TrainingBroke(f"stopped at step {step} of {of}, as asked")
            if step == 3:
                act(os.environ["SCRIPT"])
            time.sleep(0.01)
    return Trained(job.out, step, 1.5, 0.25, 7 * MIB, ())


def fill(folder: Path) -> None:
    """What lies in a checkpoint is nobody's business here; how much and how long it takes may be."""
    if os.environ["SCRIPT"] == "saves slowly":
        time.sleep(1)
    (folder / "adapter").write_bytes(b"a" * (600_000 if os.environ["SCRIPT"] == "keeps much" else 10))


def act(script: str) -> None:
    """Come to one end or another."""
    match script:
        case "takes memory":
            held = bytearray(192 * MIB)
            held[::4096] = b"x" * len(held[::4096])
            time.sleep(60)
        case "fills the disk":
            raise OSError(errno.ENOSPC, "No space left on device", "somewhere")
        case "breaks":
            raise KeyError("embeds")
        case "crashes":
            os.abort()
        case "leaves":
            os._exit(5)
        case "learns" | "keeps much" | "saves slowly":
            pass


trainer = types.ModuleType("sandman.finetune.train.trainer")
trainer.__dict__["train"] = train
sys.modules[trainer.__name__] = trainer
