/*
 * Months, and words around a year, in English, Spanish and German, in the folded form of `fold.ts`.
 */

export const months =
  'jan(?:uary|uar|ner)?|feb(?:ruary|ruar)?|mar(?:ch)?|marz|maerz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?|' +
  'ene(?:ro)?|feb(?:rero)?|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|sep(?:tiembre)?|setiembre|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?';

/** Words before a year, even in a talk about codes: "my recovery code is from 2019". */
export const surelyYearLeads =
  'in|since|(?:in|since) like|from|until|till|before|after|during|back in|en|desde|del?|hasta|im|seit|ab|von|vom|aus|bis|vor|nach|jahr|jahre|year|ano';

/** Words before a year, as long as no code is spoken of. */
export const yearLeads =
  'of|by|around|about|circa|early|late|mid|summer|winter|spring|autumn|fall|class of|copyright|©|than|born|' +
  'el|hacia|anterior a|posterior a|antes de|despues de|durante|verano|invierno|otono|primavera|nacido en|nacida en|' +
  'jahrgang|sommer|herbst|fruhjahr|fruhling|ende|anfang|mitte|anno|baujahr|geb|geboren|gegen';

/** Words after a year. */
export const yearFollows =
  'account|laptop|pc|computer|phone|version|macbook|hotmail|outlook|office|edition|model|win|xp|ford|car|email|working|' +
  'nacido|nacida|cuenta|' +
  'geboren|gekauft|angelegt|erstellt|eroffnet|eingerichtet|gegrundet|konto|und fruher';

/** Words that tell of a birth: years behind them are no code. */
export const births =
  'birth|birthday|birthdate|born|dob|geburt\\p{L}*|geboren|nacid[oa]|naci|nacio|nacimiento|cumpleanos|fecha de nac';
