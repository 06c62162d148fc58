import { pageOf } from '@mashang/shared/matters/matters.words.ts'

/** The page of what a line of a record is about. */
export const matterPath = ({ kind, id }: { kind: string; id: string }): string =>
  `${pageOf(kind) ?? '/'}${id}`
