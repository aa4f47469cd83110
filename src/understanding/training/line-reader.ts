import { loadGrammars } from '../grammar.ts';
import { createReader, type Reader } from '../recognise.ts';
import { redact } from '../redaction/redact.ts';

/** Makes the reader of written lines, which reads them as the model will meet what people type: without their secrets. */
export const createLineReader = (locales: string): Reader => {
  const read = createReader(loadGrammars(locales));
  return (text) => read(redact(text).redacted);
};
