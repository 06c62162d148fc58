/**
 * Which way imports go. `npm test -- imports` checks it. What ends up on the voter's phone
 * is checked in the build: client/build/voter-modules.ts.
 *
 *   shared/core ← shared/<feature> ← server/core ← server/<feature> ← server/app.ts
 *                                  ← client/core ← client/<feature> ← client/<entry>
 */
const { existsSync, readdirSync } = require('node:fs')
const { join } = require('node:path')

/**
 * feature → the features it may import, in shared, server and client alike. Short on purpose.
 * Two features that need each other are one feature, or one of them records a fact in the ledger
 * and the other reads it.
 */
const FEATURES = {
  districts: ['backups'],
  views: [],
  backups: [],
  lineage: ['districts'],
  exports: ['districts'],
  calendars: ['districts'],
  stations: ['districts', 'exports'],
  photos: ['districts', 'wechat'],
  verifications: ['districts'],
  representatives: ['districts', 'exports', 'stations'],
  accounts: ['codes', 'departments', 'districts', 'exports', 'representatives', 'stations'],
  codes: ['districts', 'exports', 'representatives', 'stations'],
  leaves: ['districts', 'representatives', 'stations'],
  issues: [
    'accounts',
    'calendars',
    'codes',
    'departments',
    'districts',
    'exports',
    'leaves',
    'lineage',
    'photos',
    'representatives',
    'stations',
    'verifications',
    'wechat',
  ],
  ledger: ['accounts', 'districts', 'exports', 'issues', 'representatives', 'stations'],
  roster: ['accounts', 'codes', 'districts', 'photos', 'representatives', 'stations'],
  sheets: [
    'accounts',
    'codes',
    'districts',
    'exports',
    'photos',
    'records',
    'representatives',
    'stations',
    'wechat',
  ],
  terms: [
    'accounts',
    'codes',
    'districts',
    'issues',
    'records',
    'representatives',
    'roster',
    'sheets',
    'stations',
  ],
  wechat: ['districts'],
  deliveries: [
    'accounts',
    'districts',
    'issues',
    'notices',
    'representatives',
    'stations',
    'wechat',
  ],
  notices: ['accounts', 'districts', 'issues', 'leaves', 'representatives', 'stations'],
  shell: [
    'accounts',
    'backups',
    'calendars',
    'codes',
    'departments',
    'issues',
    'notices',
    'points',
    'representatives',
    'roster',
    'sheets',
    'stations',
    'suggestions',
    'wall',
  ],
  departments: ['exports'],
  paperwork: [],
  points: [
    'accounts',
    'activities',
    'districts',
    'exports',
    'issues',
    'notices',
    'paperwork',
    'representatives',
    'stations',
    'suggestions',
  ],
  records: [
    'accounts',
    'activities',
    'districts',
    'exports',
    'issues',
    'notices',
    'paperwork',
    'points',
    'representatives',
    'stations',
    'suggestions',
  ],
  pages: [
    'accounts',
    'codes',
    'districts',
    'issues',
    'photos',
    'receptions',
    'representatives',
    'sheets',
    'stations',
    'verifications',
    'wechat',
  ],
  receptions: ['districts', 'representatives', 'stations'],
  wall: ['districts', 'issues', 'sheets', 'stations', 'suggestions'],
  demo: [
    'accounts',
    'activities',
    'records',
    'calendars',
    'codes',
    'districts',
    'issues',
    'notices',
    'photos',
    'representatives',
    'roster',
    'sheets',
    'stations',
    'departments',
    'points',
    'suggestions',
  ],
}

/** A kind of matter says in its own folder which features it may import. */
for (const feature of readdirSync(join(__dirname, 'shared'))) {
  const declared = join(__dirname, 'shared', feature, 'may-import.json')
  if (existsSync(declared)) FEATURES[feature] = require(declared)
}

/** Folders that are no features; in `matters` the kinds of matter are found. */
const OTHER = ['core', 'matters', 'build', 'migrations', 'public', 'icons', 'dist', 'node_modules']

checkTable()

const names = Object.keys(FEATURES)

const betweenFeatures = names.map((feature) => {
  const strangers = names.filter((name) => name !== feature && !FEATURES[feature].includes(name))
  return {
    name: `feature-${feature}`,
    comment: `${feature} may import only: ${FEATURES[feature].join(', ') || 'no other feature'}. The table is in .dependency-cruiser.cjs.`,
    severity: 'error',
    from: { path: `^(shared|server|client)/${feature}/` },
    to: { path: `^(shared|server|client)/(${strangers.join('|')})/` },
  }
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'The file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^bun:', '[?]url$'] },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared runs on phones and servers: no server, client, script, test.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|client|scripts|tests)/' },
    },
    {
      name: 'shared-does-no-io',
      comment: "Rules are pure; what needs Node's modules belongs to the server.",
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-never-meets-client',
      comment: 'They know each other only through shared contracts and built files.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|scripts|tests)/' },
    },
    {
      name: 'client-never-meets-server',
      comment: 'They know each other only through shared contracts.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|scripts|tests)/' },
    },
    {
      name: 'core-knows-no-feature',
      comment: 'What core needs from a feature, the feature hands in.',
      severity: 'error',
      from: { path: '^(shared|server|client)/core/' },
      to: { path: `^$1/(${names.join('|')})/` },
    },
    {
      name: 'nobody-imports-the-top',
      comment: 'app.ts, main.ts, features.ts and the entries know the features, never the reverse.',
      severity: 'error',
      from: { path: '^(server|client)/[^/]+/', pathNot: '^(client/build|server/migrations)/' },
      to: { path: '^(server|client)/[^/]+[.](ts|vue)$', pathNot: '^server/config[.]ts$' },
    },
    {
      name: 'matters-are-found-by-what-they-say',
      comment:
        'The lists of the kinds of matter hold what each says of itself, and nothing of its insides.',
      severity: 'error',
      from: { path: '^(shared|server)/matters/' },
      to: {
        path: `^(shared|server)/(${names.join('|')})/`,
        pathNot: '(/matter[.]words|/scoring[.]rules|[.]matter|[.]table)[.]ts$',
      },
    },
    {
      name: 'what-a-matter-says-is-its-own',
      comment:
        'Whoever asks a kind of matter stands above it: what it says knows only its own folder.',
      severity: 'error',
      from: { path: '^shared/([^/]+)/(matter[.]words|scoring[.](words|rules))[.]ts$' },
      to: { pathNot: '^shared/($1|core|matters)/' },
    },
    {
      name: 'words-are-plain',
      comment: "The voter's bundle imports words; they must not drag in zod or rules.",
      severity: 'error',
      from: { path: '[.]words[.]ts$' },
      to: { pathNot: '[.]words[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules decide; reading and writing is done by use cases.',
      severity: 'error',
      from: { path: '[.]rules[.]ts$' },
      to: { path: '[.](store|table|usecases|routes|jobs|api)[.]ts$' },
    },
    {
      name: 'routes-hold-no-logic',
      comment: 'A route calls a use case; only use cases and jobs touch stores.',
      severity: 'error',
      from: { path: '[.]routes[.]ts$' },
      to: { path: '[.]table[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    ...betweenFeatures,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json'],
    },
  },
}

/** A feature outside the table, an unknown name or a circle in it stop the check with a sentence. */
function checkTable() {
  for (const side of ['shared', 'server', 'client']) {
    for (const entry of readdirSync(join(__dirname, side), { withFileTypes: true })) {
      if (!entry.isDirectory() || OTHER.includes(entry.name) || entry.name in FEATURES) continue
      throw new Error(`${side}/${entry.name} is missing in FEATURES of .dependency-cruiser.cjs`)
    }
  }
  const visit = (feature, path) => {
    if (path.includes(feature)) {
      throw new Error(`FEATURES of .dependency-cruiser.cjs go in a circle: ${path.join(' → ')}`)
    }
    if (!(feature in FEATURES)) throw new Error(`unknown feature in FEATURES: ${feature}`)
    for (const next of FEATURES[feature]) visit(next, [...path, feature])
  }
  for (const feature of Object.keys(FEATURES)) visit(feature, [])
}
