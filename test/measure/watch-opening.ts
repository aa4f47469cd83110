/** When things were first seen, in ms since the address was opened. */
export interface Marks {
  readonly firstPaint: number;
  readonly greeting: number;
  readonly pressed: number;
  readonly answered: number;
  readonly takenOver: number;
  /** How long each task over 50 ms took. */
  readonly longTasks: readonly number[];
}

/**
 * Runs in the page, before its own scripts. Looks at each frame what a person could see, and presses the button as soon as
 * it is there. Leaves `opening` behind: `marks`, and `done` once all have been set.
 */
export function watchOpening(text: { readonly button: string; readonly answer: string }): void {
  const marks: Record<string, unknown> = { longTasks: [] };
  const opening = { marks, done: false };
  Object.assign(globalThis, { opening });

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) (marks['longTasks'] as number[]).push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') marks['firstPaint'] = startTime;
  }).observe({ type: 'paint', buffered: true });

  const isVisible = (element: Element): boolean => element.checkVisibility({ checkVisibilityCSS: true });
  const sees = (words: string): boolean =>
    [...document.querySelectorAll('#talk p, #talk h2')].some(
      (element) => element.textContent?.includes(words) && isVisible(element),
    );
  const note = (name: string, seen: boolean): void => {
    if (!seen || name in marks) return;
    // What a script finds in this frame is painted at its end.
    marks[name] = Number.NaN;
    requestAnimationFrame(() => {
      marks[name] = performance.now();
    });
  };
  const look = (): void => {
    note('greeting', sees("I'm not Microsoft"));
    note('answered', sees(text.answer));
    note('takenOver', [...document.querySelectorAll('.web-chat .webchat__bubble')].some(isVisible));
    if (!('pressed' in marks) && 'greeting' in marks) {
      const button = [...document.querySelectorAll('#talk button')].find(
        (element) => element.textContent?.trim() === text.button && isVisible(element),
      );
      if (button instanceof HTMLElement) {
        marks['pressed'] = performance.now();
        button.click();
      }
    }
    opening.done = ['firstPaint', 'greeting', 'pressed', 'answered', 'takenOver'].every(
      (name) => typeof marks[name] === 'number' && !Number.isNaN(marks[name]),
    );
    if (!opening.done) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
