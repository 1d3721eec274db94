"""One training from the first picture to the finished adapter: the page to read first."""

import time
from dataclasses import replace

from sandman.finetune.families import trainer_of
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.batches import Drawn
from sandman.finetune.train.checkpoint import full_disk_told, whole_checkpoints
from sandman.finetune.train.device import peak_memory_bytes, settle
from sandman.finetune.train.job import Job, Placement, Trained, Unwatched, Watcher
from sandman.finetune.train.keeping import Keeper, open_folder
from sandman.finetune.train.learner import Learner
from sandman.finetune.train.loop import take_steps
from sandman.finetune.train.material import gather
from sandman.finetune.train.optimisers import check_optimiser
from sandman.finetune.train.placing import place_adapted, place_denoiser, why_uncompiled
from sandman.finetune.train.randomness import seed_everything
from sandman.finetune.train.stopping import Stopping
from sandman.finetune.train.world import World


def train(job: Job, watcher: Watcher | None = None) -> Trained:
    """Teach a style to a base, in this process, and leave a training folder behind.

    Raises TrainingBroke where it was asked to stop (SIGTERM, Ctrl-C; a checkpoint is saved first) and where
    its numbers broke (the last good checkpoint is named), NoRoom on a full disk, Unusable and StyleMismatch
    for what cannot be trained or gone on with.
    """
    training, begun = job.training, time.perf_counter()
    assert training.rank is not None
    assert training.alpha is not None
    with Stopping() as stopping, full_disk_told(), World.join(job.placement.device) as world:
        watcher = watcher if watcher and world.writes else Unwatched()
        job = replace(job, placement=Placement.agreed(world.gather(job.placement)))
        check_optimiser(training, device=world.device.type)
        settle(world.device)
        uncompiled = why_uncompiled(job.placement, device=world.device)
        compiled = training.compile and not uncompiled
        if training.compile and uncompiled:
            watcher.said(uncompiled)

        # 1. The training folder: begun, or taken up again.
        checkpoint = open_folder(job, world=world)

        # 2. Words and latents. The encoders are gone when this is done.
        family = trainer_of(job.base)
        material = gather(job, family, world=world, watcher=watcher, stopping=stopping)

        # 3. The denoiser where the memory plan wants it, frozen; on it an adapter in float32.
        watcher.stage("denoiser", done=0, of=1)
        seed_everything(training.seed + world.rank)
        denoiser = place_denoiser(family, job.placement, device=world.device)
        adapter = Adapter(
            denoiser,
            targets=family.targets(training.targets),
            rank=training.rank,
            alpha=training.alpha,
            seed=training.seed,
            device=world.device,
        )
        place_adapted(family, denoiser, job.placement, device=world.device, compiled=compiled)
        watcher.stage("denoiser", done=1, of=1)
        stopping.check()

        # 4. What moves the adapter, from where it was left.
        learner = Learner(
            family,
            denoiser.train(),
            adapter,
            training=training,
            world=world,
            graphed=watcher.said if compiled else None,
        )
        keeper = Keeper(job, learner, family, denoiser, material, world=world, watcher=watcher)
        if checkpoint:
            keeper.restore(checkpoint)

        # 5. Steps, until the last or until somebody asks to stop; at every save a checkpoint and samples.
        batches = Drawn(material.lessons, material.nothing, family=family, training=training)
        with keeper:
            reached_the_end = take_steps(
                learner,
                batches,
                training=training,
                world=world,
                asked_to_stop=lambda: stopping.asked,
                tell=keeper.tell,
                save=keeper.save,
                look=keeper.look,
            )

        if not reached_the_end:
            raise keeper.stopped()

        # 6. The adapter for every program that paints with one, and the page that tells of it.
        trained = Trained(
            out=job.out,
            steps=learner.step,
            seconds=time.perf_counter() - begun,
            loss=keeper.mean_loss,
            peak_memory_bytes=peak_memory_bytes(world.device),
            checkpoints=tuple(whole_checkpoints(job.out)),
        )
        keeper.finish(trained)
        return trained
