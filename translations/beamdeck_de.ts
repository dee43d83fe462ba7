<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>app</name>
    <message>
        <source>the program was closed</source>
        <translation>das Programm wurde geschlossen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation>%1 ist nicht verbunden</translation>
    </message>
    <message>
        <source>scan %1 · %2</source>
        <translation>Scan %1 · %2</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>get needs at least one PV name</source>
        <translation>get braucht mindestens einen PV-Namen</translation>
    </message>
    <message>
        <source>put needs a PV name and a value</source>
        <translation>put braucht einen PV-Namen und einen Wert</translation>
    </message>
    <message>
        <source>info needs at least one PV name</source>
        <translation>info braucht mindestens einen PV-Namen</translation>
    </message>
    <message>
        <source>monitor needs at least one PV name</source>
        <translation>monitor braucht mindestens einen PV-Namen</translation>
    </message>
    <message>
        <source>--count needs a whole number, 0 or more</source>
        <translation>--count braucht eine ganze Zahl, 0 oder mehr</translation>
    </message>
    <message>
        <source>scan needs a command, as in: scan &quot;ascan sx -2 2 40 0.05&quot;</source>
        <translation>scan braucht einen Befehl, wie in: scan &quot;ascan sx -2 2 40 0.05&quot;</translation>
    </message>
    <message>
        <source>scan needs to know the beamline: --demo, or --profile FILE</source>
        <translation>scan muss die Beamline kennen: --demo oder --profile DATEI</translation>
    </message>
    <message>
        <source>Starts the simulated beamline for as long as the command runs.</source>
        <translation>Startet die simulierte Beamline, solange der Befehl läuft.</translation>
    </message>
    <message>
        <source>The beamline&apos;s profile.</source>
        <translation>Das Profil der Beamline.</translation>
    </message>
    <message>
        <source>Seconds to wait for an answer.</source>
        <translation>Sekunden, die auf eine Antwort gewartet wird.</translation>
    </message>
    <message>
        <source>put: waits until what it started has ended.</source>
        <translation>put: wartet, bis beendet ist, was es auslöste.</translation>
    </message>
    <message>
        <source>monitor: ends after N updates.</source>
        <translation>monitor: endet nach N Werten.</translation>
    </message>
    <message>
        <source>Prints one JSON object a line.</source>
        <translation>Gibt je Zeile ein JSON-Objekt aus.</translation>
    </message>
    <message>
        <source>What to do; see above.</source>
        <translation>Was zu tun ist; siehe oben.</translation>
    </message>
    <message>
        <source>--timeout needs seconds greater than 0</source>
        <translation>--timeout braucht Sekunden größer als 0</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>read, write</source>
        <translation>lesen, schreiben</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Nachkommastellen</translation>
    </message>
    <message>
        <source>control limits</source>
        <translation>Stellgrenzen</translation>
    </message>
    <message>
        <source>display limits</source>
        <translation>Anzeigegrenzen</translation>
    </message>
    <message>
        <source>warning limits</source>
        <translation>Warngrenzen</translation>
    </message>
    <message>
        <source>alarm limits</source>
        <translation>Alarmgrenzen</translation>
    </message>
    <message>
        <source>states</source>
        <translation>Zustände</translation>
    </message>
    <message>
        <source>%1 is disconnected</source>
        <translation>%1 ist getrennt</translation>
    </message>
    <message>
        <source>Nothing came from %1</source>
        <translation>Von %1 kam nichts</translation>
    </message>
    <message>
        <source>paused: Enter resumes, Ctrl-C again aborts</source>
        <translation>pausiert: Eingabe setzt fort, noch einmal Strg-C bricht ab</translation>
    </message>
    <message>
        <source>aborted from the terminal</source>
        <translation>vom Terminal abgebrochen</translation>
    </message>
    <message>
        <source>The desk from which a beamline is run.</source>
        <translation>Das Pult, von dem aus eine Beamline bedient wird.</translation>
    </message>
    <message>
        <source>Starts the simulated beamline and connects to it.</source>
        <translation>Startet die simulierte Beamline und verbindet sich mit ihr.</translation>
    </message>
    <message>
        <source>Opens this beamline.</source>
        <translation>Öffnet diese Beamline.</translation>
    </message>
    <message>
        <source>Refuses every write.</source>
        <translation>Verweigert jedes Schreiben.</translation>
    </message>
    <message>
        <source>Folder for run files, catalogue and positions.</source>
        <translation>Ordner für Messdateien, Verzeichnis und Positionen.</translation>
    </message>
    <message>
        <source>Drives the demo without a person and keeps pictures.</source>
        <translation>Führt die Demo ohne Menschen vor und behält Bilder.</translation>
    </message>
    <message>
        <source>Beamdeck</source>
        <translation>Beamdeck</translation>
    </message>
    <message>
        <source>Say which beamline: --demo, or --profile FILE (but not both)</source>
        <translation>Welche Beamline? --demo oder --profile DATEI (nicht beides)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 is damaged (%2); it was set aside as .broken and the desk starts afresh</source>
        <translation>%1 ist beschädigt (%2); die Datei wurde als .broken beiseitegelegt, und das Pult beginnt neu</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>The program beamdeck-sim stands neither beside this one nor on PATH</source>
        <translation>Das Programm beamdeck-sim steht weder neben diesem noch auf PATH</translation>
    </message>
    <message>
        <source>The simulated beamline (%1) did not start: %2</source>
        <translation>Die simulierte Beamline (%1) ist nicht gestartet: %2</translation>
    </message>
    <message>
        <source>--seconds needs a number greater than 0</source>
        <translation>--seconds braucht eine Zahl größer als 0</translation>
    </message>
    <message>
        <source>put: waits, reads back, and fails if it is not what was written.</source>
        <translation>put: wartet, liest zurück und scheitert, wenn es nicht das Geschriebene ist.</translation>
    </message>
    <message>
        <source>Sets a variable of Channel Access for this run; may be given again.</source>
        <translation>Setzt eine Variable von Channel Access für diesen Lauf; darf mehrmals stehen.</translation>
    </message>
    <message>
        <source>diagnose: how long.</source>
        <translation>diagnose: wie lange.</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>%1 of %2 PVs connected, %3 updates merged on their way to the reader</source>
        <translation>%1 von %2 PVs verbunden, %3 Aktualisierungen auf dem Weg zum Leser zusammengefasst</translation>
    </message>
    <message>
        <source>  missing %1</source>
        <translation>  fehlt: %1</translation>
    </message>
    <message>
        <source>server %1: %2 PVs, %3 updates/s, %4 bytes/s, round trip %5</source>
        <translation>Server %1: %2 PVs, %3 Aktualisierungen/s, %4 Byte/s, Umlauf %5</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>Sets a variable of Channel Access for this session; may be given again.</source>
        <translation>Setzt eine Variable von Channel Access für diese Sitzung; darf mehrmals stehen.</translation>
    </message>
    <message>
        <source>nobody is there to answer: %1</source>
        <translation>niemand ist da, um zu antworten: %1</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>geht weiter</translation>
    </message>
    <message>
        <source>suspended: %1</source>
        <translation>ausgesetzt: %1</translation>
    </message>
    <message>
        <source>held: %1
r tries again, s leaves the step out, a aborts</source>
        <translation>angehalten: %1
r versucht es noch einmal, s lässt den Schritt aus, a bricht ab</translation>
    </message>
    <message>
        <source>paused: %1: Enter resumes, Ctrl-C twice aborts</source>
        <translation>pausiert: %1: Eingabe setzt fort, zweimal Strg-C bricht ab</translation>
    </message>
    <message>
        <source>asks: %1</source>
        <translation>fragt: %1</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>--retries needs a whole number, 0 or more</source>
        <translation>--retries braucht eine ganze Zahl, 0 oder mehr</translation>
    </message>
    <message>
        <source>--on-failure is one of: fail, skip, hold, abort</source>
        <translation>--on-failure ist eines von: fail, skip, hold, abort</translation>
    </message>
    <message>
        <source>--limit needs a whole number, 0 for all</source>
        <translation>--limit braucht eine ganze Zahl, 0 für alle</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>scan: when a step fails: fail, skip (leave it out), hold (and ask), abort.</source>
        <translation>scan: wenn ein Schritt scheitert: fail (scheitern), skip (auslassen), hold (anhalten und fragen), abort (abbrechen).</translation>
    </message>
    <message>
        <source>scan: tries a failed step so often again before that.</source>
        <translation>scan: versucht einen gescheiterten Schritt davor so oft noch einmal.</translation>
    </message>
    <message>
        <source>runs list: at most N runs, 0 for all.</source>
        <translation>runs list: höchstens N Läufe, 0 für alle.</translation>
    </message>
    <message>
        <source>runs list [QUERY]</source>
        <translation>runs list [SUCHE]</translation>
    </message>
    <message>
        <source>runs show RUN</source>
        <translation>runs show LAUF</translation>
    </message>
    <message>
        <source>runs tag RUN TAG</source>
        <translation>runs tag LAUF MARKE</translation>
    </message>
    <message>
        <source>runs untag RUN TAG</source>
        <translation>runs untag LAUF MARKE</translation>
    </message>
    <message>
        <source>runs star RUN</source>
        <translation>runs star LAUF</translation>
    </message>
    <message>
        <source>runs unstar RUN</source>
        <translation>runs unstar LAUF</translation>
    </message>
    <message>
        <source>runs comment RUN TEXT</source>
        <translation>runs comment LAUF TEXT</translation>
    </message>
    <message>
        <source>runs hide RUN</source>
        <translation>runs hide LAUF</translation>
    </message>
    <message>
        <source>runs unhide RUN</source>
        <translation>runs unhide LAUF</translation>
    </message>
    <message>
        <source>runs import FOLDER</source>
        <translation>runs import ORDNER</translation>
    </message>
    <message>
        <source>runs backup FILE</source>
        <translation>runs backup DATEI</translation>
    </message>
    <message>
        <source>runs takes one of:
  %1</source>
        <translation>runs nimmt eines von:
  %1</translation>
    </message>
    <message>
        <source>verify needs runs (number, uid or file), or --all</source>
        <translation>verify braucht Läufe (Nummer, Kennung oder Datei) oder --all</translation>
    </message>
    <message>
        <source>verify: every run.</source>
        <translation>verify: jeder Lauf.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>DAMAGED</source>
        <translation>BESCHÄDIGT</translation>
    </message>
    <message>
        <source>writes %1</source>
        <translation>schreibt %1</translation>
    </message>
    <message>
        <source>%1 is no file, and there is no catalogue in %2.</source>
        <translation>%1 ist keine Datei, und in %2 ist kein Katalog.</translation>
    </message>
    <message>
        <source>The run %1 has no file.</source>
        <translation>Der Lauf %1 hat keine Datei.</translation>
    </message>
    <message>
        <source>export needs runs and --format, as in: export 42 --format csv</source>
        <translation>export braucht Läufe und --format, etwa: export 42 --format csv</translation>
    </message>
    <message>
        <source>Beamdeck without a display: PVs and scans from the command line.

  get PV…          prints values
  put PV VALUE     writes, then prints what is there
  monitor PV…      prints every change
  info PV…         prints type, limits, units, access, host
  diagnose PV…     watches PVs (and the profile&apos;s groups), then prints servers, rates, what is
                   missing, and the variables of Channel Access
  scan &quot;COMMAND&quot;   runs ascan, dscan, mesh, ct, mv, any plan by its name …; prints wa, wm
  export RUN…      writes stored runs to files: export 42 --format csv --out &quot;out/{scan_id}.csv&quot;; RUN is a
                   number, a uid or a run file
  commands         lists what scan takes
  runs list QUERY  finds runs, as in: runs list &quot;plan:mesh energy&gt;7.1 since:yesterday&quot;; also show, tag,
                   star, comment, hide, import FOLDER, backup FILE
  verify RUN…      looks whether runs (number, uid or file) are whole; --all: every run</source>
        <translation>Beamdeck ohne Bildschirm: PVs und Scans von der Kommandozeile.

  get PV…          zeigt Werte
  put PV WERT      schreibt und zeigt, was dann da steht
  monitor PV…      zeigt jede Änderung
  info PV…         zeigt Typ, Grenzen, Einheit, Rechte, Rechner
  diagnose PV…     beobachtet PVs (und die Gruppen des Profils), zeigt dann Server, Raten, was
                   fehlt, und die Variablen von Channel Access
  scan &quot;BEFEHL&quot;    führt ascan, dscan, mesh, ct, mv, jeden Plan bei seinem Namen … aus; zeigt wa, wm
  export LAUF…     schreibt gespeicherte Läufe in Dateien: export 42 --format csv --out &quot;out/{scan_id}.csv&quot;;
                   LAUF ist eine Nummer, eine Kennung oder eine Laufdatei
  commands         nennt, was scan versteht
  runs list FRAGE  findet Läufe, etwa: runs list &quot;plan:mesh energy&gt;7.1 since:yesterday&quot;; auch show, tag,
                   star, comment, hide, import ORDNER, backup DATEI
  verify LAUF…     sieht nach, ob Läufe (Nummer, Kennung oder Datei) vollständig sind; --all: alle</translation>
    </message>
    <message>
        <source>Folder for run files and catalogue; export: names of the files.</source>
        <translation>Ordner für Laufdateien und Katalog; export: Namen der Dateien.</translation>
    </message>
    <message>
        <source>scan: tells what would be done, and moves nothing; export: tells names.</source>
        <translation>scan: sagt, was geschähe, und bewegt nichts; export: nennt Namen.</translation>
    </message>
    <message>
        <source>export: csv, tsv, jsonl, spec, xdi, tiff, tiff-stack.</source>
        <translation>export: csv, tsv, jsonl, spec, xdi, tiff, tiff-stack.</translation>
    </message>
    <message>
        <source>export: folder of the catalogue that knows the runs.</source>
        <translation>export: Ordner des Katalogs, der die Läufe kennt.</translation>
    </message>
    <message>
        <source>export: replaces files that exist.</source>
        <translation>export: ersetzt vorhandene Dateien.</translation>
    </message>
    <message>
        <source>The command is one of: get, put, monitor, info, diagnose, scan, runs, export, verify, commands (--help tells more)</source>
        <translation>Der Befehl ist einer von: get, put, monitor, info, diagnose, scan, runs, export, verify, commands (mehr mit --help)</translation>
    </message>
    <message>
        <source>runs: %1 imported, %2 known already; files: %3 not readable</source>
        <translation>Läufe: %1 importiert, %2 schon bekannt; Dateien: %3 nicht lesbar</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>app::CommandFinder</name>
    <message>
        <source>Find a view, motor or command…   Ctrl+K</source>
        <translation>Ansicht, Motor oder Befehl suchen …   Strg+K</translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message>
        <source>Beamdeck · %1</source>
        <translation>Beamdeck · %1</translation>
    </message>
    <message>
        <source>A scan is running: its live view stays. Open the run when it has ended.</source>
        <translation>Ein Scan läuft: seine Ansicht bleibt. Öffnen Sie die Messung, wenn er zu Ende ist.</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Perspective %1</source>
        <translation>Perspektive %1</translation>
    </message>
    <message>
        <source>Reset this perspective</source>
        <translation>Diese Perspektive zurücksetzen</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helle Darstellung</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkle Darstellung</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Alles anhalten</translation>
    </message>
    <message>
        <source>Motor %1</source>
        <translation>Motor %1</translation>
    </message>
    <message>
        <source>STOP ALL was pressed</source>
        <translation>STOP ALL wurde gedrückt</translation>
    </message>
    <message>
        <source>STOP ALL: every motor was told to stop</source>
        <translation>STOP ALL: allen Motoren wurde Halt befohlen</translation>
    </message>
    <message>
        <source>A scan is running</source>
        <translation>Ein Scan läuft</translation>
    </message>
    <message>
        <source>Leave and abort it? The points measured so far stay in the file.</source>
        <translation>Beenden und ihn abbrechen? Die bisher gemessenen Punkte bleiben in der Datei.</translation>
    </message>
    <message>
        <source>Abort and leave</source>
        <translation>Abbrechen und beenden</translation>
    </message>
    <message>
        <source>the program was closed</source>
        <translation>das Programm wurde geschlossen</translation>
    </message>
    <message>
        <source>scan %1 started</source>
        <translation>Scan %1 gestartet</translation>
    </message>
</context>
<context>
    <name>app::Perspectives</name>
    <message>
        <source>Align</source>
        <translation>Justieren</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
</context>
<context>
    <name>app::StatusLine</name>
    <message>
        <source>read only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>read and write</source>
        <translation>lesen und schreiben</translation>
    </message>
    <message>
        <source>%1 of %2 PVs connected</source>
        <translation>%1 von %2 PVs verbunden</translation>
    </message>
    <message>
        <source>Not connected: %1</source>
        <translation>Nicht verbunden: %1</translation>
    </message>
    <message>
        <source>%1 updates/s, %2 merged</source>
        <translation>%1 Werte/s, %2 zusammengefasst</translation>
    </message>
    <message>
        <source>%1 updates/s</source>
        <translation>%1 Werte/s</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>writer stopped</source>
        <translation>Schreiber angehalten</translation>
    </message>
    <message>
        <source>writer up to date</source>
        <translation>alles geschrieben</translation>
    </message>
    <message>
        <source>writer waits for its disk</source>
        <translation>Schreiber wartet auf seine Platte</translation>
    </message>
    <message numerus="yes">
        <source>writer behind: %n document(s)</source>
        <translation>
            <numerusform>Schreiber im Rückstand: %n Dokument</numerusform>
            <numerusform>Schreiber im Rückstand: %n Dokumente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::TopBar</name>
    <message>
        <source>STOP ALL  F12</source>
        <translation>STOP ALL  F12</translation>
    </message>
    <message>
        <source>Beamdeck</source>
        <translation>Beamdeck</translation>
    </message>
    <message>
        <source>Stops every motor and aborts the scan</source>
        <translation>Hält jeden Motor an und bricht den Scan ab</translation>
    </message>
    <message>
        <source>Set to %1</source>
        <translation>Auf %1 stellen</translation>
    </message>
    <message>
        <source>ring: no link</source>
        <translation>Ring: keine Verbindung</translation>
    </message>
    <message>
        <source>ring %1 %2</source>
        <translation>Ring %1 %2</translation>
    </message>
    <message>
        <source>shutter %1</source>
        <translation>Verschluss %1</translation>
    </message>
    <message>
        <source>shutter: no link</source>
        <translation>Verschluss: keine Verbindung</translation>
    </message>
    <message numerus="yes">
        <source>%n motor(s) moving</source>
        <translation>
            <numerusform>%n Motor fährt</numerusform>
            <numerusform>%n Motoren fahren</numerusform>
        </translation>
    </message>
    <message>
        <source>no scan</source>
        <translation>kein Scan</translation>
    </message>
    <message>
        <source> · %1 %</source>
        <translation> · %1 %</translation>
    </message>
    <message>
        <source>scan %1</source>
        <translation>Scan %1</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>fährt</translation>
    </message>
</context>
<context>
    <name>app::Tour</name>
    <message>
        <source>every PV is connected</source>
        <translation>jede PV ist verbunden</translation>
    </message>
    <message>
        <source>a motor moves to a typed target</source>
        <translation>ein Motor fährt zu einem eingetippten Ziel</translation>
    </message>
    <message>
        <source>a tweak moves it one step</source>
        <translation>ein Tippschritt bewegt ihn einen Schritt</translation>
    </message>
    <message>
        <source>STOP ALL stops it on the way</source>
        <translation>STOP ALL hält ihn unterwegs an</translation>
    </message>
    <message>
        <source>a target beyond the limit is refused</source>
        <translation>ein Ziel jenseits der Grenze wird verweigert</translation>
    </message>
    <message>
        <source>the strip chart scrolls</source>
        <translation>der Verlauf läuft</translation>
    </message>
    <message>
        <source>the camera runs</source>
        <translation>die Kamera läuft</translation>
    </message>
    <message>
        <source>a step scan of 41 points</source>
        <translation>ein Linienscan mit 41 Punkten</translation>
    </message>
    <message>
        <source>the motor goes to the centre of mass</source>
        <translation>der Motor fährt zum Schwerpunkt</translation>
    </message>
    <message>
        <source>a mesh of 13 by 13 points</source>
        <translation>ein Raster von 13 mal 13 Punkten</translation>
    </message>
    <message>
        <source>the run is in the list and opens from its file</source>
        <translation>die Messung steht in der Liste und öffnet sich aus ihrer Datei</translation>
    </message>
    <message>
        <source>a position is saved</source>
        <translation>eine Position wird gesichert</translation>
    </message>
    <message>
        <source>moving away shows the difference</source>
        <translation>Wegfahren zeigt den Unterschied</translation>
    </message>
    <message>
        <source>restore brings it back</source>
        <translation>Wiederherstellen bringt ihn zurück</translation>
    </message>
    <message>
        <source>picture %1 %2</source>
        <translation>Bild %1 %2</translation>
    </message>
    <message>
        <source>%1 cannot be made</source>
        <translation>%1 lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>ok      %1 (%2 s)</source>
        <translation>gut     %1 (%2 s)</translation>
    </message>
    <message>
        <source>FAILED  %1 (waited %2 s)</source>
        <translation>FEHLER  %1 (%2 s gewartet)</translation>
    </message>
    <message>
        <source>not connected: %1</source>
        <translation>nicht verbunden: %1</translation>
    </message>
    <message>
        <source>pictures: %1</source>
        <translation>Bilder: %1</translation>
    </message>
    <message>
        <source>data: %1</source>
        <translation>Daten: %1</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>another detector is drawn</source>
        <translation>ein anderer Detektor wird gezeichnet</translation>
    </message>
</context>
<context>
    <name>app::ViewDock</name>
    <message>
        <source>Float or close this view</source>
        <translation>Diese Ansicht lösen oder schließen</translation>
    </message>
    <message>
        <source>Float or dock</source>
        <translation>Lösen oder andocken</translation>
    </message>
    <message>
        <source>Close (Ctrl+K finds it again)</source>
        <translation>Schließen (Strg+K findet sie wieder)</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>%1 was not read: %2</source>
        <translation>%1 wurde nicht gelesen: %2</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 wurde nicht geschrieben: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no PV name</source>
        <translation>„%1“ ist kein PV-Name</translation>
    </message>
    <message>
        <source>the server has a PV %1 already</source>
        <translation>der Server hat schon eine PV %1</translation>
    </message>
    <message>
        <source>%1: %2 elements do not fit into a message</source>
        <translation>%1: %2 Elemente passen nicht in eine Nachricht</translation>
    </message>
    <message>
        <source>%1 %2 lies outside the limits %3 … %4</source>
        <translation>%1 %2 liegt außerhalb der Grenzen %3 … %4</translation>
    </message>
    <message>
        <source>a message of %1 bytes; at most %2 are taken</source>
        <translation>eine Nachricht von %1 Byte; höchstens %2 werden angenommen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no IPv4 address</source>
        <translation>„%1“ ist keine IPv4-Adresse</translation>
    </message>
    <message>
        <source>cannot listen on %1, port %2: %3</source>
        <translation>kann auf %1, Port %2 nicht hören: %3</translation>
    </message>
    <message>
        <source>%1 is not connected (waited %2 s)</source>
        <translation>%1 ist nicht verbunden (%2 s gewartet)</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s</source>
        <translation>%1 hat nicht innerhalb von %2 s geantwortet</translation>
    </message>
    <message>
        <source>%1 was not written: read-only mode</source>
        <translation>%1 wurde nicht geschrieben: Nur-Lese-Betrieb</translation>
    </message>
    <message>
        <source>An empty PV name</source>
        <translation>Ein leerer PV-Name</translation>
    </message>
    <message>
        <source>%1: no protocol is called &quot;%2&quot;</source>
        <translation>%1: kein Protokoll heißt „%2“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no state of %2; its states are %3</source>
        <translation>„%1“ ist kein Zustand von %2; seine Zustände sind %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number that %2 can take</source>
        <translation>„%1“ ist keine Zahl, die %2 annehmen kann</translation>
    </message>
    <message>
        <source>%1 takes whole numbers, not &quot;%2&quot;</source>
        <translation>%1 nimmt ganze Zahlen, nicht „%2“</translation>
    </message>
    <message>
        <source>%1 was not written: the value is not finite</source>
        <translation>%1 wurde nicht geschrieben: der Wert ist nicht endlich</translation>
    </message>
    <message>
        <source>%1 = %2 %4 is above the high limit of %3 %4</source>
        <translation>%1 = %2 %4 liegt über der oberen Grenze von %3 %4</translation>
    </message>
    <message>
        <source>%1 = %2 %4 is below the low limit of %3 %4</source>
        <translation>%1 = %2 %4 liegt unter der unteren Grenze von %3 %4</translation>
    </message>
    <message>
        <source>Area detector</source>
        <translation>Flächendetektor</translation>
    </message>
    <message>
        <source>prefix of the camera and its plugins</source>
        <translation>Präfix der Kamera und ihrer Plugins</translation>
    </message>
    <message>
        <source>prefix of the driver</source>
        <translation>Präfix des Treibers</translation>
    </message>
    <message>
        <source>prefix of the statistics plugin, empty for none</source>
        <translation>Präfix des Statistik-Plugins, leer für keines</translation>
    </message>
    <message>
        <source>prefix of the array plugin</source>
        <translation>Präfix des Array-Plugins</translation>
    </message>
    <message>
        <source>%1 cannot be moved</source>
        <translation>%1 kann nicht bewegt werden</translation>
    </message>
    <message>
        <source>%1: there is no kind of device called &quot;%2&quot;; known are %3</source>
        <translation>%1: es gibt keine Geräteart „%2“; bekannt sind %3</translation>
    </message>
    <message>
        <source>There is already a device called %1</source>
        <translation>Es gibt schon ein Gerät namens %1</translation>
    </message>
    <message>
        <source>There is no device called &quot;%1&quot;%2</source>
        <translation>Es gibt kein Gerät namens „%1“%2</translation>
    </message>
    <message>
        <source>the devices to connect</source>
        <translation>dass die Geräte sich verbinden</translation>
    </message>
    <message>
        <source>%1 cannot go to a target that is not finite</source>
        <translation>%1 kann kein Ziel anfahren, das nicht endlich ist</translation>
    </message>
    <message>
        <source>%1 = %2 %5 is above the high limit of %3 %5 (%4)</source>
        <translation>%1 = %2 %5 liegt über der oberen Grenze von %3 %5 (%4)</translation>
    </message>
    <message>
        <source>%1 = %2 %5 is below the low limit of %3 %5 (%4)</source>
        <translation>%1 = %2 %5 liegt unter der unteren Grenze von %3 %5 (%4)</translation>
    </message>
    <message>
        <source>%1 does not move: %2 is %3</source>
        <translation>%1 bewegt sich nicht: %2 ist %3</translation>
    </message>
    <message>
        <source>%1 was sent on to %2</source>
        <translation>%1 wurde weitergeschickt nach %2</translation>
    </message>
    <message>
        <source>%1 to reach %2</source>
        <translation>dass %1 %2 erreicht</translation>
    </message>
    <message>
        <source> and %1 is %2</source>
        <translation> und %1 ist %2</translation>
    </message>
    <message>
        <source>Motor</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>name of the motor record</source>
        <translation>Name des Motor-Records</translation>
    </message>
    <message>
        <source>how far from its target it may stop, in its units</source>
        <translation>wie weit vom Ziel er stehen bleiben darf, in seiner Einheit</translation>
    </message>
    <message>
        <source>seconds the readback may lag behind</source>
        <translation>Sekunden, die der Istwert nachhinken darf</translation>
    </message>
    <message>
        <source>seconds a move may take, 0 = any time</source>
        <translation>Sekunden, die eine Bewegung dauern darf, 0 = beliebig</translation>
    </message>
    <message>
        <source>%1 refused to go to %2: it is outside the soft limits %3 … %4 (%5)</source>
        <translation>%1 fährt nicht nach %2: das liegt außerhalb der Softwaregrenzen %3 … %4 (%5)</translation>
    </message>
    <message>
        <source>%1 ran into its high limit switch at %2 on its way to %3 (%4)</source>
        <translation>%1 ist bei %2 auf den oberen Endschalter gefahren, unterwegs nach %3 (%4)</translation>
    </message>
    <message>
        <source>%1 ran into its low limit switch at %2 on its way to %3 (%4)</source>
        <translation>%1 ist bei %2 auf den unteren Endschalter gefahren, unterwegs nach %3 (%4)</translation>
    </message>
    <message>
        <source>%1 was stopped at %2 on its way to %3: %4 is %5</source>
        <translation>%1 wurde bei %2 angehalten, unterwegs nach %3: %4 ist %5</translation>
    </message>
    <message>
        <source>%1 was stopped at %2 on its way to %3</source>
        <translation>%1 wurde bei %2 angehalten, unterwegs nach %3</translation>
    </message>
    <message>
        <source>%1 was sent to %2 from outside on its way to %3 (%4)</source>
        <translation>%1 wurde unterwegs nach %3 von außen nach %2 geschickt (%4)</translation>
    </message>
    <message>
        <source>%1 was stopped from outside at %2 on its way to %3 (%4)</source>
        <translation>%1 wurde von außen bei %2 angehalten, unterwegs nach %3 (%4)</translation>
    </message>
    <message>
        <source>%1 ran out of retries at %2 on its way to %3 (%4)</source>
        <translation>%1 hat bei %2 keine Versuche mehr, unterwegs nach %3 (%4)</translation>
    </message>
    <message>
        <source>%1 does not know where it is: %2 is INVALID (%3)</source>
        <translation>%1 weiß nicht, wo er steht: %2 ist INVALID (%3)</translation>
    </message>
    <message>
        <source>the image&apos;s elements have %1 bytes, which its data type does not</source>
        <translation>die Bildelemente haben %1 Byte, ihr Datentyp nicht</translation>
    </message>
    <message>
        <source>the image has %1 elements where %2 were announced</source>
        <translation>das Bild hat %1 Elemente, angekündigt waren %2</translation>
    </message>
    <message>
        <source>the image is not an array of numbers</source>
        <translation>das Bild ist kein Feld aus Zahlen</translation>
    </message>
    <message>
        <source> (did you mean %1?)</source>
        <translation> (war %1 gemeint?)</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>%1 to name its channels</source>
        <translation>dass %1 seine Kanäle nennt</translation>
    </message>
    <message>
        <source>None of the %1 channels of %2 has a name (%3)</source>
        <translation>Keiner der %1 Kanäle von %2 hat einen Namen (%3)</translation>
    </message>
    <message>
        <source>Scaler</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>name of the scaler record</source>
        <translation>Name des Scaler-Records</translation>
    </message>
    <message>
        <source>how many channels it has</source>
        <translation>wie viele Kanäle er hat</translation>
    </message>
    <message>
        <source>channels plotted by default</source>
        <translation>Kanäle, die von selbst gezeichnet werden</translation>
    </message>
    <message>
        <source>names by channel number instead of the record&apos;s own; an empty one leaves the channel out</source>
        <translation>Namen nach Kanalnummer statt derer des Records; ein leerer lässt den Kanal aus</translation>
    </message>
    <message>
        <source>%1 takes 1 (open) or 0 (closed), not %2</source>
        <translation>%1 nimmt 1 (offen) oder 0 (geschlossen), nicht %2</translation>
    </message>
    <message>
        <source>Shutter</source>
        <translation>Strahlverschluss</translation>
    </message>
    <message>
        <source>PV that opens and closes it</source>
        <translation>PV, die ihn öffnet und schließt</translation>
    </message>
    <message>
        <source>state that opens, by label or number</source>
        <translation>Zustand, der öffnet, als Wort oder Zahl</translation>
    </message>
    <message>
        <source>state that closes</source>
        <translation>Zustand, der schließt</translation>
    </message>
    <message>
        <source>PV with the same states that tells where it is</source>
        <translation>PV mit denselben Zuständen, die sagt, wie er steht</translation>
    </message>
    <message>
        <source>seconds that opening or closing may take, 0 = any time</source>
        <translation>Sekunden, die Öffnen oder Schließen dauern darf, 0 = beliebig</translation>
    </message>
    <message>
        <source>%1 cannot be set to a value that is not finite</source>
        <translation>%1 kann nicht auf einen Wert gesetzt werden, der nicht endlich ist</translation>
    </message>
    <message>
        <source>%1 cannot be set (%2)</source>
        <translation>%1 kann nicht gesetzt werden (%2)</translation>
    </message>
    <message>
        <source>%1 was set to %2</source>
        <translation>%1 wurde auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 to be %2</source>
        <translation>dass %1 %2 ist</translation>
    </message>
    <message>
        <source>%1 did not become %2 within %3 s: %4 is %5</source>
        <translation>%1 wurde nicht innerhalb von %3 s %2: %4 ist %5</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>any PV</source>
        <translation>irgendeine PV</translation>
    </message>
    <message>
        <source>PV that tells whether the set value is reached</source>
        <translation>PV, die sagt, ob der gesetzte Wert erreicht ist</translation>
    </message>
    <message>
        <source>how far the readback may be from the set value</source>
        <translation>wie weit der Istwert vom gesetzten Wert abweichen darf</translation>
    </message>
    <message>
        <source>seconds that setting may take, 0 = any time</source>
        <translation>Sekunden, die das Setzen dauern darf, 0 = beliebig</translation>
    </message>
    <message>
        <source>may be set; by default if the PV can be written</source>
        <translation>darf gesetzt werden; ohne Angabe, wenn die PV beschreibbar ist</translation>
    </message>
    <message>
        <source>units instead of the PV&apos;s own</source>
        <translation>Einheit statt der eigenen der PV</translation>
    </message>
    <message>
        <source>a number of counts: its error is its square root</source>
        <translation>eine Anzahl von Zählungen: ihr Fehler ist ihre Wurzel</translation>
    </message>
    <message>
        <source>%1 to connect</source>
        <translation>dass %1 sich verbindet</translation>
    </message>
    <message>
        <source>%1 did not answer in time</source>
        <translation>%1 hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>%1 is not connected (%2)</source>
        <translation>%1 ist nicht verbunden (%2)</translation>
    </message>
    <message>
        <source>%1 and %3 more PVs of %2 are not connected</source>
        <translation>%1 und %3 weitere PVs von %2 sind nicht verbunden</translation>
    </message>
    <message>
        <source>%1 disconnected (%2)</source>
        <translation>%1 getrennt (%2)</translation>
    </message>
    <message>
        <source>%1: given up</source>
        <translation>%1: aufgegeben</translation>
    </message>
    <message>
        <source>%1 to accept %2 s per point</source>
        <translation>dass %1 %2 s je Punkt annimmt</translation>
    </message>
    <message>
        <source>%1 was started again</source>
        <translation>%1 wurde neu gestartet</translation>
    </message>
    <message>
        <source>%1 to acquire for %2 s</source>
        <translation>dass %1 %2 s lang misst</translation>
    </message>
    <message>
        <source>%1 was stopped while it acquired</source>
        <translation>%1 wurde während der Messung angehalten</translation>
    </message>
    <message>
        <source>%1 to get ready</source>
        <translation>dass %1 bereit wird</translation>
    </message>
    <message>
        <source>%1 to be put back</source>
        <translation>dass %1 zurückgestellt wird</translation>
    </message>
    <message>
        <source>loc://%1: %2</source>
        <translation>loc://%1: %2</translation>
    </message>
    <message>
        <source>%1 takes one number</source>
        <translation>%1 nimmt eine Zahl</translation>
    </message>
    <message>
        <source>the name of a variable that begins with EPICS_CA_</source>
        <translation>der Name einer Variablen, der mit EPICS_CA_ beginnt</translation>
    </message>
    <message>
        <source>a name of letters, digits and _ that begins with a letter, not &quot;%1&quot;</source>
        <translation>ein Name aus Buchstaben, Ziffern und _, der mit einem Buchstaben beginnt, nicht „%1“</translation>
    </message>
    <message>
        <source>a name of its own; %1 is the device of line %2</source>
        <translation>ein eigener Name; %1 heißt das Gerät aus Zeile %2</translation>
    </message>
    <message>
        <source>one of %1, not &quot;%2&quot;%3</source>
        <translation>eines von %1, nicht „%2“%3</translation>
    </message>
    <message>
        <source>the name of a device; &quot;%1&quot; is none%2</source>
        <translation>der Name eines Gerätes; „%1“ ist keiner%2</translation>
    </message>
    <message>
        <source>a number of seconds above 0</source>
        <translation>eine Anzahl von Sekunden über 0</translation>
    </message>
    <message>
        <source>PVs and names of devices that can be set; &quot;%1&quot; is neither%2</source>
        <translation>PVs und Namen von Geräten, die gesetzt werden können; „%1“ ist keines davon%2</translation>
    </message>
    <message>
        <source>%1: expected %2</source>
        <translation>%1: erwartet wird %2</translation>
    </message>
    <message>
        <source>a map with keys such as title and devices</source>
        <translation>eine Zuordnung mit Schlüsseln wie title und devices</translation>
    </message>
    <message>
        <source>YAML; its reader says: %1</source>
        <translation>YAML; sein Leser sagt: %1</translation>
    </message>
    <message>
        <source>a readable file: %1</source>
        <translation>eine lesbare Datei: %1</translation>
    </message>
    <message>
        <source>a file of at most 1 MiB</source>
        <translation>eine Datei von höchstens 1 MiB</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a map</source>
        <translation>eine Zuordnung</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation>%1, nicht %2</translation>
    </message>
    <message>
        <source>a key that is a text</source>
        <translation>ein Schlüssel, der ein Text ist</translation>
    </message>
    <message>
        <source>each key once; this one stands above already</source>
        <translation>jeder Schlüssel einmal; dieser steht schon weiter oben</translation>
    </message>
    <message>
        <source>one of the keys %1%2</source>
        <translation>einer der Schlüssel %1%2</translation>
    </message>
    <message>
        <source>%1; it is required</source>
        <translation>%1; es ist nötig</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>only pv and label, both texts</source>
        <translation>nur pv und label, beides Texte</translation>
    </message>
    <message>
        <source>a PV name without blanks, or a map with pv and label</source>
        <translation>ein PV-Name ohne Leerzeichen, oder eine Zuordnung mit pv und label</translation>
    </message>
    <message>
        <source>fewer and less deeply nested values</source>
        <translation>weniger und flacher verschachtelte Werte</translation>
    </message>
    <message>
        <source>a key without &quot;.&quot; and &quot;/&quot;, as documents have none</source>
        <translation>ein Schlüssel ohne „.“ und „/“, denn Dokumente haben keine solchen</translation>
    </message>
    <message>
        <source>one of the options of a %1: %2%3</source>
        <translation>eine der Optionen der Art %1: %2%3</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number of at least %1</source>
        <translation>eine Zahl ab %1</translation>
    </message>
    <message>
        <source>%1 was not written: no value was given</source>
        <translation>%1 wurde nicht geschrieben: es wurde kein Wert angegeben</translation>
    </message>
    <message>
        <source>%1 takes whole numbers, not %2</source>
        <translation>%1 nimmt ganze Zahlen, nicht %2</translation>
    </message>
    <message>
        <source>%1 has no state %2; it has %3 states</source>
        <translation>%1 hat keinen Zustand %2; es gibt %3 Zustände</translation>
    </message>
    <message>
        <source>%1 takes whole numbers from %2 to %3, not %4</source>
        <translation>%1 nimmt ganze Zahlen von %2 bis %3, nicht %4</translation>
    </message>
    <message>
        <source>%1 takes 1 to %2 elements, not %3</source>
        <translation>%1 nimmt 1 bis %2 Elemente, nicht %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long for %2: it takes %3 bytes, not %4</source>
        <translation>„%1“ ist zu lang für %2: es nimmt %3 Byte, nicht %4</translation>
    </message>
    <message>
        <source>expected name or name(type, initial value)</source>
        <translation>erwartet wird Name oder Name(Typ, Anfangswert)</translation>
    </message>
    <message>
        <source>expected a number, numbers, a &quot;text&quot;, or a type (double, long, string, array, enum) and its initial value</source>
        <translation>erwartet wird eine Zahl, Zahlen, ein &quot;Text&quot; oder ein Typ (double, long, string, array, enum) und sein Anfangswert</translation>
    </message>
    <message>
        <source>%1 went away (%2); whether it was written is unknown</source>
        <translation>%1 ist verschwunden (%2); ob geschrieben wurde, ist unbekannt</translation>
    </message>
    <message>
        <source>the put was given up</source>
        <translation>das Schreiben wurde aufgegeben</translation>
    </message>
    <message>
        <source>%1 has %2 elements and needs EPICS_CA_MAX_ARRAY_BYTES=%3 or EPICS_CA_AUTO_ARRAY_BYTES=YES; the limit is %4 bytes</source>
        <translation>%1 hat %2 Elemente und braucht EPICS_CA_MAX_ARRAY_BYTES=%3 oder EPICS_CA_AUTO_ARRAY_BYTES=YES; die Grenze liegt bei %4 Byte</translation>
    </message>
    <message>
        <source>where servers are searched, host[:port] …</source>
        <translation>wo Server gesucht werden, Rechner[:Port] …</translation>
    </message>
    <message>
        <source>search also at all broadcast addresses</source>
        <translation>auch an allen Broadcast-Adressen suchen</translation>
    </message>
    <message>
        <source>where servers are searched over TCP</source>
        <translation>wo Server über TCP gesucht werden</translation>
    </message>
    <message>
        <source>port of servers that do not say which</source>
        <translation>Port der Server, die keinen nennen</translation>
    </message>
    <message>
        <source>port of the beacon repeater</source>
        <translation>Port des Beacon-Verteilers</translation>
    </message>
    <message>
        <source>seconds of silence before a server is asked whether it lives</source>
        <translation>Sekunden Stille, nach denen ein Server gefragt wird, ob er lebt</translation>
    </message>
    <message>
        <source>longest time between two searches, in seconds (60 or more)</source>
        <translation>längste Zeit zwischen zwei Suchen, in Sekunden (60 oder mehr)</translation>
    </message>
    <message>
        <source>take arrays of any size</source>
        <translation>Felder jeder Größe annehmen</translation>
    </message>
    <message>
        <source>largest array otherwise, in bytes</source>
        <translation>sonst das größte Feld, in Byte</translation>
    </message>
    <message>
        <source>how far multicast searches go</source>
        <translation>wie weit Multicast-Suchen reichen</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>YES or NO</source>
        <translation>YES oder NO</translation>
    </message>
    <message>
        <source>a number greater than 0</source>
        <translation>eine Zahl größer als 0</translation>
    </message>
    <message>
        <source>a port from 1 to 65535</source>
        <translation>einen Port von 1 bis 65535</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected NAME=VALUE with a variable of Channel Access, such as EPICS_CA_ADDR_LIST=127.0.0.1</source>
        <translation>&quot;%1&quot;: erwartet wird NAME=WERT mit einer Variablen von Channel Access, etwa EPICS_CA_ADDR_LIST=127.0.0.1</translation>
    </message>
    <message>
        <source>%1 takes %2, not &quot;%3&quot;</source>
        <translation>%1 nimmt %2, nicht &quot;%3&quot;</translation>
    </message>
    <message>
        <source>%1 is no longer wanted</source>
        <translation>%1 wird nicht mehr gebraucht</translation>
    </message>
    <message>
        <source>%1 is computed and cannot be written</source>
        <translation>%1 wird berechnet und kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>calc://%1: %2</source>
        <translation>calc://%1: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not closed by a brace</source>
        <translation>&quot;%1&quot; wird von keiner Klammer geschlossen</translation>
    </message>
    <message>
        <source>{} needs a PV&apos;s name between its braces</source>
        <translation>{} braucht den Namen einer PV zwischen den Klammern</translation>
    </message>
    <message>
        <source>expected egu=… or prec=0…17 instead of &quot;%1&quot;</source>
        <translation>erwartet wird egu=… oder prec=0…17 statt &quot;%1&quot;</translation>
    </message>
    <message>
        <source>at most %1 PVs</source>
        <translation>höchstens %1 PVs</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>am Ende</translation>
    </message>
    <message>
        <source>at &quot;%1&quot;</source>
        <translation>bei &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the expression is wrong %1: %2</source>
        <translation>der Ausdruck ist falsch, %1: %2</translation>
    </message>
    <message>
        <source>the expression has more than one result</source>
        <translation>der Ausdruck hat mehr als ein Ergebnis</translation>
    </message>
    <message>
        <source>%1 needs a text</source>
        <translation>%1 braucht einen Text</translation>
    </message>
    <message>
        <source>%1 is none, read or write, not &quot;%2&quot;</source>
        <translation>%1 ist none, read oder write, nicht &quot;%2&quot;</translation>
    </message>
    <message>
        <source>a rule is a map of access, pv, user, host</source>
        <translation>eine Regel ist eine Zuordnung aus access, pv, user, host</translation>
    </message>
    <message>
        <source>a rule has access, pv, user and host, but no &quot;%1&quot;</source>
        <translation>eine Regel hat access, pv, user und host, aber kein &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the rule has no access</source>
        <translation>der Regel fehlt access</translation>
    </message>
    <message>
        <source>a map of default and rules is expected</source>
        <translation>erwartet wird eine Zuordnung aus default und rules</translation>
    </message>
    <message>
        <source>rules is a list</source>
        <translation>rules ist eine Liste</translation>
    </message>
    <message>
        <source>there are default and rules, but no &quot;%1&quot;</source>
        <translation>es gibt default und rules, aber kein &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the file is too large for access rules</source>
        <translation>die Datei ist zu groß für Zugriffsregeln</translation>
    </message>
    <message>
        <source>The server listens on %1 and has no access rules: whoever reaches it can write all of its PVs.</source>
        <translation>Der Server ist auf %1 erreichbar und hat keine Zugriffsregeln: wer ihn erreicht, kann alle seine PVs schreiben.</translation>
    </message>
    <message>
        <source>%1 takes texts of %2 bytes; what was written is cut</source>
        <translation>%1 nimmt Texte von %2 Byte; das Geschriebene ist gekürzt</translation>
    </message>
    <message>
        <source>%1 was written %2 but reads back %3</source>
        <translation>%1 wurde mit %2 beschrieben, liefert aber %3</translation>
    </message>
    <message>
        <source>a finite number is needed</source>
        <translation>eine endliche Zahl wird gebraucht</translation>
    </message>
    <message>
        <source>state %1 does not exist, there are %2</source>
        <translation>Zustand %1 gibt es nicht, es gibt %2</translation>
    </message>
    <message>
        <source>%1 cannot be prepared</source>
        <translation>%1 kann nicht vorbereitet werden</translation>
    </message>
    <message>
        <source>%1 cannot be configured</source>
        <translation>%1 kann nicht eingestellt werden</translation>
    </message>
    <message>
        <source>%1 has no position</source>
        <translation>%1 hat keine Position</translation>
    </message>
    <message>
        <source>%1 cannot be monitored</source>
        <translation>%1 kann nicht beobachtet werden</translation>
    </message>
    <message>
        <source>%1 cannot take points by itself</source>
        <translation>%1 kann nicht selbst Punkte aufnehmen</translation>
    </message>
    <message>
        <source>there is no PV %1 to write to</source>
        <translation>es gibt keine PV %1, in die geschrieben werden kann</translation>
    </message>
    <message>
        <source>%1 to acquire</source>
        <translation>dass %1 aufnimmt</translation>
    </message>
    <message>
        <source>record the last frame of each trigger as well</source>
        <translation>auch das letzte Bild jeder Auslösung aufzeichnen</translation>
    </message>
    <message>
        <source>frames for each trigger</source>
        <translation>Bilder je Auslösung</translation>
    </message>
    <message>
        <source>names of regions, each with the prefix of the statistics plugin that sees it</source>
        <translation>Namen von Bereichen, je mit dem Präfix des Statistik-Plugins, das sie sieht</translation>
    </message>
    <message>
        <source>prefixes of region plugins to be switched on, whose limits are recorded</source>
        <translation>Präfixe der Bereichs-Plugins, die eingeschaltet und deren Grenzen aufgezeichnet werden</translation>
    </message>
    <message>
        <source>prefix of the HDF5 plugin that writes the frames, empty for none</source>
        <translation>Präfix des HDF5-Plugins, das die Bilder schreibt, leer für keines</translation>
    </message>
    <message>
        <source>where it writes, on the detector&apos;s computer; empty: as it is set there</source>
        <translation>wohin es schreibt, auf dem Rechner des Detektors; leer: wie dort eingestellt</translation>
    </message>
    <message>
        <source>%1 %2 is below the %3 %2 that a spacing of %4 Å reflects backwards</source>
        <translation>%1 %2 liegt unter den %3 %2, die ein Abstand von %4 Å zurückwirft</translation>
    </message>
    <message>
        <source>no energy is reflected at %1°</source>
        <translation>bei %1° wird keine Energie reflektiert</translation>
    </message>
    <message>
        <source>Energy of a monochromator</source>
        <translation>Energie eines Monochromators</translation>
    </message>
    <message>
        <source>the motor of the Bragg angle</source>
        <translation>der Motor des Bragg-Winkels</translation>
    </message>
    <message>
        <source>distance of the crystal&apos;s planes in ångström; without it that of Si(111)</source>
        <translation>Abstand der Kristallebenen in Ångström; ohne Angabe der von Si(111)</translation>
    </message>
    <message>
        <source>degrees that the motor shows at angle zero</source>
        <translation>Grad, die der Motor beim Winkel null zeigt</translation>
    </message>
    <message>
        <source>of the energy</source>
        <translation>der Energie</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>devices that stand above; those below `parts` of the device itself come on top</source>
        <translation>Geräte, die weiter oben stehen; die unter `parts` des Geräts selbst kommen hinzu</translation>
    </message>
    <message>
        <source>%1 has no parts</source>
        <translation>%1 hat keine Teile</translation>
    </message>
    <message>
        <source>%1 lacks its option %2</source>
        <translation>%1 fehlt die Option %2</translation>
    </message>
    <message>
        <source>There is no device called %1</source>
        <translation>Es gibt kein Gerät namens %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to be ready to write</source>
        <translation>dass %1 schreibbereit ist</translation>
    </message>
    <message>
        <source>Waited %1 s in vain for %2; there are %3 (%4)</source>
        <translation>%1 s vergeblich auf %2 gewartet; es sind %3 (%4)</translation>
    </message>
    <message>
        <source>%1 to close its file</source>
        <translation>dass %1 seine Datei schließt</translation>
    </message>
    <message>
        <source>%1 to begin another file</source>
        <translation>dass %1 eine neue Datei beginnt</translation>
    </message>
    <message>
        <source>%1 does not write: %2 is off</source>
        <translation>%1 schreibt nicht: %2 ist aus</translation>
    </message>
    <message>
        <source>%1 to have written %2 frames</source>
        <translation>dass %1 %2 Bilder geschrieben hat</translation>
    </message>
    <message>
        <source>%1 has no directory to write into (%2)</source>
        <translation>%1 hat kein Verzeichnis zum Schreiben (%2)</translation>
    </message>
    <message>
        <source>%1 cannot write: %2 (%3)</source>
        <translation>%1 kann nicht schreiben: %2 (%3)</translation>
    </message>
    <message>
        <source>%1 stopped writing after %2 frames (%3)</source>
        <translation>%1 hörte nach %2 Bildern auf zu schreiben (%3)</translation>
    </message>
    <message>
        <source>%1 to name its regions</source>
        <translation>dass %1 seine Bereiche nennt</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Multichannel analyser</source>
        <translation>Vielkanalanalysator</translation>
    </message>
    <message>
        <source>name of the mca record</source>
        <translation>Name des mca-Records</translation>
    </message>
    <message>
        <source>how many regions of interest are looked at</source>
        <translation>wie viele Bereiche betrachtet werden</translation>
    </message>
    <message>
        <source>names of regions plotted by default; all without it</source>
        <translation>Namen der Bereiche, die von selbst gezeichnet werden; ohne Angabe alle</translation>
    </message>
    <message>
        <source>regions without their background</source>
        <translation>Bereiche ohne ihren Untergrund</translation>
    </message>
    <message>
        <source>the time that is counted for</source>
        <translation>die Zeit, für die gezählt wird</translation>
    </message>
    <message>
        <source>record the spectrum as well</source>
        <translation>auch das Spektrum aufzeichnen</translation>
    </message>
    <message>
        <source>%1 was sent on to %2 (%3)</source>
        <translation>%1 wurde weiter nach %2 geschickt (%3)</translation>
    </message>
    <message>
        <source>%1 did not reach %2 within %3 s: it is at %4 (%5)</source>
        <translation>%1 kam in %3 s nicht bei %2 an: es steht bei %4 (%5)</translation>
    </message>
    <message>
        <source>%1 was stopped at %2 on its way to %3 (%4)</source>
        <translation>%1 wurde bei %2 auf dem Weg nach %3 angehalten (%4)</translation>
    </message>
    <message>
        <source>%1 says it is done at %2, not within %3 %4 of %5 (%6)</source>
        <translation>%1 meldet sich fertig bei %2, nicht innerhalb von %3 %4 um %5 (%6)</translation>
    </message>
    <message>
        <source> and is in alarm: %1 %2</source>
        <translation> und hat Alarm: %1 %2</translation>
    </message>
    <message>
        <source>%1: nobody knows where %2 is</source>
        <translation>%1: niemand weiß, wo %2 steht</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>as a column plotted by default, as a column, as configuration, or not</source>
        <translation>als Spalte, die von selbst gezeichnet wird, als Spalte, als Einstellung oder nicht</translation>
    </message>
    <message>
        <source>what setting waits for: the server&apos;s answer, the value read back, or nothing</source>
        <translation>worauf das Setzen wartet: die Antwort des Servers, den zurückgelesenen Wert oder nichts</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>the blade at the side of smaller positions</source>
        <translation>die Backe auf der Seite kleinerer Positionen</translation>
    </message>
    <message>
        <source>the blade at the side of larger positions</source>
        <translation>die Backe auf der Seite größerer Positionen</translation>
    </message>
    <message>
        <source>%1 needs two blades; both are %2</source>
        <translation>%1 braucht zwei Backen; beide sind %2</translation>
    </message>
    <message>
        <source>Gap of a slit</source>
        <translation>Öffnung eines Spalts</translation>
    </message>
    <message>
        <source>Centre of a slit</source>
        <translation>Mitte eines Spalts</translation>
    </message>
    <message>
        <source>%1 can be 1 (open) or 0 (closed), not %2</source>
        <translation>%1 kann 1 (offen) oder 0 (geschlossen) sein, nicht %2</translation>
    </message>
    <message>
        <source>%1 cannot acquire for %2 s (%3)</source>
        <translation>%1 kann nicht %2 s lang aufnehmen (%3)</translation>
    </message>
    <message>
        <source>%1 got another time (%2)</source>
        <translation>%1 bekam eine andere Zeit (%2)</translation>
    </message>
    <message>
        <source>%1 was started again (%2)</source>
        <translation>%1 wurde neu gestartet (%2)</translation>
    </message>
    <message>
        <source>%1 was stopped while it acquired (%2)</source>
        <translation>%1 wurde während der Aufnahme angehalten (%2)</translation>
    </message>
    <message>
        <source>no PV: a %1 has none of its own</source>
        <translation>keine PV: ein Gerät %1 hat selbst keine</translation>
    </message>
    <message>
        <source>names of devices that stand above; &quot;%1&quot; is none%2</source>
        <translation>Namen von Geräten, die weiter oben stehen; &quot;%1&quot; ist keines%2</translation>
    </message>
    <message>
        <source>no parts: a %1 has none</source>
        <translation>keine Teile: ein Gerät %1 hat keine</translation>
    </message>
    <message>
        <source>a number; %1 needs it</source>
        <translation>eine Zahl; %1 braucht sie</translation>
    </message>
    <message>
        <source>a number above low</source>
        <translation>eine Zahl über low</translation>
    </message>
    <message>
        <source>a number of at least low</source>
        <translation>eine Zahl von mindestens low</translation>
    </message>
    <message>
        <source>a number of at most high</source>
        <translation>eine Zahl von höchstens high</translation>
    </message>
    <message>
        <source>a PV, the name of a device that can be set, or ring_current where that is given, not &quot;%1&quot;</source>
        <translation>eine PV, der Name eines setzbaren Geräts oder ring_current, wo es angegeben ist, nicht &quot;%1&quot;</translation>
    </message>
    <message>
        <source>a number of seconds, 0 or more</source>
        <translation>eine Zahl von Sekunden, 0 oder mehr</translation>
    </message>
    <message>
        <source>counting may end before its time, by a preset of another channel</source>
        <translation>das Zählen darf vor seiner Zeit enden, durch die Vorgabe eines anderen Kanals</translation>
    </message>
    <message>
        <source>the blades may pass each other, so that the gap is below 0</source>
        <translation>die Klingen dürfen aneinander vorbeifahren, sodass der Spalt unter 0 ist</translation>
    </message>
    <message>
        <source>a gap below 0 lets the blades overlap (option overlap of %1)</source>
        <translation>ein Spalt unter 0 lässt die Klingen überlappen (Option overlap von %1)</translation>
    </message>
    <message>
        <source>%1 was stopped from outside after %3 s of %4 s (%2)</source>
        <translation>%1 wurde nach %3 s von %4 s von außen gestoppt (%2)</translation>
    </message>
    <message>
        <source>a number from %1 to %2, not &quot;%3&quot;</source>
        <translation>eine Zahl von %1 bis %2, nicht „%3“</translation>
    </message>
    <message>
        <source>this key with the format nexus alone</source>
        <translation>diesen Schlüssel nur beim Format nexus</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>incomplete: the program ended</source>
        <translation>unvollständig: das Programm endete</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>angehalten: %1</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>aborted: %1</source>
        <translation>abgebrochen: %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>(hidden)</source>
        <translation>(verborgen)</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>imported: its file is only read</source>
        <translation>importiert: seine Datei wird nur gelesen</translation>
    </message>
    <message>
        <source>damaged; %1</source>
        <translation>beschädigt; %1</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
</context>
<context>
    <name>models::CompareModel</name>
    <message>
        <source>PV</source>
        <translation>PV</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gesichert</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>nicht gesichert: %1</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
</context>
<context>
    <name>models::PointsModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>models::RunListModel</name>
    <message>
        <source>scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Starred: a click changes it</source>
        <translation>Mit Stern: ein Klick ändert es</translation>
    </message>
    <message>
        <source>Whether the files were found whole after the run</source>
        <translation>Ob die Dateien nach dem Lauf vollständig gefunden wurden</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>models::ServerModel</name>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>PVs</source>
        <translation>PVs</translation>
    </message>
    <message>
        <source>updates/s</source>
        <translation>Aktual./s</translation>
    </message>
    <message>
        <source>data/s</source>
        <translation>Daten/s</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>Umlauf</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
</context>
<context>
    <name>models::ShownRun</name>
    <message>
        <source>scan %1</source>
        <translation>Scan %1</translation>
    </message>
</context>
<context>
    <name>plotting</name>
    <message>
        <source>no link</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
</context>
<context>
    <name>plotting::CurvePlot</name>
    <message>
        <source>No points yet. Start a scan and they appear here as they are measured.</source>
        <translation>Noch keine Punkte. Starten Sie einen Scan, dann erscheinen sie hier, sobald sie gemessen sind.</translation>
    </message>
</context>
<context>
    <name>plotting::ImageView</name>
    <message>
        <source>No image yet. Start the camera and its pictures appear here.</source>
        <translation>Noch kein Bild. Starten Sie die Kamera, dann erscheinen ihre Bilder hier.</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>shown %1 · received %2 frames/s · %3 dropped</source>
        <translation>gezeigt %1 · empfangen %2 Bilder/s · %3 ausgelassen</translation>
    </message>
    <message>
        <source>x %1  y %2 · %3</source>
        <translation>x %1  y %2 · %3</translation>
    </message>
</context>
<context>
    <name>plotting::LevelsBar</name>
    <message>
        <source>Drag the handles to set the levels; a double click makes them automatic again</source>
        <translation>Ziehen Sie an den Griffen, um die Pegel zu setzen; ein Doppelklick macht sie wieder automatisch</translation>
    </message>
    <message>
        <source>The histogram comes with the first picture.</source>
        <translation>Das Histogramm kommt mit dem ersten Bild.</translation>
    </message>
</context>
<context>
    <name>plotting::RasterPlot</name>
    <message>
        <source>No points yet. Start a mesh scan and it fills in here.</source>
        <translation>Noch keine Punkte. Starten Sie einen Rasterscan, dann füllt er sich hier.</translation>
    </message>
</context>
<context>
    <name>plotting::StripChart</name>
    <message>
        <source>Nothing to chart yet. Add a PV and its value runs along here.</source>
        <translation>Noch nichts aufzuzeichnen. Fügen Sie eine PV hinzu, dann läuft ihr Wert hier entlang.</translation>
    </message>
    <message>
        <source>no link</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>Waiting for the first value…</source>
        <translation>Wartet auf den ersten Wert …</translation>
    </message>
</context>
<context>
    <name>plotting::StripLegend</name>
    <message>
        <source>Click to hide or show a series</source>
        <translation>Klicken, um eine Reihe zu verbergen oder zu zeigen</translation>
    </message>
</context>
<context>
    <name>scans</name>
    <message>
        <source>Events need an open run</source>
        <translation>Ereignisse brauchen einen offenen Lauf</translation>
    </message>
    <message>
        <source>%1 s to pass</source>
        <translation>dass %1 s vergehen</translation>
    </message>
    <message>
        <source>A checkpoint cannot be within an event</source>
        <translation>Innerhalb eines Ereignisses kann kein Haltepunkt sein</translation>
    </message>
    <message>
        <source>The plan wants to sleep for ever</source>
        <translation>Der Plan will für immer schlafen</translation>
    </message>
    <message>
        <source>A scope was left that had not been entered</source>
        <translation>Ein Bereich wurde verlassen, der nicht betreten war</translation>
    </message>
    <message>
        <source>A run was opened while another is open</source>
        <translation>Ein Lauf wurde geöffnet, während ein anderer offen ist</translation>
    </message>
    <message>
        <source>A run was closed while none is open</source>
        <translation>Ein Lauf wurde geschlossen, während keiner offen ist</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>The engine has failed; restart the program</source>
        <translation>Die Scan-Maschine ist ausgefallen; starten Sie das Programm neu</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Paused where the plan cannot be resumed</source>
        <translation>Pausiert, wo der Plan nicht fortgesetzt werden kann</translation>
    </message>
    <message>
        <source>Halted</source>
        <translation>Sofort beendet</translation>
    </message>
    <message>
        <source>The plan gave up</source>
        <translation>Der Plan hat aufgegeben</translation>
    </message>
    <message>
        <source>The plan failed for no known reason</source>
        <translation>Der Plan ist aus unbekanntem Grund fehlgeschlagen</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>räumt auf</translation>
    </message>
    <message>
        <source>point %1 of %2</source>
        <translation>Punkt %1 von %2</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>Punkt %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet auf: %1</translation>
    </message>
    <message>
        <source>Cleaning up: %1</source>
        <translation>Beim Aufräumen: %1</translation>
    </message>
    <message>
        <source>Waited %1 s in vain for %2</source>
        <translation>%1 s vergeblich gewartet auf: %2</translation>
    </message>
    <message>
        <source>the values of %1</source>
        <translation>die Werte von %1</translation>
    </message>
    <message>
        <source>%1 is disconnected</source>
        <translation>%1 ist getrennt</translation>
    </message>
    <message>
        <source>Two columns are called %1</source>
        <translation>Zwei Spalten heißen %1</translation>
    </message>
    <message>
        <source>An event was begun before the last one was saved or dropped</source>
        <translation>Ein Ereignis wurde begonnen, bevor das letzte gesichert oder verworfen war</translation>
    </message>
    <message>
        <source>An event was saved that had not been begun</source>
        <translation>Ein Ereignis wurde gesichert, das nicht begonnen war</translation>
    </message>
    <message>
        <source>An event has other devices than the first one of its stream</source>
        <translation>Ein Ereignis hat andere Geräte als das erste seines Stroms</translation>
    </message>
    <message>
        <source>%1 values were read where %2 are described</source>
        <translation>%1 Werte wurden gelesen, beschrieben sind %2</translation>
    </message>
    <message>
        <source>The program was closed</source>
        <translation>Das Programm wurde geschlossen</translation>
    </message>
    <message>
        <source>There is no plan to start</source>
        <translation>Es gibt keinen Plan zu starten</translation>
    </message>
    <message>
        <source>Another plan is running</source>
        <translation>Ein anderer Plan läuft</translation>
    </message>
    <message>
        <source>Disconnected: %1 and %2 more</source>
        <translation>Getrennt: %1 und %2 weitere</translation>
    </message>
    <message>
        <source>Disconnected: %1</source>
        <translation>Getrennt: %1</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Measures again and again without moving anything</source>
        <translation>Misst immer wieder, ohne etwas zu bewegen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>How often; 0 is until stopped</source>
        <translation>Wie oft; 0 heißt bis zum Anhalten</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Shortest time from one point to the next, in seconds</source>
        <translation>Kürzeste Zeit von einem Punkt zum nächsten, in Sekunden</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Every combination of two or more motors; the first is the slowest</source>
        <translation>Jede Kombination von zwei oder mehr Motoren; der erste ist der langsamste</translation>
    </message>
    <message>
        <source>Snake</source>
        <translation>Mäander</translation>
    </message>
    <message>
        <source>Fast axes run back instead of returning</source>
        <translation>Schnelle Achsen laufen rückwärts, statt zurückzukehren</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Moves one or more motors together in even steps</source>
        <translation>Fährt einen oder mehrere Motoren gemeinsam in gleichen Schritten</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Moves motors and waits for them; records nothing</source>
        <translation>Fährt Motoren und wartet auf sie; zeichnet nichts auf</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>Wohin er fährt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>etwas anderes</translation>
    </message>
    <message>
        <source>%1: expected %2, got %3</source>
        <translation>%1: erwartet wird %2, da steht %3</translation>
    </message>
    <message>
        <source> from %1 to %2</source>
        <translation> von %1 bis %2</translation>
    </message>
    <message>
        <source> of at least %1</source>
        <translation> ab %1</translation>
    </message>
    <message>
        <source> of at most %1</source>
        <translation> bis höchstens %1</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>the name of a motor</source>
        <translation>der Name eines Motors</translation>
    </message>
    <message>
        <source>%1: %2 cannot be moved</source>
        <translation>%1: %2 kann nicht bewegt werden</translation>
    </message>
    <message>
        <source>%1 is no parameter of this plan</source>
        <translation>%1 ist kein Parameter dieses Plans</translation>
    </message>
    <message numerus="yes">
        <source>%n axes</source>
        <translation>
            <numerusform>%n Achse</numerusform>
            <numerusform>%n Achsen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2 axes</source>
        <translation>%1 bis %2 Achsen</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>at least one detector</source>
        <translation>mindestens ein Detektor</translation>
    </message>
    <message>
        <source>Motor</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>What is moved</source>
        <translation>Was bewegt wird</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Position of the first point</source>
        <translation>Position des ersten Punktes</translation>
    </message>
    <message>
        <source>Position of the last point</source>
        <translation>Position des letzten Punktes</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>Steps between the ends; there is one point more</source>
        <translation>Schritte zwischen den Enden; es ist ein Punkt mehr</translation>
    </message>
    <message>
        <source>Dwell</source>
        <translation>Messzeit</translation>
    </message>
    <message>
        <source>How long each point is measured, in seconds</source>
        <translation>Wie lange jeder Punkt gemessen wird, in Sekunden</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>Detektoren</translation>
    </message>
    <message>
        <source>What is measured at each point</source>
        <translation>Was an jedem Punkt gemessen wird</translation>
    </message>
    <message>
        <source>the start position</source>
        <translation>die Anfangsposition</translation>
    </message>
    <message>
        <source>the end position</source>
        <translation>die Endposition</translation>
    </message>
    <message>
        <source>the position to go to</source>
        <translation>die Zielposition</translation>
    </message>
    <message>
        <source>the number of intervals</source>
        <translation>die Zahl der Intervalle</translation>
    </message>
    <message>
        <source>the number of points</source>
        <translation>die Zahl der Punkte</translation>
    </message>
    <message>
        <source>the time per point in seconds</source>
        <translation>die Zeit je Punkt in Sekunden</translation>
    </message>
    <message>
        <source>the time between points in seconds</source>
        <translation>die Zeit zwischen Punkten in Sekunden</translation>
    </message>
    <message>
        <source>the end of the line</source>
        <translation>das Ende der Zeile</translation>
    </message>
    <message>
        <source>Character %1: expected %2, found %3</source>
        <translation>Zeichen %1: erwartet wird %2, da steht %3</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>nichts weiter</translation>
    </message>
    <message>
        <source>%1 · pausing at the next checkpoint</source>
        <translation>%1 · pausiert am nächsten Haltepunkt</translation>
    </message>
    <message>
        <source>%1 to answer</source>
        <translation>dass %1 antwortet</translation>
    </message>
    <message>
        <source>A device cannot be configured within an event</source>
        <translation>Innerhalb eines Ereignisses kann kein Gerät eingestellt werden</translation>
    </message>
    <message>
        <source>A stream was declared without devices</source>
        <translation>Ein Strom wurde ohne Geräte angekündigt</translation>
    </message>
    <message>
        <source>Devices take points by themselves only within a run</source>
        <translation>Geräte nehmen Punkte nur innerhalb eines Laufs selbst auf</translation>
    </message>
    <message>
        <source>Points can be collected only within a run</source>
        <translation>Punkte können nur innerhalb eines Laufs eingesammelt werden</translation>
    </message>
    <message>
        <source>A plan wanted to subscribe nobody</source>
        <translation>Ein Plan wollte niemanden anmelden</translation>
    </message>
    <message>
        <source>A plan wanted to install no suspender</source>
        <translation>Ein Plan wollte keinen Wächter einsetzen</translation>
    </message>
    <message>
        <source>A suspender was removed that the plan has not installed</source>
        <translation>Ein Wächter wurde entfernt, den der Plan nicht eingesetzt hat</translation>
    </message>
    <message>
        <source>Monitors need an open run</source>
        <translation>Beobachtungen brauchen einen offenen Lauf</translation>
    </message>
    <message>
        <source>A device was to be monitored no more that is not monitored</source>
        <translation>Ein Gerät sollte nicht mehr beobachtet werden, das nicht beobachtet wird</translation>
    </message>
    <message>
        <source>A run was opened while another is open under its key</source>
        <translation>Ein Lauf wurde geöffnet, während ein anderer unter seinem Schlüssel offen ist</translation>
    </message>
    <message>
        <source>an answer to &quot;%1&quot;</source>
        <translation>eine Antwort auf &quot;%1&quot;</translation>
    </message>
    <message>
        <source>a condition</source>
        <translation>eine Bedingung</translation>
    </message>
    <message>
        <source>A plan asked the user nothing</source>
        <translation>Ein Plan hat den Benutzer nichts gefragt</translation>
    </message>
    <message>
        <source>A plan wanted to wait for no condition</source>
        <translation>Ein Plan wollte auf keine Bedingung warten</translation>
    </message>
    <message>
        <source>There is no command %1</source>
        <translation>Es gibt keinen Befehl %1</translation>
    </message>
    <message>
        <source>Suspended where the plan cannot be resumed: %1</source>
        <translation>Angehalten, wo der Plan nicht fortgesetzt werden kann: %1</translation>
    </message>
    <message>
        <source>%1 has written no frame for this point into %2</source>
        <translation>%1 hat für diesen Punkt kein Bild in %2 geschrieben</translation>
    </message>
    <message>
        <source>%1 is monitored already</source>
        <translation>%1 wird schon beobachtet</translation>
    </message>
    <message>
        <source>A step was skipped, but the plan comes to no other</source>
        <translation>Ein Schritt wurde übersprungen, aber der Plan kommt zu keinem weiteren</translation>
    </message>
    <message>
        <source>A stream was declared a second time</source>
        <translation>Ein Strom wurde ein zweites Mal angekündigt</translation>
    </message>
    <message>
        <source>An event came for a stream that is not described</source>
        <translation>Ein Ereignis kam für einen Strom, der nicht beschrieben ist</translation>
    </message>
    <message>
        <source>%1 is no number</source>
        <translation>%1 ist keine Zahl</translation>
    </message>
    <message>
        <source>%1 is not valid</source>
        <translation>%1 ist nicht gültig</translation>
    </message>
    <message>
        <source>%1 is below %2</source>
        <translation>%1 liegt unter %2</translation>
    </message>
    <message>
        <source>%1 is above %2</source>
        <translation>%1 liegt über %2</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1 ist nicht %2</translation>
    </message>
    <message>
        <source>it is 0</source>
        <translation>es ist 0</translation>
    </message>
    <message>
        <source>it was not %1 for a while</source>
        <translation>es war eine Weile nicht %1</translation>
    </message>
    <message>
        <source>it changed from %1 to %2</source>
        <translation>es wechselte von %1 zu %2</translation>
    </message>
    <message>
        <source>%1 points did not lead to the end</source>
        <translation>%1 Punkte führten nicht ans Ende</translation>
    </message>
    <message>
        <source>at least the smallest step, %1</source>
        <translation>mindestens den kleinsten Schritt, %1</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>Adaptiv</translation>
    </message>
    <message>
        <source>Takes steps such that the signal changes by about the same from one point to the next</source>
        <translation>Geht in Schritten, bei denen sich das Signal von Punkt zu Punkt etwa gleich viel ändert</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>When a step was too large, it is made again, smaller</source>
        <translation>War ein Schritt zu groß, wird er kleiner wiederholt</translation>
    </message>
    <message>
        <source>Smallest step</source>
        <translation>Kleinster Schritt</translation>
    </message>
    <message>
        <source>In units of the motor</source>
        <translation>In Einheiten des Motors</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>Größter Schritt</translation>
    </message>
    <message>
        <source>Change of the signal</source>
        <translation>Änderung des Signals</translation>
    </message>
    <message>
        <source>From one point to the next</source>
        <translation>Von einem Punkt zum nächsten</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>A step is too large if it should have been this part of it</source>
        <translation>Ein Schritt ist zu groß, wenn er nur dieser Teil davon hätte sein sollen</translation>
    </message>
    <message>
        <source>Character %1: this quote is not closed</source>
        <translation>Zeichen %1: dieses Anführungszeichen wird nicht geschlossen</translation>
    </message>
    <message>
        <source>%1, true or false</source>
        <translation>%1, true oder false</translation>
    </message>
    <message>
        <source>names of devices</source>
        <translation>Namen von Geräten</translation>
    </message>
    <message>
        <source>a value for %1</source>
        <translation>einen Wert für %1</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Numbers, and from:to:step, as in 0, 0.5, 1:2:0.1</source>
        <translation>Zahlen und von:bis:Schritt, wie in 0, 0.5, 1:2:0.1</translation>
    </message>
    <message>
        <source>positions such as 0,0.5,1:2:0.1</source>
        <translation>Positionen wie 0,0.5,1:2:0.1</translation>
    </message>
    <message>
        <source>names of detectors</source>
        <translation>Namen von Detektoren</translation>
    </message>
    <message>
        <source>element: expected a symbol from H to Cf, got &quot;%1&quot;</source>
        <translation>element: erwartet wird ein Symbol von H bis Cf, nicht &quot;%1&quot;</translation>
    </message>
    <message>
        <source>edge: expected K or L3, got &quot;%1&quot;</source>
        <translation>edge: erwartet wird K oder L3, nicht &quot;%1&quot;</translation>
    </message>
    <message>
        <source>edge: %1 has no %2 edge above 50 eV</source>
        <translation>edge: %1 hat keine %2-Kante über 50 eV</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>The column that is looked at, or its detector</source>
        <translation>Die betrachtete Spalte oder ihr Detektor</translation>
    </message>
    <message>
        <source>the name of a column or detector</source>
        <translation>der Name einer Spalte oder eines Detektors</translation>
    </message>
    <message>
        <source>Mesh of lists</source>
        <translation>Raster aus Listen</translation>
    </message>
    <message>
        <source>Every combination of the listed positions of two or more motors; the first is the slowest</source>
        <translation>Jede Kombination der aufgezählten Positionen von zwei oder mehr Motoren; der erste ist der langsamste</translation>
    </message>
    <message>
        <source>%1 positions, as many as the first motor has</source>
        <translation>%1 Positionen, so viele wie der erste Motor hat</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Moves one or more motors together from one listed position to the next, in any shape</source>
        <translation>Bewegt einen oder mehrere Motoren gemeinsam von einer aufgezählten Position zur nächsten, in beliebiger Form</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Move by</source>
        <translation>Fahren um</translation>
    </message>
    <message>
        <source>Moves motors by a distance from where they were sent last, and waits for them; records nothing</source>
        <translation>Bewegt Motoren um eine Strecke von dort, wohin sie zuletzt geschickt wurden, und wartet auf sie; zeichnet nichts auf</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>How far it goes</source>
        <translation>Wie weit er fährt</translation>
    </message>
    <message>
        <source>the distance to go</source>
        <translation>die Strecke</translation>
    </message>
    <message>
        <source>%1 positions, as many as the first motor of the loop has</source>
        <translation>%1 Positionen, so viele wie der erste Motor der Schleife hat</translation>
    </message>
    <message>
        <source>Loops</source>
        <translation>Schleifen</translation>
    </message>
    <message>
        <source>Loops within loops over listed positions; motors of the same loop move together</source>
        <translation>Schleifen in Schleifen über aufgezählte Positionen; Motoren derselben Schleife fahren gemeinsam</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>1 is the slowest</source>
        <translation>1 ist die langsamste</translation>
    </message>
    <message>
        <source>the number of its loop</source>
        <translation>die Nummer seiner Schleife</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>at least one position</source>
        <translation>mindestens eine Position</translation>
    </message>
    <message>
        <source>%1: %2 points are more than a scan may have (%3)</source>
        <translation>%1: %2 Punkte sind mehr, als ein Scan haben darf (%3)</translation>
    </message>
    <message>
        <source>character %1: expected %2, found &quot;%3&quot;</source>
        <translation>Zeichen %1: erwartet wird %2, gefunden &quot;%3&quot;</translation>
    </message>
    <message>
        <source>from:to:step</source>
        <translation>von:bis:Schritt</translation>
    </message>
    <message>
        <source>a step that leads there</source>
        <translation>ein Schritt, der dorthin führt</translation>
    </message>
    <message>
        <source>at most %1 positions</source>
        <translation>höchstens %1 Positionen</translation>
    </message>
    <message>
        <source>expected positions, such as &quot;0, 0.5, 1:2:0.1&quot;</source>
        <translation>erwartet werden Positionen wie &quot;0, 0.5, 1:2:0.1&quot;</translation>
    </message>
    <message>
        <source>; cleaning up: %1</source>
        <translation>; beim Aufräumen: %1</translation>
    </message>
    <message>
        <source>%1 is not at %2 after %3 s</source>
        <translation>%1 ist nach %3 s nicht bei %2</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>Measures while a motor moves to its end, which it does once: a pause waits until it is there</source>
        <translation>Misst, während ein Motor einmal bis ans Ende fährt: eine Pause wartet, bis er dort ist</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>From one point to the next, in seconds</source>
        <translation>Von einem Punkt zum nächsten, in Sekunden</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Seconds after which the ramp has failed; 0 is never</source>
        <translation>Sekunden, nach denen die Rampe gescheitert ist; 0 heißt nie</translation>
    </message>
    <message>
        <source>Adaptive, relative</source>
        <translation>Adaptiv, relativ</translation>
    </message>
    <message>
        <source>Like Adaptive, counting from where the motor is, which goes back there afterwards</source>
        <translation>Wie Adaptiv, gezählt von dort, wo der Motor steht; danach fährt er dorthin zurück</translation>
    </message>
    <message>
        <source>Mesh, relative</source>
        <translation>Raster, relativ</translation>
    </message>
    <message>
        <source>Like Mesh, counting from where the motors are</source>
        <translation>Wie Raster, gezählt von dort, wo die Motoren stehen</translation>
    </message>
    <message>
        <source>Step, relative</source>
        <translation>Schritt, relativ</translation>
    </message>
    <message>
        <source>Like Step, counting from where the motors are</source>
        <translation>Wie Schritt, gezählt von dort, wo die Motoren stehen</translation>
    </message>
    <message>
        <source>Mesh of lists, relative</source>
        <translation>Raster aus Listen, relativ</translation>
    </message>
    <message>
        <source>Like Mesh of lists, counting from where the motors are</source>
        <translation>Wie Raster aus Listen, gezählt von dort, wo die Motoren stehen</translation>
    </message>
    <message>
        <source>List, relative</source>
        <translation>Liste, relativ</translation>
    </message>
    <message>
        <source>Like List, counting from where the motors are</source>
        <translation>Wie Liste, gezählt von dort, wo die Motoren stehen</translation>
    </message>
    <message>
        <source>Logarithmic, relative</source>
        <translation>Logarithmisch, relativ</translation>
    </message>
    <message>
        <source>Like Logarithmic, counting from where the motor is</source>
        <translation>Wie Logarithmisch, gezählt von dort, wo der Motor steht</translation>
    </message>
    <message>
        <source>Spiral, relative</source>
        <translation>Spirale, relativ</translation>
    </message>
    <message>
        <source>Like Spiral, around where the motors are</source>
        <translation>Wie Spirale, um die Stelle herum, an der die Motoren stehen</translation>
    </message>
    <message>
        <source>Fermat spiral, relative</source>
        <translation>Fermat-Spirale, relativ</translation>
    </message>
    <message>
        <source>Like Fermat spiral, around where the motors are</source>
        <translation>Wie Fermat-Spirale, um die Stelle herum, an der die Motoren stehen</translation>
    </message>
    <message>
        <source>Square spiral, relative</source>
        <translation>Quadratische Spirale, relativ</translation>
    </message>
    <message>
        <source>Like Square spiral, around where the motors are</source>
        <translation>Wie Quadratische Spirale, um die Stelle herum, an der die Motoren stehen</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>Spirale</translation>
    </message>
    <message>
        <source>Rings around a centre, cut to a rectangle; the first motor is x</source>
        <translation>Ringe um eine Mitte, auf ein Rechteck beschnitten; der erste Motor ist x</translation>
    </message>
    <message>
        <source>Ring distance</source>
        <translation>Ringabstand</translation>
    </message>
    <message>
        <source>From one ring to the next, in x</source>
        <translation>Von einem Ring zum nächsten, in x</translation>
    </message>
    <message>
        <source>Points of ring 1</source>
        <translation>Punkte des 1. Rings</translation>
    </message>
    <message>
        <source>Ring 2 has twice as many, and so on</source>
        <translation>Ring 2 hat doppelt so viele, und so weiter</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Position in the middle of the rectangle</source>
        <translation>Position in der Mitte des Rechtecks</translation>
    </message>
    <message>
        <source>the position of the centre</source>
        <translation>die Position der Mitte</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Whole width of the rectangle along this motor</source>
        <translation>Ganze Breite des Rechtecks entlang dieses Motors</translation>
    </message>
    <message>
        <source>the width along this motor</source>
        <translation>die Breite entlang dieses Motors</translation>
    </message>
    <message>
        <source>Distance in y</source>
        <translation>Abstand in y</translation>
    </message>
    <message>
        <source>If it is another in y; 0 is the same</source>
        <translation>Falls er in y ein anderer ist; 0 heißt derselbe</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Degrees by which the sides of the rectangle lean</source>
        <translation>Grad, um die sich die Seiten des Rechtecks neigen</translation>
    </message>
    <message>
        <source>%1: %2 points are more than a spiral may have (%3)</source>
        <translation>%1: %2 Punkte sind mehr, als eine Spirale haben darf (%3)</translation>
    </message>
    <message>
        <source>Fermat spiral</source>
        <translation>Fermat-Spirale</translation>
    </message>
    <message>
        <source>Covers a rectangle evenly from its centre without a grid; the first motor is x</source>
        <translation>Bedeckt ein Rechteck von der Mitte aus gleichmäßig und ohne Gitter; der erste Motor ist x</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Point i is √i · distance / factor from the centre</source>
        <translation>Punkt i ist √i · Abstand / Faktor von der Mitte entfernt</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>More make the spiral denser</source>
        <translation>Mehr machen die Spirale dichter</translation>
    </message>
    <message>
        <source>Square spiral</source>
        <translation>Quadratische Spirale</translation>
    </message>
    <message>
        <source>Every point of a mesh, from its middle outwards; the first motor is x</source>
        <translation>Jeder Punkt eines Rasters, von der Mitte nach außen; der erste Motor ist x</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>A command that moves something ahead of the first point</source>
        <translation>Ein Befehl, der vor dem ersten Punkt etwas bewegt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>The same for the end, however the scan ends</source>
        <translation>Dasselbe für das Ende, wie immer der Scan endet</translation>
    </message>
    <message>
        <source>Breakpoint every</source>
        <translation>Haltepunkt alle</translation>
    </message>
    <message>
        <source>Points from one breakpoint to the next; 0 is no breakpoints</source>
        <translation>Punkte von einem Haltepunkt zum nächsten; 0 heißt keine</translation>
    </message>
    <message>
        <source>At breakpoints</source>
        <translation>An Haltepunkten</translation>
    </message>
    <message>
        <source>A command that moves something at each breakpoint</source>
        <translation>Ein Befehl, der an jedem Haltepunkt etwas bewegt</translation>
    </message>
    <message>
        <source>Also record</source>
        <translation>Auch aufzeichnen</translation>
    </message>
    <message>
        <source>Devices recorded at the start and at breakpoints</source>
        <translation>Geräte, die am Anfang und an Haltepunkten aufgezeichnet werden</translation>
    </message>
    <message>
        <source>a command that moves something</source>
        <translation>ein Befehl, der etwas bewegt</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückfahren</translation>
    </message>
    <message>
        <source>Afterwards to where the motors were</source>
        <translation>Danach dorthin, wo die Motoren standen</translation>
    </message>
    <message>
        <source>A step that needs positions cannot be skipped</source>
        <translation>Ein Schritt, der Positionen braucht, kann nicht ausgelassen werden</translation>
    </message>
    <message>
        <source>It is not known where %1 stands</source>
        <translation>Es ist nicht bekannt, wo %1 steht</translation>
    </message>
    <message>
        <source>There is no column %1; there are %2</source>
        <translation>Es gibt keine Spalte %1, sondern %2</translation>
    </message>
    <message>
        <source>%1 adds up to 0, so that it has no centre</source>
        <translation>%1 ergibt in der Summe 0 und hat daher keine Mitte</translation>
    </message>
    <message>
        <source>Scans smaller and smaller ranges around the signal&apos;s centre of mass, and goes there</source>
        <translation>Scannt immer kleinere Bereiche um den Schwerpunkt des Signals und fährt dorthin</translation>
    </message>
    <message>
        <source>Every second pass runs back</source>
        <translation>Jeder zweite Durchgang läuft zurück</translation>
    </message>
    <message>
        <source>It ends when steps would be smaller</source>
        <translation>Es endet, wenn die Schritte kleiner würden</translation>
    </message>
    <message>
        <source>Narrower by</source>
        <translation>Enger um</translation>
    </message>
    <message>
        <source>By which factor each range is narrower than the one before</source>
        <translation>Um welchen Faktor jeder Bereich enger ist als der davor</translation>
    </message>
    <message>
        <source>x to 2x</source>
        <translation>x zu 2x</translation>
    </message>
    <message>
        <source>The second motor moves half as far as the first, as two theta and theta do; both from where they are</source>
        <translation>Der zweite Motor fährt halb so weit wie der erste, wie zwei Theta und Theta; beide von dort, wo sie stehen</translation>
    </message>
    <message>
        <source>First point of the first motor, from where it is</source>
        <translation>Erster Punkt des ersten Motors, von dort, wo er steht</translation>
    </message>
    <message>
        <source>Last point of the first motor, from where it is</source>
        <translation>Letzter Punkt des ersten Motors, von dort, wo er steht</translation>
    </message>
    <message>
        <source>XAFS</source>
        <translation>XAFS</translation>
    </message>
    <message>
        <source>Energies around an absorption edge, in eV and in wavenumbers of the photoelectron</source>
        <translation>Energien um eine Absorptionskante, in eV und in Wellenzahlen des Photoelektrons</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>What sets the energy, in eV or keV</source>
        <translation>Was die Energie einstellt, in eV oder keV</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Symbol of the element</source>
        <translation>Symbol des Elements</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>K or L3</source>
        <translation>K oder L3</translation>
    </message>
    <message>
        <source>E0 in eV</source>
        <translation>E0 in eV</translation>
    </message>
    <message>
        <source>Where the edge is, if not where the table says; 0 is the table</source>
        <translation>Wo die Kante liegt, falls nicht wie in der Tabelle; 0 heißt die Tabelle</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>From, to, step, and if you like seconds, seconds at the end, power of k; in eV from the edge, or with k in 1/Å</source>
        <translation>Von, bis, Schritt und auf Wunsch Sekunden, Sekunden am Ende, Potenz von k; in eV von der Kante, oder mit k in 1/Å</translation>
    </message>
    <message>
        <source>the end of the region</source>
        <translation>das Ende des Bereichs</translation>
    </message>
    <message>
        <source>character %1: expected %2, found %3</source>
        <translation>Zeichen %1: erwartet wird %2, gefunden %3</translation>
    </message>
    <message>
        <source>seconds, 0 or more</source>
        <translation>Sekunden, 0 oder mehr</translation>
    </message>
    <message>
        <source>the power of k, above 0</source>
        <translation>die Potenz von k, über 0</translation>
    </message>
    <message>
        <source>where the region begins, as in -20 or 3k</source>
        <translation>wo der Bereich beginnt, wie in -20 oder 3k</translation>
    </message>
    <message>
        <source>where the region ends, as in 30 or 12k</source>
        <translation>wo der Bereich endet, wie in 30 oder 12k</translation>
    </message>
    <message>
        <source>a step above 0, as in 0.5 or 0.05k</source>
        <translation>ein Schritt über 0, wie in 0.5 oder 0.05k</translation>
    </message>
    <message>
        <source>an end above the begin</source>
        <translation>ein Ende über dem Anfang</translation>
    </message>
    <message>
        <source>a begin above the edge, because steps are in k</source>
        <translation>ein Anfang über der Kante, denn die Schritte sind in k</translation>
    </message>
    <message>
        <source>a begin that is not below the end of the region before (%1 eV)</source>
        <translation>ein Anfang, der nicht unter dem Ende des Bereichs davor liegt (%1 eV)</translation>
    </message>
    <message>
        <source>a semicolon</source>
        <translation>ein Semikolon</translation>
    </message>
    <message>
        <source>%1 points are more than such a scan may have (%2)</source>
        <translation>%1 Punkte sind mehr, als ein solcher Scan haben darf (%2)</translation>
    </message>
    <message>
        <source>the first point would be at %1 eV</source>
        <translation>der erste Punkt läge bei %1 eV</translation>
    </message>
    <message>
        <source>Something takes longer than the %1 s that the plan waits for it</source>
        <translation>Etwas dauert länger als die %1 s, die der Plan darauf wartet</translation>
    </message>
    <message>
        <source>%1 to take its points</source>
        <translation>dass %1 seine Punkte nimmt</translation>
    </message>
    <message>
        <source>somebody to let it go on</source>
        <translation>jemanden, der es weitergehen lässt</translation>
    </message>
    <message>
        <source>the command %1</source>
        <translation>den Befehl %1</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 point(s)</source>
        <translation>
            <numerusform>%1 Punkt</numerusform>
            <numerusform>%1 Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>duration unknown</source>
        <translation>Dauer unbekannt</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>für immer</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1: %2 to %3 %4</source>
        <translation>%1: %2 bis %3 %4</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>a position of the same sign as the other one, not 0</source>
        <translation>eine Position mit demselben Vorzeichen wie die andere, nicht 0</translation>
    </message>
    <message>
        <source>Moves a motor in steps that are even on a logarithmic scale; from and to have the same sign</source>
        <translation>Bewegt einen Motor in Schritten, die auf einer logarithmischen Skala gleich sind; Anfang und Ende haben dasselbe Vorzeichen</translation>
    </message>
    <message>
        <source>%1: %2 is there twice</source>
        <translation>%1: %2 steht zweimal da</translation>
    </message>
    <message>
        <source>%1: %2 and %3 both move %4; they cannot move at the same time</source>
        <translation>%1: %2 und %3 bewegen beide %4; sie können nicht gleichzeitig fahren</translation>
    </message>
    <message>
        <source>%1 once only</source>
        <translation>%1 nur einmal</translation>
    </message>
    <message>
        <source>a command</source>
        <translation>einen Befehl</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>Zeichen %1: %2</translation>
    </message>
    <message>
        <source>%1 is at %2, %3 is %4. Next step: a number, nothing for %5, or q to end</source>
        <translation>%1 steht bei %2, %3 ist %4. Nächster Schritt: eine Zahl, nichts für %5, oder q zum Beenden</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>&quot;%1&quot; ist keine Zahl</translation>
    </message>
    <message>
        <source>Tweak</source>
        <translation>Schrittweise</translation>
    </message>
    <message>
        <source>Measures, asks for the next step, moves by it, and so on</source>
        <translation>Misst, fragt nach dem nächsten Schritt, fährt ihn, und so weiter</translation>
    </message>
    <message>
        <source>The first one; each answer may be another</source>
        <translation>Der erste; jede Antwort darf ein anderer sein</translation>
    </message>
    <message>
        <source>the step</source>
        <translation>der Schritt</translation>
    </message>
    <message>
        <source>A device was to be monitored at an impossible rate</source>
        <translation>Ein Gerät sollte mit einer unmöglichen Rate beobachtet werden</translation>
    </message>
    <message>
        <source>%1 cannot be recorded as %2</source>
        <translation>%1 kann nicht als %2 aufgezeichnet werden</translation>
    </message>
    <message>
        <source>The replay was stopped</source>
        <translation>Die Wiedergabe wurde gestoppt</translation>
    </message>
</context>
<context>
    <name>simulator</name>
    <message>
        <source>Channel Access has no 64-bit integers</source>
        <translation>Channel Access hat keine 64-Bit-Ganzzahlen</translation>
    </message>
    <message>
        <source>cannot watch the parent process</source>
        <translation>der Elternprozess lässt sich nicht beobachten</translation>
    </message>
    <message>
        <source>the parent process has ended</source>
        <translation>der Elternprozess ist beendet</translation>
    </message>
    <message>
        <source>cannot watch process %1</source>
        <translation>Prozess %1 lässt sich nicht beobachten</translation>
    </message>
    <message>
        <source>the motor is disabled (%1_able)</source>
        <translation>der Motor ist gesperrt (%1_able)</translation>
    </message>
    <message>
        <source>the motor&apos;s torque is off (CNEN = 0)</source>
        <translation>das Drehmoment des Motors ist aus (CNEN = 0)</translation>
    </message>
    <message>
        <source>Port to serve on; 0 takes a free one.</source>
        <translation>Port, auf dem bedient wird; 0 nimmt einen freien.</translation>
    </message>
    <message>
        <source>The same seed and the same measurements give the same numbers.</source>
        <translation>Gleicher Startwert und gleiche Messungen ergeben gleiche Zahlen.</translation>
    </message>
    <message>
        <source>What every PV name begins with.</source>
        <translation>Womit jeder PV-Name beginnt.</translation>
    </message>
    <message>
        <source>Ends when the process N does.</source>
        <translation>Endet, wenn der Prozess N endet.</translation>
    </message>
    <message>
        <source>Ends when the program that started it does.</source>
        <translation>Endet, wenn das startende Programm endet.</translation>
    </message>
    <message>
        <source>Prints every PV with type and description, then ends.</source>
        <translation>Gibt jede PV mit Typ und Beschreibung aus, dann endet es.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no option</source>
        <translation>„%1“ ist keine Option</translation>
    </message>
    <message>
        <source>this camera makes Mono and RGB1</source>
        <translation>diese Kamera liefert Mono und RGB1</translation>
    </message>
    <message>
        <source>the file template &quot;%1&quot; needs %s for the path, %s for the name and at most one %d for the number, in this order</source>
        <translation>die Dateivorlage &quot;%1&quot; braucht %s für den Pfad, %s für den Namen und höchstens ein %d für die Nummer, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>the directory &quot;%1&quot; does not exist</source>
        <translation>das Verzeichnis &quot;%1&quot; gibt es nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is longer than %2 bytes</source>
        <translation>&quot;%1&quot; ist länger als %2 Byte</translation>
    </message>
    <message>
        <source>images are being captured</source>
        <translation>Bilder werden gerade gesammelt</translation>
    </message>
    <message>
        <source>a stream is written while it is captured</source>
        <translation>ein Strom wird geschrieben, während er aufgenommen wird</translation>
    </message>
    <message>
        <source>no image has come yet</source>
        <translation>noch ist kein Bild gekommen</translation>
    </message>
    <message>
        <source>single images are not captured: set FileWriteMode</source>
        <translation>einzelne Bilder werden nicht gesammelt: FileWriteMode setzen</translation>
    </message>
    <message>
        <source>no image has come yet to tell how large the file must be: take one, or set LazyOpen</source>
        <translation>noch sagt kein Bild, wie groß die Datei werden muss: eines aufnehmen oder LazyOpen setzen</translation>
    </message>
    <message>
        <source>there is no room for more than %1 images</source>
        <translation>für mehr als %1 Bilder ist kein Platz</translation>
    </message>
    <message>
        <source>%1: images of another size or type do not fit into this file</source>
        <translation>%1: Bilder anderer Größe oder Art passen nicht in diese Datei</translation>
    </message>
    <message>
        <source>files are compressed by zlib or not at all</source>
        <translation>Dateien werden mit zlib gepackt oder gar nicht</translation>
    </message>
    <message>
        <source>the camera does not wait for files</source>
        <translation>die Kamera wartet nicht auf Dateien</translation>
    </message>
    <message>
        <source>there is no port &quot;%1&quot;, but %2</source>
        <translation>es gibt keinen Port &quot;%1&quot;, sondern %2</translation>
    </message>
    <message>
        <source>images of &quot;%1&quot; come from this plugin</source>
        <translation>Bilder von &quot;%1&quot; kommen aus diesem Plugin</translation>
    </message>
    <message>
        <source>nothing can be divided by 0</source>
        <translation>durch 0 kann man nicht teilen</translation>
    </message>
    <message>
        <source>IPv4 address of this machine to serve on; 0.0.0.0 takes them all.</source>
        <translation>IPv4-Adresse dieses Rechners, auf der gedient wird; 0.0.0.0 nimmt alle.</translation>
    </message>
    <message>
        <source>Who may read and write what: a YAML file with &quot;default&quot; and &quot;rules&quot;.</source>
        <translation>Wer was lesen und schreiben darf: eine YAML-Datei mit &quot;default&quot; und &quot;rules&quot;.</translation>
    </message>
    <message>
        <source>Serves a simulated beamline over Channel Access.</source>
        <translation>Stellt eine simulierte Strahllinie über Channel Access bereit.</translation>
    </message>
    <message>
        <source>the motor is on its way home already</source>
        <translation>der Motor fährt schon zur Referenz</translation>
    </message>
    <message>
        <source>Motors</source>
        <translation>Motoren</translation>
    </message>
    <message>
        <source>Scaler</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>Detektoren</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Examples for widgets</source>
        <translation>Beispiele für Bedienelemente</translation>
    </message>
    <message>
        <source>nothing can be written at present</source>
        <translation>zurzeit kann nichts geschrieben werden</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number above 0 and up to %1</source>
        <translation>eine Zahl über 0 bis %1</translation>
    </message>
    <message>
        <source>Keeps positions and settings in this file over restarts.</source>
        <translation>Bewahrt Positionen und Einstellungen über Neustarts in dieser Datei.</translation>
    </message>
    <message>
        <source>Adds N counters, scale:0 and so on, for load tests.</source>
        <translation>Fügt N Zähler hinzu, scale:0 und so weiter, für Lasttests.</translation>
    </message>
    <message>
        <source>Updates of each counter per second.</source>
        <translation>Aktualisierungen jedes Zählers pro Sekunde.</translation>
    </message>
    <message>
        <source>--%1 needs %2, not &quot;%3&quot;</source>
        <translation>--%1 braucht %2, nicht &quot;%3&quot;</translation>
    </message>
    <message>
        <source>What makes devices fail</source>
        <translation>Was Geräte ausfallen lässt</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>%1 is kept as %2</source>
        <translation>%1 wird als %2 bewahrt</translation>
    </message>
    <message>
        <source>a name, a blank and a value are expected, not &quot;%1&quot;</source>
        <translation>erwartet werden ein Name, ein Leerzeichen und ein Wert, nicht &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the name of a setting is expected, and %1 is none</source>
        <translation>erwartet wird der Name einer Einstellung, und %1 ist keiner</translation>
    </message>
    <message>
        <source>%1 is expected for %2, not &quot;%3&quot;</source>
        <translation>%1 wird für %2 erwartet, nicht &quot;%3&quot;</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>The program ended before the run did.</source>
        <translation>Das Programm endete vor der Messung.</translation>
    </message>
    <message>
        <source>The catalogue has no run %1.</source>
        <translation>Das Verzeichnis hat keine Messung %1.</translation>
    </message>
    <message>
        <source>Cannot open the database %1: %2.</source>
        <translation>Die Datenbank %1 lässt sich nicht öffnen: %2.</translation>
    </message>
    <message>
        <source>%1 was made by a newer version of this program (schema %2; this one knows schema %3). It was left as it is.</source>
        <translation>%1 stammt von einer neueren Version dieses Programms (Schema %2; dieses kennt Schema %3). Die Datei blieb, wie sie ist.</translation>
    </message>
    <message>
        <source>%1 is locked by another program since %2 s.</source>
        <translation>%1 ist seit %2 s von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>No output folder is set.</source>
        <translation>Es ist kein Ausgabeordner gesetzt.</translation>
    </message>
    <message>
        <source>The output folder %1 is a file.</source>
        <translation>Der Ausgabeordner %1 ist eine Datei.</translation>
    </message>
    <message>
        <source>The output folder %1 cannot be made.</source>
        <translation>Der Ausgabeordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The output folder %1 cannot be written: %2.</source>
        <translation>In den Ausgabeordner %1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>The output folder %1 has %2 free, %3 are needed.</source>
        <translation>Im Ausgabeordner %1 sind %2 frei, nötig sind %3.</translation>
    </message>
    <message>
        <source>A name must not be empty.</source>
        <translation>Ein Name darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; is already in use.</source>
        <translation>Der Name „%1“ ist schon vergeben.</translation>
    </message>
    <message>
        <source>There is no instrument &quot;%1&quot;.</source>
        <translation>Es gibt kein Instrument „%1“.</translation>
    </message>
    <message>
        <source>%1 has no position &quot;%2&quot;.</source>
        <translation>%1 hat keine Position „%2“.</translation>
    </message>
    <message>
        <source>%1 has no such position or revision: &quot;%2&quot;, %3.</source>
        <translation>%1 hat keine solche Position oder Fassung: „%2“, %3.</translation>
    </message>
    <message>
        <source>stored as %1, which cannot be read</source>
        <translation>gespeichert als %1, was nicht lesbar ist</translation>
    </message>
    <message>
        <source>The writer did not finish within %1 ms.</source>
        <translation>Der Schreiber wurde nicht innerhalb von %1 ms fertig.</translation>
    </message>
    <message>
        <source>The writer has ended.</source>
        <translation>Der Schreiber ist beendet.</translation>
    </message>
    <message>
        <source>The program was closed before the run ended.</source>
        <translation>Das Programm wurde vor dem Ende der Messung geschlossen.</translation>
    </message>
    <message>
        <source>%1 is not a run file of this program.</source>
        <translation>%1 ist keine Messdatei dieses Programms.</translation>
    </message>
    <message>
        <source>Several runs begin with %1.</source>
        <translation>Mehrere Läufe beginnen mit %1.</translation>
    </message>
    <message>
        <source>No run has anything called %1.</source>
        <translation>Kein Lauf hat etwas, das %1 heißt.</translation>
    </message>
    <message>
        <source>A minus excludes what follows it, and nothing does. Put it in quotes to look for it.</source>
        <translation>Ein Minus schließt aus, was ihm folgt, und es folgt nichts. In Anführungszeichen wird danach gesucht.</translation>
    </message>
    <message>
        <source>Before %1 a key is missing, as in energy&gt;7.1.</source>
        <translation>Vor %1 fehlt ein Schlüssel, wie in energy&gt;7.1.</translation>
    </message>
    <message>
        <source>A single ! means nothing here: != is “not equal”.</source>
        <translation>Ein einzelnes ! heißt hier nichts: != ist „ungleich“.</translation>
    </message>
    <message>
        <source>%1 compares with one number.</source>
        <translation>%1 vergleicht mit einer Zahl.</translation>
    </message>
    <message>
        <source>%1 needs a value, as in %1:%2.</source>
        <translation>%1 braucht einen Wert, wie in %1:%2.</translation>
    </message>
    <message>
        <source>iron</source>
        <translation>Eisen</translation>
    </message>
    <message>
        <source>“%1” is no number, and only numbers are greater or smaller.</source>
        <translation>„%1“ ist keine Zahl, und nur Zahlen sind größer oder kleiner.</translation>
    </message>
    <message>
        <source>%1 is one of: %2.</source>
        <translation>%1 ist eines von: %2.</translation>
    </message>
    <message>
        <source>%1 takes one date or time.</source>
        <translation>%1 nimmt ein Datum oder eine Uhrzeit.</translation>
    </message>
    <message>
        <source>“%1” is no time. Times are: today, yesterday, now, 90min, 12h, 7d, 2w, 2026-11, 2026-11-21, 2026-11-21T14:30, 14:30.</source>
        <translation>„%1“ ist keine Zeit. Zeiten sind: today, yesterday, now, 90min, 12h, 7d, 2w, 2026-11, 2026-11-21, 2026-11-21T14:30, 14:30.</translation>
    </message>
    <message>
        <source>%1 takes a colon, as in %1:today.</source>
        <translation>%1 braucht einen Doppelpunkt, wie in %1:today.</translation>
    </message>
    <message>
        <source>“%1” has no letters or digits to look for.</source>
        <translation>„%1“ hat keine Buchstaben oder Ziffern, nach denen gesucht werden könnte.</translation>
    </message>
    <message>
        <source>The quote that begins here has no end.</source>
        <translation>Das Zitat, das hier beginnt, hat kein Ende.</translation>
    </message>
    <message>
        <source>“%1” cannot be a tag: a tag is one word of up to 40 letters, digits and the signs _ . + -</source>
        <translation>„%1“ kann keine Marke sein: eine Marke ist ein Wort aus bis zu 40 Buchstaben, Ziffern und den Zeichen _ . + -</translation>
    </message>
    <message>
        <source>%1 exists already. It was left as it is.</source>
        <translation>%1 gibt es schon. Es wurde so gelassen, wie es ist.</translation>
    </message>
    <message>
        <source>The backup %1 cannot be made.</source>
        <translation>Die Sicherung %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>A stored document (&quot;%1&quot;) cannot be understood.</source>
        <translation>Ein gespeichertes Dokument (&quot;%1&quot;) ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>The run file %1 cannot be reached any more.</source>
        <translation>Die Datei des Laufs %1 ist nicht mehr zu erreichen.</translation>
    </message>
    <message>
        <source>%1 keeps no documents of its run.</source>
        <translation>%1 enthält keine Dokumente seines Laufs.</translation>
    </message>
    <message>
        <source>The output folder %1 cannot be reached: %2.</source>
        <translation>Der Ausgabeordner %1 ist nicht zu erreichen: %2.</translation>
    </message>
    <message>
        <source>It has no start.</source>
        <translation>Er hat keinen Anfang.</translation>
    </message>
    <message>
        <source>It has no end: it is still being measured, or its program died.</source>
        <translation>Er hat kein Ende: er wird noch gemessen, oder sein Programm ist gestorben.</translation>
    </message>
    <message>
        <source>There are documents behind its end.</source>
        <translation>Hinter seinem Ende stehen noch Dokumente.</translation>
    </message>
    <message>
        <source>Stream &quot;%1&quot; has %2 points, but %3 were measured.</source>
        <translation>Der Strom &quot;%1&quot; hat %2 Punkte, aber %3 wurden gemessen.</translation>
    </message>
    <message>
        <source>%1 has frames for %2 of %3 points.</source>
        <translation>%1 hat Bilder für %2 von %3 Punkten.</translation>
    </message>
    <message>
        <source>The file %1 of %2 is not there or cannot be read.</source>
        <translation>Die Datei %1 von %2 fehlt oder ist nicht lesbar.</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n file(s) of detectors</source>
        <translation>
            <numerusform>%1, %n Datei von Detektoren</numerusform>
            <numerusform>%1, %n Dateien von Detektoren</numerusform>
        </translation>
    </message>
    <message>
        <source>It has no file.</source>
        <translation>Er hat keine Datei.</translation>
    </message>
    <message>
        <source>The file %1 is not there or cannot be read.</source>
        <translation>Die Datei %1 fehlt oder ist nicht lesbar.</translation>
    </message>
    <message>
        <source>There is no file format &quot;%1&quot;; there are: %2.</source>
        <translation>Es gibt kein Dateiformat „%1“; es gibt: %2.</translation>
    </message>
    <message>
        <source>The file name template &quot;%1&quot; names parts of a run, but a %2 file holds all of them.</source>
        <translation>Die Vorlage „%1“ für Dateinamen nennt Teile eines Laufs, aber eine %2-Datei enthält sie alle.</translation>
    </message>
    <message>
        <source>The file name template &quot;%1&quot; gives all %2 files of a run one name; {event.seq_num} or {index} makes them differ.</source>
        <translation>Die Vorlage „%1“ gibt allen %2-Dateien eines Laufs einen Namen; {event.seq_num} oder {index} unterscheidet sie.</translation>
    </message>
    <message>
        <source>%1 is no complete MDA file, at byte %2: %3.</source>
        <translation>%1 ist keine vollständige MDA-Datei, bei Byte %2: %3.</translation>
    </message>
    <message>
        <source>it ends too early, or a length is wrong</source>
        <translation>sie endet zu früh, oder eine Länge ist falsch</translation>
    </message>
    <message>
        <source>%1 dimensions</source>
        <translation>%1 Dimensionen</translation>
    </message>
    <message>
        <source>scans of one dimension have different columns</source>
        <translation>Scans einer Dimension haben verschiedene Spalten</translation>
    </message>
    <message>
        <source>%1 has no NXentry with a curve or a map.</source>
        <translation>%1 hat keinen NXentry mit einer Kurve oder Karte.</translation>
    </message>
    <message>
        <source>There is no run %1 in its file.</source>
        <translation>In seiner Datei ist kein Lauf %1.</translation>
    </message>
    <message>
        <source>%1 is no file with runs of a known kind (%2).</source>
        <translation>%1 ist keine Datei mit Läufen einer bekannten Art (%2).</translation>
    </message>
    <message>
        <source>%1 is larger than 1 GiB.</source>
        <translation>%1 ist größer als 1 GiB.</translation>
    </message>
    <message>
        <source>a second line of labels</source>
        <translation>eine zweite Zeile mit Namen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>&quot;%1&quot; ist keine Zahl</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>%1 columns announced, %2 named</source>
        <translation>%1 Spalten angekündigt, %2 benannt</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is no number.</source>
        <translation>%1, Zeile %2: „%3“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>Compression is one of %1, not &quot;%2&quot;.</source>
        <translation>Die Kompression ist eine von %1, nicht „%2“.</translation>
    </message>
    <message>
        <source>The level of compression is a whole number from %1 to %2, for gzip alone; not %3 for &quot;%4&quot;.</source>
        <translation>Die Stufe der Kompression ist eine ganze Zahl von %1 bis %2, nur für gzip; nicht %3 für „%4“.</translation>
    </message>
    <message>
        <source>The profile wants run files compressed with %1, but HDF5 has no filter %2 to do so. Looked in: %3. HDF5_PLUGIN_PATH names other folders.</source>
        <translation>Das Profil verlangt mit %1 komprimierte Laufdateien, aber HDF5 hat dafür keinen Filter %2. Gesucht in: %3. HDF5_PLUGIN_PATH nennt andere Ordner.</translation>
    </message>
    <message>
        <source> On Debian it is in the package %1.</source>
        <translation> Bei Debian ist er im Paket %1.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be reached any more.</source>
        <translation>Der Ordner %1 ist nicht mehr erreichbar.</translation>
    </message>
    <message>
        <source>The template &quot;%1&quot; gives several files the name %2.</source>
        <translation>Die Vorlage „%1“ gibt mehreren Dateien den Namen %2.</translation>
    </message>
    <message>
        <source>%1 exists and is not overwritten unless asked for.</source>
        <translation>%1 gibt es schon und wird nur auf Verlangen überschrieben.</translation>
    </message>
    <message>
        <source>CSV: a table, separated by commas</source>
        <translation>CSV: eine Tabelle, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>TSV: a table, separated by tabs</source>
        <translation>TSV: eine Tabelle, durch Tabulatoren getrennt</translation>
    </message>
    <message>
        <source>JSON Lines: the run&apos;s documents, one in a line</source>
        <translation>JSON Lines: die Dokumente des Laufs, eines je Zeile</translation>
    </message>
    <message>
        <source>%1 is no SPEC file, so nothing is appended to it.</source>
        <translation>%1 ist keine SPEC-Datei, darum wird nichts angehängt.</translation>
    </message>
    <message>
        <source>SPEC: a scan is appended to a file for each run</source>
        <translation>SPEC: für jeden Lauf wird ein Scan an eine Datei gehängt</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The file %1 cannot be reached any more.</source>
        <translation>Die Datei %1 ist nicht mehr erreichbar.</translation>
    </message>
    <message>
        <source>%1 was changed by another program while it was written.</source>
        <translation>%1 wurde während des Schreibens von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>XDI: text in columns, as stepscan writes it</source>
        <translation>XDI: Text in Spalten, wie stepscan es schreibt</translation>
    </message>
    <message>
        <source>TIFF: a file for each image</source>
        <translation>TIFF: eine Datei für jedes Bild</translation>
    </message>
    <message>
        <source>TIFF: a file with all images of a column</source>
        <translation>TIFF: eine Datei mit allen Bildern einer Spalte</translation>
    </message>
    <message>
        <source>of another program: readable, %1</source>
        <translation>von einem anderen Programm: lesbar, %1</translation>
    </message>
    <message>
        <source>The %1 file of this run is not complete, the run file is: %2</source>
        <translation>Die %1-Datei dieses Laufs ist nicht vollständig, die Laufdatei ist es: %2</translation>
    </message>
    <message>
        <source>more than %1 columns</source>
        <translation>mehr als %1 Spalten</translation>
    </message>
    <message>
        <source>more than %1 numbers</source>
        <translation>mehr als %1 Zahlen</translation>
    </message>
    <message>
        <source>too many rows are shorter than the first or than the labels</source>
        <translation>zu viele Zeilen sind kürzer als die erste oder als die Namen</translation>
    </message>
</context>
<context>
    <name>widgets::CameraView</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>The profile names no camera. Add one under &quot;images&quot;.</source>
        <translation>Das Profil nennt keine Kamera. Fügen Sie eine unter „images“ hinzu.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic intensities</source>
        <translation>Logarithmische Intensitäten</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>Kreuz</translation>
    </message>
    <message>
        <source>A crosshair at the middle of the picture</source>
        <translation>Ein Fadenkreuz in der Bildmitte</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>One screen pixel for one camera pixel</source>
        <translation>Ein Bildschirmpunkt je Kamerapixel</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>einpassen</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>save…</source>
        <translation>sichern …</translation>
    </message>
    <message>
        <source>Saves the picture as it is coloured</source>
        <translation>Sichert das Bild, wie es gefärbt ist</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild sichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Waiting for pictures from %1</source>
        <translation>Wartet auf Bilder von %1</translation>
    </message>
</context>
<context>
    <name>widgets::FailureChoice</name>
    <message>
        <source>What happens when a step of the scan fails; a lost connection is always waited for</source>
        <translation>Was geschieht, wenn ein Schritt des Scans scheitert; auf eine verlorene Verbindung wird immer gewartet</translation>
    </message>
    <message>
        <source>Hold and ask</source>
        <translation>Anhalten und fragen</translation>
    </message>
    <message>
        <source>End the scan</source>
        <translation>Scan beenden</translation>
    </message>
    <message>
        <source>Leave the step out</source>
        <translation>Schritt auslassen</translation>
    </message>
    <message>
        <source>How often a step is tried again before that</source>
        <translation>Wie oft ein Schritt davor noch einmal versucht wird</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>Versuchen</translation>
    </message>
</context>
<context>
    <name>widgets::ImportDialog</name>
    <message>
        <source>Import runs</source>
        <translation>Läufe einlesen</translation>
    </message>
    <message>
        <source>Runs: %1 imported, %2 known already. Files: %3 not readable, %4 without runs.</source>
        <translation>Läufe: %1 importiert, %2 schon bekannt. Dateien: %3 nicht lesbar, %4 ohne Läufe.</translation>
    </message>
</context>
<context>
    <name>widgets::LevelsView</name>
    <message>
        <source>Levels</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Unterster Pegel</translation>
    </message>
    <message>
        <source>Highest level</source>
        <translation>Oberster Pegel</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Levels follow the picture: 0.1 to 99.9 %</source>
        <translation>Pegel folgen dem Bild: 0,1 bis 99,9 %</translation>
    </message>
    <message>
        <source>The lowest level must lie below the highest</source>
        <translation>Der unterste Pegel muss unter dem obersten liegen</translation>
    </message>
</context>
<context>
    <name>widgets::LinksView</name>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>No server has been met yet.</source>
        <translation>Noch kein Server gefunden.</translation>
    </message>
    <message>
        <source>Every PV that is wanted is connected.</source>
        <translation>Jede gewünschte PV ist verbunden.</translation>
    </message>
    <message>
        <source>%1 of %2 PVs connected · %3 updates/s, %4 of them merged before they were shown · %5/s</source>
        <translation>%1 von %2 PVs verbunden · %3 Aktualisierungen/s, davon %4 vor dem Zeigen zusammengefasst · %5/s</translation>
    </message>
</context>
<context>
    <name>widgets::LiveView</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>No run yet. Define a scan at the right and press Start, or open a run from the list.</source>
        <translation>Noch keine Messung. Legen Sie rechts einen Scan fest und drücken Sie Start, oder öffnen Sie eine Messung aus der Liste.</translation>
    </message>
    <message>
        <source>No mesh yet. Choose Mesh in the scan builder.</source>
        <translation>Noch kein Raster. Wählen Sie Raster beim Festlegen des Scans.</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>What it is divided by</source>
        <translation>Wodurch geteilt wird</translation>
    </message>
    <message>
        <source>move to</source>
        <translation>fahre zu</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Centre of mass</source>
        <translation>Schwerpunkt</translation>
    </message>
    <message>
        <source>Centre of the half heights</source>
        <translation>Mitte der halben Höhen</translation>
    </message>
    <message>
        <source>A right click on the plot moves there</source>
        <translation>Ein Rechtsklick in die Zeichnung fährt dorthin</translation>
    </message>
    <message>
        <source>as is</source>
        <translation>wie gemessen</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>FWHM</source>
        <translation>FWHM</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>com</source>
        <translation>Schwerp.</translation>
    </message>
    <message>
        <source>The curve does not tell such a place</source>
        <translation>Die Kurve verrät keine solche Stelle</translation>
    </message>
    <message>
        <source>Nothing was scanned: no motor to move</source>
        <translation>Es wurde nichts gefahren: kein Motor zu bewegen</translation>
    </message>
    <message>
        <source>Move %1 to %2 and %3 to %4</source>
        <translation>%1 nach %2 und %3 nach %4 fahren</translation>
    </message>
    <message>
        <source>Move %1 to %2</source>
        <translation>%1 nach %2 fahren</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>widgets::MotorBinding</name>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>moving · %1 s</source>
        <translation>fährt · %1 s</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>fährt</translation>
    </message>
    <message>
        <source>▲ at high limit</source>
        <translation>▲ an oberer Grenze</translation>
    </message>
    <message>
        <source>▼ at low limit</source>
        <translation>▼ an unterer Grenze</translation>
    </message>
    <message>
        <source>▲ beyond soft limit</source>
        <translation>▲ jenseits der Softwaregrenze</translation>
    </message>
    <message>
        <source>held: SPMG is %1</source>
        <translation>gehalten: SPMG ist %1</translation>
    </message>
    <message>
        <source>✕ invalid</source>
        <translation>✕ ungültig</translation>
    </message>
    <message>
        <source>◆ alarm</source>
        <translation>◆ Alarm</translation>
    </message>
    <message>
        <source>▲ alarm</source>
        <translation>▲ Alarm</translation>
    </message>
</context>
<context>
    <name>widgets::MotorPanel</name>
    <message>
        <source>Motors</source>
        <translation>Motoren</translation>
    </message>
    <message>
        <source>The profile names no motors. Add devices of the kind &quot;motor&quot; to it.</source>
        <translation>Das Profil nennt keine Motoren. Fügen Sie Geräte der Art „motor“ hinzu.</translation>
    </message>
    <message>
        <source>Group of motors</source>
        <translation>Gruppe von Motoren</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>widgets::MotorRow</name>
    <message>
        <source>%1: one step down</source>
        <translation>%1: einen Schritt zurück</translation>
    </message>
    <message>
        <source>%1: one step up</source>
        <translation>%1: einen Schritt vor</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
</context>
<context>
    <name>widgets::NumberField</name>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>Expected %1</source>
        <translation>Erwartet wird %1</translation>
    </message>
</context>
<context>
    <name>widgets::PathPreview</name>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Every %1th point is drawn</source>
        <translation>Jeder %1. Punkt ist gezeichnet</translation>
    </message>
</context>
<context>
    <name>widgets::PlanForm</name>
    <message>
        <source> (slow)</source>
        <translation> (langsam)</translation>
    </message>
    <message>
        <source> (fast)</source>
        <translation> (schnell)</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>intervals</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Commands before and after, breakpoints, what is recorded besides</source>
        <translation>Befehle davor und danach, Haltepunkte, was außerdem aufgezeichnet wird</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>widgets::PointsView</name>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Points appear here as they are measured.</source>
        <translation>Punkte erscheinen hier, sobald sie gemessen sind.</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>Copies the chosen rows, or all, as text at full precision</source>
        <translation>Kopiert die gewählten Zeilen, oder alle, als Text in voller Genauigkeit</translation>
    </message>
</context>
<context>
    <name>widgets::PositionsView</name>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n revision(s)</source>
        <translation>
            <numerusform>%1 · %n Fassung</numerusform>
            <numerusform>%1 · %n Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>New instrument, remove position</source>
        <translation>Neues Instrument, Position entfernen</translation>
    </message>
    <message>
        <source>New instrument…</source>
        <translation>Neues Instrument …</translation>
    </message>
    <message>
        <source>Remove the chosen position…</source>
        <translation>Gewählte Position entfernen …</translation>
    </message>
    <message>
        <source>Nothing saved yet. Move to where it should be, give it a name, and press Save.</source>
        <translation>Noch nichts gesichert. Fahren Sie dorthin, wo es sein soll, geben Sie einen Namen und drücken Sie Sichern.</translation>
    </message>
    <message>
        <source>Choose a position to compare it with now.</source>
        <translation>Wählen Sie eine Position, um sie mit jetzt zu vergleichen.</translation>
    </message>
    <message>
        <source>name of the position</source>
        <translation>Name der Position</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) restored</source>
        <translation>
            <numerusform>%n Wert wiederhergestellt</numerusform>
            <numerusform>%n Werte wiederhergestellt</numerusform>
        </translation>
    </message>
    <message>
        <source>saved by %1, revision %2</source>
        <translation>gesichert von %1, Fassung %2</translation>
    </message>
    <message numerus="yes">
        <source>Restore %n PV(s)…</source>
        <translation>
            <numerusform>%n PV wiederherstellen …</numerusform>
            <numerusform>%n PVs wiederherstellen …</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>You stand at %1</source>
        <translation>Sie stehen bei %1</translation>
    </message>
    <message numerus="yes">
        <source>%n PV(s) differ</source>
        <translation>
            <numerusform>%n PV weicht ab</numerusform>
            <numerusform>%n PVs weichen ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %1, revision %2, %n value(s)</source>
        <translation>
            <numerusform>%1 gesichert, Fassung %2, %n Wert</numerusform>
            <numerusform>%1 gesichert, Fassung %2, %n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore %1?</source>
        <translation>%1 wiederherstellen?</translation>
    </message>
    <message>
        <source>New instrument</source>
        <translation>Neues Instrument</translation>
    </message>
    <message>
        <source>First line: its name. Then one PV a line.</source>
        <translation>Erste Zeile: sein Name. Dann eine PV je Zeile.</translation>
    </message>
    <message>
        <source>An instrument needs a name and at least one PV</source>
        <translation>Ein Instrument braucht einen Namen und mindestens eine PV</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>It leaves this list. Its values stay in the database.</source>
        <translation>Sie verlässt diese Liste. Ihre Werte bleiben in der Datenbank.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>widgets::PositionsWatch</name>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation>%1 ist nicht verbunden</translation>
    </message>
</context>
<context>
    <name>widgets::PvBinding</name>
    <message>
        <source>%1 was not written: it is not connected</source>
        <translation>%1 wurde nicht geschrieben: nicht verbunden</translation>
    </message>
</context>
<context>
    <name>widgets::PvEntry</name>
    <message>
        <source>%1 · Enter writes, Esc reverts</source>
        <translation>%1 · Eingabe schreibt, Esc verwirft</translation>
    </message>
    <message>
        <source>%1 cannot be written now</source>
        <translation>%1 kann jetzt nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>widgets::PvLabel</name>
    <message>
        <source>%1 · not connected</source>
        <translation>%1 · nicht verbunden</translation>
    </message>
    <message>
        <source>%1 · %2[%3] on %4</source>
        <translation>%1 · %2[%3] auf %4</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy PV name</source>
        <translation>PV-Namen kopieren</translation>
    </message>
</context>
<context>
    <name>widgets::RunActions</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Add tag…</source>
        <translation>Marke hinzufügen …</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>Kommentar …</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy identifier</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) hidden: hidden:yes finds them</source>
        <translation>
            <numerusform>%n Lauf verborgen: hidden:yes findet ihn</numerusform>
            <numerusform>%n Läufe verborgen: hidden:yes findet sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>Marke hinzufügen</translation>
    </message>
    <message>
        <source>Tag: one word</source>
        <translation>Marke: ein Wort</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>What should be known of it</source>
        <translation>Was man davon wissen sollte</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>Stern wegnehmen</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Wieder zeigen</translation>
    </message>
    <message>
        <source>Take a tag away</source>
        <translation>Eine Marke wegnehmen</translation>
    </message>
    <message>
        <source>Find %1</source>
        <translation>%1 finden</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export to a folder</source>
        <translation>In einen Ordner exportieren</translation>
    </message>
</context>
<context>
    <name>widgets::RunDetails</name>
    <message>
        <source>took the comment away</source>
        <translation>nahm den Kommentar weg</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>tag %1 taken away</source>
        <translation>Marke %1 weggenommen</translation>
    </message>
    <message>
        <source>star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>star taken away</source>
        <translation>Stern weggenommen</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>shown again</source>
        <translation>wieder gezeigt</translation>
    </message>
    <message>
        <source>checked: %1</source>
        <translation>geprüft: %1</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>the file is only read</source>
        <translation>die Datei wird nur gelesen</translation>
    </message>
    <message>
        <source>of %1, the file is only read</source>
        <translation>von %1, die Datei wird nur gelesen</translation>
    </message>
</context>
<context>
    <name>widgets::RunExport</name>
    <message numerus="yes">
        <source>%n file(s) written to %1</source>
        <translation><numerusform>%n Datei nach %1 geschrieben</numerusform><numerusform>%n Dateien nach %1 geschrieben</numerusform></translation>
    </message>
</context>
<context>
    <name>widgets::RunsView</name>
    <message>
        <source>Runs</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner einlesen …</translation>
    </message>
    <message>
        <source>Find: mesh iron, energy&gt;7.1, since:yesterday, status:fail, star:yes …</source>
        <translation>Finden: mesh Eisen, energy&gt;7.1, since:yesterday, status:fail, star:yes …</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>Läufe finden</translation>
    </message>
    <message>
        <source>At %1: %2</source>
        <translation>Bei %1: %2</translation>
    </message>
    <message>
        <source>No runs found. Hidden ones appear with hidden:yes.</source>
        <translation>Keine Läufe gefunden. Verborgene erscheinen mit hidden:yes.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Import the runs of a folder</source>
        <translation>Die Läufe eines Ordners einlesen</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>Läufe einlesen</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien importieren…</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Notes and metadata of the chosen run</source>
        <translation>Notizen und Metadaten des gewählten Laufs</translation>
    </message>
    <message>
        <source>Every scan that is started appears here. ⋯ imports runs that were measured elsewhere.</source>
        <translation>Jeder gestartete Scan erscheint hier. ⋯ importiert anderswo gemessene Läufe.</translation>
    </message>
    <message>
        <source>more than %1 runs</source>
        <translation>mehr als %1 Läufe</translation>
    </message>
    <message>
        <source>of: %1</source>
        <translation>aus: %1</translation>
    </message>
    <message>
        <source>Import the runs of files</source>
        <translation>Die Läufe von Dateien importieren</translation>
    </message>
</context>
<context>
    <name>widgets::ScanBuilder</name>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>what is in the beam</source>
        <translation>was im Strahl ist</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ends the scan after cleaning up; what was measured is complete as far as it goes</source>
        <translation>Beendet den Scan nach dem Aufräumen; das Gemessene ist vollständig, so weit es reicht</translation>
    </message>
    <message>
        <source>Abort…</source>
        <translation>Abbrechen …</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>All points are within the limits</source>
        <translation>Alle Punkte liegen innerhalb der Grenzen</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Abort the scan?</source>
        <translation>Scan abbrechen?</translation>
    </message>
    <message>
        <source>Motors stop where they are. The points measured so far stay in the file.</source>
        <translation>Motoren halten, wo sie sind. Die bisher gemessenen Punkte bleiben in der Datei.</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>aborted by the user</source>
        <translation>vom Benutzer abgebrochen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Other plans</source>
        <translation>Weitere Pläne</translation>
    </message>
    <message>
        <source>If a step fails</source>
        <translation>Wenn ein Schritt scheitert</translation>
    </message>
    <message>
        <source>When to pause</source>
        <translation>Wann pausieren</translation>
    </message>
    <message>
        <source>Now: what moves is stopped, and the point is measured again</source>
        <translation>Jetzt: was sich bewegt, wird gestoppt, und der Punkt wird neu gemessen</translation>
    </message>
    <message>
        <source>When the point is complete</source>
        <translation>Wenn der Punkt fertig ist</translation>
    </message>
    <message>
        <source>It asks: %1</source>
        <translation>Er fragt: %1</translation>
    </message>
    <message>
        <source>It waits for %1</source>
        <translation>Er wartet auf %1</translation>
    </message>
</context>
<context>
    <name>widgets::ScanControl</name>
    <message>
        <source>There is no plan called &quot;%1&quot;</source>
        <translation>Es gibt keinen Plan namens „%1“</translation>
    </message>
    <message>
        <source>stopped by the user</source>
        <translation>vom Benutzer angehalten</translation>
    </message>
</context>
<context>
    <name>widgets::ScanNotice</name>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Abort…</source>
        <translation>Abbrechen …</translation>
    </message>
    <message>
        <source>Does the step once more</source>
        <translation>Macht den Schritt noch einmal</translation>
    </message>
    <message>
        <source>Goes on behind the step; nothing of it is recorded</source>
        <translation>Geht hinter dem Schritt weiter; nichts davon wird aufgezeichnet</translation>
    </message>
    <message>
        <source>Goes on in %1 s if all stays well</source>
        <translation>Geht in %1 s weiter, wenn alles gut bleibt</translation>
    </message>
    <message>
        <source>A step has failed</source>
        <translation>Ein Schritt ist gescheitert</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Ausgesetzt</translation>
    </message>
    <message>
        <source>The scan asks</source>
        <translation>Der Scan fragt</translation>
    </message>
</context>
<context>
    <name>widgets::StripChartView</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Strip chart</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>No PVs yet. Add some from the menu at the right.</source>
        <translation>Noch keine PVs. Fügen Sie welche aus dem Menü rechts hinzu.</translation>
    </message>
    <message>
        <source>Length of the time axis</source>
        <translation>Länge der Zeitachse</translation>
    </message>
    <message>
        <source>Holds the picture; recording goes on. A double click on the chart goes back to now</source>
        <translation>Hält das Bild an; die Aufzeichnung läuft weiter. Ein Doppelklick in den Verlauf kehrt zu jetzt zurück</translation>
    </message>
    <message>
        <source>Add and remove PVs, save</source>
        <translation>PVs hinzufügen und entfernen, sichern</translation>
    </message>
    <message>
        <source>Add a PV…</source>
        <translation>PV hinzufügen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>One scale for all</source>
        <translation>Eine Skala für alle</translation>
    </message>
    <message>
        <source>Copy the data shown</source>
        <translation>Gezeigte Daten kopieren</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Bild sichern …</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild sichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Add a PV</source>
        <translation>PV hinzufügen</translation>
    </message>
    <message>
        <source>Name of the PV</source>
        <translation>Name der PV</translation>
    </message>
    <message>
        <source>%1: not connected</source>
        <translation>%1: nicht verbunden</translation>
    </message>
</context>
<context>
    <name>widgets::ValuesView</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>The profile names no values. Add some under &quot;pv_groups&quot;.</source>
        <translation>Das Profil nennt keine Werte. Fügen Sie welche unter „pv_groups“ hinzu.</translation>
    </message>
</context>
</TS>
