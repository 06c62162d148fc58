const NAMELESS = '匿名'

/** "王女士", or who they are where they gave no name. */
export const voterNamed = (voter: string): string => (voter === NAMELESS ? '这位群众' : voter)

/** "王女士您好", or without a name. */
export const greeted = (voter: string): string => (voter === NAMELESS ? '您好' : `${voter}您好`)
