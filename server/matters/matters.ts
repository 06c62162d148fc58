import {
  described,
  type MatterFolder,
  type ScoredFolder,
} from '@mashang/shared/matters/matters.words.ts'
import type { Matter, ScoredMatter } from '../core/matter.ts'
import { matters } from './index.ts'

const answering: Readonly<Record<MatterFolder, Matter> & Record<ScoredFolder, ScoredMatter>> =
  matters

/** Every kind of matter beside the voters' own, by what facts and notices call it. */
export const matterKinds: ReadonlyMap<string, Matter> = new Map(
  described.map(([folder, { kind }]) => [kind, answering[folder]]),
)
