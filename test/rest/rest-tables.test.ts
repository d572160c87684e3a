import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONFIG_REFERENCES } from '../../src/domain/config-references.ts';
import { REST_TABLES } from '../../src/rest/rest-tables.ts';

test('what rows refer to is the same for who writes them, who keeps them and who moves them', () => {
  for (const { table, references } of REST_TABLES) {
    const targets = Object.fromEntries(Object.entries(references).map(([field, target]) => [field, target.table]));
    assert.deepEqual(targets, CONFIG_REFERENCES[table] ?? {}, table);
  }
});
