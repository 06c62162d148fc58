import { get } from 'node:http'

interface Answer {
  /** As they go over the air, still compressed. */
  bytes: number
  encoding: string
}

/** One answer as a browser gets it. */
export function bytesOf(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        if (response.statusCode !== 200)
          return reject(new Error(`${url} answers ${response.statusCode}.`))
        const body = Buffer.concat(chunks)
        const encoding = response.headers['content-encoding'] ?? 'plain'
        resolve({ bytes: body.length, encoding })
      })
    }).on('error', reject)
  })
}

const scripts = (text: string): string[] => text.match(/\/assets\/[\w-]+\.js/g) ?? []
const styles = (text: string): string[] => text.match(/\/assets\/[\w-]+\.css/g) ?? []

/** The page, the scripts that it names (its entry, and what that asks for beforehand), their styles. */
export async function weightUntilUsable(url: string): Promise<{ bytes: number; files: number }> {
  const textOf = async (address: string): Promise<string> => (await fetch(address)).text()
  const named = scripts(await textOf(url)).map((file) => new URL(file, url).href)
  const sources = await Promise.all(named.map(textOf))
  const asked = new Set(sources.flatMap(styles).map((file) => new URL(file, url).href))
  const answers = await Promise.all([url, ...named, ...asked].map(bytesOf))
  return { bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0), files: answers.length }
}
