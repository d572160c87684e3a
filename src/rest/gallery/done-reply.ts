import type { Done } from '../../ports/gallery.ts';
import { refusedWith } from '../api/route-spec.ts';

/** The refusal of what was not done; null when it was. */
export function refusalFor(done: Done, noun: string) {
  if (done.kind === 'done') return null;
  if (done.kind === 'gone') return refusedWith(404, { id: `there is no such ${noun}` });
  return refusedWith(400, { [done.field]: done.why });
}
