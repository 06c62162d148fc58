/** What an answer begins with where the matter was made into a suggestion, by how far that is. */
const beginnings = new Map<unknown, string>([
  [
    'sent',
    '您反映的事，我已经写成代表建议，交给代表工委审核。立案以后由部门办理、书面答复，进展会在这里告诉您。',
  ],
  [
    'cosigning',
    '您反映的事，我已经写成代表建议，正请别的代表一起署名，署好就交给代表工委。进展会在这里告诉您。',
  ],
  ['underway', '您反映的事，我已经写成代表建议，部门正在办，会书面答复。进展会在这里告诉您。'],
])

/** Words of ours that nobody has changed. */
export const isBeginning = (words: string): boolean => [...beginnings.values()].includes(words)

/**
 * What the answer's box holds at first: what was begun there stays, but for a beginning of ours that
 * nobody has changed.
 */
export const begunAnswer = (kept: string, how: unknown): string =>
  kept.trim() === '' || isBeginning(kept) ? (beginnings.get(how) ?? kept) : kept
