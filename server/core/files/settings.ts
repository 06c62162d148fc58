import { ConfigError } from '../config-error.ts'

/** A bucket of a storage that speaks S3, and how to reach it. */
export interface ObjectStorage {
  bucket: string
  /** What every name begins with: empty, or ending with a slash. */
  prefix: string
  /** Origin of the storage; null: Amazon's own for the region. */
  endpoint: string | null
  region: string
  /** Whether the bucket stands in the path of an address instead of its host. */
  pathStyle: boolean
  /** Null: from the usual AWS_* variables, or what else the kit looks at. */
  keys: { id: string; secret: string } | null
}

const PARAMETERS = ['endpoint', 'region', 'pathStyle']
const EXAMPLE = 's3://存储桶/目录?endpoint=https://s3.example.gov.cn'

/** Never repeats the address: somebody may have put a secret into it. */
const wrong = (what: string): ConfigError => new ConfigError(`设置 MASHANG_FILES_URL ${what}`)

/**
 * `s3://bucket/prefix?endpoint=…&region=…&pathStyle=0|1`. Null: files stay in the data folder.
 * @param get a setting by its name, absent when empty.
 */
export function readObjectStorage(get: (name: string) => string | undefined): ObjectStorage | null {
  const keys = keysFrom(get('MASHANG_FILES_KEY'), get('MASHANG_FILES_SECRET'))
  const raw = get('MASHANG_FILES_URL')
  if (raw === undefined) {
    if (keys !== null)
      throw new ConfigError(
        '设置了 MASHANG_FILES_KEY，却没有 MASHANG_FILES_URL：请补上，或去掉密钥。',
      )
    return null
  }
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url?.protocol !== 's3:') throw wrong(`要像 ${EXAMPLE} 这样。`)
  if (url.username !== '' || url.password !== '')
    throw wrong('里不要写密钥，请写在 MASHANG_FILES_KEY 和 MASHANG_FILES_SECRET 里。')
  for (const name of url.searchParams.keys())
    if (!PARAMETERS.includes(name) || url.searchParams.getAll(name).length > 1)
      throw wrong(`问号后面只能有 ${PARAMETERS.join('、')}，各一次，现在有“${name}”。`)
  if (url.port !== '' || url.hash !== '' || !/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(url.hostname))
    throw wrong('里的存储桶名不对：3 到 63 个小写字母、数字、点或短横。')
  const endpoint = endpointFrom(url.searchParams.get('endpoint'))
  const region =
    url.searchParams.get('region') ?? get('AWS_REGION') ?? (endpoint === null ? null : 'us-east-1')
  if (region === null || !/^[\w-]+$/.test(region))
    throw wrong('要写明 region，像 ?region=cn-north-1；自己的存储请写 endpoint。')
  const pathStyle = url.searchParams.get('pathStyle') ?? (endpoint === null ? '0' : '1')
  if (pathStyle !== '0' && pathStyle !== '1') throw wrong('里的 pathStyle 只能是 0 或 1。')
  return {
    bucket: url.hostname,
    prefix: prefixFrom(url.pathname),
    endpoint,
    region,
    pathStyle: pathStyle === '1',
    keys,
  }
}

function keysFrom(id: string | undefined, secret: string | undefined): ObjectStorage['keys'] {
  if (id === undefined && secret === undefined) return null
  if (id !== undefined && secret !== undefined) return { id, secret }
  const [there, missing] =
    id === undefined
      ? ['MASHANG_FILES_SECRET', 'MASHANG_FILES_KEY']
      : ['MASHANG_FILES_KEY', 'MASHANG_FILES_SECRET']
  throw new ConfigError(`设置了 ${there}，还缺 ${missing}，两项要一起写。`)
}

function endpointFrom(raw: string | null): string | null {
  if (raw === null) return null
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw wrong('里的 endpoint 要像 https://s3.example.gov.cn 这样，后面不带路径。')
  return url.origin
}

function prefixFrom(path: string): string {
  const prefix = path.replace(/^\/+|\/+$/g, '')
  if (prefix === '') return ''
  if (!prefix.split('/').every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)))
    throw wrong('里的目录只能用字母、数字、点、短横和下划线。')
  return `${prefix}/`
}
