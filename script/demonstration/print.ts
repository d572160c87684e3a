/** As `/rest/events/` answers. */
export interface ShownEvent {
  readonly id: string;
  readonly assets: readonly { readonly type: string; readonly file: string; readonly state: string }[];
  readonly tracks: readonly {
    readonly shape: string;
    readonly confidence: number;
    readonly snapshot: string | null;
    readonly snapshot_url: string | null;
  }[];
}

export function step(text: string): void {
  console.log(`\n\x1b[1m==> ${text}\x1b[0m`);
}

export function say(text: string): void {
  console.log(`    ${text.replaceAll('\n', '\n    ')}`);
}

export function printEvent(event: ShownEvent, camera: string, elapsedMs: number, rootDir: string): void {
  say(`event ${event.id} at "${camera}", ${Math.round(elapsedMs)} ms after the upload was complete:`);
  for (const track of event.tracks) {
    say(
      `  ${track.shape.padEnd(12)} ${track.confidence.toFixed(1).padStart(5)} %  ${track.snapshot ? `${rootDir}${track.snapshot}` : ''}`,
    );
  }
  if (event.tracks.length === 0) say('  nothing was found');
}
