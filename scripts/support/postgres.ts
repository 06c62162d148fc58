import pg from 'pg'

const CONNECT_TIMEOUT_MS = 2_000

/** @returns the PostgreSQL server for tests: MASHANG_TEST_POSTGRES, else the usual local one */
export function testPostgresUrl(): string {
  return process.env.MASHANG_TEST_POSTGRES || 'postgres://postgres@127.0.0.1:5432/postgres'
}

/** @returns why the server cannot be used, or undefined where it let us in and answered */
export async function whyPostgresIsSilent(url: string): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  try {
    await client.connect()
    await client.query('select 1')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  } finally {
    await client.end()
  }
}
