<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_GB">
<context>
    <name>app</name>
    <message>
        <source>the program was closed</source>
        <translation>le programme a été fermé</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation>%1 n’est pas connecté</translation>
    </message>
    <message>
        <source>scan %1 · %2</source>
        <translation>scan %1 · %2</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>time</source>
        <translation>temps</translation>
    </message>
    <message>
        <source>get needs at least one PV name</source>
        <translation>get demande au moins un nom de PV</translation>
    </message>
    <message>
        <source>put needs a PV name and a value</source>
        <translation>put demande un nom de PV et une valeur</translation>
    </message>
    <message>
        <source>info needs at least one PV name</source>
        <translation>info demande au moins un nom de PV</translation>
    </message>
    <message>
        <source>monitor needs at least one PV name</source>
        <translation>monitor demande au moins un nom de PV</translation>
    </message>
    <message>
        <source>--count needs a whole number, 0 or more</source>
        <translation>--count demande un nombre entier, 0 ou plus</translation>
    </message>
    <message>
        <source>scan needs a command, as in: scan &quot;ascan sx -2 2 40 0.05&quot;</source>
        <translation>scan demande une commande, comme : scan &quot;ascan sx -2 2 40 0.05&quot;</translation>
    </message>
    <message>
        <source>scan needs to know the beamline: --demo, or --profile FILE</source>
        <translation>scan doit connaître la ligne : --demo ou --profile FICHIER</translation>
    </message>
    <message>
        <source>Starts the simulated beamline for as long as the command runs.</source>
        <translation>Lance la ligne simulée le temps de la commande.</translation>
    </message>
    <message>
        <source>The beamline&apos;s profile.</source>
        <translation>Le profil de la ligne.</translation>
    </message>
    <message>
        <source>Seconds to wait for an answer.</source>
        <translation>Secondes d’attente d’une réponse.</translation>
    </message>
    <message>
        <source>put: waits until what it started has ended.</source>
        <translation>put : attend la fin de ce qu’il a lancé.</translation>
    </message>
    <message>
        <source>monitor: ends after N updates.</source>
        <translation>monitor : s’arrête après N valeurs.</translation>
    </message>
    <message>
        <source>Prints one JSON object a line.</source>
        <translation>Affiche un objet JSON par ligne.</translation>
    </message>
    <message>
        <source>What to do; see above.</source>
        <translation>Que faire ; voir ci-dessus.</translation>
    </message>
    <message>
        <source>--timeout needs seconds greater than 0</source>
        <translation>--timeout demande des secondes, plus de 0</translation>
    </message>
    <message>
        <source>type</source>
        <translation>type</translation>
    </message>
    <message>
        <source>host</source>
        <translation>hôte</translation>
    </message>
    <message>
        <source>access</source>
        <translation>accès</translation>
    </message>
    <message>
        <source>read, write</source>
        <translation>lecture, écriture</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lecture</translation>
    </message>
    <message>
        <source>units</source>
        <translation>unité</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>précision</translation>
    </message>
    <message>
        <source>control limits</source>
        <translation>limites de commande</translation>
    </message>
    <message>
        <source>display limits</source>
        <translation>limites d’affichage</translation>
    </message>
    <message>
        <source>warning limits</source>
        <translation>limites d’avertissement</translation>
    </message>
    <message>
        <source>alarm limits</source>
        <translation>limites d’alarme</translation>
    </message>
    <message>
        <source>states</source>
        <translation>états</translation>
    </message>
    <message>
        <source>%1 is disconnected</source>
        <translation>%1 est déconnecté</translation>
    </message>
    <message>
        <source>Nothing came from %1</source>
        <translation>Rien n’est venu de %1</translation>
    </message>
    <message>
        <source>paused: Enter resumes, Ctrl-C again aborts</source>
        <translation>en pause : Entrée reprend, Ctrl-C à nouveau abandonne</translation>
    </message>
    <message>
        <source>aborted from the terminal</source>
        <translation>abandonné depuis le terminal</translation>
    </message>
    <message>
        <source>The desk from which a beamline is run.</source>
        <translation>Le pupitre d’où l’on pilote une ligne de lumière.</translation>
    </message>
    <message>
        <source>Starts the simulated beamline and connects to it.</source>
        <translation>Lance la ligne simulée et s’y connecte.</translation>
    </message>
    <message>
        <source>Opens this beamline.</source>
        <translation>Ouvre cette ligne.</translation>
    </message>
    <message>
        <source>Refuses every write.</source>
        <translation>Refuse toute écriture.</translation>
    </message>
    <message>
        <source>Folder for run files, catalogue and positions.</source>
        <translation>Dossier des fichiers de mesure, du catalogue et des positions.</translation>
    </message>
    <message>
        <source>Drives the demo without a person and keeps pictures.</source>
        <translation>Déroule la démonstration sans personne et garde des images.</translation>
    </message>
    <message>
        <source>Beamdeck</source>
        <translation>Beamdeck</translation>
    </message>
    <message>
        <source>Say which beamline: --demo, or --profile FILE (but not both)</source>
        <translation>Quelle ligne ? --demo ou --profile FICHIER (pas les deux)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ne peut pas être lu : %2</translation>
    </message>
    <message>
        <source>%1 is damaged (%2); it was set aside as .broken and the desk starts afresh</source>
        <translation>%1 est endommagé (%2) ; il a été mis de côté en .broken et le pupitre repart à neuf</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ne peut pas être écrit : %2</translation>
    </message>
    <message>
        <source>The program beamdeck-sim stands neither beside this one nor on PATH</source>
        <translation>Le programme beamdeck-sim ne se trouve ni à côté de celui-ci ni dans PATH</translation>
    </message>
    <message>
        <source>The simulated beamline (%1) did not start: %2</source>
        <translation>La ligne simulée (%1) n’a pas démarré : %2</translation>
    </message>
    <message>
        <source>--seconds needs a number greater than 0</source>
        <translation>--seconds demande un nombre supérieur à 0</translation>
    </message>
    <message>
        <source>put: waits, reads back, and fails if it is not what was written.</source>
        <translation>put : attend, relit, et échoue si ce n’est pas ce qui a été écrit.</translation>
    </message>
    <message>
        <source>Sets a variable of Channel Access for this run; may be given again.</source>
        <translation>Fixe une variable de Channel Access pour cette exécution ; peut être répété.</translation>
    </message>
    <message>
        <source>diagnose: how long.</source>
        <translation>diagnose : durée.</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problème</translation>
    </message>
    <message>
        <source>%1 of %2 PVs connected, %3 updates merged on their way to the reader</source>
        <translation>%1 PV connectées sur %2, %3 mises à jour fusionnées en chemin vers le lecteur</translation>
    </message>
    <message>
        <source>  missing %1</source>
        <translation>  manque : %1</translation>
    </message>
    <message>
        <source>server %1: %2 PVs, %3 updates/s, %4 bytes/s, round trip %5</source>
        <translation>serveur %1 : %2 PV, %3 mises à jour/s, %4 octets/s, aller-retour %5</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>Sets a variable of Channel Access for this session; may be given again.</source>
        <translation>Fixe une variable de Channel Access pour cette session ; peut être répété.</translation>
    </message>
    <message>
        <source>nobody is there to answer: %1</source>
        <translation>personne n’est là pour répondre : %1</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>continue</translation>
    </message>
    <message>
        <source>suspended: %1</source>
        <translation>suspendu : %1</translation>
    </message>
    <message>
        <source>held: %1
r tries again, s leaves the step out, a aborts</source>
        <translation>retenu : %1
r réessaie, s omet le pas, a abandonne</translation>
    </message>
    <message>
        <source>paused: %1: Enter resumes, Ctrl-C twice aborts</source>
        <translation>en pause : %1 : Entrée reprend, Ctrl-C deux fois abandonne</translation>
    </message>
    <message>
        <source>asks: %1</source>
        <translation>demande : %1</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>attend %1</translation>
    </message>
    <message>
        <source>--retries needs a whole number, 0 or more</source>
        <translation>--retries demande un nombre entier, 0 ou plus</translation>
    </message>
    <message>
        <source>--on-failure is one of: fail, skip, hold, abort</source>
        <translation>--on-failure est l’un de : fail, skip, hold, abort</translation>
    </message>
    <message>
        <source>--limit needs a whole number, 0 for all</source>
        <translation>--limit demande un nombre entier, 0 pour tous</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Le dossier %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>scan: when a step fails: fail, skip (leave it out), hold (and ask), abort.</source>
        <translation>scan : quand un pas échoue : fail (échouer), skip (l’omettre), hold (retenir et demander), abort (abandonner).</translation>
    </message>
    <message>
        <source>scan: tries a failed step so often again before that.</source>
        <translation>scan : réessaie auparavant un pas échoué tant de fois.</translation>
    </message>
    <message>
        <source>runs list: at most N runs, 0 for all.</source>
        <translation>runs list : au plus N mesures, 0 pour toutes.</translation>
    </message>
    <message>
        <source>runs list [QUERY]</source>
        <translation>runs list [RECHERCHE]</translation>
    </message>
    <message>
        <source>runs show RUN</source>
        <translation>runs show MESURE</translation>
    </message>
    <message>
        <source>runs tag RUN TAG</source>
        <translation>runs tag MESURE MARQUE</translation>
    </message>
    <message>
        <source>runs untag RUN TAG</source>
        <translation>runs untag MESURE MARQUE</translation>
    </message>
    <message>
        <source>runs star RUN</source>
        <translation>runs star MESURE</translation>
    </message>
    <message>
        <source>runs unstar RUN</source>
        <translation>runs unstar MESURE</translation>
    </message>
    <message>
        <source>runs comment RUN TEXT</source>
        <translation>runs comment MESURE TEXTE</translation>
    </message>
    <message>
        <source>runs hide RUN</source>
        <translation>runs hide MESURE</translation>
    </message>
    <message>
        <source>runs unhide RUN</source>
        <translation>runs unhide MESURE</translation>
    </message>
    <message>
        <source>runs import FOLDER</source>
        <translation>runs import DOSSIER</translation>
    </message>
    <message>
        <source>runs backup FILE</source>
        <translation>runs backup FICHIER</translation>
    </message>
    <message>
        <source>runs takes one of:
  %1</source>
        <translation>runs accepte l’un de :
  %1</translation>
    </message>
    <message>
        <source>verify needs runs (number, uid or file), or --all</source>
        <translation>verify demande des mesures (numéro, identifiant ou fichier), ou --all</translation>
    </message>
    <message>
        <source>verify: every run.</source>
        <translation>verify : toutes les mesures.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bonne</translation>
    </message>
    <message>
        <source>DAMAGED</source>
        <translation>ENDOMMAGÉE</translation>
    </message>
    <message>
        <source>writes %1</source>
        <translation>écrit %1</translation>
    </message>
    <message>
        <source>%1 is no file, and there is no catalogue in %2.</source>
        <translation>%1 n’est pas un fichier, et il n’y a pas de catalogue dans %2.</translation>
    </message>
    <message>
        <source>The run %1 has no file.</source>
        <translation>La mesure %1 n’a pas de fichier.</translation>
    </message>
    <message>
        <source>export needs runs and --format, as in: export 42 --format csv</source>
        <translation>export demande des mesures et --format, par exemple : export 42 --format csv</translation>
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
        <translation>Beamdeck sans écran : PV et scans depuis la ligne de commande.

  get PV…          affiche des valeurs
  put PV VALEUR    écrit, puis affiche ce qui s’y trouve
  monitor PV…      affiche chaque changement
  info PV…         affiche type, limites, unités, droits, machine
  diagnose PV…     observe des PV (et les groupes du profil), puis affiche serveurs, débits, ce qui
                   manque, et les variables de Channel Access
  scan &quot;COMMANDE&quot;  exécute ascan, dscan, mesh, ct, mv, tout plan par son nom … ; affiche wa, wm
  export MESURE…    écrit des mesures enregistrées : export 42 --format csv --out &quot;out/{scan_id}.csv&quot; ;
                   MESURE est un numéro, un uid ou un fichier
  commands         énumère ce que scan comprend
  runs list REQ    trouve des mesures : runs list &quot;plan:mesh energy&gt;7.1 since:yesterday&quot; ; aussi show,
                   tag, star, comment, hide, import DOSSIER, backup FICHIER
  verify MESURE…    regarde si des mesures (numéro, uid ou fichier) sont entières ; --all : toutes</translation>
    </message>
    <message>
        <source>Folder for run files and catalogue; export: names of the files.</source>
        <translation>Dossier des fichiers et du catalogue ; export : noms des fichiers.</translation>
    </message>
    <message>
        <source>scan: tells what would be done, and moves nothing; export: tells names.</source>
        <translation>scan : dit ce qui serait fait sans rien bouger ; export : donne les noms.</translation>
    </message>
    <message>
        <source>export: csv, tsv, jsonl, spec, xdi, tiff, tiff-stack.</source>
        <translation>export : csv, tsv, jsonl, spec, xdi, tiff, tiff-stack.</translation>
    </message>
    <message>
        <source>export: folder of the catalogue that knows the runs.</source>
        <translation>export : dossier du catalogue qui connaît les mesures.</translation>
    </message>
    <message>
        <source>export: replaces files that exist.</source>
        <translation>export : remplace les fichiers existants.</translation>
    </message>
    <message>
        <source>The command is one of: get, put, monitor, info, diagnose, scan, runs, export, verify, commands (--help tells more)</source>
        <translation>La commande est une parmi : get, put, monitor, info, diagnose, scan, runs, export, verify, commands (--help en dit plus)</translation>
    </message>
    <message>
        <source>runs: %1 imported, %2 known already; files: %3 not readable</source>
        <translation>mesures : %1 importées, %2 déjà connues ; fichiers : %3 illisibles</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
</context>
<context>
    <name>app::CommandFinder</name>
    <message>
        <source>Find a view, motor or command…   Ctrl+K</source>
        <translation>Chercher une vue, un moteur, une commande…   Ctrl+K</translation>
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
        <translation>Un scan est en cours : sa vue reste. Ouvrez la mesure quand il sera fini.</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Montrer %1</translation>
    </message>
    <message>
        <source>Perspective %1</source>
        <translation>Perspective %1</translation>
    </message>
    <message>
        <source>Reset this perspective</source>
        <translation>Rétablir cette perspective</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Thème clair</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Thème sombre</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Tout arrêter</translation>
    </message>
    <message>
        <source>Motor %1</source>
        <translation>Moteur %1</translation>
    </message>
    <message>
        <source>STOP ALL was pressed</source>
        <translation>STOP ALL a été pressé</translation>
    </message>
    <message>
        <source>STOP ALL: every motor was told to stop</source>
        <translation>STOP ALL : tous les moteurs ont reçu l’ordre d’arrêt</translation>
    </message>
    <message>
        <source>A scan is running</source>
        <translation>Un scan est en cours</translation>
    </message>
    <message>
        <source>Leave and abort it? The points measured so far stay in the file.</source>
        <translation>Quitter et l’abandonner ? Les points déjà mesurés restent dans le fichier.</translation>
    </message>
    <message>
        <source>Abort and leave</source>
        <translation>Abandonner et quitter</translation>
    </message>
    <message>
        <source>the program was closed</source>
        <translation>le programme a été fermé</translation>
    </message>
    <message>
        <source>scan %1 started</source>
        <translation>scan %1 démarré</translation>
    </message>
</context>
<context>
    <name>app::Perspectives</name>
    <message>
        <source>Align</source>
        <translation>Alignement</translation>
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
        <translation>lecture seule</translation>
    </message>
    <message>
        <source>read and write</source>
        <translation>lecture et écriture</translation>
    </message>
    <message>
        <source>%1 of %2 PVs connected</source>
        <translation>%1 PV connectées sur %2</translation>
    </message>
    <message>
        <source>Not connected: %1</source>
        <translation>Non connecté : %1</translation>
    </message>
    <message>
        <source>%1 updates/s, %2 merged</source>
        <translation>%1 valeurs/s, %2 fusionnées</translation>
    </message>
    <message>
        <source>%1 updates/s</source>
        <translation>%1 valeurs/s</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 libres</translation>
    </message>
    <message>
        <source>writer stopped</source>
        <translation>écriture arrêtée</translation>
    </message>
    <message>
        <source>writer up to date</source>
        <translation>tout est écrit</translation>
    </message>
    <message>
        <source>writer waits for its disk</source>
        <translation>l’écriture attend son disque</translation>
    </message>
    <message numerus="yes">
        <source>writer behind: %n document(s)</source>
        <translation>
            <numerusform>écriture en retard : %n document</numerusform>
            <numerusform>écriture en retard : %n documents</numerusform>
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
        <translation>Arrête tous les moteurs et abandonne le scan</translation>
    </message>
    <message>
        <source>Set to %1</source>
        <translation>Mettre à %1</translation>
    </message>
    <message>
        <source>ring: no link</source>
        <translation>anneau : pas de lien</translation>
    </message>
    <message>
        <source>ring %1 %2</source>
        <translation>anneau %1 %2</translation>
    </message>
    <message>
        <source>shutter %1</source>
        <translation>obturateur %1</translation>
    </message>
    <message>
        <source>shutter: no link</source>
        <translation>obturateur : pas de lien</translation>
    </message>
    <message numerus="yes">
        <source>%n motor(s) moving</source>
        <translation>
            <numerusform>%n moteur en mouvement</numerusform>
            <numerusform>%n moteurs en mouvement</numerusform>
        </translation>
    </message>
    <message>
        <source>no scan</source>
        <translation>pas de scan</translation>
    </message>
    <message>
        <source> · %1 %</source>
        <translation> · %1 %</translation>
    </message>
    <message>
        <source>scan %1</source>
        <translation>scan %1</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>en mouvement</translation>
    </message>
</context>
<context>
    <name>app::Tour</name>
    <message>
        <source>every PV is connected</source>
        <translation>toutes les PV sont connectées</translation>
    </message>
    <message>
        <source>a motor moves to a typed target</source>
        <translation>un moteur va à une cible saisie</translation>
    </message>
    <message>
        <source>a tweak moves it one step</source>
        <translation>un pas le déplace d’un cran</translation>
    </message>
    <message>
        <source>STOP ALL stops it on the way</source>
        <translation>STOP ALL l’arrête en chemin</translation>
    </message>
    <message>
        <source>a target beyond the limit is refused</source>
        <translation>une cible hors limite est refusée</translation>
    </message>
    <message>
        <source>the strip chart scrolls</source>
        <translation>le tracé temporel défile</translation>
    </message>
    <message>
        <source>the camera runs</source>
        <translation>la caméra tourne</translation>
    </message>
    <message>
        <source>a step scan of 41 points</source>
        <translation>un scan de 41 points</translation>
    </message>
    <message>
        <source>the motor goes to the centre of mass</source>
        <translation>le moteur va au centre de masse</translation>
    </message>
    <message>
        <source>a mesh of 13 by 13 points</source>
        <translation>une carte de 13 par 13 points</translation>
    </message>
    <message>
        <source>the run is in the list and opens from its file</source>
        <translation>la mesure est dans la liste et s’ouvre depuis son fichier</translation>
    </message>
    <message>
        <source>a position is saved</source>
        <translation>une position est enregistrée</translation>
    </message>
    <message>
        <source>moving away shows the difference</source>
        <translation>s’éloigner montre l’écart</translation>
    </message>
    <message>
        <source>restore brings it back</source>
        <translation>rétablir le ramène</translation>
    </message>
    <message>
        <source>picture %1 %2</source>
        <translation>image %1 %2</translation>
    </message>
    <message>
        <source>%1 cannot be made</source>
        <translation>%1 ne peut pas être créé</translation>
    </message>
    <message>
        <source>ok      %1 (%2 s)</source>
        <translation>ok      %1 (%2 s)</translation>
    </message>
    <message>
        <source>FAILED  %1 (waited %2 s)</source>
        <translation>ÉCHEC   %1 (attendu %2 s)</translation>
    </message>
    <message>
        <source>not connected: %1</source>
        <translation>non connecté : %1</translation>
    </message>
    <message>
        <source>pictures: %1</source>
        <translation>images : %1</translation>
    </message>
    <message>
        <source>data: %1</source>
        <translation>données : %1</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 n’a pas pu être écrit</translation>
    </message>
    <message>
        <source>another detector is drawn</source>
        <translation>un autre détecteur est tracé</translation>
    </message>
</context>
<context>
    <name>app::ViewDock</name>
    <message>
        <source>Float or close this view</source>
        <translation>Détacher ou fermer cette vue</translation>
    </message>
    <message>
        <source>Float or dock</source>
        <translation>Détacher ou ancrer</translation>
    </message>
    <message>
        <source>Close (Ctrl+K finds it again)</source>
        <translation>Fermer (Ctrl+K la retrouve)</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>%1 was not read: %2</source>
        <translation>%1 n’a pas été lu : %2</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 n’a pas été écrit : %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no PV name</source>
        <translation>« %1 » n’est pas un nom de PV</translation>
    </message>
    <message>
        <source>the server has a PV %1 already</source>
        <translation>le serveur a déjà une PV %1</translation>
    </message>
    <message>
        <source>%1: %2 elements do not fit into a message</source>
        <translation>%1 : %2 éléments ne tiennent pas dans un message</translation>
    </message>
    <message>
        <source>%1 %2 lies outside the limits %3 … %4</source>
        <translation>%1 %2 est hors des limites %3 … %4</translation>
    </message>
    <message>
        <source>a message of %1 bytes; at most %2 are taken</source>
        <translation>un message de %1 octets ; au plus %2 sont acceptés</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no IPv4 address</source>
        <translation>« %1 » n’est pas une adresse IPv4</translation>
    </message>
    <message>
        <source>cannot listen on %1, port %2: %3</source>
        <translation>impossible d’écouter sur %1, port %2 : %3</translation>
    </message>
    <message>
        <source>%1 is not connected (waited %2 s)</source>
        <translation>%1 n’est pas connecté (attendu %2 s)</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s</source>
        <translation>%1 n’a pas répondu en %2 s</translation>
    </message>
    <message>
        <source>%1 was not written: read-only mode</source>
        <translation>%1 n’a pas été écrit : mode lecture seule</translation>
    </message>
    <message>
        <source>An empty PV name</source>
        <translation>Un nom de PV vide</translation>
    </message>
    <message>
        <source>%1: no protocol is called &quot;%2&quot;</source>
        <translation>%1 : aucun protocole ne s’appelle « %2 »</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no state of %2; its states are %3</source>
        <translation>« %1 » n’est pas un état de %2 ; ses états sont %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number that %2 can take</source>
        <translation>« %1 » n’est pas un nombre que %2 puisse prendre</translation>
    </message>
    <message>
        <source>%1 takes whole numbers, not &quot;%2&quot;</source>
        <translation>%1 prend des nombres entiers, pas « %2 »</translation>
    </message>
    <message>
        <source>%1 was not written: the value is not finite</source>
        <translation>%1 n’a pas été écrit : la valeur n’est pas finie</translation>
    </message>
    <message>
        <source>%1 = %2 %4 is above the high limit of %3 %4</source>
        <translation>%1 = %2 %4 dépasse la limite haute de %3 %4</translation>
    </message>
    <message>
        <source>%1 = %2 %4 is below the low limit of %3 %4</source>
        <translation>%1 = %2 %4 est sous la limite basse de %3 %4</translation>
    </message>
    <message>
        <source>Area detector</source>
        <translation>Détecteur bidimensionnel</translation>
    </message>
    <message>
        <source>prefix of the camera and its plugins</source>
        <translation>préfixe de la caméra et de ses greffons</translation>
    </message>
    <message>
        <source>prefix of the driver</source>
        <translation>préfixe du pilote</translation>
    </message>
    <message>
        <source>prefix of the statistics plugin, empty for none</source>
        <translation>préfixe du greffon de statistiques, vide s’il n’y en a pas</translation>
    </message>
    <message>
        <source>prefix of the array plugin</source>
        <translation>préfixe du greffon de tableaux</translation>
    </message>
    <message>
        <source>%1 cannot be moved</source>
        <translation>%1 ne peut pas être déplacé</translation>
    </message>
    <message>
        <source>%1: there is no kind of device called &quot;%2&quot;; known are %3</source>
        <translation>%1 : il n’y a pas de type d’appareil « %2 » ; connus : %3</translation>
    </message>
    <message>
        <source>There is already a device called %1</source>
        <translation>Il y a déjà un appareil nommé %1</translation>
    </message>
    <message>
        <source>There is no device called &quot;%1&quot;%2</source>
        <translation>Il n’y a pas d’appareil nommé « %1 »%2</translation>
    </message>
    <message>
        <source>the devices to connect</source>
        <translation>la connexion des appareils</translation>
    </message>
    <message>
        <source>%1 cannot go to a target that is not finite</source>
        <translation>%1 ne peut pas aller à une cible non finie</translation>
    </message>
    <message>
        <source>%1 = %2 %5 is above the high limit of %3 %5 (%4)</source>
        <translation>%1 = %2 %5 dépasse la limite haute de %3 %5 (%4)</translation>
    </message>
    <message>
        <source>%1 = %2 %5 is below the low limit of %3 %5 (%4)</source>
        <translation>%1 = %2 %5 est sous la limite basse de %3 %5 (%4)</translation>
    </message>
    <message>
        <source>%1 does not move: %2 is %3</source>
        <translation>%1 ne bouge pas : %2 est %3</translation>
    </message>
    <message>
        <source>%1 was sent on to %2</source>
        <translation>%1 a été envoyé plus loin, à %2</translation>
    </message>
    <message>
        <source>%1 to reach %2</source>
        <translation>que %1 atteigne %2</translation>
    </message>
    <message>
        <source> and %1 is %2</source>
        <translation> et %1 est %2</translation>
    </message>
    <message>
        <source>Motor</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>name of the motor record</source>
        <translation>nom du record moteur</translation>
    </message>
    <message>
        <source>how far from its target it may stop, in its units</source>
        <translation>écart permis à l’arrêt par rapport à la cible, dans son unité</translation>
    </message>
    <message>
        <source>seconds the readback may lag behind</source>
        <translation>retard permis de la relecture, en secondes</translation>
    </message>
    <message>
        <source>seconds a move may take, 0 = any time</source>
        <translation>durée permise d’un mouvement en secondes, 0 = quelconque</translation>
    </message>
    <message>
        <source>%1 refused to go to %2: it is outside the soft limits %3 … %4 (%5)</source>
        <translation>%1 refuse d’aller à %2 : c’est hors des limites logicielles %3 … %4 (%5)</translation>
    </message>
    <message>
        <source>%1 ran into its high limit switch at %2 on its way to %3 (%4)</source>
        <translation>%1 a touché son fin de course haut à %2 en allant à %3 (%4)</translation>
    </message>
    <message>
        <source>%1 ran into its low limit switch at %2 on its way to %3 (%4)</source>
        <translation>%1 a touché son fin de course bas à %2 en allant à %3 (%4)</translation>
    </message>
    <message>
        <source>%1 was stopped at %2 on its way to %3: %4 is %5</source>
        <translation>%1 a été arrêté à %2 en allant à %3 : %4 est %5</translation>
    </message>
    <message>
        <source>%1 was stopped at %2 on its way to %3</source>
        <translation>%1 a été arrêté à %2 en allant à %3</translation>
    </message>
    <message>
        <source>%1 was sent to %2 from outside on its way to %3 (%4)</source>
        <translation>%1 a été envoyé à %2 de l’extérieur en allant à %3 (%4)</translation>
    </message>
    <message>
        <source>%1 was stopped from outside at %2 on its way to %3 (%4)</source>
        <translation>%1 a été arrêté de l’extérieur à %2 en allant à %3 (%4)</translation>
    </message>
    <message>
        <source>%1 ran out of retries at %2 on its way to %3 (%4)</source>
        <translation>%1 a épuisé ses essais à %2 en allant à %3 (%4)</translation>
    </message>
    <message>
        <source>%1 does not know where it is: %2 is INVALID (%3)</source>
        <translation>%1 ne sait pas où il est : %2 est INVALID (%3)</translation>
    </message>
    <message>
        <source>the image&apos;s elements have %1 bytes, which its data type does not</source>
        <translation>les éléments de l’image ont %1 octets, pas son type de données</translation>
    </message>
    <message>
        <source>the image has %1 elements where %2 were announced</source>
        <translation>l’image a %1 éléments au lieu des %2 annoncés</translation>
    </message>
    <message>
        <source>the image is not an array of numbers</source>
        <translation>l’image n’est pas un tableau de nombres</translation>
    </message>
    <message>
        <source> (did you mean %1?)</source>
        <translation> (vouliez-vous dire %1 ?)</translation>
    </message>
    <message>
        <source> or </source>
        <translation> ou </translation>
    </message>
    <message>
        <source>%1 to name its channels</source>
        <translation>que %1 nomme ses canaux</translation>
    </message>
    <message>
        <source>None of the %1 channels of %2 has a name (%3)</source>
        <translation>Aucun des %1 canaux de %2 n’a de nom (%3)</translation>
    </message>
    <message>
        <source>Scaler</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>name of the scaler record</source>
        <translation>nom du record scaler</translation>
    </message>
    <message>
        <source>how many channels it has</source>
        <translation>combien de canaux il a</translation>
    </message>
    <message>
        <source>channels plotted by default</source>
        <translation>canaux tracés par défaut</translation>
    </message>
    <message>
        <source>names by channel number instead of the record&apos;s own; an empty one leaves the channel out</source>
        <translation>noms par numéro de canal au lieu de ceux du record ; un nom vide omet le canal</translation>
    </message>
    <message>
        <source>%1 takes 1 (open) or 0 (closed), not %2</source>
        <translation>%1 prend 1 (ouvert) ou 0 (fermé), pas %2</translation>
    </message>
    <message>
        <source>Shutter</source>
        <translation>Obturateur</translation>
    </message>
    <message>
        <source>PV that opens and closes it</source>
        <translation>PV qui l’ouvre et le ferme</translation>
    </message>
    <message>
        <source>state that opens, by label or number</source>
        <translation>état qui ouvre, par son nom ou son numéro</translation>
    </message>
    <message>
        <source>state that closes</source>
        <translation>état qui ferme</translation>
    </message>
    <message>
        <source>PV with the same states that tells where it is</source>
        <translation>PV aux mêmes états qui dit où il en est</translation>
    </message>
    <message>
        <source>seconds that opening or closing may take, 0 = any time</source>
        <translation>durée permise pour ouvrir ou fermer en secondes, 0 = quelconque</translation>
    </message>
    <message>
        <source>%1 cannot be set to a value that is not finite</source>
        <translation>%1 ne peut pas prendre une valeur non finie</translation>
    </message>
    <message>
        <source>%1 cannot be set (%2)</source>
        <translation>%1 ne peut pas être réglé (%2)</translation>
    </message>
    <message>
        <source>%1 was set to %2</source>
        <translation>%1 a été réglé à %2</translation>
    </message>
    <message>
        <source>%1 to be %2</source>
        <translation>que %1 soit %2</translation>
    </message>
    <message>
        <source>%1 did not become %2 within %3 s: %4 is %5</source>
        <translation>%1 n’est pas devenu %2 en %3 s : %4 est %5</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>any PV</source>
        <translation>n’importe quelle PV</translation>
    </message>
    <message>
        <source>PV that tells whether the set value is reached</source>
        <translation>PV qui dit si la valeur demandée est atteinte</translation>
    </message>
    <message>
        <source>how far the readback may be from the set value</source>
        <translation>écart permis entre relecture et valeur demandée</translation>
    </message>
    <message>
        <source>seconds that setting may take, 0 = any time</source>
        <translation>durée permise du réglage en secondes, 0 = quelconque</translation>
    </message>
    <message>
        <source>may be set; by default if the PV can be written</source>
        <translation>peut être réglé ; par défaut si la PV est accessible en écriture</translation>
    </message>
    <message>
        <source>units instead of the PV&apos;s own</source>
        <translation>unité au lieu de celle de la PV</translation>
    </message>
    <message>
        <source>a number of counts: its error is its square root</source>
        <translation>un nombre de coups : son erreur est sa racine carrée</translation>
    </message>
    <message>
        <source>%1 to connect</source>
        <translation>la connexion de %1</translation>
    </message>
    <message>
        <source>%1 did not answer in time</source>
        <translation>%1 n’a pas répondu à temps</translation>
    </message>
    <message>
        <source>%1 is not connected (%2)</source>
        <translation>%1 n’est pas connecté (%2)</translation>
    </message>
    <message>
        <source>%1 and %3 more PVs of %2 are not connected</source>
        <translation>%1 et %3 autres PV de %2 ne sont pas connectées</translation>
    </message>
    <message>
        <source>%1 disconnected (%2)</source>
        <translation>%1 déconnecté (%2)</translation>
    </message>
    <message>
        <source>%1: given up</source>
        <translation>%1 : abandonné</translation>
    </message>
    <message>
        <source>%1 to accept %2 s per point</source>
        <translation>que %1 accepte %2 s par point</translation>
    </message>
    <message>
        <source>%1 was started again</source>
        <translation>%1 a été relancé</translation>
    </message>
    <message>
        <source>%1 to acquire for %2 s</source>
        <translation>l’acquisition de %1 pendant %2 s</translation>
    </message>
    <message>
        <source>%1 was stopped while it acquired</source>
        <translation>%1 a été arrêté pendant l’acquisition</translation>
    </message>
    <message>
        <source>%1 to get ready</source>
        <translation>que %1 soit prêt</translation>
    </message>
    <message>
        <source>%1 to be put back</source>
        <translation>que %1 soit remis en état</translation>
    </message>
    <message>
        <source>loc://%1: %2</source>
        <translation>loc://%1 : %2</translation>
    </message>
    <message>
        <source>%1 takes one number</source>
        <translation>%1 prend un nombre</translation>
    </message>
    <message>
        <source>the name of a variable that begins with EPICS_CA_</source>
        <translation>le nom d’une variable qui commence par EPICS_CA_</translation>
    </message>
    <message>
        <source>a name of letters, digits and _ that begins with a letter, not &quot;%1&quot;</source>
        <translation>un nom de lettres, chiffres et _ commençant par une lettre, pas « %1 »</translation>
    </message>
    <message>
        <source>a name of its own; %1 is the device of line %2</source>
        <translation>un nom à lui ; %1 est l’appareil de la ligne %2</translation>
    </message>
    <message>
        <source>one of %1, not &quot;%2&quot;%3</source>
        <translation>l’un de %1, pas « %2 »%3</translation>
    </message>
    <message>
        <source>the name of a device; &quot;%1&quot; is none%2</source>
        <translation>le nom d’un appareil ; « %1 » n’en est pas un%2</translation>
    </message>
    <message>
        <source>a number of seconds above 0</source>
        <translation>un nombre de secondes supérieur à 0</translation>
    </message>
    <message>
        <source>PVs and names of devices that can be set; &quot;%1&quot; is neither%2</source>
        <translation>des PV et des noms d’appareils réglables ; « %1 » n’est ni l’un ni l’autre%2</translation>
    </message>
    <message>
        <source>%1: expected %2</source>
        <translation>%1 : attendu %2</translation>
    </message>
    <message>
        <source>a map with keys such as title and devices</source>
        <translation>une table avec des clés telles que title et devices</translation>
    </message>
    <message>
        <source>YAML; its reader says: %1</source>
        <translation>du YAML ; son lecteur dit : %1</translation>
    </message>
    <message>
        <source>a readable file: %1</source>
        <translation>un fichier lisible : %1</translation>
    </message>
    <message>
        <source>a file of at most 1 MiB</source>
        <translation>un fichier d’au plus 1 Mio</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>une liste</translation>
    </message>
    <message>
        <source>a map</source>
        <translation>une table</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation>%1, pas %2</translation>
    </message>
    <message>
        <source>a key that is a text</source>
        <translation>une clé qui soit un texte</translation>
    </message>
    <message>
        <source>each key once; this one stands above already</source>
        <translation>chaque clé une fois ; celle-ci figure déjà plus haut</translation>
    </message>
    <message>
        <source>one of the keys %1%2</source>
        <translation>l’une des clés %1%2</translation>
    </message>
    <message>
        <source>%1; it is required</source>
        <translation>%1 ; c’est obligatoire</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>only pv and label, both texts</source>
        <translation>seulement pv et label, deux textes</translation>
    </message>
    <message>
        <source>a PV name without blanks, or a map with pv and label</source>
        <translation>un nom de PV sans espace, ou une table avec pv et label</translation>
    </message>
    <message>
        <source>fewer and less deeply nested values</source>
        <translation>des valeurs moins nombreuses et moins imbriquées</translation>
    </message>
    <message>
        <source>a key without &quot;.&quot; and &quot;/&quot;, as documents have none</source>
        <translation>une clé sans « . » ni « / », les documents n’en ont pas</translation>
    </message>
    <message>
        <source>one of the options of a %1: %2%3</source>
        <translation>l’une des options du type %1 : %2%3</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>un nombre de %1 à %2</translation>
    </message>
    <message>
        <source>a number of at least %1</source>
        <translation>un nombre d’au moins %1</translation>
    </message>
    <message>
        <source>%1 was not written: no value was given</source>
        <translation>%1 n’a pas été écrit : aucune valeur donnée</translation>
    </message>
    <message>
        <source>%1 takes whole numbers, not %2</source>
        <translation>%1 prend des nombres entiers, pas %2</translation>
    </message>
    <message>
        <source>%1 has no state %2; it has %3 states</source>
        <translation>%1 n’a pas d’état %2 ; il a %3 états</translation>
    </message>
    <message>
        <source>%1 takes whole numbers from %2 to %3, not %4</source>
        <translation>%1 prend des entiers de %2 à %3, pas %4</translation>
    </message>
    <message>
        <source>%1 takes 1 to %2 elements, not %3</source>
        <translation>%1 prend de 1 à %2 éléments, pas %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long for %2: it takes %3 bytes, not %4</source>
        <translation>« %1 » est trop long pour %2 : il prend %3 octets, pas %4</translation>
    </message>
    <message>
        <source>expected name or name(type, initial value)</source>
        <translation>attendu : nom ou nom(type, valeur initiale)</translation>
    </message>
    <message>
        <source>expected a number, numbers, a &quot;text&quot;, or a type (double, long, string, array, enum) and its initial value</source>
        <translation>attendu : un nombre, des nombres, un &quot;texte&quot;, ou un type (double, long, string, array, enum) et sa valeur initiale</translation>
    </message>
    <message>
        <source>%1 went away (%2); whether it was written is unknown</source>
        <translation>%1 a disparu (%2) ; on ignore si l’écriture a eu lieu</translation>
    </message>
    <message>
        <source>the put was given up</source>
        <translation>l’écriture a été abandonnée</translation>
    </message>
    <message>
        <source>%1 has %2 elements and needs EPICS_CA_MAX_ARRAY_BYTES=%3 or EPICS_CA_AUTO_ARRAY_BYTES=YES; the limit is %4 bytes</source>
        <translation>%1 a %2 éléments et demande EPICS_CA_MAX_ARRAY_BYTES=%3 ou EPICS_CA_AUTO_ARRAY_BYTES=YES ; la limite est de %4 octets</translation>
    </message>
    <message>
        <source>where servers are searched, host[:port] …</source>
        <translation>où les serveurs sont cherchés, hôte[:port] …</translation>
    </message>
    <message>
        <source>search also at all broadcast addresses</source>
        <translation>chercher aussi à toutes les adresses de diffusion</translation>
    </message>
    <message>
        <source>where servers are searched over TCP</source>
        <translation>où les serveurs sont cherchés par TCP</translation>
    </message>
    <message>
        <source>port of servers that do not say which</source>
        <translation>port des serveurs qui n’en indiquent pas</translation>
    </message>
    <message>
        <source>port of the beacon repeater</source>
        <translation>port du répéteur de balises</translation>
    </message>
    <message>
        <source>seconds of silence before a server is asked whether it lives</source>
        <translation>secondes de silence avant qu’on demande à un serveur s’il vit</translation>
    </message>
    <message>
        <source>longest time between two searches, in seconds (60 or more)</source>
        <translation>plus long délai entre deux recherches, en secondes (60 ou plus)</translation>
    </message>
    <message>
        <source>take arrays of any size</source>
        <translation>accepter des tableaux de toute taille</translation>
    </message>
    <message>
        <source>largest array otherwise, in bytes</source>
        <translation>sinon le plus grand tableau, en octets</translation>
    </message>
    <message>
        <source>how far multicast searches go</source>
        <translation>portée des recherches en multidiffusion</translation>
    </message>
    <message>
        <source>text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>YES or NO</source>
        <translation>YES ou NO</translation>
    </message>
    <message>
        <source>a number greater than 0</source>
        <translation>un nombre supérieur à 0</translation>
    </message>
    <message>
        <source>a port from 1 to 65535</source>
        <translation>un port de 1 à 65535</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected NAME=VALUE with a variable of Channel Access, such as EPICS_CA_ADDR_LIST=127.0.0.1</source>
        <translation>&quot;%1&quot; : attendu NOM=VALEUR avec une variable de Channel Access, comme EPICS_CA_ADDR_LIST=127.0.0.1</translation>
    </message>
    <message>
        <source>%1 takes %2, not &quot;%3&quot;</source>
        <translation>%1 accepte %2, pas &quot;%3&quot;</translation>
    </message>
    <message>
        <source>%1 is no longer wanted</source>
        <translation>%1 n’est plus demandé</translation>
    </message>
    <message>
        <source>%1 is computed and cannot be written</source>
        <translation>%1 est calculé et ne peut pas être écrit</translation>
    </message>
    <message>
        <source>calc://%1: %2</source>
        <translation>calc://%1 : %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not closed by a brace</source>
        <translation>&quot;%1&quot; n’est pas fermé par une accolade</translation>
    </message>
    <message>
        <source>{} needs a PV&apos;s name between its braces</source>
        <translation>{} demande le nom d’une PV entre ses accolades</translation>
    </message>
    <message>
        <source>expected egu=… or prec=0…17 instead of &quot;%1&quot;</source>
        <translation>attendu egu=… ou prec=0…17 au lieu de &quot;%1&quot;</translation>
    </message>
    <message>
        <source>at most %1 PVs</source>
        <translation>au plus %1 PV</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>à sa fin</translation>
    </message>
    <message>
        <source>at &quot;%1&quot;</source>
        <translation>à &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the expression is wrong %1: %2</source>
        <translation>l’expression est fausse, %1 : %2</translation>
    </message>
    <message>
        <source>the expression has more than one result</source>
        <translation>l’expression a plus d’un résultat</translation>
    </message>
    <message>
        <source>%1 needs a text</source>
        <translation>%1 demande un texte</translation>
    </message>
    <message>
        <source>%1 is none, read or write, not &quot;%2&quot;</source>
        <translation>%1 est none, read ou write, pas &quot;%2&quot;</translation>
    </message>
    <message>
        <source>a rule is a map of access, pv, user, host</source>
        <translation>une règle est un dictionnaire de access, pv, user, host</translation>
    </message>
    <message>
        <source>a rule has access, pv, user and host, but no &quot;%1&quot;</source>
        <translation>une règle a access, pv, user et host, mais pas &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the rule has no access</source>
        <translation>la règle n’a pas d’access</translation>
    </message>
    <message>
        <source>a map of default and rules is expected</source>
        <translation>un dictionnaire de default et rules est attendu</translation>
    </message>
    <message>
        <source>rules is a list</source>
        <translation>rules est une liste</translation>
    </message>
    <message>
        <source>there are default and rules, but no &quot;%1&quot;</source>
        <translation>il y a default et rules, mais pas &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the file is too large for access rules</source>
        <translation>le fichier est trop grand pour des règles d’accès</translation>
    </message>
    <message>
        <source>The server listens on %1 and has no access rules: whoever reaches it can write all of its PVs.</source>
        <translation>Le serveur écoute sur %1 et n’a pas de règles d’accès : quiconque l’atteint peut écrire toutes ses PV.</translation>
    </message>
    <message>
        <source>%1 takes texts of %2 bytes; what was written is cut</source>
        <translation>%1 accepte des textes de %2 octets ; ce qui a été écrit est coupé</translation>
    </message>
    <message>
        <source>%1 was written %2 but reads back %3</source>
        <translation>%1 a été écrit %2 mais se relit %3</translation>
    </message>
    <message>
        <source>a finite number is needed</source>
        <translation>un nombre fini est nécessaire</translation>
    </message>
    <message>
        <source>state %1 does not exist, there are %2</source>
        <translation>l’état %1 n’existe pas, il y en a %2</translation>
    </message>
    <message>
        <source>%1 cannot be prepared</source>
        <translation>%1 ne peut pas être préparé</translation>
    </message>
    <message>
        <source>%1 cannot be configured</source>
        <translation>%1 ne peut pas être configuré</translation>
    </message>
    <message>
        <source>%1 has no position</source>
        <translation>%1 n’a pas de position</translation>
    </message>
    <message>
        <source>%1 cannot be monitored</source>
        <translation>%1 ne peut pas être surveillé</translation>
    </message>
    <message>
        <source>%1 cannot take points by itself</source>
        <translation>%1 ne peut pas prendre des points par lui-même</translation>
    </message>
    <message>
        <source>there is no PV %1 to write to</source>
        <translation>il n’y a pas de PV %1 où écrire</translation>
    </message>
    <message>
        <source>%1 to acquire</source>
        <translation>que %1 acquière</translation>
    </message>
    <message>
        <source>record the last frame of each trigger as well</source>
        <translation>enregistrer aussi la dernière image de chaque déclenchement</translation>
    </message>
    <message>
        <source>frames for each trigger</source>
        <translation>images par déclenchement</translation>
    </message>
    <message>
        <source>names of regions, each with the prefix of the statistics plugin that sees it</source>
        <translation>noms de régions, chacune avec le préfixe du module de statistiques qui la voit</translation>
    </message>
    <message>
        <source>prefixes of region plugins to be switched on, whose limits are recorded</source>
        <translation>préfixes des modules de région à activer, dont les limites sont enregistrées</translation>
    </message>
    <message>
        <source>prefix of the HDF5 plugin that writes the frames, empty for none</source>
        <translation>préfixe du module HDF5 qui écrit les images, vide pour aucun</translation>
    </message>
    <message>
        <source>where it writes, on the detector&apos;s computer; empty: as it is set there</source>
        <translation>où il écrit, sur l’ordinateur du détecteur ; vide : comme réglé là-bas</translation>
    </message>
    <message>
        <source>%1 %2 is below the %3 %2 that a spacing of %4 Å reflects backwards</source>
        <translation>%1 %2 est inférieur aux %3 %2 qu’un espacement de %4 Å réfléchit en arrière</translation>
    </message>
    <message>
        <source>no energy is reflected at %1°</source>
        <translation>aucune énergie n’est réfléchie à %1°</translation>
    </message>
    <message>
        <source>Energy of a monochromator</source>
        <translation>Énergie d’un monochromateur</translation>
    </message>
    <message>
        <source>the motor of the Bragg angle</source>
        <translation>le moteur de l’angle de Bragg</translation>
    </message>
    <message>
        <source>distance of the crystal&apos;s planes in ångström; without it that of Si(111)</source>
        <translation>distance des plans du cristal en ångström ; à défaut celle de Si(111)</translation>
    </message>
    <message>
        <source>degrees that the motor shows at angle zero</source>
        <translation>degrés que le moteur montre à l’angle zéro</translation>
    </message>
    <message>
        <source>of the energy</source>
        <translation>de l’énergie</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Groupe</translation>
    </message>
    <message>
        <source>devices that stand above; those below `parts` of the device itself come on top</source>
        <translation>appareils placés plus haut ; ceux sous `parts` de l’appareil s’y ajoutent</translation>
    </message>
    <message>
        <source>%1 has no parts</source>
        <translation>%1 n’a pas de parties</translation>
    </message>
    <message>
        <source>%1 lacks its option %2</source>
        <translation>il manque à %1 son option %2</translation>
    </message>
    <message>
        <source>There is no device called %1</source>
        <translation>Il n’y a pas d’appareil nommé %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1 to be ready to write</source>
        <translation>que %1 soit prêt à écrire</translation>
    </message>
    <message>
        <source>Waited %1 s in vain for %2; there are %3 (%4)</source>
        <translation>Attendu %1 s en vain %2 ; il y en a %3 (%4)</translation>
    </message>
    <message>
        <source>%1 to close its file</source>
        <translation>que %1 ferme son fichier</translation>
    </message>
    <message>
        <source>%1 to begin another file</source>
        <translation>que %1 commence un autre fichier</translation>
    </message>
    <message>
        <source>%1 does not write: %2 is off</source>
        <translation>%1 n’écrit pas : %2 est désactivé</translation>
    </message>
    <message>
        <source>%1 to have written %2 frames</source>
        <translation>que %1 ait écrit %2 images</translation>
    </message>
    <message>
        <source>%1 has no directory to write into (%2)</source>
        <translation>%1 n’a pas de dossier où écrire (%2)</translation>
    </message>
    <message>
        <source>%1 cannot write: %2 (%3)</source>
        <translation>%1 ne peut pas écrire : %2 (%3)</translation>
    </message>
    <message>
        <source>%1 stopped writing after %2 frames (%3)</source>
        <translation>%1 a cessé d’écrire après %2 images (%3)</translation>
    </message>
    <message>
        <source>%1 to name its regions</source>
        <translation>que %1 nomme ses régions</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Multichannel analyser</source>
        <translation>Analyseur multicanal</translation>
    </message>
    <message>
        <source>name of the mca record</source>
        <translation>nom du record mca</translation>
    </message>
    <message>
        <source>how many regions of interest are looked at</source>
        <translation>combien de régions d’intérêt sont regardées</translation>
    </message>
    <message>
        <source>names of regions plotted by default; all without it</source>
        <translation>noms des régions tracées par défaut ; toutes à défaut</translation>
    </message>
    <message>
        <source>regions without their background</source>
        <translation>régions sans leur fond</translation>
    </message>
    <message>
        <source>the time that is counted for</source>
        <translation>le temps pendant lequel on compte</translation>
    </message>
    <message>
        <source>record the spectrum as well</source>
        <translation>enregistrer aussi le spectre</translation>
    </message>
    <message>
        <source>%1 was sent on to %2 (%3)</source>
        <translation>%1 a été renvoyé vers %2 (%3)</translation>
    </message>
    <message>
        <source>%1 did not reach %2 within %3 s: it is at %4 (%5)</source>
        <translation>%1 n’a pas atteint %2 en %3 s : il est à %4 (%5)</translation>
    </message>
    <message>
        <source>%1 was stopped at %2 on its way to %3 (%4)</source>
        <translation>%1 a été arrêté à %2 en route vers %3 (%4)</translation>
    </message>
    <message>
        <source>%1 says it is done at %2, not within %3 %4 of %5 (%6)</source>
        <translation>%1 se dit arrivé à %2, pas à %3 %4 près de %5 (%6)</translation>
    </message>
    <message>
        <source> and is in alarm: %1 %2</source>
        <translation> et est en alarme : %1 %2</translation>
    </message>
    <message>
        <source>%1: nobody knows where %2 is</source>
        <translation>%1 : personne ne sait où est %2</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>as a column plotted by default, as a column, as configuration, or not</source>
        <translation>comme colonne tracée par défaut, comme colonne, comme configuration, ou pas</translation>
    </message>
    <message>
        <source>what setting waits for: the server&apos;s answer, the value read back, or nothing</source>
        <translation>ce que le réglage attend : la réponse du serveur, la valeur relue, ou rien</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>the blade at the side of smaller positions</source>
        <translation>la lame du côté des positions plus petites</translation>
    </message>
    <message>
        <source>the blade at the side of larger positions</source>
        <translation>la lame du côté des positions plus grandes</translation>
    </message>
    <message>
        <source>%1 needs two blades; both are %2</source>
        <translation>%1 demande deux lames ; les deux sont %2</translation>
    </message>
    <message>
        <source>Gap of a slit</source>
        <translation>Ouverture d’une fente</translation>
    </message>
    <message>
        <source>Centre of a slit</source>
        <translation>Centre d’une fente</translation>
    </message>
    <message>
        <source>%1 can be 1 (open) or 0 (closed), not %2</source>
        <translation>%1 peut être 1 (ouvert) ou 0 (fermé), pas %2</translation>
    </message>
    <message>
        <source>%1 cannot acquire for %2 s (%3)</source>
        <translation>%1 ne peut pas acquérir pendant %2 s (%3)</translation>
    </message>
    <message>
        <source>%1 got another time (%2)</source>
        <translation>%1 a reçu un autre temps (%2)</translation>
    </message>
    <message>
        <source>%1 was started again (%2)</source>
        <translation>%1 a été relancé (%2)</translation>
    </message>
    <message>
        <source>%1 was stopped while it acquired (%2)</source>
        <translation>%1 a été arrêté pendant l’acquisition (%2)</translation>
    </message>
    <message>
        <source>no PV: a %1 has none of its own</source>
        <translation>pas de PV : un %1 n’en a pas à lui</translation>
    </message>
    <message>
        <source>names of devices that stand above; &quot;%1&quot; is none%2</source>
        <translation>noms d’appareils placés plus haut ; &quot;%1&quot; n’en est pas un%2</translation>
    </message>
    <message>
        <source>no parts: a %1 has none</source>
        <translation>pas de parties : un %1 n’en a pas</translation>
    </message>
    <message>
        <source>a number; %1 needs it</source>
        <translation>un nombre ; %1 en a besoin</translation>
    </message>
    <message>
        <source>a number above low</source>
        <translation>un nombre supérieur à low</translation>
    </message>
    <message>
        <source>a number of at least low</source>
        <translation>un nombre d’au moins low</translation>
    </message>
    <message>
        <source>a number of at most high</source>
        <translation>un nombre d’au plus high</translation>
    </message>
    <message>
        <source>a PV, the name of a device that can be set, or ring_current where that is given, not &quot;%1&quot;</source>
        <translation>une PV, le nom d’un appareil réglable, ou ring_current là où il est donné, pas &quot;%1&quot;</translation>
    </message>
    <message>
        <source>a number of seconds, 0 or more</source>
        <translation>un nombre de secondes, 0 ou plus</translation>
    </message>
    <message>
        <source>counting may end before its time, by a preset of another channel</source>
        <translation>le comptage peut finir avant son temps, par la présélection d’un autre canal</translation>
    </message>
    <message>
        <source>the blades may pass each other, so that the gap is below 0</source>
        <translation>les lames peuvent se croiser, de sorte que l’ouverture est sous 0</translation>
    </message>
    <message>
        <source>a gap below 0 lets the blades overlap (option overlap of %1)</source>
        <translation>une ouverture sous 0 fait se croiser les lames (option overlap de %1)</translation>
    </message>
    <message>
        <source>%1 was stopped from outside after %3 s of %4 s (%2)</source>
        <translation>%1 a été arrêté de l’extérieur après %3 s sur %4 s (%2)</translation>
    </message>
    <message>
        <source>a number from %1 to %2, not &quot;%3&quot;</source>
        <translation>un nombre de %1 à %2, et non « %3 »</translation>
    </message>
    <message>
        <source>this key with the format nexus alone</source>
        <translation>cette clé avec le seul format nexus</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>incomplete: the program ended</source>
        <translation>incomplet : le programme s’est terminé</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>complet</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>arrêté : %1</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abandonné</translation>
    </message>
    <message>
        <source>aborted: %1</source>
        <translation>abandonné : %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>échoué : %1</translation>
    </message>
    <message>
        <source>(hidden)</source>
        <translation>(masqué)</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>imported: its file is only read</source>
        <translation>importée : son fichier n’est que lu</translation>
    </message>
    <message>
        <source>damaged; %1</source>
        <translation>endommagé ; %1</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importée</translation>
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
        <translation>enregistré</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>change</source>
        <translation>écart</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>non enregistré : %1</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
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
        <translation>temps</translation>
    </message>
</context>
<context>
    <name>models::RunListModel</name>
    <message>
        <source>scan</source>
        <translation>scan</translation>
    </message>
    <message>
        <source>started</source>
        <translation>début</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>échantillon</translation>
    </message>
    <message>
        <source>points</source>
        <translation>points</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>issue</translation>
    </message>
    <message>
        <source>Starred: a click changes it</source>
        <translation>Étoilé : un clic le change</translation>
    </message>
    <message>
        <source>Whether the files were found whole after the run</source>
        <translation>Si les fichiers ont été trouvés entiers après la mesure</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>notes</translation>
    </message>
</context>
<context>
    <name>models::ServerModel</name>
    <message>
        <source>server</source>
        <translation>serveur</translation>
    </message>
    <message>
        <source>PVs</source>
        <translation>PV</translation>
    </message>
    <message>
        <source>updates/s</source>
        <translation>mises à jour/s</translation>
    </message>
    <message>
        <source>data/s</source>
        <translation>données/s</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>aller-retour</translation>
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
        <translation>scan %1</translation>
    </message>
</context>
<context>
    <name>plotting</name>
    <message>
        <source>no link</source>
        <translation>pas de lien</translation>
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
        <translation>%1 j</translation>
    </message>
</context>
<context>
    <name>plotting::CurvePlot</name>
    <message>
        <source>No points yet. Start a scan and they appear here as they are measured.</source>
        <translation>Pas encore de points. Lancez un scan et ils apparaissent ici à mesure.</translation>
    </message>
</context>
<context>
    <name>plotting::ImageView</name>
    <message>
        <source>No image yet. Start the camera and its pictures appear here.</source>
        <translation>Pas encore d’image. Démarrez la caméra et ses images apparaissent ici.</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>figé</translation>
    </message>
    <message>
        <source>shown %1 · received %2 frames/s · %3 dropped</source>
        <translation>affichées %1 · reçues %2 images/s · %3 omises</translation>
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
        <translation>Tirez les poignées pour régler les niveaux ; un double clic les rend automatiques</translation>
    </message>
    <message>
        <source>The histogram comes with the first picture.</source>
        <translation>L’histogramme vient avec la première image.</translation>
    </message>
</context>
<context>
    <name>plotting::RasterPlot</name>
    <message>
        <source>No points yet. Start a mesh scan and it fills in here.</source>
        <translation>Pas encore de points. Lancez une cartographie et elle se remplit ici.</translation>
    </message>
</context>
<context>
    <name>plotting::StripChart</name>
    <message>
        <source>Nothing to chart yet. Add a PV and its value runs along here.</source>
        <translation>Rien à tracer. Ajoutez une PV et sa valeur défile ici.</translation>
    </message>
    <message>
        <source>no link</source>
        <translation>pas de lien</translation>
    </message>
    <message>
        <source>Waiting for the first value…</source>
        <translation>En attente de la première valeur…</translation>
    </message>
</context>
<context>
    <name>plotting::StripLegend</name>
    <message>
        <source>Click to hide or show a series</source>
        <translation>Cliquez pour masquer ou montrer une série</translation>
    </message>
</context>
<context>
    <name>scans</name>
    <message>
        <source>Events need an open run</source>
        <translation>Les événements demandent une mesure ouverte</translation>
    </message>
    <message>
        <source>%1 s to pass</source>
        <translation>que %1 s passent</translation>
    </message>
    <message>
        <source>A checkpoint cannot be within an event</source>
        <translation>Un point de reprise ne peut pas être dans un événement</translation>
    </message>
    <message>
        <source>The plan wants to sleep for ever</source>
        <translation>Le plan veut dormir pour toujours</translation>
    </message>
    <message>
        <source>A scope was left that had not been entered</source>
        <translation>Une portée a été quittée sans avoir été ouverte</translation>
    </message>
    <message>
        <source>A run was opened while another is open</source>
        <translation>Une mesure a été ouverte pendant qu’une autre l’est</translation>
    </message>
    <message>
        <source>A run was closed while none is open</source>
        <translation>Une mesure a été fermée alors qu’aucune n’est ouverte</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 a échoué : %2</translation>
    </message>
    <message>
        <source>The engine has failed; restart the program</source>
        <translation>Le moteur de scan est en panne ; redémarrez le programme</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Paused where the plan cannot be resumed</source>
        <translation>En pause là où le plan ne peut pas reprendre</translation>
    </message>
    <message>
        <source>Halted</source>
        <translation>Arrêt immédiat</translation>
    </message>
    <message>
        <source>The plan gave up</source>
        <translation>Le plan a abandonné</translation>
    </message>
    <message>
        <source>The plan failed for no known reason</source>
        <translation>Le plan a échoué sans raison connue</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>remise en ordre</translation>
    </message>
    <message>
        <source>point %1 of %2</source>
        <translation>point %1 sur %2</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>point %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>attend : %1</translation>
    </message>
    <message>
        <source>Cleaning up: %1</source>
        <translation>Remise en ordre : %1</translation>
    </message>
    <message>
        <source>Waited %1 s in vain for %2</source>
        <translation>Attendu %1 s en vain : %2</translation>
    </message>
    <message>
        <source>the values of %1</source>
        <translation>les valeurs de %1</translation>
    </message>
    <message>
        <source>%1 is disconnected</source>
        <translation>%1 est déconnecté</translation>
    </message>
    <message>
        <source>Two columns are called %1</source>
        <translation>Deux colonnes s’appellent %1</translation>
    </message>
    <message>
        <source>An event was begun before the last one was saved or dropped</source>
        <translation>Un événement a commencé avant que le précédent soit enregistré ou rejeté</translation>
    </message>
    <message>
        <source>An event was saved that had not been begun</source>
        <translation>Un événement a été enregistré sans avoir commencé</translation>
    </message>
    <message>
        <source>An event has other devices than the first one of its stream</source>
        <translation>Un événement a d’autres appareils que le premier de son flux</translation>
    </message>
    <message>
        <source>%1 values were read where %2 are described</source>
        <translation>%1 valeurs lues alors que %2 sont décrites</translation>
    </message>
    <message>
        <source>The program was closed</source>
        <translation>Le programme a été fermé</translation>
    </message>
    <message>
        <source>There is no plan to start</source>
        <translation>Il n’y a pas de plan à lancer</translation>
    </message>
    <message>
        <source>Another plan is running</source>
        <translation>Un autre plan est en cours</translation>
    </message>
    <message>
        <source>Disconnected: %1 and %2 more</source>
        <translation>Déconnecté : %1 et %2 autres</translation>
    </message>
    <message>
        <source>Disconnected: %1</source>
        <translation>Déconnecté : %1</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Comptage</translation>
    </message>
    <message>
        <source>Measures again and again without moving anything</source>
        <translation>Mesure encore et encore sans rien déplacer</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>How often; 0 is until stopped</source>
        <translation>Combien de fois ; 0 jusqu’à l’arrêt</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Délai</translation>
    </message>
    <message>
        <source>Shortest time from one point to the next, in seconds</source>
        <translation>Temps minimal d’un point au suivant, en secondes</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Every combination of two or more motors; the first is the slowest</source>
        <translation>Toutes les combinaisons de deux moteurs ou plus ; le premier est le plus lent</translation>
    </message>
    <message>
        <source>Snake</source>
        <translation>Serpentin</translation>
    </message>
    <message>
        <source>Fast axes run back instead of returning</source>
        <translation>Les axes rapides reviennent en mesurant</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Moves one or more motors together in even steps</source>
        <translation>Déplace un ou plusieurs moteurs ensemble par pas égaux</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Déplacement</translation>
    </message>
    <message>
        <source>Moves motors and waits for them; records nothing</source>
        <translation>Déplace des moteurs et les attend ; n’enregistre rien</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>Où il va</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>autre chose</translation>
    </message>
    <message>
        <source>%1: expected %2, got %3</source>
        <translation>%1 : attendu %2, reçu %3</translation>
    </message>
    <message>
        <source> from %1 to %2</source>
        <translation> de %1 à %2</translation>
    </message>
    <message>
        <source> of at least %1</source>
        <translation> d’au moins %1</translation>
    </message>
    <message>
        <source> of at most %1</source>
        <translation> d’au plus %1</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>the name of a motor</source>
        <translation>le nom d’un moteur</translation>
    </message>
    <message>
        <source>%1: %2 cannot be moved</source>
        <translation>%1 : %2 ne peut pas être déplacé</translation>
    </message>
    <message>
        <source>%1 is no parameter of this plan</source>
        <translation>%1 n’est pas un paramètre de ce plan</translation>
    </message>
    <message numerus="yes">
        <source>%n axes</source>
        <translation>
            <numerusform>%n axe</numerusform>
            <numerusform>%n axes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2 axes</source>
        <translation>%1 à %2 axes</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>at least one detector</source>
        <translation>au moins un détecteur</translation>
    </message>
    <message>
        <source>Motor</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>What is moved</source>
        <translation>Ce qui se déplace</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Position of the first point</source>
        <translation>Position du premier point</translation>
    </message>
    <message>
        <source>Position of the last point</source>
        <translation>Position du dernier point</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>Intervalles</translation>
    </message>
    <message>
        <source>Steps between the ends; there is one point more</source>
        <translation>Pas entre les extrémités ; il y a un point de plus</translation>
    </message>
    <message>
        <source>Dwell</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>How long each point is measured, in seconds</source>
        <translation>Durée de mesure de chaque point, en secondes</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>Détecteurs</translation>
    </message>
    <message>
        <source>What is measured at each point</source>
        <translation>Ce qui est mesuré à chaque point</translation>
    </message>
    <message>
        <source>the start position</source>
        <translation>la position initiale</translation>
    </message>
    <message>
        <source>the end position</source>
        <translation>la position finale</translation>
    </message>
    <message>
        <source>the position to go to</source>
        <translation>la position à atteindre</translation>
    </message>
    <message>
        <source>the number of intervals</source>
        <translation>le nombre d’intervalles</translation>
    </message>
    <message>
        <source>the number of points</source>
        <translation>le nombre de points</translation>
    </message>
    <message>
        <source>the time per point in seconds</source>
        <translation>le temps par point en secondes</translation>
    </message>
    <message>
        <source>the time between points in seconds</source>
        <translation>le temps entre points en secondes</translation>
    </message>
    <message>
        <source>the end of the line</source>
        <translation>la fin de la ligne</translation>
    </message>
    <message>
        <source>Character %1: expected %2, found %3</source>
        <translation>Caractère %1 : attendu %2, trouvé %3</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>l’un de %1</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>rien de plus</translation>
    </message>
    <message>
        <source>%1 · pausing at the next checkpoint</source>
        <translation>%1 · pause au prochain point de reprise</translation>
    </message>
    <message>
        <source>%1 to answer</source>
        <translation>que %1 réponde</translation>
    </message>
    <message>
        <source>A device cannot be configured within an event</source>
        <translation>Un appareil ne peut pas être configuré au sein d’un événement</translation>
    </message>
    <message>
        <source>A stream was declared without devices</source>
        <translation>Un flux a été déclaré sans appareils</translation>
    </message>
    <message>
        <source>Devices take points by themselves only within a run</source>
        <translation>Les appareils prennent eux-mêmes des points seulement dans un run</translation>
    </message>
    <message>
        <source>Points can be collected only within a run</source>
        <translation>Des points ne peuvent être recueillis que dans un run</translation>
    </message>
    <message>
        <source>A plan wanted to subscribe nobody</source>
        <translation>Un plan voulait n’abonner personne</translation>
    </message>
    <message>
        <source>A plan wanted to install no suspender</source>
        <translation>Un plan voulait n’installer aucun suspenseur</translation>
    </message>
    <message>
        <source>A suspender was removed that the plan has not installed</source>
        <translation>Un suspenseur que le plan n’a pas installé a été retiré</translation>
    </message>
    <message>
        <source>Monitors need an open run</source>
        <translation>Les surveillances demandent un run ouvert</translation>
    </message>
    <message>
        <source>A device was to be monitored no more that is not monitored</source>
        <translation>Un appareil ne devait plus être surveillé, or il ne l’est pas</translation>
    </message>
    <message>
        <source>A run was opened while another is open under its key</source>
        <translation>Un run a été ouvert alors qu’un autre est ouvert sous sa clé</translation>
    </message>
    <message>
        <source>an answer to &quot;%1&quot;</source>
        <translation>une réponse à &quot;%1&quot;</translation>
    </message>
    <message>
        <source>a condition</source>
        <translation>une condition</translation>
    </message>
    <message>
        <source>A plan asked the user nothing</source>
        <translation>Un plan n’a rien demandé à l’utilisateur</translation>
    </message>
    <message>
        <source>A plan wanted to wait for no condition</source>
        <translation>Un plan voulait n’attendre aucune condition</translation>
    </message>
    <message>
        <source>There is no command %1</source>
        <translation>Il n’y a pas de commande %1</translation>
    </message>
    <message>
        <source>Suspended where the plan cannot be resumed: %1</source>
        <translation>Suspendu là où le plan ne peut pas reprendre : %1</translation>
    </message>
    <message>
        <source>%1 has written no frame for this point into %2</source>
        <translation>%1 n’a écrit aucune image pour ce point dans %2</translation>
    </message>
    <message>
        <source>%1 is monitored already</source>
        <translation>%1 est déjà surveillé</translation>
    </message>
    <message>
        <source>A step was skipped, but the plan comes to no other</source>
        <translation>Un pas a été sauté, mais le plan n’en atteint pas d’autre</translation>
    </message>
    <message>
        <source>A stream was declared a second time</source>
        <translation>Un flux a été déclaré une seconde fois</translation>
    </message>
    <message>
        <source>An event came for a stream that is not described</source>
        <translation>Un événement est venu pour un flux non décrit</translation>
    </message>
    <message>
        <source>%1 is no number</source>
        <translation>%1 n’est pas un nombre</translation>
    </message>
    <message>
        <source>%1 is not valid</source>
        <translation>%1 n’est pas valide</translation>
    </message>
    <message>
        <source>%1 is below %2</source>
        <translation>%1 est inférieur à %2</translation>
    </message>
    <message>
        <source>%1 is above %2</source>
        <translation>%1 est supérieur à %2</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1 n’est pas %2</translation>
    </message>
    <message>
        <source>it is 0</source>
        <translation>c’est 0</translation>
    </message>
    <message>
        <source>it was not %1 for a while</source>
        <translation>ce n’était pas %1 pendant un moment</translation>
    </message>
    <message>
        <source>it changed from %1 to %2</source>
        <translation>c’est passé de %1 à %2</translation>
    </message>
    <message>
        <source>%1 points did not lead to the end</source>
        <translation>%1 points n’ont pas mené à la fin</translation>
    </message>
    <message>
        <source>at least the smallest step, %1</source>
        <translation>au moins le plus petit pas, %1</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>Adaptatif</translation>
    </message>
    <message>
        <source>Takes steps such that the signal changes by about the same from one point to the next</source>
        <translation>Avance par pas tels que le signal change d’à peu près autant d’un point à l’autre</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Pas en arrière</translation>
    </message>
    <message>
        <source>When a step was too large, it is made again, smaller</source>
        <translation>Un pas trop grand est refait, plus petit</translation>
    </message>
    <message>
        <source>Smallest step</source>
        <translation>Plus petit pas</translation>
    </message>
    <message>
        <source>In units of the motor</source>
        <translation>En unités du moteur</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>Plus grand pas</translation>
    </message>
    <message>
        <source>Change of the signal</source>
        <translation>Changement du signal</translation>
    </message>
    <message>
        <source>From one point to the next</source>
        <translation>D’un point au suivant</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Trop grand</translation>
    </message>
    <message>
        <source>A step is too large if it should have been this part of it</source>
        <translation>Un pas est trop grand s’il aurait dû n’en être que cette part</translation>
    </message>
    <message>
        <source>Character %1: this quote is not closed</source>
        <translation>Caractère %1 : ce guillemet n’est pas fermé</translation>
    </message>
    <message>
        <source>%1, true or false</source>
        <translation>%1, true ou false</translation>
    </message>
    <message>
        <source>names of devices</source>
        <translation>noms d’appareils</translation>
    </message>
    <message>
        <source>a value for %1</source>
        <translation>une valeur pour %1</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>Numbers, and from:to:step, as in 0, 0.5, 1:2:0.1</source>
        <translation>Nombres et de:à:pas, comme dans 0, 0.5, 1:2:0.1</translation>
    </message>
    <message>
        <source>positions such as 0,0.5,1:2:0.1</source>
        <translation>des positions comme 0,0.5,1:2:0.1</translation>
    </message>
    <message>
        <source>names of detectors</source>
        <translation>noms de détecteurs</translation>
    </message>
    <message>
        <source>element: expected a symbol from H to Cf, got &quot;%1&quot;</source>
        <translation>element : attendu un symbole de H à Cf, trouvé &quot;%1&quot;</translation>
    </message>
    <message>
        <source>edge: expected K or L3, got &quot;%1&quot;</source>
        <translation>edge : attendu K ou L3, trouvé &quot;%1&quot;</translation>
    </message>
    <message>
        <source>edge: %1 has no %2 edge above 50 eV</source>
        <translation>edge : %1 n’a pas de seuil %2 au-dessus de 50 eV</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>The column that is looked at, or its detector</source>
        <translation>La colonne observée, ou son détecteur</translation>
    </message>
    <message>
        <source>the name of a column or detector</source>
        <translation>le nom d’une colonne ou d’un détecteur</translation>
    </message>
    <message>
        <source>Mesh of lists</source>
        <translation>Maillage de listes</translation>
    </message>
    <message>
        <source>Every combination of the listed positions of two or more motors; the first is the slowest</source>
        <translation>Toutes les combinaisons des positions listées de deux moteurs ou plus ; le premier est le plus lent</translation>
    </message>
    <message>
        <source>%1 positions, as many as the first motor has</source>
        <translation>%1 positions, autant que le premier moteur</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Moves one or more motors together from one listed position to the next, in any shape</source>
        <translation>Déplace un ou plusieurs moteurs ensemble d’une position listée à la suivante, selon toute forme</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmique</translation>
    </message>
    <message>
        <source>Move by</source>
        <translation>Déplacer de</translation>
    </message>
    <message>
        <source>Moves motors by a distance from where they were sent last, and waits for them; records nothing</source>
        <translation>Déplace des moteurs d’une distance depuis leur dernière consigne, et les attend ; n’enregistre rien</translation>
    </message>
    <message>
        <source>By</source>
        <translation>De</translation>
    </message>
    <message>
        <source>How far it goes</source>
        <translation>La distance parcourue</translation>
    </message>
    <message>
        <source>the distance to go</source>
        <translation>la distance à parcourir</translation>
    </message>
    <message>
        <source>%1 positions, as many as the first motor of the loop has</source>
        <translation>%1 positions, autant que le premier moteur de la boucle</translation>
    </message>
    <message>
        <source>Loops</source>
        <translation>Boucles</translation>
    </message>
    <message>
        <source>Loops within loops over listed positions; motors of the same loop move together</source>
        <translation>Boucles imbriquées sur des positions listées ; les moteurs d’une même boucle bougent ensemble</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Boucle</translation>
    </message>
    <message>
        <source>1 is the slowest</source>
        <translation>1 est la plus lente</translation>
    </message>
    <message>
        <source>the number of its loop</source>
        <translation>le numéro de sa boucle</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>des nombres</translation>
    </message>
    <message>
        <source>at least one position</source>
        <translation>au moins une position</translation>
    </message>
    <message>
        <source>%1: %2 points are more than a scan may have (%3)</source>
        <translation>%1 : %2 points dépassent ce qu’un balayage peut avoir (%3)</translation>
    </message>
    <message>
        <source>character %1: expected %2, found &quot;%3&quot;</source>
        <translation>caractère %1 : attendu %2, trouvé &quot;%3&quot;</translation>
    </message>
    <message>
        <source>from:to:step</source>
        <translation>de:à:pas</translation>
    </message>
    <message>
        <source>a step that leads there</source>
        <translation>un pas qui y mène</translation>
    </message>
    <message>
        <source>at most %1 positions</source>
        <translation>au plus %1 positions</translation>
    </message>
    <message>
        <source>expected positions, such as &quot;0, 0.5, 1:2:0.1&quot;</source>
        <translation>attendu des positions, comme &quot;0, 0.5, 1:2:0.1&quot;</translation>
    </message>
    <message>
        <source>; cleaning up: %1</source>
        <translation> ; au nettoyage : %1</translation>
    </message>
    <message>
        <source>%1 is not at %2 after %3 s</source>
        <translation>%1 n’est pas à %2 après %3 s</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>Measures while a motor moves to its end, which it does once: a pause waits until it is there</source>
        <translation>Mesure pendant qu’un moteur va jusqu’à la fin, une seule fois : une pause attend qu’il y soit</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>From one point to the next, in seconds</source>
        <translation>D’un point au suivant, en secondes</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Au plus</translation>
    </message>
    <message>
        <source>Seconds after which the ramp has failed; 0 is never</source>
        <translation>Secondes après lesquelles la rampe a échoué ; 0 = jamais</translation>
    </message>
    <message>
        <source>Adaptive, relative</source>
        <translation>Adaptatif, relatif</translation>
    </message>
    <message>
        <source>Like Adaptive, counting from where the motor is, which goes back there afterwards</source>
        <translation>Comme Adaptatif, compté depuis la position du moteur, qui y revient ensuite</translation>
    </message>
    <message>
        <source>Mesh, relative</source>
        <translation>Maillage, relatif</translation>
    </message>
    <message>
        <source>Like Mesh, counting from where the motors are</source>
        <translation>Comme Maillage, compté depuis la position des moteurs</translation>
    </message>
    <message>
        <source>Step, relative</source>
        <translation>Pas, relatif</translation>
    </message>
    <message>
        <source>Like Step, counting from where the motors are</source>
        <translation>Comme Pas, compté depuis la position des moteurs</translation>
    </message>
    <message>
        <source>Mesh of lists, relative</source>
        <translation>Maillage de listes, relatif</translation>
    </message>
    <message>
        <source>Like Mesh of lists, counting from where the motors are</source>
        <translation>Comme Maillage de listes, compté depuis la position des moteurs</translation>
    </message>
    <message>
        <source>List, relative</source>
        <translation>Liste, relatif</translation>
    </message>
    <message>
        <source>Like List, counting from where the motors are</source>
        <translation>Comme Liste, compté depuis la position des moteurs</translation>
    </message>
    <message>
        <source>Logarithmic, relative</source>
        <translation>Logarithmique, relatif</translation>
    </message>
    <message>
        <source>Like Logarithmic, counting from where the motor is</source>
        <translation>Comme Logarithmique, compté depuis la position du moteur</translation>
    </message>
    <message>
        <source>Spiral, relative</source>
        <translation>Spirale, relatif</translation>
    </message>
    <message>
        <source>Like Spiral, around where the motors are</source>
        <translation>Comme Spirale, autour de la position des moteurs</translation>
    </message>
    <message>
        <source>Fermat spiral, relative</source>
        <translation>Spirale de Fermat, relatif</translation>
    </message>
    <message>
        <source>Like Fermat spiral, around where the motors are</source>
        <translation>Comme Spirale de Fermat, autour de la position des moteurs</translation>
    </message>
    <message>
        <source>Square spiral, relative</source>
        <translation>Spirale carrée, relatif</translation>
    </message>
    <message>
        <source>Like Square spiral, around where the motors are</source>
        <translation>Comme Spirale carrée, autour de la position des moteurs</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>Spirale</translation>
    </message>
    <message>
        <source>Rings around a centre, cut to a rectangle; the first motor is x</source>
        <translation>Anneaux autour d’un centre, coupés à un rectangle ; le premier moteur est x</translation>
    </message>
    <message>
        <source>Ring distance</source>
        <translation>Distance des anneaux</translation>
    </message>
    <message>
        <source>From one ring to the next, in x</source>
        <translation>D’un anneau au suivant, en x</translation>
    </message>
    <message>
        <source>Points of ring 1</source>
        <translation>Points de l’anneau 1</translation>
    </message>
    <message>
        <source>Ring 2 has twice as many, and so on</source>
        <translation>L’anneau 2 en a deux fois plus, et ainsi de suite</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Position in the middle of the rectangle</source>
        <translation>Position au milieu du rectangle</translation>
    </message>
    <message>
        <source>the position of the centre</source>
        <translation>la position du centre</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Étendue</translation>
    </message>
    <message>
        <source>Whole width of the rectangle along this motor</source>
        <translation>Largeur totale du rectangle le long de ce moteur</translation>
    </message>
    <message>
        <source>the width along this motor</source>
        <translation>la largeur le long de ce moteur</translation>
    </message>
    <message>
        <source>Distance in y</source>
        <translation>Distance en y</translation>
    </message>
    <message>
        <source>If it is another in y; 0 is the same</source>
        <translation>Si elle est autre en y ; 0 = la même</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Inclinaison</translation>
    </message>
    <message>
        <source>Degrees by which the sides of the rectangle lean</source>
        <translation>Degrés dont les côtés du rectangle penchent</translation>
    </message>
    <message>
        <source>%1: %2 points are more than a spiral may have (%3)</source>
        <translation>%1 : %2 points dépassent ce qu’une spirale peut avoir (%3)</translation>
    </message>
    <message>
        <source>Fermat spiral</source>
        <translation>Spirale de Fermat</translation>
    </message>
    <message>
        <source>Covers a rectangle evenly from its centre without a grid; the first motor is x</source>
        <translation>Couvre un rectangle uniformément depuis son centre, sans grille ; le premier moteur est x</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Point i is √i · distance / factor from the centre</source>
        <translation>Le point i est à √i · distance / facteur du centre</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>More make the spiral denser</source>
        <translation>Plus il est grand, plus la spirale est dense</translation>
    </message>
    <message>
        <source>Square spiral</source>
        <translation>Spirale carrée</translation>
    </message>
    <message>
        <source>Every point of a mesh, from its middle outwards; the first motor is x</source>
        <translation>Chaque point d’un maillage, du milieu vers l’extérieur ; le premier moteur est x</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>A command that moves something ahead of the first point</source>
        <translation>Une commande qui déplace quelque chose avant le premier point</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>The same for the end, however the scan ends</source>
        <translation>De même pour la fin, quelle que soit l’issue</translation>
    </message>
    <message>
        <source>Breakpoint every</source>
        <translation>Point d’arrêt tous les</translation>
    </message>
    <message>
        <source>Points from one breakpoint to the next; 0 is no breakpoints</source>
        <translation>Points d’un point d’arrêt au suivant ; 0 = aucun</translation>
    </message>
    <message>
        <source>At breakpoints</source>
        <translation>Aux points d’arrêt</translation>
    </message>
    <message>
        <source>A command that moves something at each breakpoint</source>
        <translation>Une commande qui déplace quelque chose à chaque point d’arrêt</translation>
    </message>
    <message>
        <source>Also record</source>
        <translation>Enregistrer aussi</translation>
    </message>
    <message>
        <source>Devices recorded at the start and at breakpoints</source>
        <translation>Appareils enregistrés au début et aux points d’arrêt</translation>
    </message>
    <message>
        <source>a command that moves something</source>
        <translation>une commande qui déplace quelque chose</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Revenir</translation>
    </message>
    <message>
        <source>Afterwards to where the motors were</source>
        <translation>Ensuite, là où étaient les moteurs</translation>
    </message>
    <message>
        <source>A step that needs positions cannot be skipped</source>
        <translation>Un pas qui demande des positions ne peut pas être omis</translation>
    </message>
    <message>
        <source>It is not known where %1 stands</source>
        <translation>On ne sait pas où est %1</translation>
    </message>
    <message>
        <source>There is no column %1; there are %2</source>
        <translation>Il n’y a pas de colonne %1 ; il y a %2</translation>
    </message>
    <message>
        <source>%1 adds up to 0, so that it has no centre</source>
        <translation>La somme de %1 est 0, il n’y a donc pas de centre</translation>
    </message>
    <message>
        <source>Scans smaller and smaller ranges around the signal&apos;s centre of mass, and goes there</source>
        <translation>Balaye des étendues de plus en plus petites autour du centre de masse du signal, et s’y rend</translation>
    </message>
    <message>
        <source>Every second pass runs back</source>
        <translation>Un passage sur deux revient en arrière</translation>
    </message>
    <message>
        <source>It ends when steps would be smaller</source>
        <translation>Se termine quand les pas seraient plus petits</translation>
    </message>
    <message>
        <source>Narrower by</source>
        <translation>Rétréci de</translation>
    </message>
    <message>
        <source>By which factor each range is narrower than the one before</source>
        <translation>Facteur dont chaque étendue est plus étroite que la précédente</translation>
    </message>
    <message>
        <source>x to 2x</source>
        <translation>x à 2x</translation>
    </message>
    <message>
        <source>The second motor moves half as far as the first, as two theta and theta do; both from where they are</source>
        <translation>Le second moteur va deux fois moins loin que le premier, comme deux thêta et thêta ; tous deux depuis leur position</translation>
    </message>
    <message>
        <source>First point of the first motor, from where it is</source>
        <translation>Premier point du premier moteur, depuis sa position</translation>
    </message>
    <message>
        <source>Last point of the first motor, from where it is</source>
        <translation>Dernier point du premier moteur, depuis sa position</translation>
    </message>
    <message>
        <source>XAFS</source>
        <translation>XAFS</translation>
    </message>
    <message>
        <source>Energies around an absorption edge, in eV and in wavenumbers of the photoelectron</source>
        <translation>Énergies autour d’un seuil d’absorption, en eV et en nombres d’onde du photoélectron</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <source>What sets the energy, in eV or keV</source>
        <translation>Ce qui règle l’énergie, en eV ou keV</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Élément</translation>
    </message>
    <message>
        <source>Symbol of the element</source>
        <translation>Symbole de l’élément</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>K or L3</source>
        <translation>K ou L3</translation>
    </message>
    <message>
        <source>E0 in eV</source>
        <translation>E0 en eV</translation>
    </message>
    <message>
        <source>Where the edge is, if not where the table says; 0 is the table</source>
        <translation>Où est le seuil, si ce n’est pas celui de la table ; 0 = la table</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Régions</translation>
    </message>
    <message>
        <source>From, to, step, and if you like seconds, seconds at the end, power of k; in eV from the edge, or with k in 1/Å</source>
        <translation>De, à, pas, et si l’on veut secondes, secondes à la fin, puissance de k ; en eV depuis le seuil, ou avec k en 1/Å</translation>
    </message>
    <message>
        <source>the end of the region</source>
        <translation>la fin de la région</translation>
    </message>
    <message>
        <source>character %1: expected %2, found %3</source>
        <translation>caractère %1 : attendu %2, trouvé %3</translation>
    </message>
    <message>
        <source>seconds, 0 or more</source>
        <translation>des secondes, 0 ou plus</translation>
    </message>
    <message>
        <source>the power of k, above 0</source>
        <translation>la puissance de k, au-dessus de 0</translation>
    </message>
    <message>
        <source>where the region begins, as in -20 or 3k</source>
        <translation>où commence la région, comme -20 ou 3k</translation>
    </message>
    <message>
        <source>where the region ends, as in 30 or 12k</source>
        <translation>où finit la région, comme 30 ou 12k</translation>
    </message>
    <message>
        <source>a step above 0, as in 0.5 or 0.05k</source>
        <translation>un pas au-dessus de 0, comme 0.5 ou 0.05k</translation>
    </message>
    <message>
        <source>an end above the begin</source>
        <translation>une fin au-dessus du début</translation>
    </message>
    <message>
        <source>a begin above the edge, because steps are in k</source>
        <translation>un début au-dessus du seuil, car les pas sont en k</translation>
    </message>
    <message>
        <source>a begin that is not below the end of the region before (%1 eV)</source>
        <translation>un début qui n’est pas au-dessous de la fin de la région précédente (%1 eV)</translation>
    </message>
    <message>
        <source>a semicolon</source>
        <translation>un point-virgule</translation>
    </message>
    <message>
        <source>%1 points are more than such a scan may have (%2)</source>
        <translation>%1 points dépassent ce qu’un tel balayage peut avoir (%2)</translation>
    </message>
    <message>
        <source>the first point would be at %1 eV</source>
        <translation>le premier point serait à %1 eV</translation>
    </message>
    <message>
        <source>Something takes longer than the %1 s that the plan waits for it</source>
        <translation>Quelque chose prend plus que les %1 s pendant lesquelles le plan l’attend</translation>
    </message>
    <message>
        <source>%1 to take its points</source>
        <translation>que %1 prenne ses points</translation>
    </message>
    <message>
        <source>somebody to let it go on</source>
        <translation>que quelqu’un le laisse continuer</translation>
    </message>
    <message>
        <source>the command %1</source>
        <translation>la commande %1</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>plus de %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>environ %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 point(s)</source>
        <translation>
            <numerusform>%1 point</numerusform>
            <numerusform>%1 points</numerusform>
        </translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>au moins %1</translation>
    </message>
    <message>
        <source>duration unknown</source>
        <translation>durée inconnue</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>sans fin</translation>
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
        <translation>%1 : %2 à %3 %4</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>a position of the same sign as the other one, not 0</source>
        <translation>une position de même signe que l’autre, différente de 0</translation>
    </message>
    <message>
        <source>Moves a motor in steps that are even on a logarithmic scale; from and to have the same sign</source>
        <translation>Déplace un moteur par pas réguliers sur une échelle logarithmique ; début et fin ont le même signe</translation>
    </message>
    <message>
        <source>%1: %2 is there twice</source>
        <translation>%1 : %2 y est deux fois</translation>
    </message>
    <message>
        <source>%1: %2 and %3 both move %4; they cannot move at the same time</source>
        <translation>%1 : %2 et %3 déplacent tous deux %4 ; ils ne peuvent pas bouger en même temps</translation>
    </message>
    <message>
        <source>%1 once only</source>
        <translation>%1 une seule fois</translation>
    </message>
    <message>
        <source>a command</source>
        <translation>une commande</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>Caractère %1 : %2</translation>
    </message>
    <message>
        <source>%1 is at %2, %3 is %4. Next step: a number, nothing for %5, or q to end</source>
        <translation>%1 est à %2, %3 vaut %4. Pas suivant : un nombre, rien pour %5, ou q pour finir</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>&quot;%1&quot; n’est pas un nombre</translation>
    </message>
    <message>
        <source>Tweak</source>
        <translation>Pas à pas</translation>
    </message>
    <message>
        <source>Measures, asks for the next step, moves by it, and so on</source>
        <translation>Mesure, demande le pas suivant, s’y déplace, et ainsi de suite</translation>
    </message>
    <message>
        <source>The first one; each answer may be another</source>
        <translation>Le premier ; chaque réponse peut en être un autre</translation>
    </message>
    <message>
        <source>the step</source>
        <translation>le pas</translation>
    </message>
    <message>
        <source>A device was to be monitored at an impossible rate</source>
        <translation>Un appareil devait être surveillé à un rythme impossible</translation>
    </message>
    <message>
        <source>%1 cannot be recorded as %2</source>
        <translation>%1 ne peut pas être enregistré comme %2</translation>
    </message>
    <message>
        <source>The replay was stopped</source>
        <translation>La relecture a été arrêtée</translation>
    </message>
</context>
<context>
    <name>simulator</name>
    <message>
        <source>Channel Access has no 64-bit integers</source>
        <translation>Channel Access n’a pas d’entiers de 64 bits</translation>
    </message>
    <message>
        <source>cannot watch the parent process</source>
        <translation>impossible de surveiller le processus parent</translation>
    </message>
    <message>
        <source>the parent process has ended</source>
        <translation>le processus parent est terminé</translation>
    </message>
    <message>
        <source>cannot watch process %1</source>
        <translation>impossible de surveiller le processus %1</translation>
    </message>
    <message>
        <source>the motor is disabled (%1_able)</source>
        <translation>le moteur est désactivé (%1_able)</translation>
    </message>
    <message>
        <source>the motor&apos;s torque is off (CNEN = 0)</source>
        <translation>le couple du moteur est coupé (CNEN = 0)</translation>
    </message>
    <message>
        <source>Port to serve on; 0 takes a free one.</source>
        <translation>Port de service ; 0 en prend un libre.</translation>
    </message>
    <message>
        <source>The same seed and the same measurements give the same numbers.</source>
        <translation>Même graine et mêmes mesures donnent les mêmes nombres.</translation>
    </message>
    <message>
        <source>What every PV name begins with.</source>
        <translation>Ce par quoi commence chaque nom de PV.</translation>
    </message>
    <message>
        <source>Ends when the process N does.</source>
        <translation>S’arrête quand le processus N s’arrête.</translation>
    </message>
    <message>
        <source>Ends when the program that started it does.</source>
        <translation>S’arrête quand le programme qui l’a lancé s’arrête.</translation>
    </message>
    <message>
        <source>Prints every PV with type and description, then ends.</source>
        <translation>Affiche chaque PV avec type et description, puis s’arrête.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no option</source>
        <translation>« %1 » n’est pas une option</translation>
    </message>
    <message>
        <source>this camera makes Mono and RGB1</source>
        <translation>cette caméra produit Mono et RGB1</translation>
    </message>
    <message>
        <source>the file template &quot;%1&quot; needs %s for the path, %s for the name and at most one %d for the number, in this order</source>
        <translation>le modèle de fichier &quot;%1&quot; demande %s pour le chemin, %s pour le nom et au plus un %d pour le numéro, dans cet ordre</translation>
    </message>
    <message>
        <source>the directory &quot;%1&quot; does not exist</source>
        <translation>le dossier &quot;%1&quot; n’existe pas</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is longer than %2 bytes</source>
        <translation>&quot;%1&quot; dépasse %2 octets</translation>
    </message>
    <message>
        <source>images are being captured</source>
        <translation>des images sont en cours de capture</translation>
    </message>
    <message>
        <source>a stream is written while it is captured</source>
        <translation>un flux est écrit pendant sa capture</translation>
    </message>
    <message>
        <source>no image has come yet</source>
        <translation>aucune image n’est encore venue</translation>
    </message>
    <message>
        <source>single images are not captured: set FileWriteMode</source>
        <translation>les images seules ne sont pas capturées : réglez FileWriteMode</translation>
    </message>
    <message>
        <source>no image has come yet to tell how large the file must be: take one, or set LazyOpen</source>
        <translation>aucune image ne dit encore la taille du fichier : prenez-en une, ou réglez LazyOpen</translation>
    </message>
    <message>
        <source>there is no room for more than %1 images</source>
        <translation>il n’y a pas de place pour plus de %1 images</translation>
    </message>
    <message>
        <source>%1: images of another size or type do not fit into this file</source>
        <translation>%1 : des images d’une autre taille ou d’un autre type n’entrent pas dans ce fichier</translation>
    </message>
    <message>
        <source>files are compressed by zlib or not at all</source>
        <translation>les fichiers sont compressés par zlib ou pas du tout</translation>
    </message>
    <message>
        <source>the camera does not wait for files</source>
        <translation>la caméra n’attend pas les fichiers</translation>
    </message>
    <message>
        <source>there is no port &quot;%1&quot;, but %2</source>
        <translation>il n’y a pas de port &quot;%1&quot;, mais %2</translation>
    </message>
    <message>
        <source>images of &quot;%1&quot; come from this plugin</source>
        <translation>les images de &quot;%1&quot; viennent de ce module</translation>
    </message>
    <message>
        <source>nothing can be divided by 0</source>
        <translation>on ne peut rien diviser par 0</translation>
    </message>
    <message>
        <source>IPv4 address of this machine to serve on; 0.0.0.0 takes them all.</source>
        <translation>adresse IPv4 de cette machine où servir ; 0.0.0.0 les prend toutes.</translation>
    </message>
    <message>
        <source>Who may read and write what: a YAML file with &quot;default&quot; and &quot;rules&quot;.</source>
        <translation>Qui peut lire et écrire quoi : un fichier YAML avec &quot;default&quot; et &quot;rules&quot;.</translation>
    </message>
    <message>
        <source>Serves a simulated beamline over Channel Access.</source>
        <translation>Sert une ligne de lumière simulée par Channel Access.</translation>
    </message>
    <message>
        <source>the motor is on its way home already</source>
        <translation>le moteur est déjà en route vers son origine</translation>
    </message>
    <message>
        <source>Motors</source>
        <translation>Moteurs</translation>
    </message>
    <message>
        <source>Scaler</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>Détecteurs</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Examples for widgets</source>
        <translation>Exemples pour les éléments d’interface</translation>
    </message>
    <message>
        <source>nothing can be written at present</source>
        <translation>rien ne peut être écrit pour le moment</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>un nombre entier de %1 à %2</translation>
    </message>
    <message>
        <source>a number above 0 and up to %1</source>
        <translation>un nombre au-dessus de 0 et jusqu’à %1</translation>
    </message>
    <message>
        <source>Keeps positions and settings in this file over restarts.</source>
        <translation>Garde positions et réglages dans ce fichier d’un démarrage à l’autre.</translation>
    </message>
    <message>
        <source>Adds N counters, scale:0 and so on, for load tests.</source>
        <translation>Ajoute N compteurs, scale:0 et ainsi de suite, pour des essais de charge.</translation>
    </message>
    <message>
        <source>Updates of each counter per second.</source>
        <translation>Mises à jour de chaque compteur par seconde.</translation>
    </message>
    <message>
        <source>--%1 needs %2, not &quot;%3&quot;</source>
        <translation>--%1 demande %2, pas &quot;%3&quot;</translation>
    </message>
    <message>
        <source>What makes devices fail</source>
        <translation>Ce qui fait échouer les appareils</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Charge</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>l’un de %1</translation>
    </message>
    <message>
        <source>%1 is kept as %2</source>
        <translation>%1 est gardé sous %2</translation>
    </message>
    <message>
        <source>a name, a blank and a value are expected, not &quot;%1&quot;</source>
        <translation>un nom, un espace et une valeur sont attendus, pas &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the name of a setting is expected, and %1 is none</source>
        <translation>le nom d’un réglage est attendu, et %1 n’en est pas un</translation>
    </message>
    <message>
        <source>%1 is expected for %2, not &quot;%3&quot;</source>
        <translation>%1 est attendu pour %2, pas &quot;%3&quot;</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>The program ended before the run did.</source>
        <translation>Le programme s’est terminé avant la mesure.</translation>
    </message>
    <message>
        <source>The catalogue has no run %1.</source>
        <translation>Le catalogue n’a pas de mesure %1.</translation>
    </message>
    <message>
        <source>Cannot open the database %1: %2.</source>
        <translation>Impossible d’ouvrir la base %1 : %2.</translation>
    </message>
    <message>
        <source>%1 was made by a newer version of this program (schema %2; this one knows schema %3). It was left as it is.</source>
        <translation>%1 vient d’une version plus récente de ce programme (schéma %2 ; celle-ci connaît le schéma %3). Le fichier est resté tel quel.</translation>
    </message>
    <message>
        <source>%1 is locked by another program since %2 s.</source>
        <translation>%1 est verrouillé par un autre programme depuis %2 s.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1 : %2.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Le dossier %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>No output folder is set.</source>
        <translation>Aucun dossier de sortie n’est défini.</translation>
    </message>
    <message>
        <source>The output folder %1 is a file.</source>
        <translation>Le dossier de sortie %1 est un fichier.</translation>
    </message>
    <message>
        <source>The output folder %1 cannot be made.</source>
        <translation>Le dossier de sortie %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>The output folder %1 cannot be written: %2.</source>
        <translation>Impossible d’écrire dans le dossier de sortie %1 : %2.</translation>
    </message>
    <message>
        <source>The output folder %1 has %2 free, %3 are needed.</source>
        <translation>Le dossier de sortie %1 a %2 libres, il en faut %3.</translation>
    </message>
    <message>
        <source>A name must not be empty.</source>
        <translation>Un nom ne doit pas être vide.</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; is already in use.</source>
        <translation>Le nom « %1 » est déjà pris.</translation>
    </message>
    <message>
        <source>There is no instrument &quot;%1&quot;.</source>
        <translation>Il n’y a pas d’instrument « %1 ».</translation>
    </message>
    <message>
        <source>%1 has no position &quot;%2&quot;.</source>
        <translation>%1 n’a pas de position « %2 ».</translation>
    </message>
    <message>
        <source>%1 has no such position or revision: &quot;%2&quot;, %3.</source>
        <translation>%1 n’a pas cette position ou révision : « %2 », %3.</translation>
    </message>
    <message>
        <source>stored as %1, which cannot be read</source>
        <translation>stocké en %1, illisible</translation>
    </message>
    <message>
        <source>The writer did not finish within %1 ms.</source>
        <translation>L’écriture n’a pas fini en %1 ms.</translation>
    </message>
    <message>
        <source>The writer has ended.</source>
        <translation>L’écriture est terminée.</translation>
    </message>
    <message>
        <source>The program was closed before the run ended.</source>
        <translation>Le programme a été fermé avant la fin de la mesure.</translation>
    </message>
    <message>
        <source>%1 is not a run file of this program.</source>
        <translation>%1 n’est pas un fichier de mesure de ce programme.</translation>
    </message>
    <message>
        <source>Several runs begin with %1.</source>
        <translation>Plusieurs mesures commencent par %1.</translation>
    </message>
    <message>
        <source>No run has anything called %1.</source>
        <translation>Aucune mesure n’a quelque chose nommé %1.</translation>
    </message>
    <message>
        <source>A minus excludes what follows it, and nothing does. Put it in quotes to look for it.</source>
        <translation>Un moins exclut ce qui le suit, et rien ne suit. Mettez-le entre guillemets pour le chercher.</translation>
    </message>
    <message>
        <source>Before %1 a key is missing, as in energy&gt;7.1.</source>
        <translation>Devant %1 il manque une clé, comme dans energy&gt;7.1.</translation>
    </message>
    <message>
        <source>A single ! means nothing here: != is “not equal”.</source>
        <translation>Un ! seul ne veut rien dire ici : != est « différent ».</translation>
    </message>
    <message>
        <source>%1 compares with one number.</source>
        <translation>%1 compare à un nombre.</translation>
    </message>
    <message>
        <source>%1 needs a value, as in %1:%2.</source>
        <translation>%1 demande une valeur, comme dans %1:%2.</translation>
    </message>
    <message>
        <source>iron</source>
        <translation>fer</translation>
    </message>
    <message>
        <source>“%1” is no number, and only numbers are greater or smaller.</source>
        <translation>« %1 » n’est pas un nombre, et seuls les nombres sont plus grands ou plus petits.</translation>
    </message>
    <message>
        <source>%1 is one of: %2.</source>
        <translation>%1 est l’un de : %2.</translation>
    </message>
    <message>
        <source>%1 takes one date or time.</source>
        <translation>%1 accepte une date ou une heure.</translation>
    </message>
    <message>
        <source>“%1” is no time. Times are: today, yesterday, now, 90min, 12h, 7d, 2w, 2026-11, 2026-11-21, 2026-11-21T14:30, 14:30.</source>
        <translation>« %1 » n’est pas un temps. Les temps sont : today, yesterday, now, 90min, 12h, 7d, 2w, 2026-11, 2026-11-21, 2026-11-21T14:30, 14:30.</translation>
    </message>
    <message>
        <source>%1 takes a colon, as in %1:today.</source>
        <translation>%1 demande deux-points, comme dans %1:today.</translation>
    </message>
    <message>
        <source>“%1” has no letters or digits to look for.</source>
        <translation>« %1 » n’a ni lettres ni chiffres à chercher.</translation>
    </message>
    <message>
        <source>The quote that begins here has no end.</source>
        <translation>La citation qui commence ici n’a pas de fin.</translation>
    </message>
    <message>
        <source>“%1” cannot be a tag: a tag is one word of up to 40 letters, digits and the signs _ . + -</source>
        <translation>« %1 » ne peut pas être une marque : une marque est un mot d’au plus 40 lettres, chiffres et signes _ . + -</translation>
    </message>
    <message>
        <source>%1 exists already. It was left as it is.</source>
        <translation>%1 existe déjà. Il a été laissé tel quel.</translation>
    </message>
    <message>
        <source>The backup %1 cannot be made.</source>
        <translation>La sauvegarde %1 ne peut pas être faite.</translation>
    </message>
    <message>
        <source>A stored document (&quot;%1&quot;) cannot be understood.</source>
        <translation>Un document stocké (&quot;%1&quot;) est incompréhensible.</translation>
    </message>
    <message>
        <source>The run file %1 cannot be reached any more.</source>
        <translation>Le fichier de mesure %1 n’est plus accessible.</translation>
    </message>
    <message>
        <source>%1 keeps no documents of its run.</source>
        <translation>%1 ne garde pas de documents de sa mesure.</translation>
    </message>
    <message>
        <source>The output folder %1 cannot be reached: %2.</source>
        <translation>Le dossier de sortie %1 n’est pas accessible : %2.</translation>
    </message>
    <message>
        <source>It has no start.</source>
        <translation>Elle n’a pas de début.</translation>
    </message>
    <message>
        <source>It has no end: it is still being measured, or its program died.</source>
        <translation>Elle n’a pas de fin : elle est encore en cours, ou son programme est mort.</translation>
    </message>
    <message>
        <source>There are documents behind its end.</source>
        <translation>Il y a des documents après sa fin.</translation>
    </message>
    <message>
        <source>Stream &quot;%1&quot; has %2 points, but %3 were measured.</source>
        <translation>Le flux &quot;%1&quot; a %2 points, mais %3 ont été mesurés.</translation>
    </message>
    <message>
        <source>%1 has frames for %2 of %3 points.</source>
        <translation>%1 a des images pour %2 points sur %3.</translation>
    </message>
    <message>
        <source>The file %1 of %2 is not there or cannot be read.</source>
        <translation>Le fichier %1 de %2 manque ou est illisible.</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n file(s) of detectors</source>
        <translation>
            <numerusform>%1, %n fichier de détecteurs</numerusform>
            <numerusform>%1, %n fichiers de détecteurs</numerusform>
        </translation>
    </message>
    <message>
        <source>It has no file.</source>
        <translation>Elle n’a pas de fichier.</translation>
    </message>
    <message>
        <source>The file %1 is not there or cannot be read.</source>
        <translation>Le fichier %1 manque ou est illisible.</translation>
    </message>
    <message>
        <source>There is no file format &quot;%1&quot;; there are: %2.</source>
        <translation>Il n’y a pas de format de fichier « %1 » ; il y a : %2.</translation>
    </message>
    <message>
        <source>The file name template &quot;%1&quot; names parts of a run, but a %2 file holds all of them.</source>
        <translation>Le modèle de nom « %1 » nomme des parties d’une mesure, mais un fichier %2 les contient toutes.</translation>
    </message>
    <message>
        <source>The file name template &quot;%1&quot; gives all %2 files of a run one name; {event.seq_num} or {index} makes them differ.</source>
        <translation>Le modèle de nom « %1 » donne un même nom à tous les fichiers %2 d’une mesure ; {event.seq_num} ou {index} les distingue.</translation>
    </message>
    <message>
        <source>%1 is no complete MDA file, at byte %2: %3.</source>
        <translation>%1 n’est pas un fichier MDA complet, à l’octet %2 : %3.</translation>
    </message>
    <message>
        <source>it ends too early, or a length is wrong</source>
        <translation>il finit trop tôt, ou une longueur est fausse</translation>
    </message>
    <message>
        <source>%1 dimensions</source>
        <translation>%1 dimensions</translation>
    </message>
    <message>
        <source>scans of one dimension have different columns</source>
        <translation>des scans d’une même dimension ont des colonnes différentes</translation>
    </message>
    <message>
        <source>%1 has no NXentry with a curve or a map.</source>
        <translation>%1 n’a pas de NXentry avec une courbe ou une carte.</translation>
    </message>
    <message>
        <source>There is no run %1 in its file.</source>
        <translation>Il n’y a pas d’mesure %1 dans son fichier.</translation>
    </message>
    <message>
        <source>%1 is no file with runs of a known kind (%2).</source>
        <translation>%1 n’est pas un fichier de mesures d’un type connu (%2).</translation>
    </message>
    <message>
        <source>%1 is larger than 1 GiB.</source>
        <translation>%1 dépasse 1 Gio.</translation>
    </message>
    <message>
        <source>a second line of labels</source>
        <translation>une deuxième ligne de noms</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>&quot;%1&quot; n’est pas un nombre</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>ligne %1 : %2</translation>
    </message>
    <message>
        <source>%1 columns announced, %2 named</source>
        <translation>%1 colonnes annoncées, %2 nommées</translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is no number.</source>
        <translation>%1, ligne %2 : « %3 » n’est pas un nombre.</translation>
    </message>
    <message>
        <source>Compression is one of %1, not &quot;%2&quot;.</source>
        <translation>La compression est une parmi %1, et non « %2 ».</translation>
    </message>
    <message>
        <source>The level of compression is a whole number from %1 to %2, for gzip alone; not %3 for &quot;%4&quot;.</source>
        <translation>Le niveau de compression est un entier de %1 à %2, pour gzip seulement ; et non %3 pour « %4 ».</translation>
    </message>
    <message>
        <source>The profile wants run files compressed with %1, but HDF5 has no filter %2 to do so. Looked in: %3. HDF5_PLUGIN_PATH names other folders.</source>
        <translation>Le profil veut des fichiers compressés avec %1, mais HDF5 n’a pas de filtre %2 pour cela. Cherché dans : %3. HDF5_PLUGIN_PATH désigne d’autres dossiers.</translation>
    </message>
    <message>
        <source> On Debian it is in the package %1.</source>
        <translation> Sous Debian, il est dans le paquet %1.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be reached any more.</source>
        <translation>Le dossier %1 n’est plus accessible.</translation>
    </message>
    <message>
        <source>The template &quot;%1&quot; gives several files the name %2.</source>
        <translation>Le modèle « %1 » donne le nom %2 à plusieurs fichiers.</translation>
    </message>
    <message>
        <source>%1 exists and is not overwritten unless asked for.</source>
        <translation>%1 existe et n’est écrasé que sur demande.</translation>
    </message>
    <message>
        <source>CSV: a table, separated by commas</source>
        <translation>CSV : un tableau, séparé par des virgules</translation>
    </message>
    <message>
        <source>TSV: a table, separated by tabs</source>
        <translation>TSV : un tableau, séparé par des tabulations</translation>
    </message>
    <message>
        <source>JSON Lines: the run&apos;s documents, one in a line</source>
        <translation>JSON Lines : les documents de la mesure, un par ligne</translation>
    </message>
    <message>
        <source>%1 is no SPEC file, so nothing is appended to it.</source>
        <translation>%1 n’est pas un fichier SPEC, rien n’y est donc ajouté.</translation>
    </message>
    <message>
        <source>SPEC: a scan is appended to a file for each run</source>
        <translation>SPEC : un scan est ajouté à un fichier pour chaque mesure</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ne peut pas être écrit : %2</translation>
    </message>
    <message>
        <source>The file %1 cannot be reached any more.</source>
        <translation>Le fichier %1 n’est plus accessible.</translation>
    </message>
    <message>
        <source>%1 was changed by another program while it was written.</source>
        <translation>%1 a été modifié par un autre programme pendant son écriture.</translation>
    </message>
    <message>
        <source>XDI: text in columns, as stepscan writes it</source>
        <translation>XDI : texte en colonnes, comme l’écrit stepscan</translation>
    </message>
    <message>
        <source>TIFF: a file for each image</source>
        <translation>TIFF : un fichier par image</translation>
    </message>
    <message>
        <source>TIFF: a file with all images of a column</source>
        <translation>TIFF : un fichier avec toutes les images d’une colonne</translation>
    </message>
    <message>
        <source>of another program: readable, %1</source>
        <translation>d’un autre programme : lisible, %1</translation>
    </message>
    <message>
        <source>The %1 file of this run is not complete, the run file is: %2</source>
        <translation>Le fichier %1 de cette mesure n’est pas complet, le fichier principal l’est : %2</translation>
    </message>
    <message>
        <source>more than %1 columns</source>
        <translation>plus de %1 colonnes</translation>
    </message>
    <message>
        <source>more than %1 numbers</source>
        <translation>plus de %1 nombres</translation>
    </message>
    <message>
        <source>too many rows are shorter than the first or than the labels</source>
        <translation>trop de lignes sont plus courtes que la première ou que les noms</translation>
    </message>
</context>
<context>
    <name>widgets::CameraView</name>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>The profile names no camera. Add one under &quot;images&quot;.</source>
        <translation>Le profil ne nomme aucune caméra. Ajoutez-en une sous « images ».</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Direct</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Figer</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic intensities</source>
        <translation>Intensités logarithmiques</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>croix</translation>
    </message>
    <message>
        <source>A crosshair at the middle of the picture</source>
        <translation>Un réticule au milieu de l’image</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>One screen pixel for one camera pixel</source>
        <translation>Un pixel d’écran par pixel de caméra</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>ajuster</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Toute l’image</translation>
    </message>
    <message>
        <source>save…</source>
        <translation>enregistrer…</translation>
    </message>
    <message>
        <source>Saves the picture as it is coloured</source>
        <translation>Enregistre l’image avec ses couleurs</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Images (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 n’a pas pu être écrit</translation>
    </message>
    <message>
        <source>Waiting for pictures from %1</source>
        <translation>En attente d’images de %1</translation>
    </message>
</context>
<context>
    <name>widgets::FailureChoice</name>
    <message>
        <source>What happens when a step of the scan fails; a lost connection is always waited for</source>
        <translation>Ce qui se passe quand un pas du balayage échoue ; une connexion perdue est toujours attendue</translation>
    </message>
    <message>
        <source>Hold and ask</source>
        <translation>Retenir et demander</translation>
    </message>
    <message>
        <source>End the scan</source>
        <translation>Finir le balayage</translation>
    </message>
    <message>
        <source>Leave the step out</source>
        <translation>Omettre le pas</translation>
    </message>
    <message>
        <source>How often a step is tried again before that</source>
        <translation>Combien de fois un pas est réessayé auparavant</translation>
    </message>
    <message>
        <source>after</source>
        <translation>après</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>essais</translation>
    </message>
</context>
<context>
    <name>widgets::ImportDialog</name>
    <message>
        <source>Import runs</source>
        <translation>Importer des mesures</translation>
    </message>
    <message>
        <source>Runs: %1 imported, %2 known already. Files: %3 not readable, %4 without runs.</source>
        <translation>Mesures : %1 importées, %2 déjà connues. Fichiers : %3 illisibles, %4 sans mesure.</translation>
    </message>
</context>
<context>
    <name>widgets::LevelsView</name>
    <message>
        <source>Levels</source>
        <translation>Niveaux</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Niveau le plus bas</translation>
    </message>
    <message>
        <source>Highest level</source>
        <translation>Niveau le plus haut</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Levels follow the picture: 0.1 to 99.9 %</source>
        <translation>Les niveaux suivent l’image : 0,1 à 99,9 %</translation>
    </message>
    <message>
        <source>The lowest level must lie below the highest</source>
        <translation>Le niveau bas doit être sous le niveau haut</translation>
    </message>
</context>
<context>
    <name>widgets::LinksView</name>
    <message>
        <source>Channels</source>
        <translation>Canaux</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connectée</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>variable</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>signification</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Serveurs</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Absentes</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>No server has been met yet.</source>
        <translation>Aucun serveur rencontré pour l’instant.</translation>
    </message>
    <message>
        <source>Every PV that is wanted is connected.</source>
        <translation>Toutes les PV demandées sont connectées.</translation>
    </message>
    <message>
        <source>%1 of %2 PVs connected · %3 updates/s, %4 of them merged before they were shown · %5/s</source>
        <translation>%1 PV connectées sur %2 · %3 mises à jour/s, dont %4 fusionnées avant l’affichage · %5/s</translation>
    </message>
</context>
<context>
    <name>widgets::LiveView</name>
    <message>
        <source>Live</source>
        <translation>Direct</translation>
    </message>
    <message>
        <source>No run yet. Define a scan at the right and press Start, or open a run from the list.</source>
        <translation>Pas encore de mesure. Définissez un scan à droite et appuyez sur Démarrer, ou ouvrez une mesure de la liste.</translation>
    </message>
    <message>
        <source>No mesh yet. Choose Mesh in the scan builder.</source>
        <translation>Pas encore de carte. Choisissez Carte dans la définition du scan.</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Courbe</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Ce qui est tracé</translation>
    </message>
    <message>
        <source>What it is divided by</source>
        <translation>Par quoi c’est divisé</translation>
    </message>
    <message>
        <source>move to</source>
        <translation>aller à</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Centre of mass</source>
        <translation>Centre de masse</translation>
    </message>
    <message>
        <source>Centre of the half heights</source>
        <translation>Milieu à mi-hauteur</translation>
    </message>
    <message>
        <source>A right click on the plot moves there</source>
        <translation>Un clic droit sur le tracé y va</translation>
    </message>
    <message>
        <source>as is</source>
        <translation>tel quel</translation>
    </message>
    <message>
        <source>time</source>
        <translation>temps</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>centre</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>front</translation>
    </message>
    <message>
        <source>FWHM</source>
        <translation>FWHM</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>com</source>
        <translation>c. m.</translation>
    </message>
    <message>
        <source>The curve does not tell such a place</source>
        <translation>La courbe n’indique pas un tel endroit</translation>
    </message>
    <message>
        <source>Nothing was scanned: no motor to move</source>
        <translation>Rien n’a été balayé : aucun moteur à déplacer</translation>
    </message>
    <message>
        <source>Move %1 to %2 and %3 to %4</source>
        <translation>Déplacer %1 à %2 et %3 à %4</translation>
    </message>
    <message>
        <source>Move %1 to %2</source>
        <translation>Déplacer %1 à %2</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Tout montrer</translation>
    </message>
</context>
<context>
    <name>widgets::MotorBinding</name>
    <message>
        <source>disconnected</source>
        <translation>déconnecté</translation>
    </message>
    <message>
        <source>moving · %1 s</source>
        <translation>en mouvement · %1 s</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>en mouvement</translation>
    </message>
    <message>
        <source>▲ at high limit</source>
        <translation>▲ en limite haute</translation>
    </message>
    <message>
        <source>▼ at low limit</source>
        <translation>▼ en limite basse</translation>
    </message>
    <message>
        <source>▲ beyond soft limit</source>
        <translation>▲ hors limite logicielle</translation>
    </message>
    <message>
        <source>held: SPMG is %1</source>
        <translation>retenu : SPMG est %1</translation>
    </message>
    <message>
        <source>✕ invalid</source>
        <translation>✕ invalide</translation>
    </message>
    <message>
        <source>◆ alarm</source>
        <translation>◆ alarme</translation>
    </message>
    <message>
        <source>▲ alarm</source>
        <translation>▲ alarme</translation>
    </message>
</context>
<context>
    <name>widgets::MotorPanel</name>
    <message>
        <source>Motors</source>
        <translation>Moteurs</translation>
    </message>
    <message>
        <source>The profile names no motors. Add devices of the kind &quot;motor&quot; to it.</source>
        <translation>Le profil ne nomme aucun moteur. Ajoutez-y des appareils du type « motor ».</translation>
    </message>
    <message>
        <source>Group of motors</source>
        <translation>Groupe de moteurs</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tous</translation>
    </message>
</context>
<context>
    <name>widgets::MotorRow</name>
    <message>
        <source>%1: one step down</source>
        <translation>%1 : un pas en arrière</translation>
    </message>
    <message>
        <source>%1: one step up</source>
        <translation>%1 : un pas en avant</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>Arrêter %1</translation>
    </message>
</context>
<context>
    <name>widgets::NumberField</name>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 de %2 à %3</translation>
    </message>
    <message>
        <source>Expected %1</source>
        <translation>Attendu : %1</translation>
    </message>
</context>
<context>
    <name>widgets::PathPreview</name>
    <message>
        <source>points</source>
        <translation>points</translation>
    </message>
    <message>
        <source>Every %1th point is drawn</source>
        <translation>Un point sur %1 est dessiné</translation>
    </message>
</context>
<context>
    <name>widgets::PlanForm</name>
    <message>
        <source> (slow)</source>
        <translation> (lent)</translation>
    </message>
    <message>
        <source> (fast)</source>
        <translation> (rapide)</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>or</source>
        <translation>ou</translation>
    </message>
    <message>
        <source>intervals</source>
        <translation>intervalles</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Commands before and after, breakpoints, what is recorded besides</source>
        <translation>Commandes avant et après, points d’arrêt, ce qui est enregistré en plus</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
</context>
<context>
    <name>widgets::PointsView</name>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Points appear here as they are measured.</source>
        <translation>Les points apparaissent ici à mesure.</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>copier</translation>
    </message>
    <message>
        <source>Copies the chosen rows, or all, as text at full precision</source>
        <translation>Copie les lignes choisies, ou toutes, en texte à pleine précision</translation>
    </message>
</context>
<context>
    <name>widgets::PositionsView</name>
    <message>
        <source>today %1</source>
        <translation>aujourd’hui %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n revision(s)</source>
        <translation>
            <numerusform>%1 · %n révision</numerusform>
            <numerusform>%1 · %n révisions</numerusform>
        </translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>New instrument, remove position</source>
        <translation>Nouvel instrument, retirer une position</translation>
    </message>
    <message>
        <source>New instrument…</source>
        <translation>Nouvel instrument…</translation>
    </message>
    <message>
        <source>Remove the chosen position…</source>
        <translation>Retirer la position choisie…</translation>
    </message>
    <message>
        <source>Nothing saved yet. Move to where it should be, give it a name, and press Save.</source>
        <translation>Rien d’enregistré. Placez-vous, donnez un nom et appuyez sur Enregistrer.</translation>
    </message>
    <message>
        <source>Choose a position to compare it with now.</source>
        <translation>Choisissez une position pour la comparer à maintenant.</translation>
    </message>
    <message>
        <source>name of the position</source>
        <translation>nom de la position</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) restored</source>
        <translation>
            <numerusform>%n valeur rétablie</numerusform>
            <numerusform>%n valeurs rétablies</numerusform>
        </translation>
    </message>
    <message>
        <source>saved by %1, revision %2</source>
        <translation>enregistré par %1, révision %2</translation>
    </message>
    <message numerus="yes">
        <source>Restore %n PV(s)…</source>
        <translation>
            <numerusform>Rétablir %n PV…</numerusform>
            <numerusform>Rétablir %n PV…</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>You stand at %1</source>
        <translation>Vous êtes à %1</translation>
    </message>
    <message numerus="yes">
        <source>%n PV(s) differ</source>
        <translation>
            <numerusform>%n PV diffère</numerusform>
            <numerusform>%n PV diffèrent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %1, revision %2, %n value(s)</source>
        <translation>
            <numerusform>%1 enregistré, révision %2, %n valeur</numerusform>
            <numerusform>%1 enregistré, révision %2, %n valeurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore %1?</source>
        <translation>Rétablir %1 ?</translation>
    </message>
    <message>
        <source>New instrument</source>
        <translation>Nouvel instrument</translation>
    </message>
    <message>
        <source>First line: its name. Then one PV a line.</source>
        <translation>Première ligne : son nom. Puis une PV par ligne.</translation>
    </message>
    <message>
        <source>An instrument needs a name and at least one PV</source>
        <translation>Un instrument a besoin d’un nom et d’au moins une PV</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>Retirer %1 ?</translation>
    </message>
    <message>
        <source>It leaves this list. Its values stay in the database.</source>
        <translation>Elle quitte cette liste. Ses valeurs restent dans la base.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>widgets::PositionsWatch</name>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation>%1 n’est pas connecté</translation>
    </message>
</context>
<context>
    <name>widgets::PvBinding</name>
    <message>
        <source>%1 was not written: it is not connected</source>
        <translation>%1 n’a pas été écrit : non connecté</translation>
    </message>
</context>
<context>
    <name>widgets::PvEntry</name>
    <message>
        <source>%1 · Enter writes, Esc reverts</source>
        <translation>%1 · Entrée écrit, Échap annule</translation>
    </message>
    <message>
        <source>%1 cannot be written now</source>
        <translation>%1 ne peut pas être écrit maintenant</translation>
    </message>
</context>
<context>
    <name>widgets::PvLabel</name>
    <message>
        <source>%1 · not connected</source>
        <translation>%1 · non connecté</translation>
    </message>
    <message>
        <source>%1 · %2[%3] on %4</source>
        <translation>%1 · %2[%3] sur %4</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Copier la valeur</translation>
    </message>
    <message>
        <source>Copy PV name</source>
        <translation>Copier le nom de la PV</translation>
    </message>
</context>
<context>
    <name>widgets::RunActions</name>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Étoile</translation>
    </message>
    <message>
        <source>Add tag…</source>
        <translation>Ajouter une marque…</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>Commentaire…</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copier le chemin</translation>
    </message>
    <message>
        <source>Copy identifier</source>
        <translation>Copier l’identifiant</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) hidden: hidden:yes finds them</source>
        <translation>
            <numerusform>%n mesure masquée : hidden:yes la trouve</numerusform>
            <numerusform>%n mesures masquées : hidden:yes les trouve</numerusform>
        </translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>Ajouter une marque</translation>
    </message>
    <message>
        <source>Tag: one word</source>
        <translation>Marque : un mot</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>What should be known of it</source>
        <translation>Ce qu’il faut en savoir</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>Retirer l’étoile</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Montrer de nouveau</translation>
    </message>
    <message>
        <source>Take a tag away</source>
        <translation>Retirer une marque</translation>
    </message>
    <message>
        <source>Find %1</source>
        <translation>Trouver %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export to a folder</source>
        <translation>Exporter dans un dossier</translation>
    </message>
</context>
<context>
    <name>widgets::RunDetails</name>
    <message>
        <source>took the comment away</source>
        <translation>a retiré le commentaire</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>marque %1</translation>
    </message>
    <message>
        <source>tag %1 taken away</source>
        <translation>marque %1 retirée</translation>
    </message>
    <message>
        <source>star</source>
        <translation>étoile</translation>
    </message>
    <message>
        <source>star taken away</source>
        <translation>étoile retirée</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masquée</translation>
    </message>
    <message>
        <source>shown again</source>
        <translation>montrée de nouveau</translation>
    </message>
    <message>
        <source>checked: %1</source>
        <translation>vérifiée : %1</translation>
    </message>
    <message>
        <source>key</source>
        <translation>clé</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>file</source>
        <translation>fichier</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>notes</translation>
    </message>
    <message>
        <source>start</source>
        <translation>début</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>fin</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importée</translation>
    </message>
    <message>
        <source>the file is only read</source>
        <translation>le fichier n’est que lu</translation>
    </message>
    <message>
        <source>of %1, the file is only read</source>
        <translation>de %1, le fichier n’est que lu</translation>
    </message>
</context>
<context>
    <name>widgets::RunExport</name>
    <message numerus="yes">
        <source>%n file(s) written to %1</source>
        <translation><numerusform>%n fichier écrit dans %1</numerusform><numerusform>%n fichiers écrits dans %1</numerusform></translation>
    </message>
</context>
<context>
    <name>widgets::RunsView</name>
    <message>
        <source>Runs</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Importer un dossier…</translation>
    </message>
    <message>
        <source>Find: mesh iron, energy&gt;7.1, since:yesterday, status:fail, star:yes …</source>
        <translation>Trouver : mesh fer, energy&gt;7.1, since:yesterday, status:fail, star:yes …</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>Trouver des mesures</translation>
    </message>
    <message>
        <source>At %1: %2</source>
        <translation>À %1 : %2</translation>
    </message>
    <message>
        <source>No runs found. Hidden ones appear with hidden:yes.</source>
        <translation>Aucune mesure trouvée. Les masquées apparaissent avec hidden:yes.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n mesure</numerusform>
            <numerusform>%n mesures</numerusform>
        </translation>
    </message>
    <message>
        <source>Import the runs of a folder</source>
        <translation>Importer les mesures d’un dossier</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>Importer des mesures</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Importer des fichiers…</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>incomplète</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Notes and metadata of the chosen run</source>
        <translation>Notes et métadonnées de la mesure choisie</translation>
    </message>
    <message>
        <source>Every scan that is started appears here. ⋯ imports runs that were measured elsewhere.</source>
        <translation>Chaque scan lancé apparaît ici. ⋯ importe des mesures mesurées ailleurs.</translation>
    </message>
    <message>
        <source>more than %1 runs</source>
        <translation>plus de %1 mesures</translation>
    </message>
    <message>
        <source>of: %1</source>
        <translation>de : %1</translation>
    </message>
    <message>
        <source>Import the runs of files</source>
        <translation>Importer les mesures de fichiers</translation>
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
        <translation>ce qui est dans le faisceau</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Échantillon</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Ends the scan after cleaning up; what was measured is complete as far as it goes</source>
        <translation>Termine le scan après remise en ordre ; ce qui est mesuré est complet jusque-là</translation>
    </message>
    <message>
        <source>Abort…</source>
        <translation>Abandonner…</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… et %1 autres</translation>
    </message>
    <message>
        <source>All points are within the limits</source>
        <translation>Tous les points sont dans les limites</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Pas prêt</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Abort the scan?</source>
        <translation>Abandonner le scan ?</translation>
    </message>
    <message>
        <source>Motors stop where they are. The points measured so far stay in the file.</source>
        <translation>Les moteurs s’arrêtent où ils sont. Les points déjà mesurés restent dans le fichier.</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>aborted by the user</source>
        <translation>abandonné par l’utilisateur</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Other plans</source>
        <translation>Autres plans</translation>
    </message>
    <message>
        <source>If a step fails</source>
        <translation>Si un pas échoue</translation>
    </message>
    <message>
        <source>When to pause</source>
        <translation>Quand mettre en pause</translation>
    </message>
    <message>
        <source>Now: what moves is stopped, and the point is measured again</source>
        <translation>Maintenant : ce qui bouge est arrêté, et le point est mesuré de nouveau</translation>
    </message>
    <message>
        <source>When the point is complete</source>
        <translation>Quand le point est complet</translation>
    </message>
    <message>
        <source>It asks: %1</source>
        <translation>Il demande : %1</translation>
    </message>
    <message>
        <source>It waits for %1</source>
        <translation>Il attend %1</translation>
    </message>
</context>
<context>
    <name>widgets::ScanControl</name>
    <message>
        <source>There is no plan called &quot;%1&quot;</source>
        <translation>Il n’y a pas de plan nommé « %1 »</translation>
    </message>
    <message>
        <source>stopped by the user</source>
        <translation>arrêté par l’utilisateur</translation>
    </message>
</context>
<context>
    <name>widgets::ScanNotice</name>
    <message>
        <source>Answer</source>
        <translation>Répondre</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Omettre</translation>
    </message>
    <message>
        <source>Abort…</source>
        <translation>Abandonner…</translation>
    </message>
    <message>
        <source>Does the step once more</source>
        <translation>Refait le pas</translation>
    </message>
    <message>
        <source>Goes on behind the step; nothing of it is recorded</source>
        <translation>Continue après le pas ; rien n’en est enregistré</translation>
    </message>
    <message>
        <source>Goes on in %1 s if all stays well</source>
        <translation>Continue dans %1 s si tout va bien</translation>
    </message>
    <message>
        <source>A step has failed</source>
        <translation>Un pas a échoué</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspendu</translation>
    </message>
    <message>
        <source>The scan asks</source>
        <translation>Le balayage demande</translation>
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
        <translation>Tracé temporel</translation>
    </message>
    <message>
        <source>No PVs yet. Add some from the menu at the right.</source>
        <translation>Pas encore de PV. Ajoutez-en par le menu de droite.</translation>
    </message>
    <message>
        <source>Length of the time axis</source>
        <translation>Longueur de l’axe du temps</translation>
    </message>
    <message>
        <source>Holds the picture; recording goes on. A double click on the chart goes back to now</source>
        <translation>Fige l’affichage ; l’enregistrement continue. Un double clic sur le tracé revient à maintenant</translation>
    </message>
    <message>
        <source>Add and remove PVs, save</source>
        <translation>Ajouter et retirer des PV, enregistrer</translation>
    </message>
    <message>
        <source>Add a PV…</source>
        <translation>Ajouter une PV…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>One scale for all</source>
        <translation>Une seule échelle</translation>
    </message>
    <message>
        <source>Copy the data shown</source>
        <translation>Copier les données affichées</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Enregistrer l’image…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Images (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 n’a pas pu être écrit</translation>
    </message>
    <message>
        <source>Add a PV</source>
        <translation>Ajouter une PV</translation>
    </message>
    <message>
        <source>Name of the PV</source>
        <translation>Nom de la PV</translation>
    </message>
    <message>
        <source>%1: not connected</source>
        <translation>%1 : non connecté</translation>
    </message>
</context>
<context>
    <name>widgets::ValuesView</name>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>The profile names no values. Add some under &quot;pv_groups&quot;.</source>
        <translation>Le profil ne nomme aucune valeur. Ajoutez-en sous « pv_groups ».</translation>
    </message>
</context>
</TS>
