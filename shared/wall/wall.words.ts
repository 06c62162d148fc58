/** The days that rates and counts of the wall screen look back. */
export const WALL_DAYS = 30

export const wallLimits = { name: 20, links: 20 } as const
