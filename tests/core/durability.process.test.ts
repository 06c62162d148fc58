import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFull } from '../../scripts/prove/disk-full.ts'
import { ioErrors } from '../../scripts/prove/io-errors.ts'
import { kill } from '../../scripts/prove/kill.ts'
import { lock } from '../../scripts/prove/lock.ts'
import { powerLoss } from '../../scripts/prove/power-loss.ts'
import type { Proof } from '../../scripts/prove/proof.ts'
import { findProgram } from '../../scripts/support/programs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-durability-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Servers start several times; on a slow machine each takes seconds. */
const PATIENCE = { timeout: 240_000 }
const traced = { ...PATIENCE, skip: findProgram('strace') === undefined }

/** The short form of a proof; `npm run run prove` is the long one. */
const kept = async (proof: Proof, size: number): Promise<void> => {
  const { broken, figure } = await proof.run({ seed: 1, size, folder, say: () => undefined })
  expect(broken, figure).toEqual([])
}

describe('nothing that was acknowledged is lost', () => {
  it('given a process that is killed under load, twice', PATIENCE, () => kept(kill, 0.01))

  it('given power cuts', traced, () => kept(powerLoss, 0.03))

  it('given a full disk, under load and in a migration', PATIENCE, () => kept(diskFull, 0.1))

  it('given errors of the disk', traced, () => kept(ioErrors, 0.04))

  it('given a database that somebody else holds', PATIENCE, () => kept(lock, 0.6))
})
