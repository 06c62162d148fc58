import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'

/** Something came of a matter: only then is there a chain to be asked for. */
export const ledFurther = ({ timeline }: Pick<ReceiptView, 'timeline'>): boolean =>
  timeline.some(({ type }) => type === 'issue.suggestion-submitted')
