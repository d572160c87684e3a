import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoticeBoard } from '../../src/publish/notice-board.ts';
import type { Command, Session } from '../../src/publish/session.ts';
import { silentLogger } from '../support/test-logger.ts';

function session() {
  const ended = new AbortController();
  const asked: string[] = [];
  const own: Session = {
    haVersion: '2026.11.0',
    ended: ended.signal,
    request: async ({ service, service_data: data }: Command) => {
      asked.push(`${service} ${Object(data).notification_id}`);
      return { kind: 'done', result: null };
    },
    subscribe: async () => ({ kind: 'not sent' }),
    close: () => ended.abort(),
  };
  return { own, asked };
}

test('each session with Home Assistant is told every notice that holds, and what is put right is taken down', () => {
  const board = new NoticeBoard(silentLogger());
  const notice = { title: 't', message: 'm' };
  board.show('a', notice);
  board.show('b', notice);
  board.clear('b');
  const first = session();
  board.attach(first.own);
  assert.deepEqual(first.asked, ['create a', 'dismiss b']);
  board.clear('a');
  board.show('c', notice);
  assert.deepEqual(first.asked.slice(2), ['dismiss a', 'create c']);
  first.own.close();
  board.clear('c');
  const second = session();
  board.attach(second.own);
  assert.deepEqual(second.asked, ['dismiss c']);
});
