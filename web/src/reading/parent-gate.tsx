import { Delete } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "@/lib/words";
import { Sheet } from "@/ui/sheet";

/** How long the button is held, milliseconds. */
const HOLD = 2_000;

type ParentGateProps = { open: boolean; onClose: () => void; onPassed: () => void };

/**
 * A gate for grown-ups: a button held for two seconds, then a small sum.
 *
 * A press without a finger or a key (a switch, a screen reader) cannot be held; the sum alone has to do there.
 */
export function ParentGate({ open, onClose, onPassed }: ParentGateProps) {
  const { t } = useTranslation("reading");
  return (
    <Sheet open={open} onClose={onClose} title={t("gate.title")}>
      <Gate onPassed={onPassed} />
    </Sheet>
  );
}

function Gate({ onPassed }: { onPassed: () => void }) {
  const [held, setHeld] = useState(false);
  return held ? <Sum onSolved={onPassed} /> : <Hold onHeld={() => setHeld(true)} />;
}

function Hold({ onHeld }: { onHeld: () => void }) {
  const { t } = useTranslation("reading");
  const [holding, setHolding] = useState(false);
  const byHand = useRef(false);
  useEffect(() => {
    if (!holding) return;
    const timer = setTimeout(onHeld, HOLD);
    return () => clearTimeout(timer);
  }, [holding, onHeld]);

  const begin = () => {
    byHand.current = true;
    setHolding(true);
  };
  const end = () => setHolding(false);
  return (
    <div className="grid justify-items-center gap-5 py-4">
      <p className="text-center text-soft">{t("gate.hold_note")}</p>
      <button
        type="button"
        className="gate-hold"
        data-holding={holding}
        onPointerDown={begin}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") begin();
        }}
        onKeyUp={end}
        onBlur={end}
        onClick={() => {
          if (!byHand.current) onHeld();
          byHand.current = false;
        }}
      >
        {t("gate.hold")}
      </button>
    </div>
  );
}

/** Two figures whose sum has two as well: more than fingers show. */
function newSum() {
  const between = (low: number, high: number) => low + Math.floor(Math.random() * (high - low + 1));
  const one = between(4, 9);
  return { one, two: between(10 - one, 9) };
}

function Sum({ onSolved }: { onSolved: () => void }) {
  const { t } = useTranslation("reading");
  const [{ one, two }, setSum] = useState(newSum);
  const [digits, setDigits] = useState("");
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const answer = (text: string) => {
    setDigits(text);
    setWrong(false);
    if (text.length < 2) return;
    if (Number(text) === one + two) return onSolved();
    setSum(newSum());
    setDigits("");
    setWrong(true);
  };
  return (
    <div className="mx-auto grid max-w-72 gap-4 py-2">
      <label className="grid justify-items-center gap-2 text-2xl tabular-nums">
        <span>{t("gate.sum", { one, two })}</span>
        <input
          ref={field}
          className="input-line max-w-32 text-center text-2xl"
          inputMode="none"
          autoComplete="off"
          maxLength={2}
          value={digits}
          onChange={(event) => answer(event.target.value.replace(/\D/g, ""))}
        />
      </label>
      <p role="status" className="min-h-6 text-center text-soft">
        {wrong && t("gate.wrong")}
      </p>
      <div className="grid grid-cols-3 gap-3">
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
          <Key key={digit} label={String(digit)} onPress={() => answer(digits + digit)} />
        ))}
        <span />
        <Key label="0" onPress={() => answer(`${digits}0`)} />
        <button
          type="button"
          aria-label={t("gate.delete")}
          className="gate-key"
          onClick={() => setDigits(digits.slice(0, -1))}
        >
          <Delete aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

function Key({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" className="gate-key" onClick={onPress}>
      {label}
    </button>
  );
}
