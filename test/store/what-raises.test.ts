import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Zone } from '../../src/domain/zone.ts';
import { analysed, analysis, historyFixture, NOON_MS, newAsset, SPOT, track } from './history-fixture.ts';

describe('zones and masks', () => {
  const half = (kind: Zone['kind'], name: string, fromX: number): Zone => ({
    uuid: `uuid of ${name}`,
    name,
    kind,
    points: [
      { x: fromX, y: 0 },
      { x: fromX + 0.5, y: 0 },
      { x: fromX + 0.5, y: 1 },
      { x: fromX, y: 1 },
    ],
    shapes: [],
  });

  test('what a mask suppresses raises nothing, and stays in history with the reason', async (context) => {
    const { history } = await historyFixture(context);
    const { jobId, assetId, eventId } = history.addAsset(newAsset('a.mp4'));
    const zones = [half('mask', 'Street', 0), half('zone', 'Drive', 0.5)];
    const seen = [track('person'), track('car', { stationary: true })];
    const { raised } = history.completeAnalysis(jobId ?? 0, analysis(assetId, seen, undefined, zones));
    assert.equal(raised, false);
    assert.deepEqual(history.takeAnnouncements(0), []);
    assert.deepEqual(
      history.event(eventId)?.tracks.map(({ shape, suppressed, suppressedBy }) => [shape, suppressed, suppressedBy]),
      [
        ['person', true, 'mask'],
        ['car', true, 'mask'],
      ],
    );
  });

  test('a zone that the clip alone shows is announced, each zone once an event', async (context) => {
    const { history, clock } = await historyFixture(context);
    const zones = [half('zone', 'Drive', 0), half('zone', 'Lawn', 0.5)];
    const told: unknown[] = [];
    for (const [file, box] of [
      ['a.jpg', { ...SPOT, startX: 400, endX: 500 }],
      ['a.mp4', SPOT],
      ['b.mp4', SPOT],
    ] as const) {
      const { jobId, assetId } = history.addAsset(newAsset(file));
      history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person', {}, box)], undefined, zones));
      told.push(history.takeAnnouncements(clock.nowMs()).map(({ zone }) => zone?.name ?? 'event'));
    }
    assert.deepEqual(told, [['event', 'Lawn'], ['Drive'], []]);
  });

  test('a track keeps the zones that it went through by the names that they had', async (context) => {
    const { history } = await historyFixture(context);
    const { jobId, assetId, eventId } = history.addAsset(newAsset('a.mp4'));
    const zones = [half('zone', 'Drive', 0), half('zone', 'Lawn', 0.5)];
    const seen = [track('person'), track('car', { stationary: true })];
    const { raised } = history.completeAnalysis(jobId ?? 0, analysis(assetId, seen, undefined, zones));
    assert.equal(raised, true);
    const drive = { uuid: 'uuid of Drive', name: 'Drive' };
    assert.deepEqual(
      history.event(eventId)?.tracks.map((found) => [found.shape, found.suppressedBy, found.zones]),
      [
        ['person', null, [drive]],
        ['car', 'stationary', [drive]],
      ],
    );
    assert.deepEqual(
      history.takeAnnouncements(0).map((announcement) => announcement.zone),
      [null, drive],
    );
  });
});

describe('suppression across events', () => {
  const parked = () => track('car', { stationary: true });
  const inPicture = { startX: SPOT.startX * 6, startY: SPOT.startY * 6, endX: SPOT.endX * 6, endY: SPOT.endY * 6 };
  const hourLater = (file: string) => newAsset(file, { takenAtMs: NOON_MS + 3_600_000 });

  test('knows the parked car of an earlier clip in the picture of a later event', async (context) => {
    const fixture = await historyFixture(context);
    assert.equal(analysed(fixture, newAsset('cam/a.mp4'), [parked()]).raised, false);
    assert.equal(analysed(fixture, hourLater('cam/b.jpg'), [track('car', {}, inPicture)]).raised, false);
    const otherCamera = { ...hourLater('cam/c.jpg'), cameraId: 2 };
    assert.equal(analysed(fixture, otherCamera, [track('car', {}, inPicture)]).raised, true);
  });

  test('forgets a place after a day', async (context) => {
    const fixture = await historyFixture(context);
    analysed(fixture, newAsset('cam/a.mp4'), [parked()]);
    const nextDay = newAsset('cam/b.jpg', { takenAtMs: NOON_MS + 86_400_000 + 10_000 });
    assert.equal(analysed(fixture, nextDay, [track('car', {}, inPicture)]).raised, true);
  });

  test('lets the clip take the parked car back that its picture counted, and the person stay', async (context) => {
    const fixture = await historyFixture(context);
    const picture = analysed(fixture, newAsset('cam/a.jpg'), [
      track('car', {}, inPicture),
      track('person', {}, inPicture),
    ]);
    assert.equal(picture.raised, true);
    analysed(fixture, newAsset('cam/a.mp4'), [parked(), track('person', { stationary: true })]);
    const tracks = fixture.history.event(picture.eventId)?.tracks ?? [];
    assert.deepEqual(
      tracks.map(({ shape, suppressed }) => [shape, suppressed]),
      [
        ['car', true],
        ['person', false],
        ['car', true],
        ['person', false],
      ],
    );
  });
});

describe('an announcement', () => {
  test('opens once an event, the first time that it raises something, and is taken once', async (context) => {
    const fixture = await historyFixture(context);
    const { history, clock } = fixture;
    const { eventId } = analysed(fixture, newAsset('cam/a.jpg'), [track('car', { stationary: true })]);
    assert.deepEqual(history.takeAnnouncements(0), []);
    analysed(fixture, newAsset('cam/a.mp4'), [track('person')]);
    const [announcement, ...more] = history.takeAnnouncements(0);
    assert.deepEqual(more, []);
    assert.deepEqual([announcement?.eventId, announcement?.createdAtMs], [eventId, clock.nowMs()]);
    analysed(fixture, newAsset('cam/b.mp4'), [track('dog')]);
    assert.deepEqual(history.takeAnnouncements(0), []);
  });

  test('that is too old is never told', async (context) => {
    const fixture = await historyFixture(context);
    analysed(fixture, newAsset('cam/a.mp4'), [track('person')]);
    assert.deepEqual(fixture.history.takeAnnouncements(fixture.clock.nowMs() + 1), []);
    assert.deepEqual(fixture.history.takeAnnouncements(0), []);
  });
});
