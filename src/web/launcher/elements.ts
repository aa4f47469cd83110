/** Makes an element. (HTML as text would be refused where the page's policy asks for trusted types.) */
export function build<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const svg = 'http://www.w3.org/2000/svg';

/** Draws a sign by its lines, in the colour of the text around it. */
export function icon(lines: string): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', lines);
  drawing.append(path);
  return drawing;
}

/** The button that sends something away. */
export const crossButton = (): HTMLButtonElement =>
  build('button', { class: 'cross', type: 'button' }, icon('m6 6 12 12M18 6 6 18'));
