import { existsSync } from 'node:fs'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type ViteBuilder } from 'vite'
import { checkVoterBudget } from './build/budget.ts'
import { compressAssets } from './build/compress.ts'
import { offlineShell } from './build/offline-shell.ts'
import { dropSuperseded } from './build/superseded.ts'
import { keepVoterLight, withoutPreloadHelper } from './build/voter-modules.ts'

const here = import.meta.dirname
const dist = join(here, 'dist')

/** The phone of a voter may be ten years old, inside WeChat. */
const target = ['chrome86', 'safari14.1']

/**
 * What every view needs, in one file: each file more is a round trip more on a weak signal, and a
 * phone asks for six at once.
 */
const SHELL =
  /vite\/preload-helper|\/node_modules\/(@vue|vue)\/|\/client\/core\/(?!drafts|text-draft|json-draft|dial|TickDial|map|voter\/VoterReadAloud)|\/shared\/core\/(text|local-time|clock)\.ts|\/issues\.words\.ts|\/representatives\/VoterPhoto\.vue/
/** What the form shares with what is sent later and with the list of places, in one for the same reason. */
const FORM =
  /\/issues\/(filing-draft|issues\.guess|dictionary\.rules)\.ts|\/client\/wechat\/where\.ts/

const pages = Object.fromEntries(
  ['representative', 'office']
    .map((name) => [name, join(here, `${name}.html`)] as const)
    .filter(([, file]) => existsSync(file)),
)

/** The files that one build has made, by their names in its folder. */
const namesOf = (built: Awaited<ReturnType<ViteBuilder['build']>>): Set<string> =>
  new Set(
    [built]
      .flat()
      .flatMap((one) => ('output' in one ? one.output.map(({ fileName }) => fileName) : [])),
  )

const withoutOptionsApi = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
}

/**
 * Three bundles: `app` (representative and office, both single-page), `voter` (tiny, takes over a
 * page that is already painted) and `ssr` (paints it; the server imports it as one file).
 */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  define: withoutOptionsApi,
  plugins: [withoutPreloadHelper(), vue(), keepVoterLight(), offlineShell(here)],
  builder: {
    async buildApp(builder) {
      const { app, voter, ssr } = builder.environments
      for (const environment of [app, voter]) {
        if (!environment || (environment === app && Object.keys(pages).length === 0)) continue
        const folder = environment.config.build.outDir
        const made = namesOf(await builder.build(environment))
        await compressAssets(folder, made)
        await dropSuperseded(folder, made, Date.now())
      }
      if (ssr) await builder.build(ssr)
      await checkVoterBudget(dist)
    },
  },
  environments: {
    app: {
      consumer: 'client',
      build: {
        target,
        outDir: join(dist, 'app'),
        // See build/superseded.ts.
        emptyOutDir: false,
        assetsDir: 'assets',
        rolldownOptions: {
          input: {
            ...pages,
            'service-worker': join(here, 'service-worker.entry.ts'),
            'offline-worker': join(here, 'offline-worker.entry.ts'),
          },
          output: {
            // A worker's address must stay, so that a phone finds the next version.
            entryFileNames: ({ name }) =>
              name.endsWith('-worker') ? '[name].js' : 'assets/[name]-[hash].js',
          },
        },
      },
    },
    voter: {
      consumer: 'client',
      build: {
        target,
        outDir: join(dist, 'voter'),
        // See build/superseded.ts.
        emptyOutDir: false,
        assetsDir: 'assets',
        manifest: true,
        // The document names what to preload; the helper would only add weight.
        modulePreload: false,
        rolldownOptions: {
          input: {
            voter: join(here, 'voter.entry.ts'),
            'voter-boot': join(here, 'voter-boot.entry.ts'),
          },
          output: {
            codeSplitting: {
              groups: [
                { name: 'shell', test: SHELL },
                { name: 'form', test: FORM },
              ],
            },
          },
        },
      },
    },
    ssr: {
      consumer: 'server',
      // One file that starts fast; Vue comes along, so the server depends on none of this.
      // Without the "node" condition, which would bring Vue's template compiler along.
      resolve: { noExternal: true, conditions: ['module', 'import', 'production', 'default'] },
      define: { ...withoutOptionsApi, 'process.env.NODE_ENV': JSON.stringify('production') },
      build: {
        target: 'node24',
        outDir: join(dist, 'ssr'),
        emptyOutDir: true,
        ssr: true,
        minify: true,
        rolldownOptions: {
          input: { 'voter.ssr': join(here, 'voter.ssr.ts') },
          output: { entryFileNames: '[name].js', codeSplitting: false },
        },
      },
    },
  },
})
