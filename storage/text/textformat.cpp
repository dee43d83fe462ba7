#include "storage/text/textformat.h"

#include <charconv>
#include <cmath>

namespace storage {

using devices::DataKey;
using devices::Result;

QByteArray numberText(double number)
{
    if (std::isnan(number))
        return QByteArrayLiteral("nan"); // never "-nan"
    constexpr double exact = 1e15;
    if (number == std::trunc(number) && std::abs(number) < exact)
        return QByteArray::number(static_cast<qint64>(number));
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number);
    return QByteArray(digits, end.ptr - digits);
}

QByteArray numberText(const devices::Value& value)
{
    if (const auto* integer = std::get_if<qint64>(&value))
        return QByteArray::number(*integer);
    return numberText(devices::toDouble(value).value_or(std::nan("")));
}

QString cellText(const DataKey& key, const devices::Value& value)
{
    if (devices::isNull(value))
        return {};
    if (const auto* number = std::get_if<double>(&value))
        return std::isnan(*number) ? QString() : QString::fromLatin1(numberText(*number));
    const auto* state = std::get_if<devices::EnumIndex>(&value);
    if (state != nullptr && key.dtype == DataKey::Dtype::String && state->index < key.choices.size())
        return key.choices.at(state->index);
    return devices::toText(value);
}

QByteArray oneLine(const QString& text)
{
    QByteArray line = text.toUtf8();
    for (char& c : line) {
        if (c == '\n' || c == '\r' || c == '\0')
            c = ' ';
    }
    return line;
}

QString columnLabel(const QString& name)
{
    const QString label = QString::fromUtf8(oneLine(name)).simplified();
    return label.isEmpty() ? QStringLiteral("_") : label;
}

QString columnWord(const QString& name)
{
    return columnLabel(name).replace(QLatin1Char(' '), QLatin1Char('_'));
}

Result<std::unique_ptr<TextFile>> newTextFile(FilePlacer& placer, const NameContext& context)
{
    const auto path = placer.place(context);
    if (!path)
        return path.error();
    const auto mode = placer.dry() ? TextFile::Mode::Discard
        : placer.overwrites()      ? TextFile::Mode::Overwrite
                                   : TextFile::Mode::New;
    auto file = TextFile::open(path.value(), mode);
    if (!file)
        placer.release(path.value());
    return file;
}

} // namespace storage
