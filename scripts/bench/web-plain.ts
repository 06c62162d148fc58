import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { runChild } from '../launcher/child.mjs'
import { cleanEnvironment } from '../launcher/environment.mjs'

const client = join(import.meta.dirname, '../../client')

type Files = Record<string, { type: string; body: Buffer }>

/** In the data folder of the server that also answers with the bare page. */
export const STATIC_PAGE = 'static.html'
export const STATIC_PHOTO = 'static.jpg'

/** The bare page: what the landing page says, and the photo, without any style. */
export const staticPage = (text: string, photo: string): string =>
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1"><title>static</title></head>' +
  `<body><img src="${photo}" width="96" height="124" alt="">${text
    .split('\n')
    .map((line) => `<p>${line.replace(/[<&]/g, '')}</p>`)
    .join('')}</body></html>`

/** Builds the app to compare with; inside the client's folder, so that it finds Vue and Vant. */
export async function buildPlainApp(out: string): Promise<Files> {
  const source = join(client, 'node_modules/.mashang-bench')
  mkdirSync(source, { recursive: true })
  cpSync(join(import.meta.dirname, 'plain-vant'), source, { recursive: true })
  const { code, output } = await runChild(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', source, '--outDir', out, '--logLevel', 'error'],
    { cwd: client, env: { ...cleanEnvironment(process.env), NODE_ENV: 'production' }, quiet: true },
  )
  rmSync(source, { recursive: true })
  if (code !== 0) throw new Error(`The plain Vant app cannot be built:\n${output}`)
  const html = readFileSync(join(out, 'index.html'))
  const assets = [...html.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)]
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' }
  return {
    '/': { type: 'text/html', body: html },
    '/file': { type: 'text/html', body: html },
    ...Object.fromEntries(
      assets.map(([, path = '']) => [
        path,
        { type: types[extname(path)] ?? 'text/plain', body: readFileSync(join(out, path)) },
      ]),
    ),
  }
}

/** A static server that has everything compressed beforehand. */
export async function serve(files: Files): Promise<{ origin: string; close(): void }> {
  const compressed = new Map(
    Object.entries(files).map(([path, { type, body }]) => [
      path,
      type.startsWith('image/')
        ? { headers: { 'content-type': type }, body }
        : {
            headers: { 'content-type': `${type}; charset=utf-8`, 'content-encoding': 'gzip' },
            body: gzipSync(body),
          },
    ]),
  )
  const server = createServer((request, response) => {
    const file = compressed.get(request.url ?? '')
    if (file === undefined) return response.writeHead(404).end()
    return response.writeHead(200, file.headers).end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
