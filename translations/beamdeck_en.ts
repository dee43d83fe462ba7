<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>app::StatusLine</name>
    <message numerus="yes">
        <source>writer behind: %n document(s)</source>
        <translation>
            <numerusform>writer behind: %n document</numerusform>
            <numerusform>writer behind: %n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::TopBar</name>
    <message numerus="yes">
        <source>%n motor(s) moving</source>
        <translation>
            <numerusform>%n motor moving</numerusform>
            <numerusform>%n motors moving</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scans</name>
    <message numerus="yes">
        <source>%n axes</source>
        <translation>
            <numerusform>%n axis</numerusform>
            <numerusform>%n axes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 point(s)</source>
        <translation>
            <numerusform>%1 point</numerusform>
            <numerusform>%1 points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>storage</name>
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
            <numerusform>%1, %n file of detectors</numerusform>
            <numerusform>%1, %n files of detectors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PositionsView</name>
    <message numerus="yes">
        <source>%1 · %n revision(s)</source>
        <translation>
            <numerusform>%1 · %n revision</numerusform>
            <numerusform>%1 · %n revisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) restored</source>
        <translation>
            <numerusform>%n value restored</numerusform>
            <numerusform>%n values restored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %n PV(s)…</source>
        <translation>
            <numerusform>Restore %n PV…</numerusform>
            <numerusform>Restore %n PVs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n PV(s) differ</source>
        <translation>
            <numerusform>%n PV differs</numerusform>
            <numerusform>%n PVs differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %1, revision %2, %n value(s)</source>
        <translation>
            <numerusform>Saved %1, revision %2, %n value</numerusform>
            <numerusform>Saved %1, revision %2, %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RunActions</name>
    <message numerus="yes">
        <source>%n run(s) hidden: hidden:yes finds them</source>
        <translation>
            <numerusform>%n run hidden: hidden:yes finds it</numerusform>
            <numerusform>%n runs hidden: hidden:yes finds them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RunExport</name>
    <message numerus="yes">
        <source>%n file(s) written to %1</source>
        <translation>
            <numerusform>%n file written to %1</numerusform>
            <numerusform>%n files written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RunsView</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
</TS>
