import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { CameraConfigured, CameraFailure } from '../../../src/ports/camera-setup.ts';
import { FakeReolinkCamera } from '../../fakes/reolink-camera.ts';
import { factoryFtpV20, type Settings } from '../../fakes/reolink-settings.ts';
import { PASSWORD, USER } from '../../ftp/support/ftp-bench.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { NEVER_ABORTED, openBench } from './setup-bench.ts';

function configured(outcome: CameraConfigured | CameraFailure): CameraConfigured {
  assert.equal(outcome.kind, 'configured', JSON.stringify(outcome));
  // Holds by the line above.
  return outcome as CameraConfigured;
}

describe('a Reolink camera is set up', () => {
  test('from its factory settings: FTP tried and written, name, clock, and logged out', async (context) => {
    const { camera, ftp, setup, request } = await openBench(context);
    const outcome = configured(await setup.configure(request, NEVER_ABORTED));
    assert.deepEqual(outcome.warnings, []);
    assert.equal(outcome.model, 'RLC-810A');
    assert.equal(outcome.liveUrlHd, 'rtsp://admin:secret@127.0.0.1:554//h264Preview_01_main');
    assert.equal(outcome.liveUrlSd, 'rtsp://admin:secret@127.0.0.1:554//h264Preview_01_sub');
    assert.ok(outcome.snapshotUrl.startsWith(`http://${camera.host}/cgi-bin/api.cgi?cmd=Snap&channel=0&rs=`));

    const { ftp: settings, time, dst, name } = camera.commands;
    assert.equal(name, 'Front Door');
    assert.deepEqual(
      [settings['server'], settings['port'], settings['userName'], settings['password']],
      ['127.0.0.1', ftp.port, USER, PASSWORD],
    );
    assert.deepEqual(
      [settings['mode'], settings['enable'], settings['onlyFtps'], settings['bpicSingle'], settings['anonymous']],
      [2, 1, 0, 0, 0],
    );
    assert.deepEqual([time['timeZone'], dst?.['enable'], dst?.['startMon']], [-3600, 1, 3]);
    assert.equal(camera.openSessions, 0);
    assert.equal(camera.received.at(-1), 'Logout');
    assert.match((await ftp.filesOnDisk()).join(), /camera_test\d+\/test\.txt/);
  });

  test('what else its owner has set stays', async (context) => {
    const { camera, setup, request } = await openBench(context);
    const schedule = { channel: 0, table: { ...onlyMotionAt('01'.repeat(84)) } };
    camera.commands.ftp = { ...factoryFtpV20(), remoteDir: 'cams', interval: 60, streamType: 1, schedule };
    camera.commands.time['timeFmt'] = 'DD/MM/YYYY';
    configured(await setup.configure(request, NEVER_ABORTED));
    const { ftp, osd, time } = camera.commands;
    assert.deepEqual([ftp['remoteDir'], ftp['interval'], ftp['streamType']], ['cams', 60, 1]);
    assert.deepEqual(ftp['schedule'], schedule);
    assert.equal(time['timeFmt'], 'DD/MM/YYYY');
    assert.deepEqual(osd['osdChannel'], { enable: 0, name: 'Front Door', pos: 'Lower Right' });
    assert.equal(osd['watermark'], 1);
  });

  test('one that would upload on nothing uploads on all motion afterwards', async (context) => {
    const { camera, setup, request } = await openBench(context);
    camera.commands.ftp = { ...factoryFtpV20(), schedule: { channel: 0, table: onlyMotionAt('0'.repeat(168)) } };
    configured(await setup.configure(request, NEVER_ABORTED));
    const { table } = camera.commands.ftp['schedule'] as { table: Settings };
    assert.deepEqual(table, { MD: '1'.repeat(168), AI_PEOPLE: '1'.repeat(168), TIMING: '0'.repeat(168) });
  });

  test('a second time, when its credentials come back masked', async (context) => {
    const { camera, setup, request } = await openBench(context);
    configured(await setup.configure(request, NEVER_ABORTED));
    const first = camera.commands.ftp;
    assert.deepEqual(configured(await setup.configure(request, NEVER_ABORTED)).warnings, []);
    assert.deepEqual(camera.commands.ftp, first);
    assert.equal(camera.commands.lastFtpWritten?.['password'], PASSWORD);
    assert.equal(camera.received.filter((cmd) => cmd === 'SetOsd').length, 1, 'a name that is right is not written');
  });

  test('with old firmware, by its own commands and without keys that it does not know', async (context) => {
    const { camera, ftp, setup, request } = await openBench(context, { camera: { firmware: 'old' } });
    configured(await setup.configure(request, NEVER_ABORTED));
    const { ftp: settings } = camera.commands;
    assert.equal(settings['port'], ftp.port);
    assert.deepEqual(settings['schedule'], { enable: 1, table: '1'.repeat(168) });
    for (const key of ['enable', 'onlyFtps', 'bpicSingle']) assert.equal(key in settings, false, key);
  });

  test('over HTTPS with its own certificate, when HTTP is closed', async (context) => {
    const closed = await FakeReolinkCamera.start();
    const http = closed.port;
    await closed.stop();
    const camera = await FakeReolinkCamera.start({ secure: true });
    context.after(() => camera.stop());
    const ports = { http, https: camera.port };
    const { setup, request } = await openBench(context, { setup: { cameraPorts: ports } });
    const outcome = configured(await setup.configure({ ...request, host: '127.0.0.1' }, NEVER_ABORTED));
    assert.ok(outcome.snapshotUrl.startsWith(`https://127.0.0.1:${camera.port}/cgi-bin/`), outcome.snapshotUrl);
    const named = configured(await setup.configure({ ...request, host: camera.host }, NEVER_ABORTED));
    assert.ok(named.snapshotUrl.startsWith('https://'), 'also where the port is given');
  });

  test('with user and password that a URL has to encode', async (context) => {
    const account = { user: 'ad min', password: 'p@ss/w:rd?&#' };
    const { setup, request, lines } = await openBench(context, { camera: account });
    const outcome = configured(await setup.configure({ ...request, ...account }, NEVER_ABORTED));
    assert.equal(decodeURIComponent(new URL(outcome.liveUrlHd).password), account.password);
    assert.equal(new URL(outcome.snapshotUrl).searchParams.get('password'), account.password);
    for (const secret of [account.password, encodeURIComponent(account.password), PASSWORD]) {
      assert.equal(lines.join().includes(secret), false, 'the log has no password');
    }
  });

  test('although it drops a connection once here and there', async (context) => {
    const { camera, setup, request } = await openBench(context);
    for (const cmd of ['GetFtpV20', 'SetFtpV20', 'TestFtp', 'SetTime']) camera.drops.set(cmd, 1);
    configured(await setup.configure(request, NEVER_ABORTED));
    assert.equal(camera.openSessions, 0);
  });

  test('with warnings for what it cannot do: try FTP, summer time, live pictures', async (context) => {
    const { camera, setup, request } = await openBench(context, { camera: { knowsSummerTime: false } });
    camera.commands.ftpTest = 'not supported';
    camera.commands.rtspEnable = 0;
    const { warnings } = configured(await setup.configure(request, NEVER_ABORTED));
    assert.equal(warnings.length, 3, warnings.join('\n'));
    assert.match(warnings.join(), /cannot try FTP/);
    assert.match(warnings.join(), /daylight saving/);
    assert.match(warnings.join(), /RTSP/);
  });

  test('with a warning when its clock cannot be read or set', async (context) => {
    const { camera, setup, request } = await openBench(context);
    for (const cmd of ['GetTime', 'SetTime']) {
      camera.refusals.clear();
      camera.refusals.set(cmd, { rspCode: -13, detail: 'set config failed' });
      const { warnings } = configured(await setup.configure(request, NEVER_ABORTED));
      assert.match(warnings.join(), /clock and time zone \(Europe\/Amsterdam\) could not be set: it could not save/);
    }
  });

  test('over TLS where we offer it and its test succeeds, else without', async (context) => {
    const { camera, setup, request } = await openBench(context, { setup: { ftpOverTls: true } });
    for (const [trial, onlyFtps] of [
      ['real', 1],
      ['not supported', 0],
    ] as const) {
      camera.commands.ftpTest = trial;
      configured(await setup.configure(request, NEVER_ABORTED));
      assert.equal(camera.commands.ftp['onlyFtps'], onlyFtps, trial);
    }
  });

  test('in plain where its test over TLS fails', async (context) => {
    const certificateFolder = join(await temporaryFolder(context), 'missing');
    const { camera, setup, request } = await openBench(context, {
      setup: { ftpOverTls: true },
      ftp: { certificateFolder },
    });
    configured(await setup.configure(request, NEVER_ABORTED));
    assert.equal(camera.commands.ftp['onlyFtps'], 0);
  });

  test("to the address at which it reaches us, which may not be our own, with the camera's own login", async (context) => {
    const asked: string[] = [];
    const { camera, setup, request } = await openBench(context, {
      setup: {
        addressForPeer: (local, peer) => {
          asked.push(local, peer);
          return '192.168.1.10';
        },
        ftpLogin: async (name) => ({ user: 'its-own', password: `password of ${name}` }),
      },
    });
    camera.commands.ftpTest = 'always works';
    configured(await setup.configure(request, NEVER_ABORTED));
    assert.deepEqual(asked, ['127.0.0.1', '127.0.0.1']);
    const { server, userName, password } = camera.commands.ftp;
    assert.deepEqual([server, userName, password], ['192.168.1.10', 'its-own', 'password of Front Door']);
  });

  test('with our webhook, where its firmware has webhooks and one is free', async (context) => {
    const webhook = () => ({ port: 5104, path: '/webhook/1/abc' });
    const { camera, setup, request } = await openBench(context, { setup: { webhook } });
    for (const turn of ['first', 'again']) {
      const { warnings } = configured(await setup.configure(request, NEVER_ABORTED));
      assert.deepEqual(warnings, [], turn);
      assert.deepEqual(
        camera.commands.webhooks?.map(({ hookUrl, indexEnable }) => [hookUrl, indexEnable]),
        [
          ['http://127.0.0.1:5104/webhook/1/abc', 1],
          ['', -1],
          ['', -1],
        ],
      );
    }
    camera.commands.webhooks = [
      { index: 0, indexEnable: 0, hookUrl: 'http://nas/off' },
      { index: 1, indexEnable: -1, hookUrl: 'http://nas/taken-away' },
    ];
    assert.deepEqual(configured(await setup.configure(request, NEVER_ABORTED)).warnings, []);
    assert.deepEqual(
      camera.commands.webhooks.map(({ hookUrl }) => hookUrl),
      ['http://nas/off', 'http://127.0.0.1:5104/webhook/1/abc'],
    );
    camera.commands.webhooks = [{ channel: 0, index: 0, indexEnable: 1, hookUrl: 'http://nas/own' }];
    const { warnings } = configured(await setup.configure(request, NEVER_ABORTED));
    assert.match(warnings.join(), /in use by others/);
    assert.equal(camera.commands.webhooks[0]?.['hookUrl'], 'http://nas/own');
    camera.commands.webhooks = null;
    assert.deepEqual(configured(await setup.configure(request, NEVER_ABORTED)).warnings, []);
  });

  test('with a warning when it is lost over its webhook, since everything else is set by then', async (context) => {
    const webhook = () => ({ port: 5104, path: '/webhook/1/abc' });
    const { camera, setup, request } = await openBench(context, { setup: { webhook } });
    for (const cmd of ['GetWebHook', 'SetWebHook']) {
      camera.nonsense.set(cmd, '<html>404</html>');
      assert.match(
        configured(await setup.configure(request, NEVER_ABORTED)).warnings.join(),
        /webhook could not be set/,
      );
      camera.nonsense.clear();
      camera.drops.set(cmd, 2);
      assert.match(
        configured(await setup.configure(request, NEVER_ABORTED)).warnings.join(),
        /webhook could not be set/,
      );
    }
  });

  test('with a warning when its push notifications are off, without which no webhook is called', async (context) => {
    const webhook = () => ({ port: 5104, path: '/webhook/1/abc' });
    const { camera, setup, request } = await openBench(context, { setup: { webhook } });
    for (const push of [
      { cmd: 'GetPushV20', settings: { enable: 0, scheduleEnable: 1 } },
      { cmd: 'GetPushV20', settings: { enable: 1, scheduleEnable: 0 } },
      { cmd: 'GetPush', settings: { schedule: { enable: 0, table: '1' } } },
    ] as const) {
      camera.commands.push = push;
      const { warnings } = configured(await setup.configure(request, NEVER_ABORTED));
      assert.match(warnings.join(), /Push/, JSON.stringify(push));
    }
    camera.commands.push = { cmd: 'GetPush', settings: { schedule: { enable: 1, table: '1' } } };
    assert.deepEqual(configured(await setup.configure(request, NEVER_ABORTED)).warnings, []);
  });

  test('with a warning when other settings of its FTP change by themselves', async (context) => {
    const { camera, setup, request } = await openBench(context);
    camera.commands.ftp['interval'] = 60;
    camera.commands.ftpKeysNotKept.add('interval');
    assert.match(configured(await setup.configure(request, NEVER_ABORTED)).warnings.join(), /interval/);
  });

  test('twice at once, one after the other', async (context) => {
    const { camera, setup, request } = await openBench(context, { camera: { maxSessions: 1 } });
    const outcomes = await Promise.all([1, 2, 3].map(() => setup.configure(request, NEVER_ABORTED)));
    outcomes.map(configured);
    assert.equal(camera.openSessions, 0);
  });
});

function onlyMotionAt(hours: string): Settings {
  return { MD: hours, AI_PEOPLE: '0'.repeat(168), TIMING: '0'.repeat(168) };
}
