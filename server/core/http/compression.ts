import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

export type Encoding = 'br' | 'gzip' | 'identity'

/** What browsers said before; there are a handful of different ones. */
const known = new Map<string, Encoding>()
const MOST_KNOWN = 100

/** The best encoding that a browser takes, by its Accept-Encoding. */
export function encodingFor(accepted = ''): Encoding {
  let encoding = known.get(accepted)
  if (encoding === undefined) {
    encoding = bestOf(accepted)
    if (known.size < MOST_KNOWN && accepted.length < 100) known.set(accepted, encoding)
  }
  return encoding
}

function bestOf(accepted: string): Encoding {
  const offers = accepted.split(',').map((offer) => offer.trim().toLowerCase())
  const takes = (name: string): boolean =>
    offers.some((offer) => {
      const [token, ...parameters] = offer.split(';').map((part) => part.trim())
      return token === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
    })
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/**
 * A page as it goes over the air; a weak signal carries a quarter of the bytes. Only for what
 * anyone may read, which holds no session's secret that could be guessed from its length.
 * Brotli at 5: half the time of a request; 11 would save 8 % of the bytes for 30 times that.
 */
export async function compressed(page: string, encoding: Encoding): Promise<Buffer> {
  const bytes = Buffer.from(page)
  switch (encoding) {
    case 'br':
      return await brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 5,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      })
    case 'gzip':
      return await deflate(bytes)
    case 'identity':
      return bytes
  }
}
