import { after, before, describe, test } from 'node:test';
import { rigFolder } from '../../script/home-assistant-rig/release.ts';
import { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';

/** Defines tests that share a real Home Assistant; where none is installed, one that is skipped and says so. */
export function withHomeAssistant(name: string, define: (rig: () => HomeAssistantRig) => void): void {
  const folder = rigFolder();
  const skip =
    !folder.isBuilt && `Home Assistant ${folder.version} is not installed: script/home-assistant --build-only does it`;
  if (skip) {
    test(name, { skip });
    return;
  }
  describe(`${name} (Home Assistant ${folder.version})`, () => {
    let rig: HomeAssistantRig | null = null;
    before(async () => {
      rig = await HomeAssistantRig.start(folder);
    });
    after(() => rig?.stop());
    define(() => {
      if (!rig) throw new Error('Home Assistant is not running yet.');
      return rig;
    });
  });
}
