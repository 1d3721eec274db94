"""The unattended run: pictures, check, plan, pause, train, resume, compare, publish; one after the other.

What a stage came to is in the journal before the next begins, so a run that was killed goes on where it was.
A check and a plan are cheap and the world changes: they are done again until the training is through.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from sandman.finetune.auto.journal import Journal, Stage
from sandman.finetune.auto.pausing import holding, pausing, start_what_was_left
from sandman.finetune.auto.services import Controls, controls_of
from sandman.finetune.auto.signals import ending_tidily
from sandman.finetune.faults import as_fault
from sandman.finetune.memory import gigabytes
from sandman.finetune.pictures.check import check_pictures
from sandman.finetune.pictures.folder import METADATA, PROMPTS, look_into, read_pictures
from sandman.finetune.train.checkpoint import newest_checkpoint
from sandman.finetune.train.job import Job, Placement, Trained
from sandman.styles import CannotFit, PersonMustAct, Recipe, TrainingBroke, Unusable

MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Decided:
    """What the plan came to."""

    job: Job
    advice: str
    device_peak_bytes: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison came to."""

    sheet: Path
    best: Path | None
    """The adapter that is published; the finished one where None."""
    score: float | None
    verdict: str


class Outside(Protocol):
    """What a run asks of those around it; the command line hands it in."""

    @property
    def paused(self) -> Path:
        """The folder in which runs write down what they have stopped."""
        ...

    def told(self, stage: Stage, sentence: str) -> None:
        """Something that a person wants to read who comes back in the morning."""
        ...

    def find_base(self, recipe: Recipe) -> None:
        """Have the base here, fetched where it has to be. Raises what finding a base raises."""
        ...

    def paint(self, recipe: Recipe, *, painted: Callable[[int, int], None]) -> int:
        """Paint what is not painted yet of the recipe's set; how many there are. `painted` hears each."""
        ...

    def free_memory(self) -> int:
        """Bytes that could be had now."""
        ...

    def decide(self, recipe: Recipe) -> Decided:
        """Find the base and make the plan. Raises CannotFit, and what finding a base raises."""
        ...

    def train(self, job: Job) -> Trained:
        """Train; what is saved goes on being saved when this is stopped."""
        ...

    def compare(self, recipe: Recipe) -> Compared:
        """Base, checkpoints and adapter side by side."""
        ...

    def publish(self, recipe: Recipe, compared: Compared | None) -> str:
        """Put it on the shelf, the finished adapter where nothing was compared; says as what."""
        ...


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
        if "train" not in run.journal.done:
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

    def once(self, stage: Stage, work: Callable[[], dict[str, Any]], **of: object) -> None:
        """Do a stage, unless it is done, `of` the same as now."""
        done = self.journal.done.get(stage)
        if done and done.get("of", {}) == of:
            self.outside.told(stage, f"done before: {done['said']}")
        else:
            self.now(stage, lambda: work() | ({"of": of} if of else {}))

    def now(self, stage: Stage, work: Callable[[], dict[str, Any]]) -> None:
        """Do a stage."""
        result = work()
        self.journal.finish(stage, result)
        self.outside.told(stage, result["said"])

    def paint(self) -> dict[str, Any]:
        """The set, painted where the recipe says by whom and nobody has put pictures there."""
        asked, folder = self.recipe.dataset, Path(self.recipe.dataset.folder)
        given = folder.exists() and bool(look_into(folder).pictures) and not (folder / METADATA).exists()
        if given or not asked.paint:
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
        folder = Path(self.recipe.dataset.folder)
        faults = check_pictures(
            folder,
            base=self.recipe.base,
            trigger=self.recipe.trigger,
            resolution=self.recipe.train.resolution,
        )
        if wrong := [str(fault) for fault in faults if fault.severity == "wrong"]:
            more = f"; and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
            raise Unusable(
                f"{len(wrong)} of the pictures cannot be learnt from: {'; '.join(wrong[:MOST_TOLD])}{more}",
                hint=f"`sandman style check {folder}` names all that is to mend; then run this again",
            )
        count = len(read_pictures(folder))
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
        self.once("resume", lambda: {"said": said}, unstarted=left)

    def train(self) -> dict[str, Any]:
        """The training, from its last checkpoint where there is one."""
        job = (self.decided or self.outside.decide(self.recipe)).job
        # A training that goes on keeps the placement it began with: other arithmetic makes another training.
        # Unless somebody gives it other memory: what has run out of it would run out of it again.
        begun = newest_checkpoint(job.out) is not None and self.journal.memory == self.recipe.memory
        if not (begun and self.journal.placement):
            self.journal.keep_placement(asdict(job.placement), memory=self.recipe.memory)
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
            self.once("compare", self.put_side_by_side, **asked)
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
            **self.recipe.publish.model_dump(),
            best=told["best"] if told else "",
            score=told["score"] if told else None,
        )

    def put_on_the_shelf(self, compared: Compared | None) -> dict[str, Any]:
        """Under the recipe's name."""
        if not self.recipe.publish.name:
            return {"said": "the recipe names no style, so nothing is published"}
        at = self.outside.publish(self.recipe, compared)
        unscored = "" if compared else ", without a score"
        return {"said": f"published as {at}{unscored}", "style": at}
