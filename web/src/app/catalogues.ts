import type { Catalogue, Catalogues } from "@/lib/words";

const files = import.meta.glob<Catalogue>("../*/words/*.json", { import: "default" });

/** Every catalogue of the app, by "feature/language". */
export const catalogues: Catalogues = Object.fromEntries(
  Object.entries(files).map(([path, fetchWords]) => {
    const [, feature, , file] = path.split("/");
    return [`${feature}/${file?.replace(".json", "")}`, fetchWords];
  }),
);
