import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { lowerPriority } from '../../src/runtime/lower-priority.ts';

/** Has threads by now, lowers its priority, and says what each thread's niceness is, and its session's. */
await readFile(import.meta.filename);
lowerPriority();
const stat = (thread: string) => readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
// After the name, which may hold anything in brackets: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
const niceness = readdirSync('/proc/self/task').map((thread) =>
  Number(stat(thread).split(') ').at(-1)?.split(' ')[16]),
);
const session = existsSync('/proc/self/autogroup') ? readFileSync('/proc/self/autogroup', 'utf8') : null;
process.stdout.write(JSON.stringify({ niceness, session }));
