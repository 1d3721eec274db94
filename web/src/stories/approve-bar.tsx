import { BookCheck } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { wayToLibrary } from "@/lib/kept-place";
import { useTranslation } from "@/lib/words";
import { changeStory, useBookChange } from "@/stories/api";
import { firstUnsavedPage } from "@/stories/kept-words";
import type { Book } from "@/stories/wire";
import { Button, ButtonLink } from "@/ui/button";
import { Trouble } from "@/ui/trouble";

/** The gate between a parent and a child: nothing passes it unread. */
export function ApproveBar({ book }: { book: Book }) {
  const { t } = useTranslation("stories");
  const navigate = useNavigate();
  const change = useBookChange(changeStory);
  const approved = book.approved_at !== null;
  const [unsaved, setUnsaved] = useState<number | undefined>();
  const approve = () => {
    // What a parent changed and forgot to save is not what a child should be given.
    const page = firstUnsavedPage(book);
    setUnsaved(page);
    if (page !== undefined) return;
    change.mutate(
      { id: book.id, changes: { approved: true } },
      { onSuccess: () => void navigate(wayToLibrary()) },
    );
  };

  return (
    <div className="sticky bottom-[calc(4.0625rem+env(safe-area-inset-bottom))] z-20 -mx-4 border-t border-line bg-page px-4 py-3 sm:-mx-8 sm:px-8 md:bottom-0">
      {change.error && (
        <div className="mb-3">
          <Trouble problem={change.error} />
        </div>
      )}
      {unsaved !== undefined && (
        <p role="alert" className="mb-3 font-semibold">
          {t("approve.unsaved", { page: unsaved })}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-sm text-soft max-sm:w-full sm:min-w-40 sm:flex-1">
          {approved ? t("approve.approved") : t("approve.note")}
        </p>
        {approved ? (
          <>
            <Button
              busy={change.isPending}
              onClick={() => change.mutate({ id: book.id, changes: { approved: false } })}
            >
              {t("approve.take_back")}
            </Button>
            <ButtonLink to={`/read/${book.id}`} tone="gold">
              {t("making.play")}
            </ButtonLink>
          </>
        ) : (
          <Button
            tone="gold"
            size="l"
            icon={<BookCheck />}
            busy={change.isPending}
            onClick={approve}
            className="max-sm:w-full"
          >
            {change.isPending ? t("approve.approving") : t("approve.approve")}
          </Button>
        )}
      </div>
    </div>
  );
}
