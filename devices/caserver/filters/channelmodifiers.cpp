#include "devices/caserver/filters/channelmodifiers.h"

#include "devices/caserver/filters/deadbandfilter.h"
#include "devices/caserver/filters/decimationfilter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace devices {

namespace {

/// Takes the members of a filter's object; all must be known and of the right kind.
class Members
{
public:
    explicit Members(const QJsonValue& value)
        : m_object(value.toObject())
        , m_ok(value.isObject())
    {
    }

    double number(const char* key, double initial)
    {
        const QJsonValue value = m_object.take(QLatin1String(key));
        m_ok = m_ok && (value.isUndefined() || value.isDouble());
        return value.toDouble(initial);
    }

    qint64 integer(const char* key, qint64 initial)
    {
        constexpr double largest = 0xFFFFFFFF;
        const double value = number(key, static_cast<double>(initial));
        m_ok = m_ok && std::trunc(value) == value && std::abs(value) <= largest;
        return m_ok ? static_cast<qint64>(value) : initial;
    }

    QString text(const char* key, const char* initial)
    {
        const QJsonValue value = m_object.take(QLatin1String(key));
        m_ok = m_ok && (value.isUndefined() || value.isString());
        return value.toString(QLatin1String(initial));
    }

    bool has(const char* key) const { return m_object.contains(QLatin1String(key)); }
    bool allTaken() const { return m_ok && m_object.isEmpty(); }

private:
    QJsonObject m_object;
    bool m_ok;
};

bool parseArr(Members members, ChannelModifiers& modifiers)
{
    const ArraySlice slice{members.integer("s", 0), members.integer("i", 1), members.integer("e", -1)};
    if (!members.allTaken() || slice.increment < 1 || modifiers.slice)
        return false;
    modifiers.slice = slice;
    return true;
}

bool parseDbnd(Members members, ChannelModifiers& modifiers)
{
    QString mode = members.text("m", "abs");
    double width = 0;
    for (const char* key : {"abs", "rel"}) {
        if (!members.has(key))
            continue;
        mode = QLatin1String(key);
        width = members.number(key, 0);
    }
    width = members.number("d", width);
    const bool relative = mode == QLatin1String("rel");
    if (!members.allTaken() || (!relative && mode != QLatin1String("abs")))
        return false;
    const auto kind = relative ? DeadbandFilter::Mode::Relative : DeadbandFilter::Mode::Absolute;
    modifiers.eventFilters.push_back([kind, width] { return std::make_unique<DeadbandFilter>(kind, width); });
    return true;
}

bool parseDec(Members members, ChannelModifiers& modifiers)
{
    const qint64 n = members.integer("n", 1);
    if (!members.allTaken() || n < 1)
        return false;
    modifiers.eventFilters.push_back([n] { return std::make_unique<DecimationFilter>(n); });
    return true;
}

struct KnownFilter
{
    QLatin1String name;
    bool (*parse)(Members members, ChannelModifiers& modifiers);
};

const std::array<KnownFilter, 3> knownFilters{{
    {QLatin1String("arr"), parseArr},
    {QLatin1String("dbnd"), parseDbnd},
    {QLatin1String("dec"), parseDec},
}};

bool parseJson(std::string_view text, ChannelModifiers& modifiers)
{
    const auto document
        = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    if (!document.isObject())
        return false;
    const QJsonObject filters = document.object();
    for (auto it = filters.begin(); it != filters.end(); ++it) {
        const auto known = std::find_if(
            knownFilters.begin(), knownFilters.end(), [&it](const KnownFilter& f) { return f.name == it.key(); });
        if (known == knownFilters.end() || !known->parse(Members(it.value()), modifiers))
            return false;
    }
    return true;
}

bool parseIndex(std::string_view text, qint64& index)
{
    if (text.empty())
        return true;
    qint32 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    index = number;
    return error == std::errc{} && end == text.data() + text.size();
}

// What stands between the brackets: "index", "start:end" or "start:increment:end", each of which may be left out.
bool parseRange(std::string_view text, ChannelModifiers& modifiers)
{
    ArraySlice slice;
    const std::size_t first = text.find(':');
    const std::size_t last = text.rfind(':');
    bool ok = parseIndex(text.substr(0, first), slice.start);
    if (first == std::string_view::npos) {
        slice.end = slice.start;
        ok = ok && !text.empty();
    } else {
        ok = ok && parseIndex(text.substr(last + 1), slice.end);
        if (first != last)
            ok = ok && parseIndex(text.substr(first + 1, last - first - 1), slice.increment);
    }
    if (!ok || slice.increment < 1)
        return false;
    modifiers.slice = slice;
    return true;
}

} // namespace

std::optional<ModifiedName> parseModifiedName(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_of("[{"), text.size());
    ModifiedName result{text.substr(0, begin), {}};
    std::string_view rest = text.substr(begin);
    if (!rest.empty() && result.name.ends_with('.'))
        result.name.remove_suffix(1);
    if (result.name.ends_with('$')) {
        result.modifiers.longString = true;
        result.name.remove_suffix(1);
    } else if (rest.empty()) {
        return std::nullopt;
    }
    if (rest.starts_with('[')) {
        const std::size_t close = rest.find(']');
        if (close == std::string_view::npos || !parseRange(rest.substr(1, close - 1), result.modifiers))
            return std::nullopt;
        rest.remove_prefix(close + 1);
    }
    if (!rest.empty() && !parseJson(rest, result.modifiers))
        return std::nullopt;
    return result;
}

} // namespace devices
