/**
 * Loaded with `--import` before the server. drizzle-orm carries a package.json of 179 KB, and Node
 * asks that file again for each of drizzle's hundreds of modules. Inside drizzle every import is
 * relative, names its file in full and is an ES module, so there is nothing to ask.
 */
import { registerHooks } from 'node:module'

const INSIDE = /\/node_modules\/drizzle-orm\/.*\.js$/

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && context.parentURL && INSIDE.test(context.parentURL)) {
      const url = new URL(specifier, context.parentURL).href
      if (INSIDE.test(url)) return { url, format: 'module', shortCircuit: true }
    }
    return next(specifier, context)
  },
})
