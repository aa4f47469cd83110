export interface MenuParts {
  readonly page: Document;
  /** Whether others use this computer. */
  readonly shared: boolean;
  readonly setShared: (shared: boolean) => void;
  readonly startOver: () => void;
  readonly print: () => void;
  readonly save: () => void;
  /** Deletes the talk; the person has confirmed it. */
  readonly forget: () => void;
}

/** Makes the menu work and shows it: a button that opens a panel, which closes at Escape, at a choice, and when left. */
export function offerMenu({ page, shared, setShared, startOver, print, save, forget }: MenuParts): void {
  const byId = <Kind extends HTMLElement>(id: string): Kind | null => page.getElementById(id) as Kind | null;
  const menu = byId('menu');
  const button = byId('menu-button');
  const panel = byId('menu-panel');
  const box = byId<HTMLInputElement>('shared');
  const dialog = byId<HTMLDialogElement>('forget-dialog');
  if (!menu || !button || !panel || !box || !dialog) return;

  const open = (isOpen: boolean): void => {
    panel.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  };
  button.addEventListener('click', () => open(panel.hidden));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    // A frame would close at it.
    event.preventDefault();
    open(false);
    button.focus();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) open(false);
  });
  page.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) open(false);
  });

  const choose = (id: string, work: () => void): void =>
    byId(id)?.addEventListener('click', () => {
      open(false);
      button.focus();
      work();
    });
  choose('start-over', startOver);
  choose('print', print);
  choose('save', save);
  choose('forget', () => dialog.showModal());
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'delete') forget();
    dialog.returnValue = '';
  });
  box.checked = shared;
  box.addEventListener('change', () => setShared(box.checked));
  menu.hidden = false;
}
