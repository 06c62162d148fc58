import { toGcj02 } from '@mashang/shared/core/gcj02.ts'

/**
 * What WeChat lends to pages that are open inside it, by its own script (JS-SDK): a phone's position,
 * scanner and photos. Every way ends with null where it does not come about, so that whoever asks goes on
 * with the browser's own way. Fetched when it is first asked for.
 */

interface Asked<T> {
  success(answer: T): void
  fail(why?: { errMsg?: string }): void
  cancel(): void
}
interface Script {
  config(given: object): void
  ready(then: () => void): void
  error(then: () => void): void
  getLocation(
    asked: Asked<{ latitude: number; longitude: number; accuracy: number }> & { type: 'wgs84' },
  ): void
  scanQRCode(asked: Asked<{ resultStr: string }> & { needResult: 1; scanType: ['qrCode'] }): void
  chooseImage(
    asked: Asked<{ localIds: string[] }> & {
      count: number
      sizeType: ['original', 'compressed']
      sourceType: ['album', 'camera']
    },
  ): void
  openLocation(
    asked: Asked<unknown> & {
      latitude: number
      longitude: number
      name: string
      address: string
    },
  ): void
  getLocalImgData(asked: Asked<{ localData: string }> & { localId: string }): void
}

export interface LentPosition {
  latitude: number
  longitude: number
  accuracy: number
}

const SCRIPT = '/open/js/jweixin-1.6.0.js'
/** How long the script, the signature and WeChat's word on it may take together. */
const PATIENCE = 6_000
const LOCATING = 12_000

const within = <T>(ms: number, work: Promise<T>): Promise<T | null> =>
  Promise.race([
    work.catch(() => null),
    new Promise<null>((over) => setTimeout(() => over(null), ms)),
  ])

let loading: Promise<Script> | undefined

function load(origin: string): Promise<Script> {
  loading ??= new Promise<Script>((done, fail) => {
    const script = document.createElement('script')
    script.src = origin + SCRIPT
    script.onload = () => {
      const { wx } = window as { wx?: Script }
      if (wx) done(wx)
      else fail(new Error('no script'))
    }
    script.onerror = () => fail(new Error('not loaded'))
    document.head.append(script)
  }).catch((error: unknown) => {
    // Asked again, it is fetched again.
    loading = undefined
    throw error
  })
  return loading
}

/** The address that WeChat compares: on iPhones that of the first page, elsewhere of the present one. */
function ownAddress(): string {
  const first = performance.getEntriesByType('navigation')[0]?.name
  const address = /iPhone|iPad|Macintosh/.test(navigator.userAgent) ? first : undefined
  return (address ?? location.href).split('#', 1)[0] ?? ''
}

let configured: { address: string; script: Promise<Script> } | undefined

async function configure(origin: string, address: string): Promise<Script> {
  const [script, signed] = await Promise.all([
    load(origin),
    fetch(`/api/wechat/signature?url=${encodeURIComponent(address)}`),
  ])
  if (!signed.ok) throw new Error('not signed')
  const { appId, timestamp, nonceStr, signature } = await signed.json()
  const jsApiList = ['getLocation', 'openLocation', 'scanQRCode', 'chooseImage', 'getLocalImgData']
  await new Promise<void>((done, fail) => {
    script.ready(done)
    script.error(() => fail(new Error('refused')))
    script.config({ debug: false, appId, timestamp, nonceStr, signature, jsApiList })
  })
  return script
}

/** The script, ready for this page; null where WeChat does not lend it. */
async function ready(): Promise<Script | null> {
  const origin = document.querySelector<HTMLMetaElement>('meta[name=wechat]')?.content
  if (!origin) return null
  const address = ownAddress()
  if (configured?.address !== address) configured = { address, script: configure(origin, address) }
  const script = await within(PATIENCE, configured.script)
  if (script === null) configured = undefined
  return script
}

const asked = <T>(call: (asked: Asked<T>) => void): Promise<T> =>
  new Promise((success, fail) => {
    const no = (): void => fail(new Error('not given'))
    call({ success, fail: no, cancel: no })
  })

/** Where the phone is, WGS 84. */
export async function position(): Promise<LentPosition | null> {
  const script = await ready()
  if (script === null) return null
  const found = await within(
    LOCATING,
    asked<LentPosition>((answers) => script.getLocation({ type: 'wgs84', ...answers })),
  )
  if (found === null) return null
  // Some phones give numbers, some their words.
  const latitude = Number(found.latitude)
  const longitude = Number(found.longitude)
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null
  return { latitude, longitude, accuracy: Number(found.accuracy) || 100 }
}

/** Shows a place (WGS 84) on WeChat's own map, from which one is led there; false where it did not open. */
export async function showPlace(
  place: { latitude: number; longitude: number },
  name: string,
  address: string,
): Promise<boolean> {
  const script = await ready()
  if (script === null) return false
  // Its map is bound to the Chinese grid.
  const shown = asked<unknown>((answers) =>
    script.openLocation({ ...toGcj02(place), name, address, ...answers }),
  )
  return (await within(LOCATING, shown)) !== null
}

/** What a code says that the phone's owner points at; null where there was none, or it did not open. */
export async function scan(): Promise<string | null> {
  const script = await ready()
  if (script === null) return null
  return await asked<{ resultStr: string }>((answers) =>
    script.scanQRCode({ needResult: 1, scanType: ['qrCode'], ...answers }),
  ).then(
    ({ resultStr }) => resultStr,
    () => null,
  )
}

/** At most so many photos from the album or the camera: none where the owner turned back, null where it did not open. */
export async function photos(count: number): Promise<File[] | null> {
  const script = await ready()
  if (script === null) return null
  const chosen = await new Promise<string[] | null>((done) =>
    script.chooseImage({
      count,
      sizeType: ['original', 'compressed'],
      sourceType: ['album', 'camera'],
      success: ({ localIds }) => done(localIds),
      cancel: () => done([]),
      // Some phones call it a failure when the owner turns back.
      fail: (why) => done(/cancel/.test(why?.errMsg ?? '') ? [] : null),
    }),
  )
  if (chosen === null) return null
  const files: File[] = []
  // One after another: an iPhone hands out one at a time.
  for (const localId of chosen) {
    const given = await asked<{ localData: string }>((answers) =>
      script.getLocalImgData({ localId, ...answers }),
    )
      .then(({ localData }) => bytesOf(localData))
      .catch(() => '')
    // What cannot be opened is told by whoever draws it.
    files.push(new File([given], 'photo.jpg'))
  }
  return files
}

/** Base64, with a head on iPhones and line breaks on some phones. */
function bytesOf(localData: string): Uint8Array<ArrayBuffer> {
  const base64 = localData.slice(localData.indexOf(',') + 1).replace(/\s/g, '')
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
