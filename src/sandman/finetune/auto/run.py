"""The unattended run: pictures, check, plan, pause, train, resume, compare, publish; one after the other.

What a stage came to is in the journal before the next begins, so a run that was killed goes on where it was.
A check and a plan are cheap and the world changes: they are done again until the training is through.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sandman.finetune.auto.journal import Journal, Stage
from sandman.finetune.auto.outside import Compared, Decided, Outside
from sandman.finetune.auto.pausing import holding, pausing, start_what_was_left
from sandman.finetune.auto.services import Controls, controls_of
from sandman.finetune.auto.signals import ending_tidily
from sandman.finetune.export.finding import find_adapter
from sandman.finetune.faults import as_fault
from sandman.finetune.memory import gigabytes
from sandman.finetune.pictures.folder import METADATA, PROMPTS, look_into, read_pictures
from sandman.finetune.pictures.learnable import check_learnable
from sandman.finetune.train.checkpoint import newest_checkpoint
from sandman.finetune.train.job import Placement
from sandman.styles import CannotFit, PersonMustAct, Recipe, TrainingBroke, Unusable


def run_auto(recipe: Recipe, *, file: Path, outside: Outside) -> Journal:
    """Do what is left of the recipe in `file`; hand back the journal, in which every stage is done.

    Raises what a stage raises; what was done before is kept, and every service that was stopped runs again.
    One that would not start, and a comparison that failed, are raised last, when everything else is done.
    """
    # What cannot work is said before anything is begun, and what another run left is mended.
    services = controls_of(recipe.services)
    unstarted = start_what_was_left(outside.paused, lambda sentence: outside.told("resume", sentence))
    # The journal outlives the folder that this is called from.
    wanted = recipe.beside(file.resolve())
    with ending_tidily(), holding(outside.paused, wanted.out):
        run = _Run(wanted, Journal.open(Path(wanted.out), recipe), outside, unstarted)
        if not run.is_learnt():
            # 1. Pictures, painted where there are none; and none for a base that cannot be had.
            outside.find_base(wanted)
            run.once("dataset", run.paint)
            # 2. Everything that is wrong with them, told together.
            run.now("check", run.check)
            # 3. How the training fits into this machine.
            run.now("plan", lambda: run.plan(pausing_helps=bool(services)))
            # 4. and 5. Services make room; the style is learnt.
            run.train_in_room(services)
        # 6. They run again, whatever happened.
        run.resume()
        # 7. What was learnt, beside what was there before. A system that was short of memory may have killed
        # an earlier run over that, so then the shelf comes first.
        if run.journal.trying == "compare":
            run.publish()
        run.compare()
        # 8. Onto the household's shelf.
        run.publish()
    for fault in (*run.unstarted, run.uncompared):
        if fault:
            raise fault
    return run.journal


@dataclass
class _Run:
    """One run of a recipe."""

    recipe: Recipe
    journal: Journal
    outside: Outside
    unstarted: list[PersonMustAct]
    """Of services that would not start again."""
    uncompared: Exception | None = None
    """Why nothing was compared."""
    decided: Decided | None = None
    """The plan, while it holds."""

    def once(
        self,
        stage: Stage,
        work: Callable[[], dict[str, Any]],
        *,
        of: Mapping[str, object] | None = None,
        lies: Callable[[dict[str, Any]], bool] = lambda _: True,
    ) -> None:
        """Do a stage, unless it is done, `of` the same as now, and what came of it `lies` there still."""
        done = self.journal.done.get(stage)
        if done and done.get("of", {}) == (of or {}) and lies(done):
            self.outside.told(stage, f"done before: {done['said']}")
        else:
            self.now(stage, lambda: work() | ({"of": of} if of else {}))

    def now(self, stage: Stage, work: Callable[[], dict[str, Any]]) -> None:
        """Do a stage."""
        result = work()
        self.journal.finish(stage, result)
        self.outside.told(stage, result["said"])

    def is_learnt(self) -> bool:
        """Whether the training is through and its adapter lies there still."""
        if "train" not in self.journal.done:
            return False
        try:
            find_adapter(Path(self.recipe.out))
        except Unusable as fault:
            self.outside.told("train", f"{fault.message}; it is learnt again, from what was saved last")
            return False
        return True

    def paint(self) -> dict[str, Any]:
        """The set, painted where the recipe says by whom and nobody has put pictures there."""
        asked, folder = self.recipe.dataset, Path(self.recipe.dataset.folder)
        lying = folder.exists() and bool(look_into(folder).pictures)
        if not (lying or asked.paint):
            raise Unusable(
                f"there is {'no picture in' if folder.exists() else 'no folder'} `{folder}`",
                hint='put about twenty pictures there, or have them painted: paint = "painter" in [dataset]',
            )
        if not asked.paint or (lying and not (folder / METADATA).exists()):
            return {"said": f"the pictures in {folder} are taken as they are"}
        count = self.outside.paint(
            self.recipe, painted=lambda done, of: self.outside.told("dataset", f"{done} of {of} painted")
        )
        said = f"{count} pictures in {folder}, by {asked.paint}"
        if not asked.prompts and count != asked.count:
            said += (
                f"; it was begun with so many, and not {asked.count}: `{PROMPTS}` there tells what they show"
            )
        if others := len(look_into(folder).pictures) - count:
            said += f"; {others} more lie there, and are learnt from too"
        return {"said": said, "painted": count}

    def check(self) -> dict[str, Any]:
        """All faults; Unusable for those that nothing could be learnt with."""
        faults = check_learnable(self.recipe)
        count = len(read_pictures(Path(self.recipe.dataset.folder)))
        said = f"{count} pictures, {f'{len(faults)} doubts' if faults else 'nothing to say against them'}"
        return {"said": said, "pictures": count, "doubts": [str(fault) for fault in faults]}

    def plan(self, *, pausing_helps: bool) -> dict[str, Any]:
        """How it fits; CannotFit waits where services have yet to make room."""
        try:
            self.decided = decided = self.outside.decide(self.recipe)
        except CannotFit as fault:
            if not pausing_helps:
                raise
            return {"said": f"{fault.message}; planned again when the services are paused"}
        peak = decided.device_peak_bytes
        return {
            "said": f"it will peak at {gigabytes(peak)}",
            "device_peak_bytes": peak,
            "advice": decided.advice,
        }

    def train_in_room(self, services: tuple[Controls, ...]) -> None:
        """Train while the services are paused."""
        outside = self.outside
        with pausing(
            services,
            folder=outside.paused,
            run=self.recipe.out,
            free=outside.free_memory,
            said=lambda sentence: outside.told("pause", sentence),
        ) as pause:
            freed = pause.freed_bytes
            told = (
                f"{len(freed)} of {len(services)} services are paused" if services else "no service is named"
            )
            told += f"; together they freed {gigabytes(sum(freed.values()))}" if freed else ""
            self.now("pause", lambda: {"said": told, "freed_bytes": freed})
            if services:
                self.decided = None  # there is more room now: it is planned again
            self.now("train", self.train)
        self.unstarted = pause.faults

    def resume(self) -> None:
        """That everything runs again, or what does not; the pause itself has seen to it."""
        left = [fault.message for fault in self.unstarted]
        paused = self.journal.done["pause"]["freed_bytes"]
        said = "everything that was paused runs again" if paused else "nothing was paused"
        if left:
            said = f"{len(left)} of what was paused did not start again"
        self.once("resume", lambda: {"said": said}, of={"unstarted": left})

    def train(self) -> dict[str, Any]:
        """The training, from its last checkpoint where there is one."""
        job = (self.decided or self.outside.decide(self.recipe)).job
        # A training that goes on keeps the placement it began with: other arithmetic makes another training.
        # Unless somebody gives it other memory: what has run out of it would run out of it again.
        saved = newest_checkpoint(job.out)
        if not (saved and self.journal.placement and self.journal.memory == self.recipe.memory):
            self.journal.keep_placement(asdict(job.placement), memory=self.recipe.memory)
        if not saved:
            self.journal.forget("compare", "publish")  # they were of what is no longer there
        placement = Placement(**self.journal.placement)
        trained = self.outside.train(replace(job, placement=placement, resume=True))
        return {
            "said": f"{trained.steps} steps, loss {trained.loss:.4f}, "
            f"peak {gigabytes(trained.peak_memory_bytes)}",
            "steps": trained.steps,
            "seconds": trained.seconds,
            "loss": trained.loss,
            "peak_memory_bytes": trained.peak_memory_bytes,
        }

    def compare(self) -> None:
        """The sheet and the scores; or why there are none: what was learnt is published all the same."""
        try:
            asked = self.recipe.compare.model_dump(mode="json", exclude_defaults=True)
            self.once(
                "compare",
                self.put_side_by_side,
                of=asked,
                lies=lambda done: all(Path(done[one]).exists() for one in ("sheet", "best") if done[one]),
            )
        except Exception as broke:  # raised at the end, whatever it is
            fault = as_fault(broke, peak=0, device="the comparison")
            self.outside.told("compare", f"not done, and tried again when this is run again: {fault.message}")
            self.uncompared = broke
            if fault is not broke and not isinstance(fault, TrainingBroke):  # no memory, or no room
                self.uncompared = PersonMustAct(fault.message, hint="make room, and run this again")
        finally:
            self.journal.attempt("")

    def put_side_by_side(self) -> dict[str, Any]:
        """What a comparison came to."""
        self.journal.attempt("compare")
        compared = self.outside.compare(self.recipe)
        return {
            "said": compared.verdict,
            "sheet": str(compared.sheet),
            "best": str(compared.best) if compared.best else "",
            "score": compared.score,
        }

    def publish(self) -> None:
        """The style on the shelf; again where its name, its words or the chosen adapter are others."""
        if told := self.journal.done.get("compare"):
            best = Path(told["best"]) if told["best"] else None
            compared = Compared(Path(told["sheet"]), best, told["score"], told["said"])
        else:
            compared = None
        self.once(
            "publish",
            lambda: self.put_on_the_shelf(compared),
            of={
                **self.recipe.publish.model_dump(),
                "best": told["best"] if told else "",
                "score": told["score"] if told else None,
            },
            lies=lambda done: "style" not in done or self.outside.is_shelved(done["style"]),
        )

    def put_on_the_shelf(self, compared: Compared | None) -> dict[str, Any]:
        """Under the recipe's name."""
        if not self.recipe.publish.name:
            return {"said": "the recipe names no style, so nothing is published"}
        at = self.outside.publish(self.recipe, compared)
        unscored = "" if compared else ", without a score"
        return {"said": f"published as {at}{unscored}", "style": at}
