/** How what runs in Node is bundled: our own code only; packages stay in `node_modules`. */
export const forNode = Object.freeze({
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  // Not `node20`: for it, patterns with \p{…} would be made anew wherever they are used.
  target: 'es2024',
  logLevel: 'warning',
});
