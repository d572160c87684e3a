import { ConciergeError } from '../../domain/concierge-error.ts';
import { violationsOf } from '../../domain/config-violation.ts';
import type { DumpRow } from '../../domain/dumpdata.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import { type ConfigPlan, planConfig } from './plan-config.ts';

/** What an import would make of the configuration. Rows that the store's rules forbid are found one after the other. */
export function tryConfig(config: ConfigStore, rows: readonly DumpRow[], refused: Map<DumpRow, string>): ConfigPlan {
  for (;;) {
    let plan: ConfigPlan | undefined;
    try {
      return config.tryOut((draft) => {
        plan = planConfig(draft, rows, refused);
        return plan;
      });
    } catch (error) {
      if (!(error instanceof ConciergeError) || error.code !== 'CONFIG_INVALID' || !plan) throw error;
      const before = refused.size;
      blame(error, plan, refused);
      if (refused.size === before) throw error;
    }
  }
}

/** All of it or nothing. @throws ConciergeError CONFIG_INVALID when somebody changed meanwhile what it builds on */
export function importConfig(
  config: ConfigStore,
  rows: readonly DumpRow[],
  refused: ReadonlyMap<DumpRow, string>,
): Promise<ConfigPlan> {
  return config.change((draft) => planConfig(draft, rows, refused));
}

function blame(error: ConciergeError, { outcomes }: ConfigPlan, refused: Map<DumpRow, string>): void {
  for (const violation of violationsOf(error)) {
    for (const [row, { table, id, outcome }] of outcomes) {
      const isMeant = table === violation.table && String(id) === violation.row && outcome === 'imported';
      if (isMeant) refused.set(row, `${violation.field}: ${violation.why}`);
    }
  }
}
