/*
 * Units and what is counted, in English, Spanish and German, in the folded form of `fold.ts`.
 */

/** Units of time: a number of one to three figures before them is a span, even in a talk about codes. */
export const timeUnits =
  'hours?|hrs?|h|days?|d|minutes?|mins?|seconds?|secs?|s|weeks?|wks?|months?|years?|yrs?|am|pm|uhr|horas?|hs|dias?|minutos?|segundos?|semanas?|mes(?:es)?|anos?|stunden?|std|tagen?|tage?s?|minuten?|sekunden?|sek|wochen?|monaten?|monate?s?|jahren?|jahre?s?';

/** Other units, and things that people count here. */
export const otherUnits =
  'times?|people|persons?|users?|(?:e-?)?mails?|messages?|texts?|sms|calls?|attempts?|tries|percent|%|dollars?|bucks|euros?|pounds|quid|usd|eur|gbp|inr|chf|mxn|ars|rupees|naira|cents?|gb|mb|kb|tb|mhz|ghz|mah|characters?|chars|digits?|letters?|words|photos?|pictures|pics|files?|folders?|documents?|contacts?|points|miles|km|steps?|ways?|in a row|unread|a month|per month|a year|per year|customers?|devices?|' +
  'veces|personas?|usuarios?|correos?|mensajes?|llamadas?|intentos?|por ciento|dolares|libras|pesos?|soles|centavos?|caracteres|digitos?|cifras|letras|palabras|fotos?|imagenes|archivos?|carpetas?|documentos?|contactos?|puntos|kilometros|metros|pasos|clientes?|sin leer|al mes|al ano|dispositivos?|' +
  'male|leuten?|personen|benutzer|nachrichten?|anrufen?|versuchen?|prozent|franken|sfr|cent|zeichen|stellen?|ziffern|buchstaben|worter|fotos|bildern?|dateien?|ordnern?|dokumenten?|kontakten?|punkten?|kilometern?|schritten?|kunden|geraten?|ungelesene?n?|im monat|im jahr|monatlich';

/** Short ones, which are as often the next word: only up to three figures stand before them. */
export const shortUnits = 'px|p|k|kg|g|cm|mm|m|kr|st|nd|rd|th|vez|paso|mal|fach|ern?';

const unit = new RegExp(`^[\\s-]?(?:${timeUnits}|${otherUnits}|${shortUnits})(?![\\p{L}\\p{N}])`, 'u');

/** True when a text goes on with a unit or with something that is counted. */
export const beginsWithUnit = (text: string): boolean => unit.test(text);

/** Words before a price. */
export const priceLeads =
  'for|costs?|paid|pay|paying|charged|price|worth|only|por|cuestan?|costo|pague|pagado|precio|vale|solo|kostete?n?|preis|fur|fuer|zahlen?|zahlt|zahlte|bezahlt|nur|um|betrag|amount|total|importe|abgebucht|cobraron|cobrado';
