import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/** Sets an element's custom properties one by one: a style attribute, as lit's own styleMap writes, is forbidden by our policy. */
class CssVariables extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new Error('cssVariables stands where an attribute would, without a name.');
  }

  render(_values: Readonly<Record<`--${string}`, string>>) {
    return noChange;
  }

  override update({ element }: ElementPart, [values]: [Readonly<Record<`--${string}`, string>>]) {
    if (element instanceof HTMLElement || element instanceof SVGElement) {
      for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value);
    }
    return noChange;
  }
}

export const cssVariables = directive(CssVariables);
