import { ACCESS } from './access.ts'
import { backup } from './backup.ts'
import { diskFull } from './disk-full.ts'
import { flood } from './flood.ts'
import { ioErrors } from './io-errors.ts'
import { kill } from './kill.ts'
import { lock } from './lock.ts'
import { migration } from './migration.ts'
import { mutants } from './mutants.ts'
import { powerLoss } from './power-loss.ts'
import { processes } from './processes.ts'
import type { Proof } from './proof.ts'
import { secrets } from './secrets.ts'
import { tampering } from './tampering.ts'

/** Every proof, in the order in which they run. */
export const PROOFS: readonly Proof[] = [
  kill,
  powerLoss,
  diskFull,
  ioErrors,
  lock,
  migration,
  processes,
  backup,
  flood,
  tampering,
  mutants,
  secrets,
  ...ACCESS,
]
