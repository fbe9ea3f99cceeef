<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>shouli::app::casework::CasePane</name>
    <message numerus="yes">
        <source>%n steps had no effect: somebody else was faster, or this version does not know them.</source>
        <translation>
            <numerusform>%n step had no effect: somebody else was faster, or this version does not know it.</numerusform>
            <numerusform>%n steps had no effect: somebody else was faster, or this version does not know them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n tolerated</source>
        <translation>
            <numerusform>, %n tolerated</numerusform>
            <numerusform>, %n tolerated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n missing</source>
        <translation>
            <numerusform>, %n missing</numerusform>
            <numerusform>, %n missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::casework::CaseWords</name>
    <message numerus="yes">
        <source>%n days late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>left</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>calendar days, under a stage</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::casework::RegisterNotes</name>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persons in the household</source>
        <translation>
            <numerusform>%n person in the household</numerusform>
            <numerusform>%n persons in the household</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::ApplicantPane</name>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persons</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>head: %1 · %n persons</source>
        <translation>
            <numerusform>head: %1 · %n person</numerusform>
            <numerusform>head: %1 · %n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n days left</source>
        <translation>
            <numerusform>%1 · %n day left</numerusform>
            <numerusform>%1 · %n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::CounterPage</name>
    <message numerus="yes">
        <source>Told once what is missing: %n papers</source>
        <translation>
            <numerusform>Told once what is missing: %n paper</numerusform>
            <numerusform>Told once what is missing: %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n papers kept as PDF</source>
        <translation>
            <numerusform>%n paper kept as PDF</numerusform>
            <numerusform>%n papers kept as PDF</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::MaterialsPane</name>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::people::PersonSearch</name>
    <message numerus="yes">
        <source>The first %n are shown; type more to narrow down.</source>
        <translation>
            <numerusform>The first %n is shown; type more to narrow down.</numerusform>
            <numerusform>The first %n are shown; type more to narrow down.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::BelongingPane</name>
    <message numerus="yes">
        <source>%1 · %n persons</source>
        <translation>
            <numerusform>%1 · %n person</numerusform>
            <numerusform>%1 · %n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persons</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n persons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::ErasePane</name>
    <message numerus="yes">
        <source>%n lines of the log lose their contents</source>
        <translation>
            <numerusform>%n line of the log loses its contents</numerusform>
            <numerusform>%n lines of the log lose their contents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::MovePane</name>
    <message numerus="yes">
        <source>%n more: type to narrow down</source>
        <translation>
            <numerusform>%n more: type to narrow down</numerusform>
            <numerusform>%n more: type to narrow down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open cases stay here, with what they need, until they are closed.</source>
        <translation>
            <numerusform>%n open case stays here, with what it needs, until it is closed.</numerusform>
            <numerusform>%n open cases stay here, with what they need, until they are closed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::RecordPane</name>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persons</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n persons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::ResidentForm</name>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::review::QueueModel</name>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tolerated</source>
        <translation>
            <numerusform>%n tolerated</numerusform>
            <numerusform>%n tolerated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::review::ReviewPage</name>
    <message numerus="yes">
        <source>%n cases of %1 are alike: Ctrl+A chooses them, to be done together</source>
        <translation>
            <numerusform>%n case of %1 is alike: Ctrl+A chooses it, to be done together</numerusform>
            <numerusform>%n cases of %1 are alike: Ctrl+A chooses them, to be done together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n cases</source>
        <translation>
            <numerusform>%1 · %n case</numerusform>
            <numerusform>%1 · %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::review::StepQuestions</name>
    <message numerus="yes">
        <source>for %n cases together</source>
        <translation>
            <numerusform>for %n case together</numerusform>
            <numerusform>for %n cases together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n working days must pass.</source>
        <translation>
            <numerusform>%1: %n working day must pass.</numerusform>
            <numerusform>%1: %n working days must pass.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n days must pass.</source>
        <translation>
            <numerusform>%1: %n day must pass.</numerusform>
            <numerusform>%1: %n days must pass.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n offices have such a name: type more of it.</source>
        <translation>
            <numerusform>%n office has such a name: type more of it.</numerusform>
            <numerusform>%n offices have such a name: type more of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::services::ServicesPage</name>
    <message numerus="yes">
        <source>%n services</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::LoginPage</name>
    <message numerus="yes">
        <source>The PIN is not right. %n tries are left.</source>
        <translation>
            <numerusform>The PIN is not right. %n try is left.</numerusform>
            <numerusform>The PIN is not right. %n tries are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::StickDialog</name>
    <message numerus="yes">
        <source>Taken from the stick: the office&apos;s data, %n rows.</source>
        <translation>
            <numerusform>Taken from the stick: the office&apos;s data, %n row.</numerusform>
            <numerusform>Taken from the stick: the office&apos;s data, %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken from the stick: what the county had to say, %n entries.</source>
        <translation>
            <numerusform>Taken from the stick: what the county had to say, %n entry.</numerusform>
            <numerusform>Taken from the stick: what the county had to say, %n entries.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes of this computer are on the stick.</source>
        <translation>
            <numerusform>%n change of this computer is on the stick.</numerusform>
            <numerusform>%n changes of this computer are on the stick.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::staff::StaffPage</name>
    <message numerus="yes">
        <source>%n people work here</source>
        <translation>
            <numerusform>%n person works here</numerusform>
            <numerusform>%n people work here</numerusform>
        </translation>
    </message>
</context>
</TS>
