import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';
import { SilenceWatch } from '../../src/doctor/silence-watch.ts';
import { HomeAssistantLink } from '../../src/publish/home-assistant-link.ts';
import { NoticeBoard } from '../../src/publish/notice-board.ts';
import { websocketAddress } from '../../src/publish/websocket-address.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { ListeningTable } from '../../src/store/listening-table.ts';
import { UploadHabitTable } from '../../src/store/upload-habit-table.ts';
import { Stores } from '../intake/stores.ts';
import { withHomeAssistant } from './given-rig.ts';

const HOUR_MS = 3_600_000;

interface Notification {
  readonly title: string;
  readonly message: string;
}

/** What the bell of Home Assistant's sidebar shows, as its frontend follows it. */
class Bell {
  readonly #shown = new Map<string, Notification>();
  #changed = Promise.withResolvers<void>();

  static async open(context: TestContext, rig: HomeAssistantRig): Promise<Bell> {
    const bell = new Bell();
    const client = await rig.client();
    context.after(() => client.close());
    await client.listen({ type: 'persistent_notification/subscribe' }, (event) => bell.#happened(event));
    return bell;
  }

  /** Resolves once it shows this notification, with it, or shows it no more, with null. */
  async until(id: string, isShown: boolean): Promise<Notification | null> {
    while (this.#shown.has(id) !== isShown) await this.#changed.promise;
    return this.#shown.get(id) ?? null;
  }

  #happened({ type, notifications }: Readonly<Record<string, unknown>>): void {
    for (const [id, notification] of Object.entries(Object(notifications))) {
      if (type === 'removed') this.#shown.delete(id);
      else this.#shown.set(id, notification as Notification);
    }
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** A camera that used to upload every hour, and what watches it, by a clock that the test moves. */
async function openWatch(context: TestContext, rig: HomeAssistantRig) {
  const stores = await Stores.open(context);
  const { config, history, database, clock, logger } = stores;
  const cameraId = await stores.addCamera('Gate');
  const upload = (atMs: number) =>
    history.addAsset({
      file: `Gate/${atMs}.jpg`,
      mediaType: 'jpg',
      cameraId,
      profileId: null,
      recordingId: null,
      takenAtMs: atMs,
      receivedAtMs: atMs,
      sizeBytes: 10,
      analyse: false,
    });
  for (let hours = 100; hours > 0; hours--) upload(clock.nowMs() - hours * HOUR_MS);
  const notices = new NoticeBoard(logger);
  const link = new HomeAssistantLink({
    url: websocketAddress(rig.url),
    token: rig.token,
    logger,
    clock: systemClock,
    onSession: (session) => notices.attach(session),
  });
  link.start();
  context.after(() => link.stop());
  const habits = new UploadHabitTable(database);
  const listening = new ListeningTable(database);
  const watch = new SilenceWatch({ habits, listening, config, notices, clock, logger });
  context.after(() => watch.stop());
  await watch.start();
  return { clock, upload, id: `concierge_silent_${config.read().cameras[0]?.uuid}` };
}

withHomeAssistant('a camera that falls silent', (rig) => {
  test('is a notification until it is heard again, also of a Home Assistant that starts meanwhile', {
    timeout: 300_000,
  }, async (context) => {
    const { clock, upload, id } = await openWatch(context, rig());
    const bell = await Bell.open(context, rig());
    clock.advance(7 * HOUR_MS);
    const shown = await bell.until(id, true);
    assert.equal(shown?.title, 'Concierge: Gate is silent');
    assert.match(shown?.message ?? '', /^Gate has uploaded nothing for 7 hours, .* FTP doctor\.$/);

    await rig().restartCore();
    const again = await Bell.open(context, rig());
    assert.equal((await again.until(id, true))?.title, shown?.title);

    upload(clock.nowMs());
    clock.advance(HOUR_MS / 2);
    await again.until(id, false);
  });
});
