"""A prompt as the words a denoiser is told, family by family. Imports torch.

Legend: n text tokens, d their width. CLIP reads 77 tokens at once; a longer prompt is read window by window
and the windows are laid one behind the other, so that nobody's looks are cut off.
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from sandman.providers.illustration.diffusion.bases import HouseBase
from sandman.styles import Family

SCHNELL, DEV = 256, 512
"""T5 tokens that each FLUX.1 was made for."""

Words = Mapping[str, Any]
"""Arguments of the family's pipeline, on the processor."""


@torch.no_grad()
def read(pipeline: Any, base: HouseBase, prompt: str, *, never: str) -> Words:  # noqa: ANN401
    """The words of a prompt; `pipeline` has its encoders and nothing else."""
    match base.card.family:
        case Family.SD:
            embeds, not_embeds = _in_windows(pipeline, "", prompt, never)
            return {"prompt_embeds": embeds[0], "negative_prompt_embeds": not_embeds[0]}
        case Family.SDXL:
            return _sdxl(pipeline, prompt, never)
        case Family.FLUX:
            made_for = DEV if base.config("transformer")["guidance_embeds"] else SCHNELL
            longest = min(made_for, pipeline.tokenizer_2.model_max_length)
            embeds, pooled, _ = pipeline.encode_prompt(prompt, max_sequence_length=longest)
            return {"prompt_embeds": embeds.cpu(), "pooled_prompt_embeds": pooled.cpu()}
        case Family.FLUX2_KLEIN:
            return {
                "prompt_embeds": pipeline.encode_prompt(prompt)[0].cpu(),
                "negative_prompt_embeds": pipeline.encode_prompt(never)[0].cpu(),
            }
        case Family.Z_IMAGE:
            embeds, not_embeds = pipeline.encode_prompt(prompt, negative_prompt=never)
            return {
                "prompt_embeds": [each.cpu() for each in embeds],
                "negative_prompt_embeds": [each.cpu() for each in not_embeds],
            }


def _sdxl(pipeline: Any, prompt: str, never: str) -> Words:  # noqa: ANN401
    first, not_first = _in_windows(pipeline, "", prompt, never)
    second, not_second = _in_windows(pipeline, "_2", prompt, never)
    return {
        "prompt_embeds": torch.cat([first[1], second[1]], dim=-1),
        "pooled_prompt_embeds": second[2],
        "negative_prompt_embeds": torch.cat([not_first[1], not_second[1]], dim=-1),
        "negative_pooled_prompt_embeds": not_second[2],
    }


def _in_windows(pipeline: Any, which: str, *prompts: str) -> list[tuple[Tensor, Tensor, Tensor]]:  # noqa: ANN401
    """Of each prompt its last layer [1, n, d], the last but one, and the first window's vector; n alike."""
    tokeniser, encoder = getattr(pipeline, f"tokenizer{which}"), getattr(pipeline, f"text_encoder{which}")
    pieces = [tokeniser(prompt, add_special_tokens=False).input_ids for prompt in prompts]
    window = encoder.config.max_position_embeddings - 2  # 75 in CLIP's own, between its two marks
    windows = max(1, *(-(-len(each) // window) for each in pieces))
    told = []
    for each in pieces:
        rows = []
        for first in range(0, windows * window, window):
            inside = each[first : first + window]
            row = [tokeniser.bos_token_id, *inside, tokeniser.eos_token_id]
            rows.append(row + [tokeniser.pad_token_id] * (window + 2 - len(row)))
        seen = encoder(torch.tensor(rows, device=encoder.device), output_hidden_states=True)
        vector = seen.text_embeds if "text_embeds" in seen else seen.pooler_output
        told.append((_joined(seen.last_hidden_state), _joined(seen.hidden_states[-2]), vector[:1].cpu()))
    return told


def _joined(windows: Tensor) -> Tensor:
    """[w, 77, d] → [1, w * 77, d]."""
    return windows.reshape(1, -1, windows.shape[-1]).cpu()
