declare module '@20minutes/s3rver' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { AddressInfo } from 'node:net'
  import type { Readable } from 'node:stream'

  /** A server that speaks S3 over a folder; keys S3RVER and S3RVER. */
  export default class S3rver {
    constructor(options: {
      address: string
      port: number
      directory: string
      silent: boolean
      configureBuckets: { name: string }[]
    })
    createContext(request: IncomingMessage, response: ServerResponse): { app: object }
    store: {
      putContent(path: string, content: Readable | Buffer): Promise<[number, string]>
      deleteObject(bucket: string, key: string): Promise<void>
    }
    run(): Promise<AddressInfo>
    close(): Promise<void>
  }
}
