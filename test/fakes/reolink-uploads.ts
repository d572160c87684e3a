import { Readable } from 'node:stream';
import { Client } from 'basic-ftp';
import type { Settings } from './reolink-settings.ts';

/** Opens the session that the settings ask for, passive, and closes it after the work. */
async function withFtp(settings: Settings, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client();
  try {
    await client.access({
      host: String(settings['server']),
      port: Number(settings['port']),
      user: String(settings['userName']),
      password: String(settings['password']),
      secure: settings['onlyFtps'] === 1,
      secureOptions: { rejectUnauthorized: false },
    });
    await work(client);
  } finally {
    client.close();
  }
}

/** The camera's own FTP test: a folder of its own, and a tiny file. */
export async function testFtp(settings: Settings, stamp: string): Promise<void> {
  await withFtp(settings, async (client) => {
    await client.ensureDir(`${String(settings['remoteDir'] ?? '')}/camera_test${stamp}`);
    await client.uploadFrom(Readable.from(['This is a test.']), 'test.txt');
  });
}

/** As motion does. The name that it was given. */
export async function uploadFile(
  settings: Settings,
  { local, cameraName, stamp, extension }: { local: string; cameraName: string; stamp: string; extension: string },
): Promise<string> {
  const folder = `${String(settings['remoteDir'] ?? '')}/${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}`;
  const name = `${cameraName}_00_${stamp}.${extension}`;
  await withFtp(settings, async (client) => {
    await client.ensureDir(folder);
    await client.uploadFrom(local, name);
  });
  return `${folder}/${name}`.replace(/^\/+/, '');
}
