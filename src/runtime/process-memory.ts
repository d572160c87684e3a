import { readFile } from 'node:fs/promises';

/** Resident memory of a process in bytes; null where it is gone, or the system does not tell as Linux does. */
export async function processMemory(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
