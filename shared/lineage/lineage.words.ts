/** Matters that can come out of each other. A new kind of matter adds its word here. */
export const matterKinds = { issue: '群众反映', suggestion: '代表建议' } as const
export type MatterKind = keyof typeof matterKinds

/** Matters of one chain that are looked at; more are no help to anybody. [default] */
export const MOST_IN_CHAIN = 60
