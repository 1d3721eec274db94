/** Empty paper where a picture will be; while somebody paints, a first wash spreads and fades upon it. */
export function PaperWash({ painting }: { painting: boolean }) {
  return (
    <div className="relative aspect-[4/3] overflow-hidden bg-raised">
      <svg
        aria-hidden="true"
        viewBox="0 0 400 300"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 size-full"
      >
        <path
          d="M0 214c58-28 92-8 150-22s96-38 158-24 62 22 92 14v118H0Z"
          className="fill-line"
          opacity="0.45"
        />
        <path d="M0 246c70-20 128 8 196-6s120-26 204-8v68H0Z" className="fill-line" opacity="0.7" />
        <circle
          cx="300"
          cy="84"
          r="30"
          className={painting ? "animate-breathe fill-lamp" : "fill-line"}
          opacity={painting ? 0.7 : 0.6}
        />
      </svg>
    </div>
  );
}
