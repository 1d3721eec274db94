"""What a file of weights says of itself: who reads which words in its header.

`ss_*` are kohya's, shown by most model browsers; for bases that his sd-scripts do not train, the words there
are ai-toolkit's. `modelspec.*` are Stability AI's model specification 1.0.0; `sandman.*` are ours. Values are
strings, always. Nothing that changes from run to run stands there: one training gives one file, byte for
byte.
"""

import json
from collections.abc import Mapping

from sandman.finetune.base import LocatedBase
from sandman.styles import Family

KOHYA_BASES = {
    Family.SDXL: "sdxl_base_v1-0",
    Family.FLUX: "flux1",
    Family.FLUX2_KLEIN: "flux2_klein",
    Family.Z_IMAGE: "zimage",
}
ARCHITECTURES = {
    Family.SD: "stable-diffusion-v1",
    Family.SDXL: "stable-diffusion-xl-v1-base",
    Family.FLUX: "flux-1",
    Family.FLUX2_KLEIN: "Flux.2-klein",
    Family.Z_IMAGE: "Z-Image",
}
KLEIN_SIZES = {20: "4b", 24: "9b"}
"""By the single blocks of its transformer; part of what it is called."""
V2_WIDTH = 1024
"""Of the words that a UNet of Stable Diffusion 2.x is told; they are 768 wide in 1.x."""
IMPLEMENTATION = "https://github.com/huggingface/diffusers"
KOHYA_WORDS = {
    "steps": "ss_steps",
    "seed": "ss_seed",
    "learning_rate": "ss_learning_rate",
    "optimiser": "ss_optimizer",
    "schedule": "ss_lr_scheduler",
    "batch": "ss_total_batch_size",
    "pictures": "ss_num_train_images",
    "title": "ss_output_name",
}
"""Facts of a training as kohya calls them."""


def describe(
    base: LocatedBase, *, rank: int, alpha: float, trigger: str, facts: Mapping[str, str]
) -> dict[str, str]:
    """The words of the header; `facts` are of the training, by our own names, as in `pictures_sha256`."""
    side = facts.get("resolution", str(base.defaults.resolution))
    title = facts.get("title") or trigger or "style"
    said = {
        "format": "pt",
        "ss_network_module": "networks.lora",
        "ss_network_dim": str(rank),
        "ss_network_alpha": f"{alpha:g}",
        "ss_sd_model_name": base.card.name,
        "ss_resolution": f"({side}, {side})",
        "ss_tag_frequency": json.dumps({"style": {trigger: int(facts.get("pictures", "1"))}}),
        "modelspec.sai_model_spec": "1.0.0",
        "modelspec.implementation": IMPLEMENTATION,
        "modelspec.title": title,
        "modelspec.resolution": f"{side}x{side}",
        "modelspec.trigger_phrase": trigger,
        "modelspec.license": base.card.licence,
        "modelspec.tags": "style",
        "sandman.base": base.card.source,
        "sandman.base_name": base.card.name,
        "sandman.base_family": base.family.value,
        "sandman.base_fingerprint": base.card.fingerprint,
        "sandman.trigger": trigger,
        "sandman.resolution": side,
        "sandman.paint_steps": str(base.defaults.paint_steps),
        "sandman.guidance": f"{base.defaults.guidance:g}",
    }
    said |= _version(base)
    said |= {KOHYA_WORDS[name]: value for name, value in facts.items() if name in KOHYA_WORDS}
    said |= {f"sandman.{name}": value for name, value in facts.items()}
    return {name: value for name, value in said.items() if value}


def _version(base: LocatedBase) -> dict[str, str]:
    """Which version of its family a base is, and whether it foretells noise or velocity.

    Source of the words: kohya's `library/sai_model_spec.py` and `library/model_util.py`, his musubi-tuner's
    `utils/sai_model_spec.py`, and `get_base_model_version` of ai-toolkit's models.
    """
    architecture = ARCHITECTURES[base.family]
    built = json.loads((base.denoiser / "config.json").read_text())
    if base.family not in (Family.SD, Family.SDXL):
        called = KOHYA_BASES[base.family]
        if base.family is Family.FLUX2_KLEIN and (size := KLEIN_SIZES.get(built.get("num_single_layers"))):
            called, architecture = f"{called}_{size}", f"{architecture}-{size}"
        return {"ss_base_model_version": called, "modelspec.architecture": f"{architecture}/lora"}
    noise = json.loads((base.folder / "scheduler" / "scheduler_config.json").read_text())
    velocity = noise.get("prediction_type") == "v_prediction"
    second = base.family is Family.SD and built.get("cross_attention_dim") == V2_WIDTH
    if second:
        architecture = f"stable-diffusion-v2-{'768-v' if velocity else '512'}"
    plain = f"sd_v{2 if second else 1}{'_v' if velocity else ''}"
    return {
        "ss_v2": str(second),
        "ss_base_model_version": KOHYA_BASES.get(base.family, plain),
        "modelspec.architecture": f"{architecture}/lora",
        "modelspec.prediction_type": "v" if velocity else "epsilon",
    }
