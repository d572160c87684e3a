import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type RigFolder, rigFolder, rigFolders } from '../../script/home-assistant-rig/release.ts';
import { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';

const EXPECTED = [
  // The rig has it log every entity that it discovers.
  /Module homeassistant\.components\.mqtt\.entity is logging too frequently/,
  /Skipping pip installation/,
  // Tests stop the broker.
  /Disconnected from MQTT server|Failed to connect to MQTT server|MQTT.*(connection|Connection)/,
  // On a busy machine, threads of its own are not done when it restarts.
  /homeassistant\.util\.executor\] Thread\[SyncWorker_\d+\] is still running at shutdown/,
  // While it starts, it has MQTT before it has a connection with the broker; the add-on tries again a second later.
  /mqtt\.publish: Error talking to MQTT: The client is not currently connected/,
];

type Define = (rig: () => HomeAssistantRig) => void;

/**
 * Defines tests that share a real Home Assistant; where none is installed, one that is skipped and says so.
 * @param expected in its log, of these tests alone
 */
export function withHomeAssistant(name: string, define: Define, expected: readonly RegExp[] = []): void {
  withRelease(rigFolder(), name, define, expected);
}

/** The same with each release that the rig knows, for what must work with older ones, too. */
export function withEveryHomeAssistant(name: string, define: Define): void {
  for (const folder of rigFolders()) withRelease(folder, name, define, []);
}

function withRelease(folder: RigFolder, name: string, define: Define, expected: readonly RegExp[]): void {
  const { version, isBuilt } = folder;
  const how = `CONCIERGE_RIG_RELEASE=${version} script/home-assistant --build-only`;
  const skip = !isBuilt && `Home Assistant ${version} is not installed: ${how} does it`;
  if (skip) {
    test(`${name} (Home Assistant ${version})`, { skip });
    return;
  }
  describe(`${name} (Home Assistant ${version})`, () => {
    let rig: HomeAssistantRig | null = null;
    before(async () => {
      rig = await HomeAssistantRig.start(folder);
    });
    after(() => rig?.stop());
    const running = () => {
      if (!rig) throw new Error('Home Assistant is not running yet.');
      return rig;
    };
    define(running);
    test('Home Assistant has nothing to say against any of it', async () => {
      assert.deepEqual(complaints(await running().log(), [...EXPECTED, ...expected]), []);
    });
  });
}

/** What it logged beyond what is expected. An entry is seen with the traceback that follows it. */
function complaints(log: string, expected: readonly RegExp[]): string[] {
  const entries = log.split(/\n(?=\d{4}-\d\d-\d\d )/).filter((entry) => /(WARNING|ERROR|CRITICAL)/.test(entry));
  return entries.filter((entry) => !expected.some((pattern) => pattern.test(entry)));
}
