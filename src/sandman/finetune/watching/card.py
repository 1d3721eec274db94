"""The model card of a trained style: `README.md` in the hub's format.

It says what a person who finds the folder must know: how to call the style up, from what and how it was
learnt, under which licence, and what not to expect of it. No path of the machine it was made on is in it.
"""

import platform
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from sandman.finetune.memory import gigabytes
from sandman.finetune.pictures.captions import with_trigger
from sandman.finetune.pictures.folder import Pair, read_pictures
from sandman.finetune.train.job import Job, Trained
from sandman.styles.files import HUB_ID

LICENCES = {
    "CreativeML OpenRAIL-M": "creativeml-openrail-m",
    "CreativeML OpenRAIL++-M": "openrail++",
    "Apache-2.0": "apache-2.0",
}
"""By the hub's names; any other is `other`, with its own name beside it."""


def write_card(job: Job, trained: Trained) -> Path:
    """Write `README.md` into the training folder, from what lies there and what the job says."""
    pairs = read_pictures(job.pictures)
    samples = _newest_samples(job.out)
    prompts = [with_trigger(prompt, job.trigger) for prompt in job.sample_prompts]
    shown = [(prompt, f"samples/{path.name}") for prompt, path in zip(prompts, samples, strict=False)]
    parts = (
        f"---\n{_front_matter(job, shown)}---",
        f"# {job.out.resolve().name}",
        f"A picture style for `{_base(job)}`, learnt from {len(pairs)} pictures. It is a LoRA, an adapter\n"
        f"of rank {job.training.rank} that is laid over the base, which stays as it is.",
        _gallery(shown),
        _use(job),
        _making(job, trained, pairs),
        _limits(len(pairs)),
    )
    card = job.out / "README.md"
    growing = card.with_suffix(".growing")
    growing.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")
    return growing.replace(card)


def _front_matter(job: Job, shown: Sequence[tuple[str, str]]) -> str:
    """What the hub reads; YAML, by its own library."""
    from huggingface_hub import ModelCardData, constants  # noqa: PLC0415 - for who has trained

    licence = job.base.defaults.licence
    known = LICENCES.get(licence, licence if licence in LICENCES.values() else "")
    terms = {"license": known} if known else {"license": "other"}
    hub_id = job.base.source if HUB_ID.fullmatch(job.base.source) else ""
    if licence and not known:
        terms["license_name"] = "-".join(licence.lower().replace("[", "").replace("]", "").split())
        if hub_id:
            terms["license_link"] = f"{constants.ENDPOINT}/{hub_id}"
    data = ModelCardData(
        **terms,
        base_model=hub_id or None,
        library_name="diffusers",
        pipeline_tag="text-to-image",
        tags=["text-to-image", "lora", "diffusers", "template:sd-lora"],
        instance_prompt=job.trigger,
        widget=[{"text": prompt, "output": {"url": url}} for prompt, url in shown] or None,
    )
    return f"{data.to_yaml()}\n"


def _gallery(shown: Sequence[tuple[str, str]]) -> str:
    """Samples side by side, their prompts beneath."""
    if not shown:
        return ""
    rows = (
        [f"![{prompt}]({url})" for prompt, url in shown],
        [":-:"] * len(shown),
        [prompt.replace("|", "\\|") for prompt, _ in shown],
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _use(job: Job) -> str:
    source = job.base.source if HUB_ID.fullmatch(job.base.source) else "FOLDER-OF-THE-BASE"
    defaults = job.base.defaults
    return f"""## Use it

Begin every prompt with `{job.trigger}`.

```python
import torch
from diffusers import DiffusionPipeline

pipe = DiffusionPipeline.from_pretrained("{source}", dtype=torch.bfloat16)
pipe.load_lora_weights("adapter", weight_name="pytorch_lora_weights.safetensors")
picture = pipe(
    "{with_trigger("a small fox asleep under a fern", job.trigger)}",
    num_inference_steps={defaults.paint_steps},
    guidance_scale={defaults.guidance},
).images[0]
```

ComfyUI reads `adapter/comfyui.safetensors` from its `models/loras` folder (Load LoRA); kohya's programs and
those built on them read `adapter/kohya.safetensors`; diffusers the file above. Give each its own: of
another's it may leave out layers and say nothing. `sandman style publish` puts it into story books."""


def _making(job: Job, trained: Trained, pairs: Sequence[Pair]) -> str:
    """The figures of the run, the recipe, the pictures."""
    training, placement = job.training, job.placement
    quantised = f", {placement.quantisation}" if placement.quantisation != "none" else ""
    figures = {
        "Base": f"`{_base(job)}`, fingerprint `{job.base.card.fingerprint}`",
        "Adapter": f"rank {training.rank}, alpha {training.alpha:g}, on {training.targets}, float32",
        "Pictures": f"{len(pairs)}, at {training.resolution} px",
        "Steps": f"{trained.steps}, of {training.batch} × {training.accumulate} pictures",
        "Learning rate": f"{training.learning_rate:g}, {training.schedule}, {training.optimiser}",
        "Seed": str(training.seed),
        "Precision of the base": placement.precision + quantised,
        "Machine": _device() if placement.device == "cuda" else _processor(),
        "Time": f"{trained.seconds / 60:.1f} minutes",
        "Peak memory": gigabytes(trained.peak_memory_bytes),
        "Loss at the end": f"{trained.loss:.4f} (mean of the last fifty steps)",
    }
    rows = "\n".join(f"| {name} | {said} |" for name, said in figures.items())
    hashes = "\n".join(pair.id for pair in pairs)
    whole = sha256("".join(pair.id for pair in pairs).encode()).hexdigest()
    return f"""## How it was made

| | |
| - | - |
{rows}

The whole recipe lies beside this card, in `recipe.toml`; every step's figures in `metrics.jsonl`.

<details><summary>The pictures, by the hash of their bytes (all of them: {whole[:16]})</summary>

```
{hashes}
```

</details>"""


def _limits(pictures: int) -> str:
    return f"""## What not to expect

* It has seen {pictures} pictures. What they do not show (hands, crowds, night) it takes from the base.
* What the base cannot draw, it cannot draw in this style either.
* The style may show without the trigger too, and a subject that is in many of the pictures may show unasked.
* The loss says little about looks: compare the checkpoints by eye, or with `sandman style compare`.
* Whose the pictures are is not for this card to say: the licence above is the base's."""


def _base(job: Job) -> str:
    """Its hub id, or its name where it is somebody's own folder."""
    return job.base.source if HUB_ID.fullmatch(job.base.source) else job.base.defaults.name


def _newest_samples(out: Path) -> list[Path]:
    found = sorted(out.glob("samples/step-*.png"))
    if not found:
        return []
    step = found[-1].name.rpartition("-")[0]
    # By their number: the tenth comes after the ninth.
    last = [path for path in found if path.name.startswith(f"{step}-")]
    return sorted(last, key=lambda path: int(path.stem.rpartition("-")[2]))


def _processor() -> str:
    """The processor's own name."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return f"{platform.system()} on {platform.machine()}"
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.machine()


def _device() -> str:
    """CUDA's own name of the device."""
    import torch  # noqa: PLC0415 - it is there already where CUDA trained

    return torch.cuda.get_device_name()
