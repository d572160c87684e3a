import { join } from 'node:path';

/** influxd's own configuration: one user, nothing sent to its maker, little memory, Flux for dashboards. */
export function influxdConfig(folder: string, host: string, port: number): string {
  const address = host.includes(':') ? `[${host}]` : host;
  const path = (name: string) => JSON.stringify(join(folder, name));
  return `reporting-disabled = true
bind-address = "127.0.0.1:0"

[meta]
dir = ${path('meta')}

[data]
dir = ${path('data')}
wal-dir = ${path('wal')}
index-version = "tsi1"
query-log-enabled = false
cache-max-memory-size = "128m"

[monitor]
store-enabled = false

[http]
bind-address = "${address}:${port}"
auth-enabled = true
flux-enabled = true
log-enabled = false

[logging]
level = "warn"
`;
}
