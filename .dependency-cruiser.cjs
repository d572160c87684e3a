// Data flows one way: domain knows nothing of ours, rooms know domain, ports and runtime, and only what composes
// (main.ts with composition/, and worker.ts for a detector worker's process) knows rooms.
const rooms =
  'doctor|ftp|intake|cameras|queue|frames|detect|faces|track|analyse|pipeline|publish|store|rest|models|housekeeping|gallery|influx|listeners|transfer|reanalysis|compare|objects';
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
    {
      name: 'panel-knows-domain-and-ports',
      comment: 'what the server declares for both sides; the rest of it would drag node into the browser',
      severity: 'error',
      from: { path: '^addon/panel/src' },
      to: { path: '^(src/(?!domain/|ports/)|test|script)' },
    },
    {
      name: 'panel-pages-do-not-know-each-other',
      severity: 'error',
      from: { path: '^addon/panel/src/pages/([^/]+)/' },
      to: { path: '^addon/panel/src/pages/', pathNot: '^addon/panel/src/pages/$1/' },
    },
    {
      name: 'what-pages-share-knows-no-page',
      severity: 'error',
      from: { path: '^addon/panel/src/(api|format|i18n|media|theme|ui)/' },
      to: { path: '^addon/panel/src/pages/' },
    },
    { name: 'server-knows-no-panel', severity: 'error', from: { path: '^src' }, to: { path: '^addon' } },
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
