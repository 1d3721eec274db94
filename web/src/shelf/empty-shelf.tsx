import { MoonStar } from "lucide-react";
import type { TFunction } from "@/lib/words";
import { ButtonLink } from "@/ui/button";

/** No book yet: an open book under the moon, and the one thing to do. */
export function EmptyShelf({ t }: { t: TFunction }) {
  return (
    <section className="mx-auto flex max-w-md flex-col items-center py-10 text-center">
      <img src="favicon.svg" alt="" width={160} height={160} className="mb-6 rounded-[2rem]" />
      <h2 className="text-2xl">{t("empty.title")}</h2>
      <p className="mt-3 mb-7 text-soft">{t("empty.how")}</p>
      <ButtonLink to="/new" tone="gold" size="l" icon={<MoonStar />}>
        {t("empty.first")}
      </ButtonLink>
    </section>
  );
}
