"""Any server that speaks OpenAI's chat completions: OpenAI, Ollama, llama.cpp, vLLM and their kin."""

from sandman.providers.chat.openai.engine import OpenAIChat

__all__ = ["OpenAIChat"]
