"""Gemini's image models over Google's own SDK: a key and accepted terms; picture prompts leave the house."""

from sandman.providers.illustration.gemini.engine import GeminiIllustrator

__all__ = ["GeminiIllustrator"]
