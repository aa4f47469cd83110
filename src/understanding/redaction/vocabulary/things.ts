/*
 * Things whose number is no secret, in English, Spanish and German, in the folded form of `fold.ts`.
 */

/** Products, versions, faults, and places one can go to. */
export const products =
  'office|outlook|windows|win|microsoft|m(?=365)|server|exchange|sharepoint|xbox|playstation|iphone|ipad|galaxy|pixel|redmi|version|ver|v|build|edition|ios|android|ubuntu|port|page|chapter|article|kb|room|surface|dynamics|flight|flug|vuelo|train|zug|ice|tren|bus|channel|kanal|canal|gate|area code|error|err|event|http|status|result|aadsts|kb|cve|hresult|' +
  'pagina|pag|capitulo|sala|fila|articulo|fallo|' +
  'seite|kapitel|raum|zimmer|artikel|fehler|fehlercode|ausgabe|vorwahl';

/** What is counted from one up, a few at most: a long number behind these ("no 4829") is a code. */
export const places =
  'number|no|nr|question|step|option|line|figure|part|pregunta|paso|opcion|linea|parte|frage|schritt|punkt|zeile|teil';

/** Faults: behind these, longer numbers too, in base sixteen. */
export const faults =
  'error|err|stop|exception|fehler(?:code|nummer|meldung)?|erreur|fallo|codigo de (?:error|fallo)|error con codigo|hresult';

/** Postcodes. */
export const postcodes =
  'postcodes?|post codes?|postal codes?|zip|zip ?codes?|plz|postleitzahl|c\\.? ?p\\.?|codigo postal|cod\\.? postal';

/** What a company numbers: its people, and what it does for a customer. */
export const claims =
  'employee|staff|badge|agent|advisor|rep|officer|operator|ticket|order|(?<!in )case|incident|inc|reference|ref|invoice|extension|ext|customer|client|complaint|request|job|' +
  'emplead[oa]|trabajador[a]?|agente|funcionari[oa]|operador[a]?|tecnico|placa|pedido|orden|(?<!en )caso|incidencia|incidente|referencia|folio|expediente|factura|reclamo|reclamacion|solicitud|cliente|extension|interno|' +
  'mitarbeiter(?:in)?|personal|dienst|ausweis|agentin|techniker(?:in)?|bestellung|bestell|auftrag|auftrags|(?<!auf jeden |jeden |im |auf keinen )fall|vorgang|vorgangs|aktenzeichen|az|referenz|rechnung|rechnungs|kunde|kunden|anfrage|durchwahl|nebenstelle|storung|beschwerde|tracking|hausnummer|seriennummer|geratenummer|serial|serie|imei|model|modell|modelo|sr|service request|house';
