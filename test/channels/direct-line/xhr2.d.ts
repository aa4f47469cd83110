/** The package has no types of its own; tests hand it on as the global of the same name. */
declare module 'xhr2' {
  const XMLHttpRequest: unknown;
  export default XMLHttpRequest;
}
