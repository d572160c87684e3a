import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'basic-ftp';
import { AddOnProcess } from '../../test/support/add-on-process.ts';
import { makeUploads } from './make-uploads.ts';
import { printEvent, type ShownEvent, say, step } from './print.ts';

const CAMERA = 'Front Door';
const DEADLINE_MS = 60_000;
const POLL_EVERY_MS = 100;
const NOT_CONFIGURED =
  'None is configured: set HA_URL and HA_TOKEN (a long-lived access token of an administrator), and it is told, too.';

const { values: flags } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
const folder = await mkdtemp(join(tmpdir(), 'concierge-demo-'));
const rootDir = join(folder, 'media');
const dataDir = join(folder, 'state');
await mkdir(rootDir);
await mkdir(dataDir);
const [haUrl, haToken] = [process.env['HA_URL'], process.env['HA_TOKEN']];
const homeAssistant = haUrl && haToken ? { homeAssistant: { url: haUrl, token: haToken } } : {};

// What is published is a line of the log at this level.
if (homeAssistant.homeAssistant) await writeFile(join(dataDir, 'options.json'), '{"log_level":"debug"}');

step('Starting Concierge on free ports of this machine');
const addOn = await AddOnProcess.start({ rootDir, dataDir, ...homeAssistant }, (line) => isShown(line) && say(line));
try {
  await demonstrate();
  if (flags.keep) await stayUp();
} finally {
  await addOn.stop();
  await rm(folder, { recursive: true, force: true });
}

async function demonstrate(): Promise<void> {
  step(`Adding the camera "${CAMERA}"`);
  const created = await fetch(addOn.url('backEnd', '/rest/cameras/'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: CAMERA,
      brand: 'RLC-410',
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  });
  if (created.status !== 201) throw new Error(`The camera was refused: ${created.status} ${await created.text()}`);

  const uploads = await makeUploads(folder, CAMERA);
  for (const [what, upload] of Object.entries(uploads)) {
    step(`The camera uploads a ${what} over FTP: ${upload.remote}`);
    await uploadAsCamera(upload.path, upload.remote);
    const uploadedAt = performance.now();
    const event = await eventWithAnalysed(what === 'clip' ? 'mp4' : 'jpg');
    printEvent(event, CAMERA, performance.now() - uploadedAt, rootDir);
  }

  step('Home Assistant');
  say(homeAssistant.homeAssistant ? 'was sent what the lines "Home Assistant: published" say' : NOT_CONFIGURED);

  step(flags.keep ? 'Look at' : 'With --keep it stays up, and there is to look at');
  say(`events      ${addOn.url('backEnd', '/rest/events/')}`);
  say(`recordings  ${addOn.url('backEnd', '/rest/recordings/')}`);
  say(`panel       ${addOn.url('ingress', '/')}`);
}

/** At the level debug, only what Home Assistant is sent is of interest. */
function isShown(line: string): boolean {
  return !line.includes(' DEBUG: ') || line.includes('Home Assistant: published');
}

async function uploadAsCamera(path: string, remote: string): Promise<void> {
  const { ftp_user: user, ftp_password: password } = await addOn.credentials();
  const client = new Client();
  try {
    await client.access({ host: '127.0.0.1', port: addOn.ports.ftp, user, password });
    await client.ensureDir(remote.slice(0, remote.lastIndexOf('/')));
    await client.uploadFrom(path, remote);
  } finally {
    client.close();
  }
}

async function eventWithAnalysed(type: string): Promise<ShownEvent> {
  const deadline = performance.now() + DEADLINE_MS;
  while (performance.now() < deadline) {
    const events = (await (await fetch(addOn.url('backEnd', '/rest/events/'))).json()) as ShownEvent[];
    const event = events.find(({ assets }) =>
      assets.some((asset) => asset.type === type && asset.state === 'analysed'),
    );
    if (event) return event;
    await delay(POLL_EVERY_MS);
  }
  throw new Error(`The ${type} was not analysed within ${DEADLINE_MS / 1000} s.`);
}

async function stayUp(): Promise<void> {
  step('Staying up; Ctrl-C ends it');
  await Promise.race([
    addOn.exitCode(),
    new Promise((resolve) => process.once('SIGINT', resolve)),
    new Promise((resolve) => process.once('SIGTERM', resolve)),
  ]);
}
