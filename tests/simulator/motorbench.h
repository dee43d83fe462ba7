#pragma once

#include "fakehost.h"

#include "simulator/motor/motorrecord.h"

#include <QTest>

/// A motor "m" that is worked by scripts: "VAL=2 ~5 SPMG=0" writes fields and lets seconds pass; "m_axis:lag=0.1" is another
/// PV, and "!VAL=1" a put that is to be refused.
class MotorBench
{
public:
    static simulator::MotorSetup setup()
    {
        simulator::MotorSetup setup;
        setup.name = QStringLiteral("m");
        setup.description = QStringLiteral("sample x");
        setup.units = QStringLiteral("mm");
        setup.softLimits = {-10, 10};
        setup.speed = 2;
        setup.resolution = 1e-4;
        setup.home = 1;
        return setup;
    }

    void run(const QString& script)
    {
        for (const QString& word : script.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (word.startsWith(QLatin1Char('~')))
                host.advance(word.mid(1).toDouble());
            else
                write(word);
        }
    }

    /// Empty when every "FIELD=value" holds; with "<" or ">" it is a bound, with "≈" good to a hundredth.
    QString differences(const QString& expected) const
    {
        QStringList wrong;
        for (const QString& word : expected.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            const qsizetype at = word.indexOf(QRegularExpression(QStringLiteral("[=<>≈]")));
            const double is = number(word.left(at));
            const double shall = word.mid(at + 1).toDouble();
            if (!holds(word[at], is, shall))
                wrong << QStringLiteral("%1 is %2").arg(word).arg(is, 0, 'g', 9);
        }
        return wrong.join(QStringLiteral(", "));
    }

    double number(const QString& field) const { return host.number(name(field)); }
    QString text(const QString& field) const { return host.text(name(field)); }
    FakeHost::Put put(const QString& field, double value) { return host.put(name(field), value); }
    static QString name(const QString& field)
    {
        return field.contains(QLatin1Char('_')) ? field : QStringLiteral("m.") + field;
    }

    FakeHost host;
    simulator::MotorRecord motor{host, setup()};

private:
    static bool holds(QChar comparison, double is, double shall)
    {
        switch (comparison.unicode()) {
        case '<':
            return is < shall;
        case '>':
            return is > shall;
        case '=':
            return std::abs(is - shall) <= 1e-9 * std::max(1.0, std::abs(shall));
        default:
            return std::abs(is - shall) < 0.01;
        }
    }

    void write(QString word)
    {
        const bool refused = word.startsWith(QLatin1Char('!'));
        if (refused)
            word.remove(0, 1);
        const qsizetype at = word.indexOf(QLatin1Char('='));
        const FakeHost::Put result = put(word.left(at), word.mid(at + 1).toDouble());
        if (refused && (!result.done() || result.ok()))
            qFatal("%s was not refused", qPrintable(word));
        if (!refused && result.done() && !result.ok())
            qFatal("%s was refused", qPrintable(word));
    }
};
