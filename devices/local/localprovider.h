#pragma once

#include "devices/channel/channelhub.h"
#include "devices/local/localvariable.h"

#include <map>

namespace devices {

/// Soft PVs, loc://name(type, initial); see LocalDefinition. All spellings of a name are one variable, defined by the first
/// that was used, and it keeps its value as long as the provider lives.
class LocalProvider : public ChannelProvider
{
public:
    Result<ChannelPtr> create(const QString& name, std::shared_ptr<ChannelPolicy> policy) override;

private:
    std::mutex m_mutex;
    std::map<QString, std::shared_ptr<LocalVariable>> m_variables;
};

} // namespace devices
