const paths = { activity: '/activities/', suggestion: '/suggestions/', issue: '/issues/' } as const

/** The page of what a line of a record is about. */
export const matterPath = ({ kind, id }: { kind: keyof typeof paths; id: string }): string =>
  `${paths[kind]}${id}`
