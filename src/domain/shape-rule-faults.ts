import type { ShapeRule } from './shape-rule.ts';
import { parseShape } from './shapes.ts';

/**
 * What the schema of a profile's rules cannot say, in words.
 * @param knownShapes names beyond COCO's that the configuration has
 */
export function shapeRuleFaults(rules: readonly ShapeRule[], knownShapes: readonly string[]): readonly string[] {
  return rules.flatMap(({ shape, min_height_pct: min, max_height_pct: max }, index) => {
    const faults: string[] = [];
    if (parseShape(shape) === null && !knownShapes.includes(shape)) faults.push(`"${shape}" is no known shape`);
    if (rules.slice(0, index).some((earlier) => earlier.shape === shape))
      faults.push(`${shape} has more than one rule`);
    if ((min ?? 0) >= (max ?? 101)) {
      faults.push(`of ${shape}, the least height (${min ?? 0} %) must be below the greatest (${max} %)`);
    }
    return faults;
  });
}
