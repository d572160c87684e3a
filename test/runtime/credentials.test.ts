import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { settleCredentials } from '../../src/runtime/credentials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const nothingGiven = { ftpUser: '', ftpPassword: '', apiToken: '' };

describe('credentials', () => {
  test('are generated once, kept for the owner alone, and stay the same', async (context) => {
    const folder = await temporaryFolder(context);
    const first = await settleCredentials(folder, nothingGiven);
    assert.equal(first.ftpUser, 'concierge');
    assert.match(first.ftpPassword, /^[a-zA-Z2-9]{16}$/);
    assert.ok(first.apiToken.length >= 32);
    assert.equal((await stat(join(folder, 'credentials.json'))).mode & 0o777, 0o600);
    assert.deepEqual((await settleCredentials(folder, nothingGiven)).now(), first.now());
  });

  test('give way to the options without being forgotten', async (context) => {
    const folder = await temporaryFolder(context);
    const generated = await settleCredentials(folder, nothingGiven);
    const given = await settleCredentials(folder, { ...nothingGiven, ftpPassword: 'my own' });
    assert.equal(given.ftpPassword, 'my own');
    assert.deepEqual((await settleCredentials(folder, nothingGiven)).now(), generated.now());
  });

  test('are exchanged while they are in use, and what the options give still goes before', async (context) => {
    const folder = await temporaryFolder(context);
    const credentials = await settleCredentials(folder, { ...nothingGiven, apiToken: 'of the options' });
    const others = { ftpUser: 'cams', ftpPassword: 'from the other machine', apiToken: 'the other token' };
    await credentials.replace(others);
    assert.deepEqual(credentials.now(), { ...others, apiToken: 'of the options' });
    assert.deepEqual((await settleCredentials(folder, nothingGiven)).now(), others);
    assert.equal((await stat(join(folder, 'credentials.json'))).mode & 0o777, 0o600);
  });

  test('get a new token on request, unless the options give it', async (context) => {
    const folder = await temporaryFolder(context);
    const credentials = await settleCredentials(folder, nothingGiven);
    const before = credentials.now();
    assert.equal(await credentials.renewToken(), true);
    assert.notEqual(credentials.apiToken, before.apiToken);
    assert.deepEqual({ ...credentials.now(), apiToken: '' }, { ...before, apiToken: '' });
    assert.deepEqual((await settleCredentials(folder, nothingGiven)).now(), credentials.now());
    const given = await settleCredentials(folder, { ...nothingGiven, apiToken: 'of the options' });
    assert.equal(await given.renewToken(), false);
    assert.deepEqual((await settleCredentials(folder, nothingGiven)).now(), credentials.now());
  });

  test('are not overwritten when their file is damaged', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'credentials.json'), '{"ftp_user": "con');
    await assert.rejects(settleCredentials(folder, nothingGiven), { code: 'STORE_CORRUPT' });
    assert.equal(await readFile(join(folder, 'credentials.json'), 'utf8'), '{"ftp_user": "con');
  });
});
