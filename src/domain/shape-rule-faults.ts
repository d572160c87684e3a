import type { ShapeRule } from './shape-rule.ts';
import { parseShape } from './shapes.ts';

/**
 * The shapes of rules that are none, or have several, in words.
 * @param knownShapes names beyond COCO's that the configuration has
 */
export function shapeRuleFaults(rules: readonly ShapeRule[], knownShapes: readonly string[]): readonly string[] {
  return rules.flatMap(({ shape }, index) => {
    const faults: string[] = [];
    if (parseShape(shape) === null && !knownShapes.includes(shape)) faults.push(`"${shape}" is no known shape`);
    if (rules.slice(0, index).some((earlier) => earlier.shape === shape))
      faults.push(`${shape} has more than one rule`);
    return faults;
  });
}
