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

/** The page with the scripts that it names: its entry, and what that asks for beforehand. */
export async function weightUntilUsable(url: string): Promise<{ bytes: number; files: number }> {
  const page = await (await fetch(url)).text()
  const files = page.match(/\/assets\/[\w-]+\.js/g) ?? []
  const answers = await Promise.all(
    [url, ...files.map((file) => new URL(file, url).href)].map(bytesOf),
  )
  return { bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0), files: answers.length }
}
