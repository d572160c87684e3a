/** Numbers that are the same for the same seed. */
export interface Random {
  /** 0 <= n < below, whole */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: small, and good enough to stumble over things. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  };
  return { below, pick, chance: (probability) => next() < probability };
}

const VERBS = (
  'ABOR ACCT ADAT ALLO APPE AUTH CCC CDUP CWD DELE EPRT EPSV FEAT HELP HOST LIST MDTM MKD MLSD MODE NLST NOOP OPTS PASS ' +
  'PASV PBSZ PORT PROT PWD REIN REST RETR RMD RNFR RNTO SITE SIZE SMNT STAT STOR STOU STRU SYST TYPE USER XCUP XCWD XMKD XPWD'
).split(' ');

const ARGUMENTS = [
  '',
  'a.jpg',
  '/cam/2026/11/22/Front_00_20261122120000.mp4',
  '../../../etc/passwd',
  '..\\..\\x.jpg',
  '.incoming/x',
  'concierge-snapshots/x.jpg',
  '/root/x.jpg',
  '//',
  '-la',
  'I',
  'A N',
  'P',
  'TLS',
  'ALL',
  '127,0,0,1,200,1',
  '127,0,0,1,999,999',
  '|1|127.0.0.1|50000|',
  '|2|::1|50000|',
  '|||||||',
  '99999999999999999999',
  '-1',
  '0',
  '%s%n%x',
  "'; DROP TABLE assets; --",
  '<script>',
  '\u0000',
  '\u202ejpg.exe',
  'ü'.repeat(200),
  'x'.repeat(1000),
  'a/'.repeat(80),
  '__proto__',
  'constructor',
];

const MUTATIONS: readonly ((line: Buffer, random: Random) => Buffer)[] = [
  (line) => line,
  (line, random) => {
    const copy = Buffer.from(line);
    if (copy.length > 0) copy[random.below(copy.length)] = random.below(256);
    return copy;
  },
  (line, random) => line.subarray(0, random.below(line.length + 1)),
  (line, random) => Buffer.concat([line, line.subarray(random.below(line.length + 1))]),
  (line, random) =>
    Buffer.concat([line, Buffer.from(Array.from({ length: random.below(60) }, () => random.below(256)))]),
  (line) => Buffer.concat([Buffer.from([0xff, 0xf4, 0xff, 0xf2]), line]),
  (line) => Buffer.from(line.toString('latin1').toLowerCase(), 'latin1'),
];

/** One in twenty has none that counts. */
const LINE_ENDS = [...Array.from({ length: 16 }, () => '\r\n'), '\n', '\r\n\r\n', '\n\r', '\r'];

/** One line as a client might send it, or nearly, or not at all; its end included. */
export function commandLine(random: Random): Buffer {
  const words = [random.pick(VERBS), random.pick(ARGUMENTS)];
  const line = Buffer.from(random.chance(0.9) ? words.join(' ').trim() : words.join(random.pick(['', '\t', '  '])));
  const mutated = random.chance(0.5) ? line : random.pick(MUTATIONS)(line, random);
  return Buffer.concat([mutated, Buffer.from(random.pick(LINE_ENDS))]);
}
