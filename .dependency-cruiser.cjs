// Data flows one way: domain knows nothing of ours, rooms know domain, ports and runtime, and only what composes
// (main.ts with composition/, and worker.ts for a detector worker's process) knows rooms.
const rooms = 'ftp|intake|cameras|queue|frames|detect|track|analyse|pipeline|publish|store|rest|models|housekeeping';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'domain-is-pure', severity: 'error', from: { path: '^src/domain' }, to: { path: '^src/(?!domain)' } },
    {
      name: 'ports-know-domain-only',
      severity: 'error',
      from: { path: '^src/ports' },
      to: { path: '^src/(?!domain|ports|runtime/service)' },
    },
    {
      name: 'runtime-knows-no-room',
      severity: 'error',
      from: { path: '^src/runtime' },
      to: { path: `^src/(${rooms}|composition|main|worker|options)` },
    },
    {
      name: 'rooms-do-not-know-each-other',
      severity: 'error',
      from: { path: `^src/(${rooms})/` },
      to: { path: `^src/(${rooms})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'only-roots-compose',
      severity: 'error',
      from: { path: `^src/(${rooms})/` },
      to: { path: '^src/(composition/|(main|worker|options)\\.ts$)' },
    },
    { name: 'product-knows-no-test', severity: 'error', from: { path: '^src' }, to: { path: '^(test|script)' } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src', pathNot: '(\\.d\\.ts$|^src/(main|worker)\\.ts$)' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
