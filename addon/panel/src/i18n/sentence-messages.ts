import { SENTENCES } from '../../../../src/domain/sentences/problem-sentences.ts';
import { translator } from './translator.ts';

export const t = translator<keyof typeof SENTENCES>({
  en: SENTENCES,
  de: {
    badAddress: '„{host}“ ist kein Rechnername und keine IP-Adresse wie 192.168.1.20: ohne http://, Pfad und Passwort.',
    forbiddenAddress:
      '„{host}“ ist dieser Rechner oder ein Dienst seines Netzes und keine Kamera. Gib die Adresse der Kamera an.',
    unknownName: 'Der Name „{host}“ lässt sich nicht auflösen. Prüfe die Schreibweise, oder gib die IP-Adresse an.',
    unreachable:
      'Unter {host} antwortet nichts. Prüfe die Adresse, ob die Kamera Strom hat und ob dieses Netz sie erreicht.',
    portsOff:
      '{host} weist Verbindungen zu seiner Weboberfläche ab. Neue Reolink-Kameras haben HTTP, HTTPS und RTSP ausgeschaltet: in der Reolink-App unter Einstellungen, Netzwerk, Erweitert, Servereinstellungen einschalten und erneut versuchen.',
    tooSlow:
      'Die Kamera unter {host} hat nicht rechtzeitig geantwortet. Vielleicht startet sie oder ist überlastet: eine Minute warten und erneut versuchen.',
    dropped:
      'Die Kamera unter {host} hat die Verbindung mittendrin beendet. Prüfe ihr Netz (WLAN-Empfang) und versuche es erneut.',
    notThisBrand: 'Was unter {host} antwortet, spricht nicht wie eine Reolink-Kamera. Prüfe die Adresse und die Marke.',
    wrongPassword:
      'Die Kamera unter {host} weist Benutzer und Passwort ab. Gib die ihres Administrators an (oft „admin“); nach mehreren Fehlversuchen sperrt sie einige Minuten.',
    tooManySessions:
      'An der Kamera unter {host} sind zu viele angemeldet. Schließe App und Webseite anderswo, warte einige Minuten oder starte sie neu.',
    sessionEnded:
      'Die Kamera unter {host} hat unsere Anmeldung mittendrin beendet; vielleicht wurde sie neu gestartet. Versuche es erneut.',
    noFtp:
      'Die Kamera unter {host} kann nicht über FTP hochladen; die meisten Akkukameras können es nicht. Verbinde sie mit einem Reolink Home Hub oder NVR, der es kann.',
    givenUp: 'Bei der Kamera unter {host} aufgegeben: es dauerte zu lange.',
    nothingUploaded:
      'Sie hat sich angemeldet und nichts hochgeladen. Endet der FTP-Test einer Kamera so, prüfe ihre Ordnereinstellungen.',
    neverLoggedIn:
      'Sie hat sich verbunden und ohne Anmeldung wieder getrennt: ein Porttest, oder eine Kamera, die aufgab.',
    implicitTls:
      'Sie begann sofort mit TLS, das ist implizites FTPS. Stelle die Kamera auf explizites FTPS (FTPES), Port 21, oder auf einfaches FTP.',
    tlsRequired:
      'Sie spricht einfaches FTP, und ftp_require_tls ist an. Stelle die Kamera auf FTPS, oder schalte die Option aus.',
    wrongFtpPassword:
      'Das Passwort des Benutzers „{user}“ ist falsch. Gib in der Kamera Benutzer und Passwort von der Systemseite ein, oder die ihres eigenen Zugangs.',
    noFtpUser:
      'Einen FTP-Benutzer „{user}“ gibt es nicht. Gib in der Kamera Benutzer und Passwort von der Systemseite ein, oder die ihres eigenen Zugangs.',
    tlsDistrust:
      'TLS ist fehlgeschlagen ({reason}). Die Kamera vertraut unserem Zertifikat nicht: schalte ihre Zertifikatsprüfung aus, oder nimm einfaches FTP.',
    tlsVersion:
      'TLS ist fehlgeschlagen ({reason}). Die Kamera kennt unsere TLS-Version (1.2) nicht: aktualisiere ihre Firmware, oder stelle sie auf einfaches FTP.',
    noPassivePort: 'Alle passiven Ports waren belegt: zu viele Kameras sendeten zugleich. Sie versucht es wieder.',
    activeMode:
      'Wir konnten die Kamera nicht erreichen, die den aktiven Modus (PORT) nutzt. Stelle sie auf passiv (PASV).',
    passiveUnreached:
      'Sie hat sich angemeldet, erreichte aber den passiven Port unter {address} nie. Prüfe, ob die Adresse die dieses Rechners im Netz der Kamera ist (sonst ftp_passive_host setzen), ob die Ports 30000 bis 30009 unter Netzwerk ihre Nummern haben, und ob eine Firewall dazwischen ist.',
    diskFull: '„{file}“ wurde abgewiesen, da der Speicher fast voll ist. Lösche alte Aufnahmen.',
    emptyFile: '„{file}“ kam ohne Inhalt: die Kamera verlor ihre Verbindung, oder ihr Speicher ist defekt.',
    fileTooLarge: '„{file}“ ist größer, als wir annehmen. Lass die Kamera kürzere Clips senden.',
    unknownCamera:
      'Niemand weiß, von wem „{file}“ ist ({why}). Es wird aufgehoben. Stelle als Zielordner der Kamera ihren hiesigen Namen ein, oder gib ihr einen eigenen FTP-Zugang.',
    cutOff: '„{file}“ brach ab ({reason}). Prüfe das Netz der Kamera, wenn sich das wiederholt.',
    nameRefused: '„{file}“ wurde abgewiesen ({reason}). Ändere den Zielordner in der Kamera.',
    notTakenIn: '„{file}“ ist da, wurde aber nicht aufgenommen: {reason}. Siehe Protokoll.',
    oneReceived: 'Eine Datei von „{camera}“ empfangen, alles gut.',
    manyReceived: '{count} Dateien von „{camera}“ empfangen, alles gut.',
    testReceived: 'Die Testdatei der Kamera kam an, alles gut.',
    noMotion:
      'Nur Aufnahmen ohne Bewegung kamen an; sie werden aufgehoben und nicht analysiert. Schalte ihren Upload aus, um Platz zu sparen.',
    nothingNew: 'Was kam, wurde empfangen; nichts davon war neu, oder ein Bild oder Clip.',
    clockBehind:
      'Empfangen, doch die Uhr von „{camera}“ geht {hours} h nach. Prüfe Zeit und Zeitzone, hier und in der Kamera.',
    clockAhead:
      'Empfangen, doch die Uhr von „{camera}“ geht {hours} h vor. Prüfe Zeit und Zeitzone, hier und in der Kamera.',
    required: 'ist erforderlich',
    atMost: 'darf höchstens {limit} sein',
    atLeast: 'muss mindestens {limit} sein',
    tooLong: 'darf höchstens {limit} Zeichen haben',
    tooShort: 'muss mindestens {limit} Zeichen haben',
    taken: '„{name}“ gibt es schon ({what})',
    noTimeZone: '„{zone}“ ist keine IANA-Zeitzone wie Europe/Berlin',
    noPicture: 'von dieser Person ist kein Bild mehr da',
    noFaceInPicture: 'zeigt kein Gesicht',
    notAFace: 'sieht nicht wie ein Gesicht aus',
    faceTooSmall: 'ist zu klein: mindestens 40 Pixel Breite sind nötig',
    faceCutOff: 'ist vom Bildrand abgeschnitten',
    faceTurned: 'schaut von der Kamera weg',
    faceBlurred: 'ist unscharf',
    faceNotComparable: 'lässt sich nicht vergleichen',
    faceGone: 'dieses Gesicht gibt es nicht mehr',
    facePictureGone: 'sein Bild wurde nicht aufgehoben',
    faceNotJudged: 'war nicht gut genug, um beurteilt zu werden',
    personGone: 'diese Person gibt es nicht mehr',
    strangerGone: 'diese unbekannte Person gibt es nicht mehr',
    strangerItself: 'ist dieselbe Person',
    allFaces: 'sind alle: es bliebe nichts übrig',
    likeAnother: 'Dieses Bild ist {name} ähnlicher als {person}.',
    unlikeOthers: 'Das sieht nach jemand anderem aus als die übrigen Bilder von {person}.',
    samePicture: '{person} hat dieses Bild schon.',
    unreadable: '„{file}“ lässt sich nicht lesen ({reason}).',
    noMediaPath: 'liegt nicht unter ROOT_DIR',
    eventGone: 'dieses Ereignis gibt es nicht (mehr)',
    eventKept: 'ist zum Behalten markiert: nimm das zuerst weg',
    eventWaits: 'wird gerade analysiert: versuche es danach erneut',
    eventFailed:
      'eine Datei ließ sich nicht löschen, das Protokoll sagt warum; das nächste Aufräumen versucht es wieder',
    eventAway: 'das Laufwerk mit seinen Dateien ist nicht eingebunden: versuche es erneut, wenn es wieder da ist',
    cameraNameSigns: 'darf kein „_“, „/“ oder „\\“ enthalten: damit beginnen die Dateinamen der Kamera',
    unique: '„{name}“ gibt es schon',
    inUse: '{what} wird verwendet von {users}',
    zoneSameName: 'Zone {n} („{zone}“) heißt wie eine andere dieser Kamera',
    zoneCrosses: 'der Umriss von Zone {n} („{zone}“) kreuzt oder berührt sich selbst',
    zoneTiny: 'Zone {n} („{zone}“) bedeckt weniger als ein Tausendstel des Bildes',
    ftpPasswordNeeded: 'ist für den FTP-Benutzer erforderlich, mindestens 8 Zeichen',
    listenerAddress: '„{url}“ lässt sich nicht aufrufen: gib eine Adresse an, die mit http:// oder https:// beginnt',
    listenerLogin: 'enthält Benutzer oder Passwort, die nicht gesendet würden: lass sie weg',
    noCameraHost: 'Für {name} fehlt noch die Adresse der Kamera, mit Benutzer und Passwort ihres Administrators.',
    noCameraLogin: 'Für {name} fehlen noch Benutzer oder Passwort des Administrators der Kamera.',
    loginRefused: 'Die Kamera unter {host} weist die Anmeldung ab ({reason}). Prüfe Benutzer und Passwort.',
    ftpRefused: 'Die Kamera weist die FTP-Einstellungen ab ({reason}). Ihr FTP ist, wie es war.',
    ftpNotKept:
      'Die Kamera hat ihre FTP-Einstellungen nicht behalten ({list}). Aktualisiere ihre Firmware, oder stelle sie in ihrer App ein.',
    noSummerTime: 'Diese Kamera kennt keine Sommerzeit: richte sie neu ein, wenn in {zone} die Uhr umgestellt wird.',
    cameraGone: 'diese Kamera gibt es nicht mehr',
    notSetAside: 'sie ist nicht (mehr) beiseitegelegt',
    runEnded: 'dieser Lauf ist beendet',
    tokenIsOption: 'ist in der Konfiguration des Add-ons gesetzt: ändere es dort',
    clipGone: 'dieser Clip ist weg: öffne sein Ereignis noch einmal',
    ourFault: 'Concierge konnte nicht antworten; der Grund steht im Protokoll.',
    pictureTooLarge: 'ist größer als 20 MiB',
    noPictureFile: 'ist kein lesbares Bild',
    answersStatus: 'antwortet mit Status {status}',
    sealedPasswords: 'Die Datei enthält Passwörter, die nur ihre Passphrase öffnet.',
    needPasswords: 'Kameras, die ihr Passwort noch einmal brauchen: {names}.',
    loginsChange: 'Der gemeinsame FTP-Zugang der Kameras und das REST-Token werden die der Datei.',
    entitiesGo: 'Die Entitäten dieser Kameras verschwinden aus Home Assistant: {names}.',
    peopleForgotten: 'Vergessen, mit ihren Bildern und Gesichtern in früheren Ereignissen: {names}.',
  },
  nl: {
    badAddress: '"{host}" is geen hostnaam of IP-adres, zoals 192.168.1.20: zonder http://, pad of wachtwoord.',
    forbiddenAddress:
      '"{host}" is deze machine of een dienst in haar netwerk, en geen camera. Geef het adres van de camera zelf.',
    unknownName: 'De naam "{host}" kan niet worden gevonden. Controleer de spelling, of geef het IP-adres.',
    unreachable:
      'Op {host} antwoordt niets. Controleer het adres, of de camera stroom heeft en of dit netwerk hem bereikt.',
    portsOff:
      '{host} weigert verbindingen met zijn webinterface. Nieuwe Reolink-camera’s hebben HTTP, HTTPS en RTSP uit: zet ze in de Reolink-app aan onder Instellingen, Netwerk, Geavanceerd, Serverinstellingen en probeer opnieuw.',
    tooSlow:
      'De camera op {host} antwoordde niet op tijd. Misschien start hij op of is hij overbelast: wacht een minuut en probeer opnieuw.',
    dropped:
      'De camera op {host} verbrak de verbinding halverwege. Controleer zijn netwerk (wifisignaal) en probeer opnieuw.',
    notThisBrand: 'Wat op {host} antwoordt, spreekt niet als een Reolink-camera. Controleer het adres en het merk.',
    wrongPassword:
      'De camera op {host} weigert deze gebruiker en dit wachtwoord. Geef die van de beheerder (vaak "admin"); na enkele foute pogingen blokkeert hij een paar minuten.',
    tooManySessions:
      'Bij de camera op {host} zijn te veel sessies open. Sluit app en webpagina elders, wacht een paar minuten of herstart hem.',
    sessionEnded: 'De camera op {host} beëindigde onze sessie halverwege; misschien is hij herstart. Probeer opnieuw.',
    noFtp:
      'De camera op {host} kan niet via FTP uploaden; de meeste accucamera’s kunnen dat niet. Verbind hem met een Reolink Home Hub of NVR die het kan.',
    givenUp: 'Opgegeven bij de camera op {host}: het duurde te lang.',
    nothingUploaded:
      'Hij meldde zich aan en uploadde niets. Eindigt de FTP-test van een camera zo, kijk dan naar de mapinstellingen.',
    neverLoggedIn: 'Hij maakte verbinding en vertrok zonder aanmelding: een poorttest, of een camera die opgaf.',
    implicitTls:
      'Hij begon meteen met TLS, dat is impliciete FTPS. Zet de camera op expliciete FTPS (FTPES), poort 21, of op gewone FTP.',
    tlsRequired: 'Hij spreekt gewone FTP, en ftp_require_tls staat aan. Zet de camera op FTPS, of zet die optie uit.',
    wrongFtpPassword:
      'Het wachtwoord van gebruiker "{user}" is fout. Typ gebruiker en wachtwoord van de systeempagina, of van de eigen login van de camera, in.',
    noFtpUser:
      'Er is geen FTP-gebruiker "{user}". Typ gebruiker en wachtwoord van de systeempagina, of van de eigen login van de camera, in.',
    tlsDistrust:
      'TLS mislukte ({reason}). De camera vertrouwt ons certificaat niet: zet de controle van certificaten uit, of gebruik gewone FTP.',
    tlsVersion:
      'TLS mislukte ({reason}). De camera kent onze TLS-versie (1.2) niet: werk de firmware bij, of zet hem op gewone FTP.',
    noPassivePort: 'Alle passieve poorten waren bezet: te veel camera’s zonden tegelijk. Hij probeert het opnieuw.',
    activeMode: 'Wij konden de camera niet bereiken, die de actieve modus (PORT) gebruikt. Zet hem op passief (PASV).',
    passiveUnreached:
      'Hij meldde zich aan, maar bereikte de passieve poort op {address} nooit. Controleer of het adres dat van deze machine is in het netwerk van de camera (zet anders ftp_passive_host), of de poorten 30000 tot 30009 onder Netwerk hun nummer houden, en of er een firewall tussen zit.',
    diskFull: '"{file}" is geweigerd, omdat de schijf bijna vol is. Verwijder oude opnamen.',
    emptyFile: '"{file}" kwam zonder inhoud: de camera verloor de verbinding, of zijn opslag is defect.',
    fileTooLarge: '"{file}" is groter dan wij aannemen. Laat de camera kortere clips sturen.',
    unknownCamera:
      'Niemand weet van wie "{file}" is ({why}). Het wordt bewaard. Stel in de camera haar naam hier in als externe map, of geef haar een eigen FTP-login.',
    cutOff: '"{file}" werd afgebroken ({reason}). Kijk naar het netwerk van de camera als dit vaker gebeurt.',
    nameRefused: '"{file}" is geweigerd ({reason}). Wijzig de doelmap in de camera.',
    notTakenIn: '"{file}" is er, maar werd niet opgenomen: {reason}. Zie het logboek.',
    oneReceived: 'Eén bestand van "{camera}" ontvangen, alles goed.',
    manyReceived: '{count} bestanden van "{camera}" ontvangen, alles goed.',
    testReceived: 'Het testbestand van de camera is ontvangen, alles goed.',
    noMotion:
      'Er kwamen alleen opnamen zonder beweging; ze worden bewaard en niet geanalyseerd. Zet hun upload uit om ruimte te sparen.',
    nothingNew: 'Wat kwam is ontvangen; niets was nieuw, of een beeld of clip.',
    clockBehind:
      'Ontvangen, maar de klok van "{camera}" loopt {hours} u achter. Controleer tijd en tijdzone, hier en in de camera.',
    clockAhead:
      'Ontvangen, maar de klok van "{camera}" loopt {hours} u voor. Controleer tijd en tijdzone, hier en in de camera.',
    required: 'is verplicht',
    atMost: 'mag hoogstens {limit} zijn',
    atLeast: 'moet minstens {limit} zijn',
    tooLong: 'mag hoogstens {limit} tekens hebben',
    tooShort: 'moet minstens {limit} tekens hebben',
    taken: '"{name}" bestaat al ({what})',
    noTimeZone: '"{zone}" is geen IANA-tijdzone zoals Europe/Amsterdam',
    noPicture: 'van deze onbekende is geen beeld meer bewaard',
    noFaceInPicture: 'toont geen gezicht',
    notAFace: 'lijkt niet op een gezicht',
    faceTooSmall: 'is te klein: minstens 40 pixels breed is nodig',
    faceCutOff: 'is afgesneden door de rand',
    faceTurned: 'kijkt weg van de camera',
    faceBlurred: 'is onscherp',
    faceNotComparable: 'kan niet worden vergeleken',
    faceGone: 'dit gezicht bestaat niet meer',
    facePictureGone: 'het beeld is niet bewaard',
    faceNotJudged: 'was niet goed genoeg om te beoordelen',
    personGone: 'deze persoon bestaat niet meer',
    strangerGone: 'deze onbekende bestaat niet meer',
    strangerItself: 'is dezelfde persoon',
    allFaces: 'zijn ze allemaal: er bleef niets over',
    likeAnother: 'Dit lijkt meer op {name} dan op {person}.',
    unlikeOthers: 'Dit lijkt iemand anders dan op de andere beelden van {person}.',
    samePicture: '{person} heeft dit beeld al.',
    unreadable: '“{file}” kan niet worden gelezen ({reason}).',
    noMediaPath: 'ligt niet onder ROOT_DIR',
    eventGone: 'deze gebeurtenis bestaat niet (meer)',
    eventKept: 'is gemarkeerd om te bewaren: haal dat eerst weg',
    eventWaits: 'wordt geanalyseerd: probeer het daarna opnieuw',
    eventFailed:
      'een bestand kon niet worden verwijderd, het logboek zegt waarom; de volgende opruiming probeert het opnieuw',
    eventAway: 'de schijf met zijn bestanden is niet gekoppeld: probeer het opnieuw als die er weer is',
    cameraNameSigns: 'mag geen "_", "/" of "\\" bevatten: hiermee beginnen de bestandsnamen van de camera',
    unique: '"{name}" bestaat al',
    inUse: '{what} wordt gebruikt door {users}',
    zoneSameName: 'zone {n} ("{zone}") heet zoals een andere van deze camera',
    zoneCrosses: 'de omtrek van zone {n} ("{zone}") kruist of raakt zichzelf',
    zoneTiny: 'zone {n} ("{zone}") bedekt minder dan een duizendste van het beeld',
    ftpPasswordNeeded: 'is nodig voor de FTP-gebruiker, minstens 8 tekens',
    listenerAddress: '"{url}" kan niet worden aangeroepen: geef een adres dat met http:// of https:// begint',
    listenerLogin: 'bevat een gebruiker of wachtwoord die niet zouden worden verstuurd: laat ze weg',
    noCameraHost: 'Voor {name} ontbreekt nog het adres van de camera, met gebruiker en wachtwoord van de beheerder.',
    noCameraLogin: 'Voor {name} ontbreekt nog de gebruiker of het wachtwoord van de beheerder van de camera.',
    loginRefused: 'De camera op {host} weigert de aanmelding ({reason}). Controleer gebruiker en wachtwoord.',
    ftpRefused: 'De camera weigert de FTP-instellingen ({reason}). Zijn FTP is zoals het was.',
    ftpNotKept:
      'De camera heeft zijn FTP-instellingen niet bewaard ({list}). Werk de firmware bij, of stel ze in de app in.',
    noSummerTime: 'Deze camera kent geen zomertijd: stel hem opnieuw in als in {zone} de klok wordt verzet.',
    cameraGone: 'deze camera bestaat niet meer',
    notSetAside: 'het is niet (meer) opzijgelegd',
    runEnded: 'deze analyse is klaar',
    tokenIsOption: 'is in de configuratie van de add-on ingesteld: wijzig het daar',
    clipGone: 'deze clip is weg: open de gebeurtenis opnieuw',
    ourFault: 'Concierge kon niet antwoorden; het logboek zegt waarom.',
    pictureTooLarge: 'is groter dan 20 MiB',
    noPictureFile: 'is geen leesbare foto',
    answersStatus: 'antwoordt met status {status}',
    sealedPasswords: 'Het bestand bevat wachtwoorden, die alleen de wachtzin opent.',
    needPasswords: 'Camera’s die hun wachtwoord opnieuw nodig hebben: {names}.',
    loginsChange: 'De gedeelde FTP-login van de camera’s en het REST-token worden die van het bestand.',
    entitiesGo: 'De entiteiten van deze camera’s verdwijnen uit Home Assistant: {names}.',
    peopleForgotten: 'Vergeten, met hun foto’s en gezichten in eerdere gebeurtenissen: {names}.',
  },
  fr: {
    badAddress:
      '« {host} » n’est ni un nom d’hôte ni une adresse IP comme 192.168.1.20 : sans http://, chemin ni mot de passe.',
    forbiddenAddress:
      '« {host} » est cette machine ou un service de son réseau, pas une caméra. Donnez l’adresse de la caméra.',
    unknownName: 'Le nom « {host} » est introuvable. Vérifiez son orthographe, ou donnez l’adresse IP de la caméra.',
    unreachable: 'Rien ne répond à {host}. Vérifiez l’adresse, l’alimentation de la caméra et que ce réseau l’atteint.',
    portsOff:
      '{host} refuse les connexions à son interface web. Les caméras Reolink neuves ont HTTP, HTTPS et RTSP désactivés : activez-les dans l’application Reolink, Paramètres, Réseau, Avancé, Serveur, puis réessayez.',
    tooSlow:
      'La caméra à {host} n’a pas répondu à temps. Elle démarre ou est surchargée : attendez une minute et réessayez.',
    dropped: 'La caméra à {host} a coupé la connexion en cours. Vérifiez son réseau (signal Wi-Fi) et réessayez.',
    notThisBrand: 'Ce qui répond à {host} ne parle pas comme une caméra Reolink. Vérifiez l’adresse et la marque.',
    wrongPassword:
      'La caméra à {host} refuse cet utilisateur et ce mot de passe. Donnez ceux de l’administrateur (souvent « admin ») ; après plusieurs échecs, elle se bloque quelques minutes.',
    tooManySessions:
      'La caméra à {host} a trop de sessions ouvertes. Fermez ailleurs son application et sa page, attendez quelques minutes ou redémarrez-la.',
    sessionEnded: 'La caméra à {host} a mis fin à notre session ; elle a peut-être redémarré. Réessayez.',
    noFtp:
      'La caméra à {host} ne peut pas envoyer par FTP, comme la plupart des caméras à batterie. Reliez-la à un Reolink Home Hub ou NVR qui le peut.',
    givenUp: 'Abandon pour la caméra à {host} : cela prenait trop de temps.',
    nothingUploaded:
      'Elle s’est connectée sans rien envoyer. Si le test FTP finit ainsi, vérifiez ses réglages de dossier.',
    neverLoggedIn:
      'Elle s’est connectée puis est partie sans s’identifier : un test du port, ou une caméra qui a renoncé.',
    implicitTls:
      'Elle a commencé aussitôt par TLS, soit FTPS implicite. Réglez la caméra sur FTPS explicite (FTPES), port 21, ou sur FTP simple.',
    tlsRequired:
      'Elle parle FTP simple, et ftp_require_tls est actif. Réglez la caméra sur FTPS, ou désactivez cette option.',
    wrongFtpPassword:
      'Le mot de passe de « {user} » est faux. Saisissez l’utilisateur et le mot de passe de la page Système, ou ceux de l’accès propre à la caméra.',
    noFtpUser:
      'Il n’y a pas d’utilisateur FTP « {user} ». Saisissez l’utilisateur et le mot de passe de la page Système, ou ceux de l’accès propre à la caméra.',
    tlsDistrust:
      'TLS a échoué ({reason}). La caméra ne fait pas confiance à notre certificat : désactivez sa vérification, ou utilisez FTP simple.',
    tlsVersion:
      'TLS a échoué ({reason}). La caméra ne connaît pas notre version de TLS (1.2) : mettez à jour son micrologiciel, ou passez en FTP simple.',
    noPassivePort: 'Tous les ports passifs étaient pris : trop de caméras envoyaient à la fois. Elle réessaiera.',
    activeMode: 'Nous n’avons pas pu joindre la caméra, qui est en mode actif (PORT). Passez-la en mode passif (PASV).',
    passiveUnreached:
      'Elle s’est connectée mais n’a jamais atteint le port passif à {address}. Vérifiez que l’adresse est celle de cette machine dans le réseau de la caméra (sinon réglez ftp_passive_host), que les ports 30000 à 30009 gardent leurs numéros et qu’aucun pare-feu ne les bloque.',
    diskFull: '« {file} » a été refusé, car le disque est presque plein. Supprimez d’anciens enregistrements.',
    emptyFile: '« {file} » est arrivé vide : la caméra a perdu la connexion, ou son stockage est défectueux.',
    fileTooLarge: '« {file} » est plus gros que ce que nous acceptons. Faites envoyer des clips plus courts.',
    unknownCamera:
      'Personne ne sait à qui est « {file} » ({why}). Il est conservé. Donnez à la caméra, comme dossier distant, le nom qu’elle porte ici, ou un accès FTP à elle.',
    cutOff: '« {file} » a été interrompu ({reason}). Vérifiez le réseau de la caméra si cela se répète.',
    nameRefused: '« {file} » a été refusé ({reason}). Changez le dossier distant de la caméra.',
    notTakenIn: '« {file} » est là, mais n’a pas été pris en compte : {reason}. Voir le journal.',
    oneReceived: 'Un fichier de « {camera} » reçu, tout va bien.',
    manyReceived: '{count} fichiers de « {camera} » reçus, tout va bien.',
    testReceived: 'Le fichier de test de la caméra est arrivé, tout va bien.',
    noMotion:
      'Seuls des enregistrements sans mouvement sont arrivés ; ils sont conservés sans analyse. Désactivez leur envoi pour gagner de la place.',
    nothingNew: 'Ce qui est arrivé a été reçu ; rien de nouveau, ni image ni clip.',
    clockBehind:
      'Reçu, mais l’horloge de « {camera} » retarde de {hours} h. Vérifiez l’heure et le fuseau, ici et dans la caméra.',
    clockAhead:
      'Reçu, mais l’horloge de « {camera} » avance de {hours} h. Vérifiez l’heure et le fuseau, ici et dans la caméra.',
    required: 'est obligatoire',
    atMost: 'doit être au plus {limit}',
    atLeast: 'doit être au moins {limit}',
    tooLong: 'doit avoir au plus {limit} caractères',
    tooShort: 'doit avoir au moins {limit} caractères',
    taken: '« {name} » existe déjà ({what})',
    noTimeZone: '« {zone} » n’est pas un fuseau IANA comme Europe/Paris',
    noPicture: 'aucune image de cet inconnu n’est plus conservée',
    noFaceInPicture: 'ne montre aucun visage',
    notAFace: 'ne ressemble pas à un visage',
    faceTooSmall: 'est trop petit : il faut au moins 40 pixels de large',
    faceCutOff: 'est coupé par le bord de l’image',
    faceTurned: 'ne regarde pas la caméra',
    faceBlurred: 'est flou',
    faceNotComparable: 'ne peut pas être comparé',
    faceGone: 'ce visage n’existe plus',
    facePictureGone: 'son image n’a pas été conservée',
    faceNotJudged: 'n’était pas assez bon pour être jugé',
    personGone: 'cette personne n’existe plus',
    strangerGone: 'cet inconnu n’existe plus',
    strangerItself: 'est l’inconnu lui-même',
    allFaces: 'sont tous : il ne resterait rien',
    likeAnother: 'Celle-ci ressemble plus à {name} qu’à {person}.',
    unlikeOthers: 'Cela semble être une autre personne que sur les autres images de {person}.',
    samePicture: '{person} a déjà cette image.',
    unreadable: 'Impossible de lire « {file} » ({reason}).',
    noMediaPath: 'n’est pas sous ROOT_DIR',
    eventGone: 'cet événement n’existe pas (ou plus)',
    eventKept: 'est marqué à conserver : retirez d’abord cette marque',
    eventWaits: 'est en cours d’analyse : réessayez ensuite',
    eventFailed: 'un fichier n’a pas pu être supprimé, le journal dit pourquoi ; le prochain nettoyage réessaiera',
    eventAway: 'le disque où se trouvent ses fichiers n’est pas monté : réessayez quand il sera de retour',
    cameraNameSigns:
      'ne doit contenir ni « _ », ni « / », ni « \\ » : les noms de fichiers de la caméra commencent ainsi',
    unique: '« {name} » existe déjà',
    inUse: '{what} est utilisé par {users}',
    zoneSameName: 'la zone {n} (« {zone} ») porte le nom d’une autre de cette caméra',
    zoneCrosses: 'le contour de la zone {n} (« {zone} ») se croise ou se touche',
    zoneTiny: 'la zone {n} (« {zone} ») couvre moins d’un millième de l’image',
    ftpPasswordNeeded: 'est nécessaire pour l’utilisateur FTP, au moins 8 caractères',
    listenerAddress: '« {url} » ne peut pas être appelée : donnez une adresse commençant par http:// ou https://',
    listenerLogin: 'contient un utilisateur ou un mot de passe, qui ne seraient pas envoyés : retirez-les',
    noCameraHost:
      'Il manque pour {name} l’adresse de la caméra, avec l’utilisateur et le mot de passe de son administrateur.',
    noCameraLogin: 'Il manque pour {name} l’utilisateur ou le mot de passe de l’administrateur de la caméra.',
    loginRefused: 'La caméra à {host} refuse la connexion ({reason}). Vérifiez l’utilisateur et le mot de passe.',
    ftpRefused: 'La caméra refuse les réglages FTP ({reason}). Son FTP est inchangé.',
    ftpNotKept:
      'La caméra n’a pas gardé ses réglages FTP ({list}). Mettez à jour son micrologiciel, ou réglez-les dans son application.',
    noSummerTime: 'Cette caméra ignore l’heure d’été : configurez-la à nouveau au changement d’heure de {zone}.',
    cameraGone: 'cette caméra n’existe plus',
    notSetAside: 'il n’est pas (ou plus) mis de côté',
    runEnded: 'cette analyse est terminée',
    tokenIsOption: 'est fixé dans la configuration du module : changez-le là',
    clipGone: 'ce clip n’est plus là : rouvrez son événement',
    ourFault: 'Concierge n’a pas pu répondre ; son journal dit pourquoi.',
    pictureTooLarge: 'dépasse 20 Mio',
    noPictureFile: 'n’est pas une image lisible',
    answersStatus: 'répond avec le statut {status}',
    sealedPasswords: 'Le fichier contient des mots de passe, que seule sa phrase secrète ouvre.',
    needPasswords: 'Caméras dont il faut redonner le mot de passe : {names}.',
    loginsChange: 'L’accès FTP commun des caméras et le jeton REST deviennent ceux du fichier.',
    entitiesGo: 'Les entités de ces caméras quittent Home Assistant : {names}.',
    peopleForgotten: 'Oubliés, avec leurs images et leurs visages dans les événements passés : {names}.',
  },
});
