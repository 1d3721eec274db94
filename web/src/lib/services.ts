/** Services outside the house, by the names they go by in every language. */
const NAMES: Readonly<Record<string, string>> = {
  mistral: "Mistral",
  openai: "OpenAI",
  ollama: "Ollama",
  elevenlabs: "ElevenLabs",
  gemini: "Gemini",
};

/** The name of an engine's service; undefined for the house's own. */
export function serviceName(engine: string): string | undefined {
  return NAMES[engine];
}
