import type { RouteLocationNormalizedLoaded } from 'vue-router'

/**
 * What a page is about. One of another matter is another page: what was asked, typed and begun for
 * the one before must not reach it. The query (tab, filter, sorting) changes within a page.
 */
export const matterShown = ({ matched, params }: RouteLocationNormalizedLoaded): string =>
  JSON.stringify([matched.at(-1)?.path, params])
