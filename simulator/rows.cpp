#include "simulator/rows.h"

namespace simulator {

namespace {

const char* readbackType(const QString& type)
{
    static const QHash<QString, const char*> types{
        {QStringLiteral("ao"), "ai"},
        {QStringLiteral("longout"), "longin"},
        {QStringLiteral("bo"), "bi"},
        {QStringLiteral("mbbo"), "mbbi"},
        {QStringLiteral("stringout"), "stringin"},
        {QStringLiteral("waveform"), "waveform"},
    };
    Q_ASSERT(types.contains(type));
    return types.value(type);
}

} // namespace

RecordRow realRow(std::string name, double initial, const char* about, const char* units, int precision)
{
    return {std::move(name), "ao", initial, about, units, precision, {}, {}, {}, {}};
}

RecordRow wholeRow(std::string name, qint64 initial, const char* about, const char* units)
{
    return {std::move(name), "longout", initial, about, units, 0, {}, {}, {}, {}};
}

RecordRow menuRow(std::string name, int initial, QStringList labels, const char* about)
{
    const EnumIndex state{static_cast<quint16>(initial)};
    const char* type = labels.size() > 2 ? "mbbo" : "bo";
    return {std::move(name), type, state, about, "", 0, std::move(labels), {}, {}, {}};
}

RecordRow longTextRow(std::string name, const QString& initial, const char* about)
{
    const QByteArray bytes = initial.toUtf8();
    return {std::move(name), "waveform", devices::makeArray(std::vector<quint8>(bytes.begin(), bytes.end())), about, "",
        0, {}, {}, {}, {}};
}

RecordRow textRow(std::string name, const QString& initial, const char* about)
{
    return {std::move(name), "stringout", initial, about, "", 0, {}, {}, {}, {}};
}

RecordRow arrayRow(std::string name, NativeType element, std::size_t count, const char* about)
{
    RecordRow row{std::move(name), "waveform", Value(), about, "", 0, {}, {}, {}, {}};
    row.element = element;
    row.count = count;
    return row;
}

RecordRow shown(RecordRow row)
{
    row.type = readbackType(QString::fromUtf8(row.type));
    row.put = {};
    return row;
}

const QStringList& pixelTypeNames()
{
    static const QStringList names{QStringLiteral("Int8"), QStringLiteral("UInt8"), QStringLiteral("Int16"),
        QStringLiteral("UInt16"), QStringLiteral("Int32"), QStringLiteral("UInt32"), QStringLiteral("Int64"),
        QStringLiteral("UInt64"), QStringLiteral("Float32"), QStringLiteral("Float64")};
    return names;
}

const QStringList& colorModeNames()
{
    static const QStringList names{QStringLiteral("Mono"), QStringLiteral("Bayer"), QStringLiteral("RGB1"),
        QStringLiteral("RGB2"), QStringLiteral("RGB3"), QStringLiteral("YUV444"), QStringLiteral("YUV422"),
        QStringLiteral("YUV421")};
    return names;
}

} // namespace simulator
