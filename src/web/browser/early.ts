// Stands in the page itself and runs before it is painted first.

const about = document.getElementById('about');
const narrow = matchMedia('screen and (max-width: 59.99rem)');

/** On a phone the chat comes first, and what this is opens at a touch; beside a chat there is room for it. */
function foldAbout(): void {
  about?.toggleAttribute('open', !narrow.matches);
}

foldAbout();
narrow.addEventListener('change', foldAbout);

/** Whether this browser remembers a talk: then what was said in it will stand there, and no greeting. */
function remembers(): boolean {
  try {
    return [localStorage, sessionStorage].some((store) => store.getItem('latchkey.resume') !== null);
  } catch {
    return false;
  }
}

if (remembers()) {
  for (const part of document.querySelectorAll('.lines, .choices')) part.replaceChildren();
  document.getElementById('status')?.removeAttribute('hidden');
}

// Nobody listens to the buttons yet. Which one was pressed is kept for whoever will.
document.querySelector('.choices')?.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLButtonElement) target.dataset['pressed'] = '';
});

// A script that does not load, or fails at its start, must not leave an empty page.
addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) && window.WebChat) return;
    document.getElementById('broken')?.removeAttribute('hidden');
    document.getElementById('status')?.setAttribute('hidden', '');
    document.getElementById('talk')?.setAttribute('hidden', '');
  },
  true,
);
document.getElementById('again')?.addEventListener('click', () => location.reload());
