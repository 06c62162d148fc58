/** Longest leave in days. [default] */
export const LEAVE_DAYS = 180
