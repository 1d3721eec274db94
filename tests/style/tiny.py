"""Bases of every family in diffusers layout, with random weights, made from code in a second: no hub.

Each maker builds its folder once and gives it back: hand all of them the session's `bases` folder.
Architectures are the true ones with small numbers; tokenisers are valid ones that know single characters.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from PIL import Image, ImageDraw

WIDTH = 32
"""Of every text encoder."""


def clip_tokeniser():
    """CLIP's byte-level BPE with no merges: 256 bytes, the same at a word's end, two specials."""
    letters = byte_letters()
    pieces = [*letters, *(letter + "</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    vocab = {piece: place for place, piece in enumerate(pieces)}
    return transformers.CLIPTokenizer(vocab=vocab, merges=[], model_max_length=77)


def t5_tokeniser(max_length: int = 64):
    """T5's unigram vocabulary with one piece for each printable letter."""
    vocab = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    vocab += [(chr(code), -3.0) for code in range(33, 127)]
    vocab += [(f"<extra_id_{place}>", 0.0) for place in range(99, -1, -1)]
    return transformers.T5TokenizerFast(vocab=vocab, model_max_length=max_length)


CHAT = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}"
    "{% endif %}"
)
"""What Qwen3's chat template comes to for one message."""


def qwen_tokeniser():
    """Qwen's byte-level BPE with no merges, its special words and its chat template."""
    vocab = {letter: place for place, letter in enumerate(byte_letters())}
    made = transformers.Qwen2Tokenizer(
        vocab=vocab, merges=[], eos_token="<|im_end|>", pad_token="<|endoftext|>"
    )
    made.add_special_tokens({"additional_special_tokens": ["<|im_start|>"]})
    made.chat_template = CHAT
    return made


def byte_letters() -> list[str]:
    """The printable stand-ins of GPT-2's byte-level BPE, one a byte."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    return [chr(byte) if byte in shown else chr(256 + hidden.index(byte)) for byte in range(256)]


def sd_tiny(folder: Path) -> Path:
    """Stable Diffusion 1.x, 0.9 M parameters."""

    def make():
        words = clip_tokeniser()
        return diffusers.StableDiffusionPipeline(
            vae=autoencoder(channels=4, scaling_factor=0.18215),
            text_encoder=clip(words),
            tokenizer=words,
            unet=diffusers.UNet2DConditionModel(
                sample_size=8,
                layers_per_block=1,
                block_out_channels=(32, 64),
                down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
                up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
                cross_attention_dim=WIDTH,
                attention_head_dim=4,
                norm_num_groups=16,
            ),
            scheduler=diffusers.PNDMScheduler(
                beta_start=0.00085,
                beta_end=0.012,
                beta_schedule="scaled_linear",
                skip_prk_steps=True,
                set_alpha_to_one=False,
                steps_offset=1,
            ),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )

    return built(folder / "sd", make)


def sdxl_tiny(folder: Path) -> Path:
    """SDXL: two CLIPs, pooled words and the picture's measures beside the timestep."""

    def make():
        words = clip_tokeniser()
        return diffusers.StableDiffusionXLPipeline(
            vae=autoencoder(channels=4, scaling_factor=0.13025, force_upcast=True),
            text_encoder=clip(words),
            text_encoder_2=clip(words, projected=True),
            tokenizer=words,
            tokenizer_2=clip_tokeniser(),
            unet=diffusers.UNet2DConditionModel(
                sample_size=8,
                layers_per_block=1,
                block_out_channels=(32, 64),
                down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
                up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
                cross_attention_dim=2 * WIDTH,
                attention_head_dim=(4, 8),
                transformer_layers_per_block=(1, 2),
                use_linear_projection=True,
                addition_embed_type="text_time",
                addition_time_embed_dim=8,
                projection_class_embeddings_input_dim=WIDTH + 6 * 8,
                norm_num_groups=16,
            ),
            scheduler=diffusers.EulerDiscreteScheduler(
                beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
            ),
        )

    return built(folder / "sdxl", make)


def flux_tiny(folder: Path, *, guidance: bool = False) -> Path:
    """FLUX.1: schnell, or dev with its guidance embedding."""

    def make():
        words, long_words = clip_tokeniser(), t5_tokeniser()
        return diffusers.FluxPipeline(
            vae=autoencoder(
                channels=16,
                scaling_factor=0.3611,
                shift_factor=0.1159,
                use_quant_conv=False,
                use_post_quant_conv=False,
            ),
            text_encoder=clip(words),
            tokenizer=words,
            text_encoder_2=transformers.T5EncoderModel(
                transformers.T5Config(
                    vocab_size=len(long_words),
                    d_model=WIDTH,
                    d_ff=64,
                    d_kv=16,
                    num_layers=2,
                    num_heads=2,
                    feed_forward_proj="gated-gelu",
                    pad_token_id=0,
                    eos_token_id=1,
                )
            ),
            tokenizer_2=long_words,
            transformer=diffusers.FluxTransformer2DModel(
                patch_size=1,
                in_channels=64,
                num_layers=2,
                num_single_layers=2,
                attention_head_dim=16,
                num_attention_heads=2,
                joint_attention_dim=WIDTH,
                pooled_projection_dim=WIDTH,
                guidance_embeds=guidance,
                axes_dims_rope=(4, 6, 6),
            ),
            # as the two are published: dev's shift grows with the resolution, schnell has none
            scheduler=diffusers.FlowMatchEulerDiscreteScheduler(
                shift=3.0 if guidance else 1.0, use_dynamic_shifting=guidance
            ),
        )

    return built(folder / ("flux-dev" if guidance else "flux"), make)


def klein_tiny(folder: Path) -> Path:
    """FLUX.2-klein: Qwen3 with words taken at layers 9, 18 and 27; latents normalised in patches."""

    def make():
        words = qwen_tokeniser()
        vae = diffusers.AutoencoderKLFlux2(
            block_out_channels=(8, 8, 8, 16),
            layers_per_block=1,
            latent_channels=8,
            norm_num_groups=8,
            sample_size=64,
        )
        vae.bn.running_mean.normal_(std=0.1)
        vae.bn.running_var.uniform_(0.5, 2.0)
        return diffusers.Flux2KleinPipeline(
            vae=vae,
            text_encoder=qwen(words, layers=28),
            tokenizer=words,
            transformer=diffusers.Flux2Transformer2DModel(
                in_channels=32,
                num_layers=2,
                num_single_layers=2,
                attention_head_dim=16,
                num_attention_heads=2,
                joint_attention_dim=3 * WIDTH,
                timestep_guidance_channels=32,
                axes_dims_rope=(4, 4, 4, 4),
                guidance_embeds=False,
            ),
            scheduler=diffusers.FlowMatchEulerDiscreteScheduler(shift=3.0, use_dynamic_shifting=True),
            is_distilled=False,
        )

    return built(folder / "klein", make)


def zimage_tiny(folder: Path) -> Path:
    """Z-Image: Qwen3's last but one layer, words of any length, time that runs from noise to picture."""

    def make():
        words = qwen_tokeniser()
        transformer = diffusers.ZImageTransformer2DModel(
            in_channels=16,
            dim=32,
            n_layers=2,
            n_refiner_layers=1,
            n_heads=2,
            n_kv_heads=2,
            cap_feat_dim=WIDTH,
            axes_dims=[4, 6, 6],
            axes_lens=[1024, 64, 64],
        )
        for pad in (transformer.x_pad_token, transformer.cap_pad_token):
            torch.nn.init.normal_(pad, std=0.02)  # made empty by the architecture, learnt in a true one
        return diffusers.ZImagePipeline(
            vae=autoencoder(
                channels=16,
                scaling_factor=0.3611,
                shift_factor=0.1159,
                use_quant_conv=False,
                use_post_quant_conv=False,
            ),
            text_encoder=qwen(words, layers=3, causal=False),
            tokenizer=words,
            transformer=transformer,
            scheduler=diffusers.FlowMatchEulerDiscreteScheduler(shift=3.0),
        )

    return built(folder / "z-image", make)


TINY: dict[str, Callable[[Path], Path]] = {
    "sd": sd_tiny,
    "sdxl": sdxl_tiny,
    "flux": flux_tiny,
    "flux2-klein": klein_tiny,
    "z-image": zimage_tiny,
}
"""Makers by family."""


def built(folder: Path, make: Callable[[], Any]) -> Path:
    """The folder, made at the first asking; the same weights every time."""
    if not (folder / "model_index.json").exists():
        with torch.random.fork_rng():
            torch.manual_seed(0)
            make().save_pretrained(folder)
    return folder


def autoencoder(*, channels: int, scaling_factor: float, **more):
    """A KL autoencoder that makes pictures eight times smaller."""
    return diffusers.AutoencoderKL(
        block_out_channels=(8, 8, 8, 16),
        layers_per_block=1,
        latent_channels=channels,
        norm_num_groups=8,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        sample_size=64,
        scaling_factor=scaling_factor,
        **more,
    )


def clip(words, *, projected: bool = False):
    """A CLIP text encoder for that tokeniser."""
    return (transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel)(
        transformers.CLIPTextConfig(
            vocab_size=len(words),
            hidden_size=WIDTH,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=77,
            projection_dim=WIDTH,
            bos_token_id=words.bos_token_id,
            eos_token_id=words.eos_token_id,
            pad_token_id=words.pad_token_id,
        )
    )


def qwen(words, *, layers: int, causal: bool = True):
    """A Qwen3 for that tokeniser; with its head, or as a model alone."""
    return (transformers.Qwen3ForCausalLM if causal else transformers.Qwen3Model)(
        transformers.Qwen3Config(
            vocab_size=len(words),
            hidden_size=WIDTH,
            intermediate_size=48,
            num_hidden_layers=layers,
            num_attention_heads=2,
            num_key_value_heads=1,
            head_dim=16,
            max_position_embeddings=1024,
            pad_token_id=words.pad_token_id,
            eos_token_id=words.eos_token_id,
        )
    )


def pictures(folder: Path, n: int = 4, size: int = 64) -> Path:
    """Drawings of discs with captions beside them, and `metadata.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(0)
    rows = []
    for place in range(n):
        picture = Image.new("RGB", (size, size), tuple(chance.randrange(20, 120) for _ in range(3)))
        pen = ImageDraw.Draw(picture)
        for _ in range(5):
            x, y, r = chance.randrange(size), chance.randrange(size), chance.randrange(size // 12, size // 4)
            pen.ellipse([x - r, y - r, x + r, y + r], fill=tuple(chance.randrange(256) for _ in range(3)))
        caption = f"{place + 1} discs on a ground"
        picture.save(folder / f"{place:02d}.png")
        (folder / f"{place:02d}.txt").write_text(caption + "\n")
        rows.append(json.dumps({"file_name": f"{place:02d}.png", "text": caption}) + "\n")
    (folder / "metadata.jsonl").write_text("".join(rows))
    return folder
