import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RECENT_MS } from '../../src/domain/retention.ts';
import { DiscardedPicturesJob } from '../../src/housekeeping/discarded-pictures-job.ts';
import { DiscardedTable } from '../../src/store/discarded-table.ts';
import { CleanHouse } from './clean-house.ts';

const signal = new AbortController().signal;

test('replaced snapshots go when nobody can be looking at them, but for those of known objects', async (context) => {
  const house = await CleanHouse.open(context);
  const { database, media, presence, clock } = house;
  const files = Array.from({ length: 120 }, (_, index) => `concierge-snapshots/cam/${1000 + index}.jpg`);
  for (const file of files) house.put(file);
  const pictures = new DiscardedTable(database);
  pictures.replace([...files, 'concierge-snapshots/gone.jpg'], ['concierge-snapshots/new.jpg'], clock.nowMs());
  house.put('concierge-snapshots/new.jpg');
  const known = files[77] ?? '';
  const config = { read: () => house.configWith([`/${known}`]) };
  const job = new DiscardedPicturesJob({ pictures, media, presence, config, clock });

  assert.match(await job.run(signal), /nothing/);
  assert.equal(house.files().length, 121);
  clock.advance(RECENT_MS);
  assert.match(await job.run(signal), /deleted 120/);
  assert.deepEqual(house.files(), [known, 'concierge-snapshots/new.jpg'].toSorted());
  assert.deepEqual(pictures.before(clock.nowMs(), '', 10), [known]);
});
