import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import type { SqlValue } from '../../src/runtime/sqlite-row.ts';

/** Notes the plan of every query from now on. */
export function watchPlans(database: SqliteDatabase): { sql: string; plan: string }[] {
  const plans: { sql: string; plan: string }[] = [];
  const explain = (sql: string, values: readonly SqlValue[]) => {
    const steps = all(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    plans.push({ sql, plan: steps.map((step) => step.text('detail')).join('; ') });
  };
  const all = database.all.bind(database);
  const get = database.get.bind(database);
  database.all = (sql, ...values) => {
    explain(sql, values);
    return all(sql, ...values);
  };
  database.get = (sql, ...values) => {
    explain(sql, values);
    return get(sql, ...values);
  };
  return plans;
}
