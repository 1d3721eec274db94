"""Qwen3 as two families use it: a caption is a person's message, and inner layers are what it means."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import Qwen2Tokenizer, Qwen3Model

from sandman.weights.loading import assign, build_empty, finish, named_weights

LONGEST = 512
"""Tokens of a caption; what is beyond is cut."""


def encode_chats(
    base: Path,
    captions: Sequence[str],
    *,
    layers: Sequence[int],
    thinking: bool,
    padded: bool,
    device: torch.device,
    dtype: torch.dtype,
) -> Iterator[Tensor]:
    """What the encoder's `layers` say of each caption: [layers, n, d], on the CPU.

    `layers` count from 0, which is the embedding; negative ones count from the end. `padded` to LONGEST
    tokens, with what the encoder makes of the padding, or as long as the caption is.
    """
    tokenizer = Qwen2Tokenizer.from_pretrained(base / "tokenizer")
    encoder, chosen = _load(base / "text_encoder", layers, dtype=dtype, device=device)
    for caption in captions:
        chat = tokenizer.apply_chat_template(
            [{"role": "user", "content": caption}],
            tokenize=False,
            add_generation_prompt=True,
            enable_thinking=thinking,
        )
        tokens = tokenizer(
            chat,
            return_tensors="pt",
            truncation=True,
            max_length=LONGEST,
            padding="max_length" if padded else False,
        ).to(device)
        said = encoder(
            input_ids=tokens.input_ids,
            attention_mask=tokens.attention_mask,
            output_hidden_states=True,
            use_cache=False,
        ).hidden_states
        yield torch.stack([said[layer][0] for layer in chosen]).cpu()


def _load(
    folder: Path, layers: Sequence[int], *, dtype: torch.dtype, device: torch.device
) -> tuple[nn.Module, list[int]]:
    """The encoder without the layers that nobody asks for, and without its head: a quarter less to hold."""
    encoder = build_empty(Qwen3Model, folder)
    whole = len(encoder.layers)
    chosen = [layer % (whole + 1) for layer in layers]
    # one layer more than is asked for: what the last one gives is normalised first
    encoder.layers = encoder.layers[: min(whole, max(chosen) + 1)]
    encoder.config.num_hidden_layers = len(encoder.layers)
    for name, weight in named_weights(encoder, folder, dtype=dtype, device=device):
        assign(encoder, name, weight)
    return finish(encoder, folder, device=device), chosen
