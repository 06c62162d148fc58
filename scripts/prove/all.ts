import { processes } from './processes.ts'
import type { Proof } from './proof.ts'

/** Every proof, in the order in which they run. */
export const PROOFS: readonly Proof[] = [processes]
