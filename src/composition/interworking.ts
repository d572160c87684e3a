import { ReportedShapes } from '../intake/reported-shapes.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { PastSightings } from '../ports/sightings.ts';
import { interworkingRoutes } from '../rest/interworking-routes.ts';
import { interworkingWrites } from '../rest/interworking-writes.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { ReportTable } from '../store/report-table.ts';
import { SightingTable } from '../store/sighting-table.ts';
import type { Parts } from './parts.ts';

/** Port 5107. */
export function interworking(
  { options, config, media, database, logger }: Parts,
  sinks: readonly DetectionSink[],
  past: PastSightings,
) {
  const reports = new ReportedShapes({
    store: new ReportTable(database, clock),
    config,
    media,
    sinks,
    clock,
    logger: logger.child({ service: 'interworking' }),
  });
  const sightings = new SightingTable(database);
  return [
    interworkingRoutes({ sightings, past, config, media, backEndPort: options.ports.backEnd, clock }),
    interworkingWrites({ reports, config, media, clock }),
  ];
}
