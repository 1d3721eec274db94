/** A browser's caches, kept in memory, for tests: jsdom has none. Only what the app uses of them. */

export class RehearsalCaches {
  private readonly kept = new Map<string, Map<string, Response>>();

  async open(name: string): Promise<Cache> {
    const entries = this.kept.get(name) ?? new Map<string, Response>();
    this.kept.set(name, entries);
    return new RehearsalCache(entries) as unknown as Cache;
  }

  async has(name: string): Promise<boolean> {
    return this.kept.has(name);
  }

  async delete(name: string): Promise<boolean> {
    return this.kept.delete(name);
  }

  async keys(): Promise<string[]> {
    return [...this.kept.keys()];
  }
}

class RehearsalCache {
  constructor(private readonly entries: Map<string, Response>) {}

  async match(asked: RequestInfo | URL): Promise<Response | undefined> {
    return this.entries.get(addressOf(asked))?.clone();
  }

  async put(asked: RequestInfo | URL, answer: Response): Promise<void> {
    // Read to the end before it is kept, as a browser does.
    const body = await answer.arrayBuffer();
    this.entries.set(addressOf(asked), new Response(body, answer));
  }

  async delete(asked: RequestInfo | URL): Promise<boolean> {
    return this.entries.delete(addressOf(asked));
  }

  async keys(): Promise<Request[]> {
    return [...this.entries.keys()].map((address) => new Request(address));
  }
}

function addressOf(asked: RequestInfo | URL): string {
  return asked instanceof Request ? asked.url : asked.toString();
}
