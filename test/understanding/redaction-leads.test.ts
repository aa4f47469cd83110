import { describe, expect, it } from 'vitest';
import { isCodeLead, isListLead, isPhoneLead } from '../../src/understanding/redaction/vocabulary/codes.ts';

const words = (text: string): string[] => text.split(' ');

describe('words before a number', () => {
  it.each(
    words(
      'code codes kode kodes код コード 代码 验证码 coda codice digits ziffern cod kod kods codigo codigos pin pins tan tans ' +
        'mtan mtans otp otps token tokens digitos cifras zahlen clave claves sicherheitscode',
    ),
  )('say that it is a code: %s [P4]', (word) => {
    expect(isCodeLead(`${word} `)).toBe(true);
    expect(isCodeLead(`my ${word}: `)).toBe(true);
    expect(isCodeLead(`the ${word} that came was it `)).toBe(true);
  });

  it.each([
    ['coding ', 'another word begins so'],
    ['spin ', 'a short word within another'],
    ['my code from the man with the hat is ', 'too many words between'],
    ['code 12 ', 'another number between'],
    ['postcode ', 'the code of a place'],
    ['post code ', 'written apart'],
    ['post-code ', 'or with a dash'],
    ['error code ', 'the code of a fault'],
    ['the [code] and ', 'a code that is out already'],
    ['the [recovery code] and ', 'a recovery code that is out already'],
    ['nothing ', 'nothing of the kind'],
  ])('do not: %j, %s', (lead) => {
    expect(isCodeLead(lead)).toBe(false);
  });

  it.each(
    words(
      'phone telefon handy nummer number call mobile cell telephone tel ring whatsapp landline handset sms text llama llamame ' +
        'llamadme llamar telefono movil celular cel fijo wasap ruf rufe rufen anrufen anruf ruft mobil festnetz numero nr num',
    ),
  )('say that it is one to call: %s [P4]', (word) => {
    expect(isPhoneLead(word)).toBe(true);
    expect(isPhoneLead(`${word}: `)).toBe(true);
    expect(isPhoneLead(`my ${word} that one, is `)).toBe(true);
  });

  it.each(['recall ', 'call 12 34 56 78 ', 'call me when you can, at ', 'my code '])(
    'do not say that it is one to call: %j',
    (lead) => {
      expect(isPhoneLead(lead)).toBe(false);
    },
  );

  it.each(
    words(
      'step steps did done tried option options method methods point points part parts all things through number numbers paso ' +
        'pasos punto puntos opcion opciones hice hecho probe probado schritt schritte schritten punkt punkte punkten optionen ' +
        'nummer nummern gemacht probiert',
    ),
  )('say that it counts things: %s', (word) => {
    expect(isListLead(word)).toBe(true);
    expect(isListLead(`the ${word}: `)).toBe(true);
    expect(isListLead(`${word} of mine `)).toBe(false);
  });
});
