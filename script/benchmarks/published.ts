import { mediaFixture } from '../../test/support/media-fixtures.ts';
import type { BenchHouse } from './bench-house.ts';

/** From the last byte of a picture of this camera over FTP to its event at Home Assistant, in ms. */
export async function published(house: BenchHouse, camera: string): Promise<number> {
  const { homeAssistant } = house;
  const picture = await mediaFixture('picture');
  const name = house.nextName(camera, 'jpg');
  const client = await house.login();
  try {
    const before = eventMessages(house, camera);
    await client.uploadFrom(picture, `/${name}`);
    const completeAt = performance.now();
    await homeAssistant.waitFor(() => eventMessages(house, camera) > before);
    return performance.now() - completeAt;
  } finally {
    client.close();
  }
}

/** Each picture is an event of its own, so each is announced at the event entity; a busy camera's clips are, too. */
function eventMessages({ homeAssistant }: BenchHouse, camera: string): number {
  const isOurs = ({ topic, payload }: { topic: string; payload: string }) =>
    topic.endsWith('/detection') && payload.includes(`"camera":"${camera}"`);
  return homeAssistant.published.filter(isOurs).length;
}
