#include "devices/ca/caenvironment.h"

#include "devices/kinds/texts.h"

#include <QByteArray>

#include <algorithm>
#include <filesystem>

namespace devices {

namespace {

/// What values a variable takes.
enum class Form { Text, YesNo, Number, Port };

struct Known
{
    const char* name;
    const char* standard;
    Form form;
    const char* about;
};

constexpr Known Variables[] = {
    {"EPICS_CA_ADDR_LIST", "", Form::Text, QT_TRANSLATE_NOOP("devices", "where servers are searched, host[:port] …")},
    {"EPICS_CA_AUTO_ADDR_LIST", "YES", Form::YesNo,
        QT_TRANSLATE_NOOP("devices", "search also at all broadcast addresses")},
    {"EPICS_CA_NAME_SERVERS", "", Form::Text, QT_TRANSLATE_NOOP("devices", "where servers are searched over TCP")},
    {"EPICS_CA_SERVER_PORT", "5064", Form::Port, QT_TRANSLATE_NOOP("devices", "port of servers that do not say which")},
    {"EPICS_CA_REPEATER_PORT", "5065", Form::Port, QT_TRANSLATE_NOOP("devices", "port of the beacon repeater")},
    {"EPICS_CA_CONN_TMO", "30", Form::Number,
        QT_TRANSLATE_NOOP("devices", "seconds of silence before a server is asked whether it lives")},
    {"EPICS_CA_MAX_SEARCH_PERIOD", "300", Form::Number,
        QT_TRANSLATE_NOOP("devices", "longest time between two searches, in seconds (60 or more)")},
    {"EPICS_CA_AUTO_ARRAY_BYTES", "YES", Form::YesNo, QT_TRANSLATE_NOOP("devices", "take arrays of any size")},
    {"EPICS_CA_MAX_ARRAY_BYTES", "16384", Form::Number,
        QT_TRANSLATE_NOOP("devices", "largest array otherwise, in bytes")},
    {"EPICS_CA_MCAST_TTL", "1", Form::Number, QT_TRANSLATE_NOOP("devices", "how far multicast searches go")},
};

bool suits(Form form, const QString& value)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    switch (form) {
    case Form::Text:
        return true;
    case Form::YesNo:
        return value == QLatin1String("YES") || value == QLatin1String("NO");
    case Form::Number:
        return isNumber && number > 0;
    case Form::Port:
        return isNumber && number > 0 && number < 65536 && number == static_cast<int>(number);
    }
    return false;
}

QString formText(Form form)
{
    switch (form) {
    case Form::Text:
        return Texts::tr("text");
    case Form::YesNo:
        return Texts::tr("YES or NO");
    case Form::Number:
        return Texts::tr("a number greater than 0");
    case Form::Port:
        return Texts::tr("a port from 1 to 65535");
    }
    return {};
}

} // namespace

void caEnvironmentForLoopback(quint16 port)
{
    qputenv("EPICS_CA_ADDR_LIST", "127.0.0.1:" + QByteArray::number(port));
    qputenv("EPICS_CA_AUTO_ADDR_LIST", "NO");
    qunsetenv("EPICS_CA_NAME_SERVERS");
    qputenv("EPICS_CA_AUTO_ARRAY_BYTES", "YES");
}

void caRepeaterFromProgramFolder()
{
    // Not QCoreApplication's path: there may be no application object yet.
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return;
    const QByteArray folder = QByteArray::fromStdString(program.parent_path().string());
    const QByteArray path = qgetenv("PATH");
    if (path != folder && !path.startsWith(folder + ':'))
        qputenv("PATH", path.isEmpty() ? folder : folder + ':' + path);
}

std::vector<CaVariable> caEnvironment()
{
    std::vector<CaVariable> variables;
    for (const Known& known : Variables) {
        const QString standard = QString::fromLatin1(known.standard);
        const QString value = qEnvironmentVariable(known.name, standard).trimmed();
        variables.push_back({QString::fromLatin1(known.name), value,
            QCoreApplication::translate("devices", known.about), value != standard});
    }
    return variables;
}

Result<void> setCaVariable(const QString& assignment)
{
    const QString name = assignment.section(QLatin1Char('='), 0, 0).trimmed();
    const QString value = assignment.section(QLatin1Char('='), 1).trimmed();
    const auto* known = std::find_if(std::begin(Variables), std::end(Variables),
        [&name](const Known& each) { return name == QLatin1String(each.name); });
    if (known == std::end(Variables) || !assignment.contains(QLatin1Char('=')))
        return Error{ErrorCode::BadValue,
            Texts::tr(
                "\"%1\": expected NAME=VALUE with a variable of Channel Access, such as EPICS_CA_ADDR_LIST=127.0.0.1")
                .arg(assignment),
            name};
    if (!suits(known->form, value))
        return Error{
            ErrorCode::BadValue, Texts::tr("%1 takes %2, not \"%3\"").arg(name, formText(known->form), value), name};
    qputenv(known->name, value.toUtf8());
    return {};
}

} // namespace devices
