import type { Simulation } from '@mashang/shared/points/rule-set.model.ts'

type Moved = Simulation['moved'][number]

/** A cell that no spreadsheet takes for a formula. */
const cell = (words: string): string =>
  `"${(/^[=+\-@\t\r]/.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`

/** Those whose points would be others, for a spreadsheet: nothing of it is kept on the server. */
export const movedFile = (moved: readonly Moved[]): string =>
  `\ufeff${[
    ['姓名', '现在', '按新规则', '变化'].map(cell).join(),
    ...moved.map(({ name, before, after }) => [cell(name), before, after, after - before].join()),
  ].join('\r\n')}\r\n`
