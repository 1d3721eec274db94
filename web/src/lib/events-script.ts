/** A book's log told by a test: an EventSource that says what the test makes it say. */
import type { Happening } from "@/lib/events";

export class ScriptedEvents extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  /** Every source that was opened, the latest last. */
  static opened: ScriptedEvents[] = [];

  readyState: number = ScriptedEvents.OPEN;

  constructor(readonly url: string) {
    super();
    ScriptedEvents.opened.push(this);
  }

  static get latest(): ScriptedEvents {
    const source = ScriptedEvents.opened.at(-1);
    if (!source) throw new Error("nobody listens");
    return source;
  }

  close(): void {
    this.readyState = ScriptedEvents.CLOSED;
  }

  /** One line of the log. */
  tell(id: number, happening: Happening, facts: object = {}): void {
    const data = JSON.stringify({
      agent: "doc",
      at: `2026-11-21T18:00:${String(id).padStart(2, "0")}Z`,
      ...facts,
    });
    this.dispatchEvent(new MessageEvent(happening, { data, lastEventId: String(id) }));
  }

  /** Work rests. */
  end(): void {
    this.dispatchEvent(new MessageEvent("end", { data: "{}" }));
  }

  /** The answer was no stream: the source gives up for good. */
  giveUp(): void {
    this.readyState = ScriptedEvents.CLOSED;
    this.dispatchEvent(new Event("error"));
  }

  /** The connection broke; the source tries by itself. */
  falter(): void {
    this.readyState = ScriptedEvents.CONNECTING;
    this.dispatchEvent(new Event("error"));
  }
}
