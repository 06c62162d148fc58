import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Fixture, plant } from './fixture.ts'
import { plantMatters } from './matters.ts'
import type { Finding } from './report.ts'
import { type Server, startServer } from './servers.ts'

const MATTERS = 1_000_000
const PEOPLE = 100_000
/** What is a hundred times smaller. */
const SMALLER = 100
const ROUNDS = 5

/** Whole tables as files, streams and descriptions: as long as what they carry. */
const NO_LIST = /^\/api\/(exports\/|points\/export|notices\/stream|openapi)/

interface Side {
  server: Server
  fixture: Fixture
}

interface List {
  who: 'office' | 'representative' | 'voter'
  path: string
}

/** People of one station. */
const AT_A_STATION = 50

/** As many stations as so many people have, each with its own. */
function spread({ folder, stationId }: Fixture): void {
  const file = new Sqlite(join(folder, 'mashang.sqlite'))
  file.exec(`
    create temp table seats as
      select id, (row_number() over (order by id) - 1) / ${AT_A_STATION} as seat from representatives;
    create unique index temp.seats_by_id on seats (id);
    insert into stations (district, id, name, kind, area, town, created_at, updated_at)
      select distinct s.district, s.id || seat, s.name || seat, s.kind, s.area, s.town, s.created_at, s.updated_at
      from stations s, seats where s.id = '${stationId}' and seat > 0;
    update representatives set station_id = station_id || (select seat from seats where seats.id = representatives.id)
      where (select seat from seats where seats.id = representatives.id) > 0;
    drop table temp.seats;
  `)
  file.close()
}

async function prepare(folder: string, matters: number, people: number): Promise<Side> {
  const fixture = await plant(folder, people)
  plantMatters(fixture, matters, 1)
  spread(fixture)
  return { fixture, server: await startServer('application', folder) }
}

/** Milliseconds of one answer; null where there is none for whoever asks. */
async function ask({ server, fixture }: Side, { who, path }: List): Promise<number | null> {
  const cookie =
    who === 'office' ? fixture.officeCookie : who === 'representative' ? fixture.cookie : ''
  const url = path.replace('{code}', fixture.targets[0]?.code ?? '')
  const began = performance.now()
  const reply = await fetch(`http://127.0.0.1:${server.port}${url}`, {
    // The other side's answers may take longer than the server keeps an idle line.
    headers: { cookie, connection: 'close' },
  })
  await reply.arrayBuffer()
  return reply.status === 200 ? performance.now() - began : null
}

async function listsOf(side: Side): Promise<List[]> {
  const reply = await fetch(`http://127.0.0.1:${side.server.port}/api/openapi.json`)
  const { paths } = (await reply.json()) as { paths: Record<string, object> }
  const read = Object.keys(paths).filter(
    (path) => 'get' in (paths[path] ?? {}) && !path.includes('{') && !NO_LIST.test(path),
  )
  const voters = ['/q/{code}', '/q/{code}/choose', '/q/{code}/matters', '/matters']
  const all: List[] = [
    ...read.map((path) => ({ who: 'office' as const, path })),
    ...read.map((path) => ({ who: 'representative' as const, path })),
    ...[...voters, '/api/codes/{code}/representatives'].map((path) => ({
      who: 'voter' as const,
      path,
    })),
  ]
  const answered: List[] = []
  for (const list of all) if ((await ask(side, list)) !== null) answered.push(list)
  return answered
}

/** Whether a list minds how much a district has kept, and how many people it has. */
export async function lists(folder: string, scale = 1): Promise<Finding[]> {
  const [matters, people] = [MATTERS * scale, PEOPLE * scale]
  const small = await prepare(join(folder, 'lists-small'), matters / SMALLER, people / SMALLER)
  const large = await prepare(join(folder, 'lists-large'), matters, people)
  const found: { name: string; ratio: number; large: number; small: number }[] = []
  for (const list of await listsOf(small)) {
    const times = { large: [] as number[], small: [] as number[] }
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, side] of Object.entries({ small, large })) {
        const took = await ask(side, list)
        if (took === null) throw new Error(`no answer for ${list.who} ${list.path}`)
        if (round > 0) times[name as 'small' | 'large'].push(took)
      }
    // The quickest: whatever else the machine does only makes an answer slower.
    const [high, low] = [Math.min(...times.large), Math.min(...times.small)]
    found.push({ name: `${list.who} ${list.path}`, ratio: high / low, large: high, small: low })
  }
  await large.server.close()
  await small.server.close()
  found.sort((a, b) => b.ratio - a.ratio)
  const grown = found.filter(({ ratio }) => ratio > 1.3)
  return [
    {
      id: 'lists',
      what: `slowest growth of ${found.length} lists: ${matters.toLocaleString('en')} issues and ${people.toLocaleString('en')} people ÷ a hundredth of both`,
      value: found[0]?.ratio ?? 0,
      digits: 2,
      unit: '×',
      target: { most: 1.3 },
      of: `${found.length - grown.length} lists keep to it; ${grown
        .map(
          (l) =>
            `${l.name} ${l.ratio.toFixed(1)} × (${l.large.toFixed(1)} ÷ ${l.small.toFixed(1)} ms)`,
        )
        .join(', ')}`,
    },
  ]
}
