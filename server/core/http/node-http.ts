/**
 * Node's HTTP, taken as its own modules take it. An `import` reads whatever a module of Node's
 * exports, and this one makes its WebSocket, with all that fetch is, when that name is read: 14 MB of
 * an idle server and a tenth of its start, for what may never be asked for.
 */
export const { STATUS_CODES, request } = process.getBuiltinModule('node:http')
