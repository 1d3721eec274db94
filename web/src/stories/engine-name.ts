import { serviceName } from "@/lib/services";
import { useTranslation } from "@/lib/words";

/** The engines of the house itself, which have names a parent knows. */
const OURS = new Set(["builtin", "painter", "kokoro", "parent"]);
/** A server that speaks as OpenAI's does signs with its name, whoever's model it holds. */
const OF_OPENAI = /^(gpt|chatgpt|o\d)/i;

/** An engine as a parent knows it, with the model where the engine has several. */
export function useEngineName(): (engine: string, model?: string) => string {
  const { t } = useTranslation("stories");
  return (engine, model = "") => {
    if (OURS.has(engine)) return t(`engine.${engine}`);
    if (engine === "diffusion") return t("engine.diffusion", { model: model.split("@")[0] });
    if (engine === "openai" && model !== "" && !OF_OPENAI.test(model)) return t("engine.model", { model });
    const name = serviceName(engine) ?? engine;
    return model ? `${name} (${model})` : name;
  };
}
