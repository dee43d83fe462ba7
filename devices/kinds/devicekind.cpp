#include "devices/kinds/devicekind.h"

#include "devices/kinds/texts.h"

#include <algorithm>

namespace devices {

QString optionTypeName(DeviceOption::Type type)
{
    switch (type) {
    case DeviceOption::Type::Text:
        return QStringLiteral("text");
    case DeviceOption::Type::Number:
        return QStringLiteral("number");
    case DeviceOption::Type::Boolean:
        return QStringLiteral("true or false");
    case DeviceOption::Type::TextList:
        return QStringLiteral("list of texts");
    case DeviceOption::Type::TextMap:
        return QStringLiteral("map of texts");
    }
    return {};
}

const DeviceKindSpec* findKind(const QString& id)
{
    const std::vector<DeviceKindSpec>& kinds = kindsCatalog();
    const auto found = std::find_if(kinds.cbegin(), kinds.cend(), [&id](const auto& kind) { return kind.id == id; });
    return found == kinds.cend() ? nullptr : &*found;
}

QStringList kindIds()
{
    QStringList ids;
    for (const DeviceKindSpec& kind : kindsCatalog())
        ids << kind.id;
    return ids;
}

QJsonValue optionOf(const DeviceSpec& spec, const DeviceKindSpec& kind, const QString& key)
{
    if (const auto found = spec.options.constFind(key); found != spec.options.constEnd())
        return *found;
    for (const DeviceOption& option : kind.options) {
        if (option.key == key)
            return option.initial;
    }
    Q_ASSERT_X(false, "optionOf", "an option that the kind does not declare");
    return QJsonValue(QJsonValue::Undefined);
}

Result<DevicePtr> makeDevice(const DeviceSpec& spec, const DeviceContext& context)
{
    const DeviceKindSpec* kind = findKind(spec.kind);
    if (!kind) {
        const QString text = Texts::tr("%1: there is no kind of device called \"%2\"; known are %3");
        return Error{
            ErrorCode::BadValue, text.arg(spec.name, spec.kind, kindIds().join(QStringLiteral(", "))), spec.name};
    }
    return kind->make(spec, context);
}

} // namespace devices
