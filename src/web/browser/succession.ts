export interface SuccessionParts {
  /** What is shown now. */
  readonly former: HTMLElement;
  /** What is to be shown in its place; it lies beneath, unseen and unheard, in the same parent. */
  readonly next: HTMLElement;
  /** Whether the former one is in the middle of something that the next one cannot know yet. */
  readonly busy: () => boolean;
  /** How many of the last things that the former one shows were never sent. */
  readonly unsent: () => number;
  /** Called in the moment before the former one goes. */
  readonly handOver: () => void;
}

export interface Succession {
  /** Leaves what is shown as it is. */
  cancel(): void;
}

/** How long the next one may take, once it shows anything, to show what the former one does, in ms. */
const patienceMs = 6_000;
const lookMs = 250;

/**
 * Lets one view of a conversation take the place of another without a jump and without a word read out twice. Until it
 * shows all that the former one shows it is not displayed, and what is not displayed no screen reader speaks; its own
 * live region has by then let go of what it would have read out.
 */
export function succeed({ former, next, busy, unsent, handOver }: SuccessionParts): Succession {
  let firstSeen = Number.POSITIVE_INFINITY;
  next.inert = true;
  next.classList.add('waiting');

  const look = (): void => {
    const all = bubbles(former);
    const theirs = all.slice(0, all.length - unsent());
    const ours = bubbles(next);
    if (ours.length > 0) firstSeen = Math.min(firstSeen, performance.now());
    const same = ours.length >= theirs.length && (theirs.length === 0 || ours.includes(theirs.at(-1) ?? ''));
    const ready = ours.length > 0 && same && !busy() && isSilent(next);
    if (ready || performance.now() - firstSeen > patienceMs) finish();
  };
  const stop = (): void => {
    observer.disconnect();
    clearInterval(timer);
  };
  const finish = (): void => {
    stop();
    const focus = whereFocusIs(former);
    next.inert = false;
    next.classList.remove('waiting');
    handOver();
    former.remove();
    moveFocus(focus, next);
  };
  const observer = new MutationObserver(look);
  observer.observe(next, { childList: true, subtree: true, characterData: true });
  const timer = setInterval(look, lookMs);
  return { cancel: stop };
}

const bubbles = (view: Element): readonly string[] =>
  [...view.querySelectorAll('.bubble, .webchat__bubble__content')].map(({ textContent }) =>
    (textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

/** Whether its live region has nothing left to be read out. */
const isSilent = (view: Element): boolean =>
  view.querySelector('.webchat__live-region-transcript')?.childElementCount === 0;

/** The button by its title, or the box with the place in it. */
type Focus =
  | { readonly button: string }
  | { readonly from: number; readonly to: number }
  | 'elsewhere'
  | undefined;

function whereFocusIs(view: Element): Focus {
  const { activeElement } = document;
  if (!activeElement || !view.contains(activeElement)) return undefined;
  if (activeElement instanceof HTMLTextAreaElement) {
    return { from: activeElement.selectionStart, to: activeElement.selectionEnd };
  }
  return activeElement instanceof HTMLButtonElement ? { button: titleOf(activeElement) } : 'elsewhere';
}

function moveFocus(focus: Focus, view: Element): void {
  if (focus === undefined) return;
  const box = view.querySelector('textarea');
  const button =
    typeof focus === 'object' && 'button' in focus
      ? [...view.querySelectorAll('button')].find((one) => titleOf(one) === focus.button)
      : undefined;
  (button ?? box)?.focus({ preventScroll: true });
  if (box && typeof focus === 'object' && 'from' in focus) box.setSelectionRange(focus.from, focus.to);
}

const titleOf = ({ textContent }: Element): string => (textContent ?? '').trim();
