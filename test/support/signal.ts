/** A promise that is settled from outside, so that a test decides when something goes on. */
export function createSignal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((done) => {
    give = done;
  });
  return { given, give };
}
