/**
 * An error that has a name of its own: `code` is stable and meant for programs, `title` is one
 * Chinese sentence for people, `status` is the HTTP status it answers with.
 */
export interface ErrorKind {
  readonly code: string
  readonly status: number
  readonly title: string
}

/** One field of a request that has to be mended. `path` uses the request's own names. */
export interface FieldProblem {
  path: string
  message: string
}

export interface FailureDetails {
  /** What exactly, where, and how to mend it, when the title alone does not say. */
  detail?: string
  fields?: FieldProblem[]
  /** The id of the matter that stands in the way, for a link to it. */
  about?: string
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
  cause?: unknown
}

/** Thrown wherever work must stop; translated into a problem document in one place. */
export class Failure extends Error {
  readonly kind: ErrorKind
  readonly details: FailureDetails

  constructor(kind: ErrorKind, details: FailureDetails = {}) {
    super(`${kind.code}: ${details.detail ?? kind.title}`, { cause: details.cause })
    this.name = 'Failure'
    this.kind = kind
    this.details = details
  }
}

/** Errors that any endpoint may answer with. */
export const coreErrors = {
  invalidRequest: {
    code: 'request.invalid',
    status: 400,
    title: '提交的内容有地方不对，请按提示改一下。',
  },
  unreadableBody: {
    code: 'request.unreadable',
    status: 400,
    title: '收到的内容读不出来，请重新提交。',
  },
  tooLarge: { code: 'request.too-large', status: 413, title: '内容太大，请减少后再提交。' },
  unsupportedMedia: {
    code: 'request.unsupported-media',
    status: 415,
    title: '这种格式的内容不能接收。',
  },
  requestTimeout: {
    code: 'request.timeout',
    status: 408,
    title: '网络太慢，没有收完，请再试一次。',
  },
  headersTooLarge: {
    code: 'request.headers-too-large',
    status: 431,
    title: '请求的抬头太大，没有收下。',
  },
  notSignedIn: { code: 'auth.required', status: 401, title: '请先登录。' },
  secondFactorDemanded: {
    code: 'auth.second-factor-demanded',
    status: 403,
    title: '本区要求工委账号用两步登录，请先设好再接着用。',
  },
  freshCodeNeeded: {
    code: 'auth.fresh-code-needed',
    status: 403,
    title: '这一步要紧，请再给一次验证器上的数字。',
  },
  forbidden: { code: 'auth.forbidden', status: 403, title: '您的账号没有这项权限。' },
  beyondDuties: {
    code: 'auth.beyond-duties',
    status: 403,
    title: '您的账号没有这项权限；工作需要的话，请管理员在“账号”里给您。',
  },
  beyondStations: {
    code: 'auth.beyond-stations',
    status: 403,
    title: '您的账号只管几个家站的事，这里是全区的；工作需要的话，请管理员在“账号”里改。',
  },
  crossSite: {
    code: 'auth.cross-site',
    status: 403,
    title: '这个操作不是从本网站发出的，已拦下。',
  },
  notFound: { code: 'not-found', status: 404, title: '没有找到，可能地址不对或已经撤下。' },
  methodNotAllowed: { code: 'method-not-allowed', status: 405, title: '这个地址不支持这种操作。' },
  conflict: { code: 'conflict', status: 409, title: '别人刚刚先改过了，请刷新后再试。' },
  tooMany: { code: 'too-many-requests', status: 429, title: '操作太频繁，请稍等一会儿再试。' },
  storageFull: {
    code: 'storage.full',
    status: 507,
    title: '系统存储空间已满，暂时不能提交；您写的内容还在手机上，请稍后再交。',
  },
  busy: { code: 'storage.busy', status: 503, title: '系统正忙，暂时没能保存，请稍后再试。' },
  storageBroken: {
    code: 'storage.broken',
    status: 503,
    title: '系统的存储出了故障，为了不丢失任何一件，暂时不收新内容；您写的还在手机上，请稍后再交。',
  },
  filesUnavailable: {
    code: 'storage.files-unavailable',
    status: 503,
    title: '存照片和文件的地方暂时连不上，请过一会儿再试。',
  },
  draining: { code: 'server.draining', status: 503, title: '系统正在重启，请过几秒再试。' },
  internal: { code: 'server.internal', status: 500, title: '系统出了差错，已经记下，请稍后再试。' },
} as const satisfies Record<string, ErrorKind>
