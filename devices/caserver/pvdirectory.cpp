#include "devices/caserver/pvdirectory.h"

#include "devices/caserver/wire.h"

#include <QCoreApplication>

#include <algorithm>

namespace devices {

namespace {

constexpr std::string_view valueField = ".VAL";

bool isName(std::string_view name)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    return !name.empty() && name.size() <= MaxNameBytes && std::none_of(name.begin(), name.end(), isControl);
}

} // namespace

Result<void> PvDirectory::add(const QString& name, const ServerPvPtr& pv)
{
    std::string key = name.toStdString();
    if (!isName(key))
        return Error{
            ErrorCode::BadValue, QCoreApplication::translate("devices", "\"%1\" is no PV name").arg(name), name};
    if (!m_byName.emplace(std::move(key), pv).second)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("devices", "the server has a PV %1 already").arg(name), name};
    if (name == pv->name())
        m_pvs.push_back(pv);
    return {};
}

void PvDirectory::remove(const ServerPvPtr& pv)
{
    std::erase_if(m_byName, [&pv](const auto& entry) { return entry.second == pv; });
    std::erase(m_pvs, pv);
}

ServerPvPtr PvDirectory::find(const QString& name) const
{
    return exact(name.toStdString());
}

ServerPvPtr PvDirectory::exact(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second;
}

ServerPvPtr PvDirectory::withField(std::string_view name) const
{
    if (ServerPvPtr pv = exact(name))
        return pv;
    if (name.ends_with(valueField))
        return exact(name.substr(0, name.size() - valueField.size()));
    return exact(std::string(name).append(valueField));
}

ResolvedPv PvDirectory::resolve(std::string_view name) const
{
    if (!isName(name))
        return {};
    if (ServerPvPtr pv = withField(name))
        return {std::move(pv), {}};
    std::optional<ModifiedName> modified = parseModifiedName(name);
    ServerPvPtr pv = modified ? withField(modified->name) : nullptr;
    if (!pv)
        return {};
    ChannelModifiers& modifiers = modified->modifiers;
    const bool isScalar = pv->maxCount() == 1;
    if (modifiers.longString && !(isScalar && pv->type() == NativeType::String))
        return {};
    if (isScalar && !modifiers.longString)
        modifiers.slice.reset();
    return {std::move(pv), std::move(modifiers)};
}

} // namespace devices
