/** The id of the heading under which one's own objections stand. */
export const APPEALS = 'duty-appeals'
