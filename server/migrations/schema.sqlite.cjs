/** What drizzle-kit compares with the last migration; it sees what a module exports by name. */
module.exports = require('../schema.ts').schemaOf('sqlite')
