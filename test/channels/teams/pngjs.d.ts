/** What is used of pngjs, which brings no types. */
declare module 'pngjs' {
  export interface PNG {
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
  }
  export const PNG: { readonly sync: { read(file: Buffer): PNG } };
}
