/**
 * Node's HTTP, taken as its own modules take it. An `import` reads whatever a module of Node's
 * exports, and this one makes its WebSocket, with all that fetch is, when that name is read: 14 MB in
 * a process of nothing else, and time of the start, for what may never be asked for.
 */
export const { STATUS_CODES, request } = process.getBuiltinModule('node:http')
