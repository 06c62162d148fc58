/** States of suggestions of which nothing can come any more. */
export const OVER: readonly string[] = ['closed', 'declined', 'merged', 'withdrawn']
