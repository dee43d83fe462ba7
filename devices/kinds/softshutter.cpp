#include "devices/kinds/softshutter.h"

#include "devices/channel/format.h"
#include "devices/kinds/texts.h"

namespace devices {

SoftShutter::SoftShutter(QString name, bool open)
    : SoftDevice(std::move(name), QStringLiteral("soft shutter"))
    , m_open(open)
{
}

std::vector<DataKey> SoftShutter::describe() const
{
    DataKey key = column({}, {});
    key.dtype = DataKey::Dtype::Integer;
    key.choices = {QStringLiteral("Closed"), QStringLiteral("Open")};
    key.hinted = true;
    return {key};
}

std::vector<Reading> SoftShutter::readings() const
{
    return {{Value(EnumIndex{static_cast<quint16>(m_open ? 1 : 0)}), now(), Severity::None, 0}};
}

Result<void> SoftShutter::check(double target) const
{
    if (target == 0 || target == 1)
        return {};
    return Error{ErrorCode::BadValue,
        Texts::tr("%1 can be 1 (open) or 0 (closed), not %2").arg(name(), exactNumber(target)), name()};
}

StatusPtr SoftShutter::set(double target)
{
    if (const Result<void> allowed = check(target); !allowed)
        return Status::failed(allowed.error());
    m_open = target == 1;
    announce();
    return Status::done();
}

Handle SoftShutter::locate(LocateDone done)
{
    done(Location{m_open ? 1.0 : 0.0, m_open ? 1.0 : 0.0});
    return {};
}

} // namespace devices
