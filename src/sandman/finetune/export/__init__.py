"""A trained adapter written for every program that paints with one."""

from sandman.finetune.export.adapter import COMFYUI, DIFFUSERS, KOHYA, export_adapter
from sandman.finetune.export.finding import find_adapter

__all__ = ["COMFYUI", "DIFFUSERS", "KOHYA", "export_adapter", "find_adapter"]
