"""Mistral's Agents and Conversations, through its own SDK."""

from sandman.providers.chat.mistral.engine import MistralChat

__all__ = ["MistralChat"]
