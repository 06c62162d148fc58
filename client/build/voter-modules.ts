import { relative } from 'node:path'
import type { Plugin } from 'vite'

/** What tripled the voter's form when it slipped in: schemas, and the office's components. */
const TOO_HEAVY = /\/node_modules\/(zod|element-plus)\/|\.(model|api)\.ts$/

/**
 * Fails the build when a schema or a desktop component ends up on the voter's phone. It looks at
 * what is really in the chunks, so `import type` and what tree shaking removes cost nothing.
 */
export const keepVoterLight = (): Plugin => ({
  name: 'mashang:keep-voter-light',
  applyToEnvironment: (environment) => environment.name === 'voter',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const heavy = Object.entries(chunk.modules).find(
        ([id, module]) => TOO_HEAVY.test(id) && module.renderedLength > 0,
      )
      if (!heavy) continue
      this.error(
        `The voter's ${chunk.fileName} contains ${relative(process.cwd(), heavy[0])}: import plain constants from *.words.ts instead, or the type only.`,
      )
    }
  },
})

const PRELOAD_HELPER = '\0vite/preload-helper.js'
const LOAD_WITH_STYLE = `export const __vitePreload = (load, styles = []) => {
  for (const file of styles) {
    const href = '/' + file
    if (!document.querySelector('link[href="' + href + '"]'))
      document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
  }
  return load()
}`

/**
 * Vite wraps every later import in a helper that preloads its parts. The document names what scripts
 * to preload; what is left to do is the style of a component that is not in a first response.
 */
export const withoutPreloadHelper = (): Plugin => ({
  name: 'mashang:without-preload-helper',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'voter',
  load: {
    filter: { id: /preload-helper/ },
    handler: (id) => (id === PRELOAD_HELPER ? LOAD_WITH_STYLE : undefined),
  },
})
