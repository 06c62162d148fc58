/** A start that cannot go on: one sentence for the operator that names the setting. */
export class ConfigError extends Error {}
