#include "devices/local/localprovider.h"

#include "devices/local/localchannel.h"
#include "devices/local/localdefinition.h"

namespace devices {

Result<ChannelPtr> LocalProvider::create(const QString& name, std::shared_ptr<ChannelPolicy> policy)
{
    Result<LocalDefinition> definition = LocalDefinition::parse(name);
    if (!definition)
        return definition.error();
    LocalDefinition& wanted = definition.value();
    std::shared_ptr<LocalVariable> variable;
    {
        const std::scoped_lock lock(m_mutex);
        std::shared_ptr<LocalVariable>& slot = m_variables[wanted.name];
        if (!slot)
            slot = std::make_shared<LocalVariable>(std::move(wanted.info), std::move(wanted.initial));
        variable = slot;
    }
    return ChannelPtr(std::make_shared<LocalChannel>(std::move(variable), std::move(policy)));
}

} // namespace devices
