// Run inside `npm exec`, whose PATH and Node it reports.
process.stdout.write(
  `\n${JSON.stringify({ node: process.execPath, path: process.env.PATH ?? process.env.Path })}\n`,
)
