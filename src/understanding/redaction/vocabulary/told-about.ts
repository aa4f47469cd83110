/*
 * Words that tell about a password and are none, in the folded form of `fold.ts`.
 */

const english = `
  a an the my your his her its their our no it i im ive we you he she they there what whats which who how why when where if because and or but so for with without of on in at by from than then after before again anymore any more until since wrong right correct incorrect invalid valid bad good fine ok okay okey weak strong safe secure secret unknown known forgotten lost gone stolen hacked leaked compromised breached expired old new same different changed reset saved stored written remembered needed required requested asked accepted rejected refused denied recognized recognised working worked works work broken blocked locked disabled missing empty blank too very also never ever being been having doing going coming getting asking saying showing hidden visible case sensitive long short simple hard easy complicated impossible possible wrong? please pls plz thanks thank help sorry lol only already yet up down out off back here today yesterday tomorrow tonight manager managers recovery page link screen box field prompt hint hints rule rules policy change changes requirements options option settings setting doesnt dont didnt isnt wasnt wont cant cannot not does did do has had have keeps kept keep says said say will would can could should must may might expires fails failed fail let lets gives gave shows needs wants wanted need want once twice every everything all both stuff thing things one ones protected less free based mine yours theirs nobody anybody somebody someone anyone nothing something anything account accounts login email code codes me us them him im just because like sent send however though although while unless except either neither nor still forgot forget
  wat wats hows heres this these those genuine legit plenty enough real fake phishing scam ours same some see above below continue proceed access recover regain log unlock protect secure verify fix word words phrase curse apparently obviously dying dead sure urgent percent supposedly somehow altered stopped removed cracked guessed exposed deleted rejected protected correctly
  combination same-one leak leaks leaking thats theres heres whatever whichever wherever into onto over under about against through during
  until using via per each any such own next previous current last first second third original actual real main default temporary
  app apps hash hint generator checker expiry history notice alert mail message messages text texts sms bot chat support agent people person
  team company work school phone mobile device computer laptop browser windows microsoft outlook hotmail gmail google office xbox skype edge
  chrome iphone android safe security question questions key keys way ways time times try tries problem problems issue issues error errors
  process procedure step steps side end start part place note paper book notebook head memory mind wife husband mother father mum mom dad son
  daughter brother sister friend boyfriend girlfriend grandson grandma child kids boss client customer user users owner hacker hackers thief
  use used uses make made get got getting go went come came coming know knew think thought see saw look looked looks seem seems seemed
  take takes taken took become became tell tells told ask asks answer answers enter enters entered entering type types typed typing put puts
  set sets change create creates created update updated updates forget remember remembers check checks checked checking try tried trying
  open opens opened close closed stay stays stayed stop stops start starts started fill filled click clicked login signin signup log sign in-out
  sent send sends receive received getting log-in sign-in pass fails accepted expire expires exists exist`;

const spanish = `
  a y e o u al algo alguien algun alguna algunas alguno algunos alla alli ante antes apenas aqui asi aun aunque bajo bastante bien cada casi como con
  conmigo contra cosa cosas cual cuales cualquier cualquiera cuando cuanto de debe deben del demasiado demasiada dentro desde despues donde
  durante e el ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba estan estar estas este esto estos estoy
  fue fueron ha habia han has hasta hay he hemos hoy igual incluso jamas la las le les lo los luego mal mala malo manana mas me mejor menos mi
  mis misma mismas mismo mismos mucha mucho muy nada nadie ni ningun ninguna ninguno no nos nosotros nuestra nuestro nunca o otra otras otro
  otros para parece pero peor poca poco por porque pues que quien quienes quiza quizas se sea segun ser si sido siempre sin sino sobre
  solamente solo son soy su sus tal tambien tampoco tan tanto te todavia toda todas todo todos tu tus tuya u un una unas uno unos usted va van
  vamos ya yo mia mio suya suyo ayer porfa favor gracias ayuda hola perdon ok vale
  correcta correcto incorrecta incorrecto erronea erroneo equivocada equivocado invalida invalido valida valido vieja viejo antigua antiguo
  nueva nuevo anterior actual ultima ultimo primera primero diferente distinta distinto larga largo corta corto facil dificil segura seguro
  debil fuerte secreta secreto temporal provisional caducada vencida expirada olvidada perdida perdido robada robado hackeada comprometida
  cambiada cambiado bloqueada bloqueado guardada guardado apuntada anotada escrita escrito requerida necesaria imposible posible desconocida
  conocida unica original buena bueno vacia imprescindible complicada sencilla sensible mayusculas minusculas valor
  funciona funcionan funcionaba funciono sirve servia sirvio vale entra entro entrar entra puedo puede pueden podia pude quiero quiere quieren
  queria necesito necesita tengo tiene tienen tenia tuve tener hago hace hacer hizo hice se sabe saber sabia recuerdo recuerda acuerdo olvide
  olvidado perdi cambie cambiar cambio cambia recuperar restablecer resetear restaurar reestablecer crear creo crear poner puse pongo ponga pone pide piden pidio
  pedia dice dicen dijo sale salio llega llego llegar mando manda mandar envia envio enviar enviaron dio dan da dar doy deja dejan dejo deje
  caduco caduca expiro aparece rechaza rechazan rechazo acepta aceptan acepto reconoce guarda guarde apunte anote escribo escribi escribir
  usar uso usa usaba usado use usarla usarlo cambiarla cambiarlo ponerla tenerla recordarla introducir introduzco introduje meter meto meti
  incorrectos incorrectas modificada reseteada enviada equivocacion error errores problema problemas tema cuestion pregunta preguntas pista pantalla pagina campo casilla boton enlace
  link gestor administrador requisitos politica recuperacion cambio seguridad acceso palabra frase urgente precaucion ver arriba abajo dimela dimelo damela recordar adivinar cuenta cuentas correo correos codigo codigos telefono
  movil celular numero mensaje mensajes aplicacion app navegador ordenador computadora trabajo colegio empresa internet wifi banco usuario
  usuarios nombre vez veces dia dias semana mes ano hora horas minutos madre padre mama papa hijo hija hermano hermana mujer marido esposa
  esposo abuela abuelo novia novio amigo amiga jefe cliente clienta dueno persona gente alguien ladron microsoft outlook hotmail gmail windows`;

const german = `
  ab aber abgelaufen abgelehnt alle allem allen aller alles als also alt alte altem alten alter altes am an andere anderem anderen anderer
  anderes anders auch auf aus bei beim bekannt bereits besser bin bis bist bitte bloss da dabei dadurch dafur daher damals damit danach dann
  daran darauf darf darum das dass davon dazu dein deine dem den denn der des deshalb dich die dies diese diesem diesen dieser dieses dir doch
  dort du durch durfen ebenfalls eben egal ein eine einem einen einer eines einfach einmal einzige einzig endlich entweder er erst es etwa etwas
  euch euer falls falsch falsche falschen falsches fast fehlt fur ganz gar gegen gehackt geheim genau gerade gern gesperrt gestern gestohlen
  geknackt geandert geklaut genug gespeichert gleich gleiche gleichen gut gultig habe haben hab hat hatte hatten heute hier hin hinter ich ihm
  ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgendwas irgendwie irgendwo ist ja je jede jedem jeden jeder jedes jedoch jemand jetzt
  kann kannst kaputt kaum kein keine keinem keinen keiner keins klar kompliziert kompromittiert konnen konnte korrekt kurz lang lange leer
  leicht leider man manchmal mal mehr mein meine meinem meinen meiner meines meins mich mir mit moglich mochte muss mussen musste nach nachdem
  nichts nicht nie niemand noch normal notig nun nur ob oder oft ohne okay ok per plotzlich pro richtig richtige richtigen richtiges schlecht
  schon schwach schwer sehr sei sein seine seinem seinen seiner seit selbst selber sicher sich sie sind so sofort sogar soll sollte sondern
  sonst stark statt stimmt super trotzdem uber uberall ublich um und unbekannt ungultig unmoglich uns unser unsere unter unterschiedlich
  unsicher veraltet verloren vergessen verschieden verfallen vergeben verraten viel viele vielen vielleicht voll vollig vom von vor vorbei
  vorhanden vorher wahr wann war waren warum was weder weg wegen weil weiss weiter welche welchem welchen welcher welches wem wen wenig wenn wer
  werde werden weshalb wie wieder wieso wir wird wirklich wo wohl wollen wollte wurde wurden wusste zu zum zur zuruckgesetzt zwar zwischen danke
  siehe oben unten zuruck entfallen nimmer resetten resette verjesse dringend leicht zu merken erraten wort satz inkorrekt hinuber futsch fort dahin is weg anmelden anmelde einloggen einlogge reinkommen entsperren bestatigen zufallig
  hallo hilfe neu neue neuem neuen neuer neues derselbe dasselbe selbe selben dieselbe identisch anscheinend angeblich offenbar bekanntlich
  geht ging gehen klappt klappte funktioniert funktionierte funktionieren komme kommt kam kommen steht stand stehen gibt gab geben gebe gibts
  gehts eingegeben eingeben eingebe eintippe eintippen andern andere andert geandert anderte zurucksetzen zurucksetze zurucksetzt reset
  angeben angegeben brauche braucht brauchen weiss kenne kennt kennen wissen merken merke gemerkt erinnere erinnern vergass vergesse nutzen
  nutze benutzen benutze benutzt benutzte verwenden verwende verwendet nehmen nehme nimmt genommen setzen gesetzt stellen stelle erstellen
  erstellt anlegen angelegt speichern notiert aufgeschrieben abgefragt verlangt gefragt fragt will wollt sagt sagen heisst hiess lautet
  akzeptiert erkannt nichtmehr mehrmals dreimal zweimal einmal funfmal zigmal
  manager managers seite feld fenster maske hinweis regel regeln richtlinie anderung abfrage eingabe wiederherstellung zurucksetzung vergabe
  link mail mails email nachricht sms konto konten code codes handy telefon nummer app gerat rechner computer laptop browser arbeit firma schule
  problem probleme fehler frage fragen sache ding thema grund meldung anmeldung zettel kopf buch notiz name benutzername nutzername mutter vater
  mama papa oma opa sohn tochter bruder schwester frau mann freund freundin kind kollege chef kunde kundin inhaber dieb hacker jahr jahre jahren
  tag tage tagen woche wochen monat monate stunde stunden minuten mal male uhr microsoft outlook hotmail windows google gmail`;

/** Words that show that what follows "password is" tells about the password and is not it. */
const toldAbout: ReadonlySet<string> = new Set(
  `${english} ${spanish} ${german}`.split(/\s+/).filter(Boolean),
);

/** What happened to a password: "altered", "gesperrt", "vergessen". */
const participle =
  /^(?:\p{L}{3,}(?<!e)ed|(?:ab|an|aus|auf|ein|frei|hin|um|vor|weg|zu|zuruck)?ge\p{L}{2,}(?:t|en)|ver\p{L}{3,}(?:t|en))$/u;

/** True for a word, in plain form, that tells about a password and is none itself. */
export const tellsAbout = (word: string): boolean =>
  toldAbout.has(word) || (word.endsWith('s') && toldAbout.has(word.slice(0, -1))) || participle.test(word);

/** Words in a clause that show that a bare "password" is only spoken about. */
export const spokenAbout =
  /\b(?:forg[eo]t\w*|los[et]|know|knew|remember\w*|reset\w*|chang\w*|recover\w*|enter\w*|need\w*|want\w*|ask\w*|updat\w*|creat\w*|send\w*|sent|email\w*|give|gave|share|shared|tell|told|hack\w*|stole\w*|how|what|why|where|when|who|which|is|does|do|did|can|could|should|would|will|was|has|with|without|no|wrong|incorrect|for|by|or|than)\b/;
