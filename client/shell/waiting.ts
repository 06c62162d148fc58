import type { WaitingOf, WorkMatter } from '../core/matter-feature.ts'

/** What of each kind of matter waits for a representative, and where it is found. */
export const waitingOfAll = (
  matters: readonly WorkMatter[],
): readonly { to: string; waits: WaitingOf }[] =>
  matters.flatMap(({ waits, links: [first] }) =>
    waits === undefined || first === undefined ? [] : [{ to: first.to, waits }],
  )
