#include "devices/kinds/devicekind.h"

#include "devices/kinds/texts.h"

#include <algorithm>

namespace devices {

QString optionTypeName(const DeviceOption& option)
{
    switch (option.type) {
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
    case DeviceOption::Type::Choice:
        return QStringLiteral("one of ") + option.choices.join(QStringLiteral(", "));
    case DeviceOption::Type::Device:
        return QStringLiteral("name of a device");
    case DeviceOption::Type::DeviceList:
        return QStringLiteral("names of devices");
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

QStringList partNames(const DeviceSpec& spec, const DeviceKindSpec& kind)
{
    QStringList names;
    for (const DeviceOption& option : kind.options) {
        const QJsonValue value = spec.options.value(option.key);
        if (option.type == DeviceOption::Type::Device && value.isString())
            names << value.toString();
        else if (option.type == DeviceOption::Type::DeviceList)
            names << value.toVariant().toStringList();
    }
    return names;
}

namespace {

Result<DevicePtr> compose(const DeviceSpec& spec, const DeviceKindSpec& kind, const FindDevice& find)
{
    for (const DeviceOption& option : kind.options) {
        if (option.required && !spec.options.contains(option.key))
            return Error{
                ErrorCode::BadValue, Texts::tr("%1 lacks its option %2").arg(spec.name, option.key), spec.name};
    }
    std::vector<DevicePtr> parts;
    for (const QString& name : partNames(spec, kind)) {
        const Result<DevicePtr> part
            = find ? find(name) : Error{ErrorCode::BadValue, Texts::tr("There is no device called %1").arg(name), name};
        if (!part)
            return Error{part.error().code, Texts::tr("%1: %2").arg(spec.name, part.error().message), spec.name};
        parts.push_back(part.value());
    }
    return kind.compose(spec, parts);
}

} // namespace

Result<DevicePtr> makeDevice(const DeviceSpec& spec, const DeviceContext& context, const FindDevice& find)
{
    const DeviceKindSpec* kind = findKind(spec.kind);
    if (!kind) {
        const QString text = Texts::tr("%1: there is no kind of device called \"%2\"; known are %3");
        return Error{
            ErrorCode::BadValue, text.arg(spec.name, spec.kind, kindIds().join(QStringLiteral(", "))), spec.name};
    }
    return kind->compose ? compose(spec, *kind, find) : Result<DevicePtr>(kind->make(spec, context));
}

} // namespace devices
