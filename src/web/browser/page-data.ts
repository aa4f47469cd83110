/** What the server wrote into the page for its script. */
export interface PageData {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Origins whose pages may show this document in a frame; absent when it is not made for one. */
  readonly parents?: readonly string[];
  readonly words: Readonly<
    Record<'opening' | 'reconnecting' | 'unreachable' | 'offline' | 'placeholder' | 'newTab', string>
  >;
}

/** Reads it. It comes from this page's own server, so nothing is checked but that it is there. */
export const readPageData = (page: Document): PageData =>
  JSON.parse(page.getElementById('page-data')?.textContent ?? '') as PageData;
