import { writeSync } from 'node:fs';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { CleanHouse } from './clean-house.ts';

// Run by the kill test: deletes all it may, saying each step before it is done, until it is killed.
const [folder = '', nowMs = ''] = process.argv.slice(2);

class TalkingRoot extends MediaRoot {
  override existing(file: string): Promise<string> {
    writeSync(1, `looking for ${file}\n`);
    return super.existing(file);
  }
}

const house = new CleanHouse(folder, new ManualClock(Number(nowMs)));
const media = new TalkingRoot(house.rootDir);
await house.cleanup({ high: 0, low: 0 }, { media }).run(new AbortController().signal);
