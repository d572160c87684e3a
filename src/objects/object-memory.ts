import type { Appearance } from '../domain/appearance.ts';
import { personKey } from '../domain/known-people.ts';
import { isNamed, thingRows } from '../domain/known-things.ts';
import { judgeObject, type KnownThing, type ObjectVerdict } from '../domain/object-verdict.ts';
import { shapeFamily } from '../domain/shape-family.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { ObjectJudge, ObjectStore } from '../ports/object-store.ts';

/** Everything that tracks are compared with, read once and kept until something changes. */
export class ObjectMemory implements ObjectJudge {
  readonly #config: Pick<ConfigStore, 'read'>;
  readonly #store: Pick<ObjectStore, 'known'>;
  #known: readonly KnownThing[] | null = null;

  constructor(config: Pick<ConfigStore, 'read'>, store: Pick<ObjectStore, 'known'>) {
    this.#config = config;
    this.#store = store;
  }

  judge(shape: string, appearance: Appearance): ObjectVerdict {
    this.#known ??= this.#read();
    return judgeObject(shape, appearance, this.#known);
  }

  /** Something was written: read it anew when it is wanted next. */
  forget(): void {
    this.#known = null;
  }

  /** Pictures of one name and family of shapes are of one thing. */
  #read(): readonly KnownThing[] {
    const computed = new Map(this.#store.known().map((known) => [known.knownObjectId, known.appearance]));
    const pictures = thingRows(this.#config.read()).flatMap(({ row, shape }) => {
      const appearance = computed.get(row.id);
      return isNamed(row) && appearance ? [{ name: row.name.trim(), shape, appearance }] : [];
    });
    const things = Map.groupBy(pictures, ({ name, shape }) => `${shapeFamily(shape)} ${personKey(name)}`);
    return [...things.values()].flatMap((same) => {
      const [first] = same;
      return first ? [{ ...first, appearances: same.map(({ appearance }) => appearance) }] : [];
    });
  }
}
