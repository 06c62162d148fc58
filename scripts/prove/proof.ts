/** One promise of the system, and how anybody can see for themselves that it is kept. */
export interface Proof {
  /** As on the command line: `npm run run prove -- <id>`. */
  id: string
  /** What is promised, in one sentence. */
  promise: string
  /** What this proof does not show. */
  limits: string
  run(terms: Terms): Promise<Evidence>
}

export interface Terms {
  /** Everything random comes out of it, so that a failure can be replayed. */
  seed: number
  /** 1 is the size that docs/promises.md reports; tests run a small part. */
  size: number
  /** Among how many processes the work is dealt out, where a proof can; else one does it. */
  processes?: number
  /** After so many minutes a proof that can ends with what it has. */
  minutes?: number | undefined
  /** A folder of its own, removed afterwards. */
  folder: string
  say(line: string): void
}

export interface Evidence {
  /** Figures in one sentence: how many were tried, what was found. */
  figure: string
  /** Each break of the promise, in a sentence; none where it is kept. */
  broken: string[]
}

/** How many of a number are tried at this size: at least one. */
export const share = (whole: number, { size }: Pick<Terms, 'size'>): number =>
  Math.max(1, Math.round(whole * size))
