// Stands in the page itself and runs before it is painted first.

const about = document.getElementById('about');
const narrow = matchMedia('screen and (max-width: 59.99rem)');

/** On a phone the chat comes first, and what this is opens at a touch; beside a chat there is room for it. */
function foldAbout(): void {
  about?.toggleAttribute('open', !narrow.matches);
}

foldAbout();
narrow.addEventListener('change', foldAbout);
document.getElementById('status')?.removeAttribute('hidden');

// A script that does not load, or fails at its start, must not leave an empty page.
addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) && window.WebChat) return;
    document.getElementById('broken')?.removeAttribute('hidden');
    document.getElementById('status')?.setAttribute('hidden', '');
    about?.toggleAttribute('open', true);
  },
  true,
);
document.getElementById('again')?.addEventListener('click', () => location.reload());
