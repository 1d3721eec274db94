/** Time as the reader sees it, so that a test can turn the hands. */

export interface Clock {
  /** Milliseconds from some fixed moment; never goes back. */
  now(): number;
  /** Call once after `milliseconds`. Returns how to cancel. */
  after(milliseconds: number, call: () => void): () => void;
  /** Call often: each frame while the page can be seen, about once a second while it cannot. */
  often(call: () => void): () => void;
  /** Whether nobody can see the page: another app is in front, or the screen is locked. */
  hidden(): boolean;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  often(call) {
    let frame = requestAnimationFrame(function each() {
      call();
      frame = requestAnimationFrame(each);
    });
    const timer = setInterval(call, 1000);
    return () => {
      cancelAnimationFrame(frame);
      clearInterval(timer);
    };
  },
  hidden: () => document.hidden,
};
