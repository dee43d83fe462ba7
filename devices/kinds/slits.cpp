#include "devices/kinds/slits.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

namespace devices {

namespace {

DeviceKindSpec slitSpec(const QString& id, const QString& title, Slits::Quantity quantity)
{
    using Type = DeviceOption::Type;
    DeviceKindSpec kind;
    kind.id = id;
    kind.title = title;
    kind.options = {
        {.key = QStringLiteral("low"),
            .type = Type::Device,
            .help = Texts::tr("the blade at the side of smaller positions"),
            .required = true},
        {.key = QStringLiteral("high"),
            .type = Type::Device,
            .help = Texts::tr("the blade at the side of larger positions"),
            .required = true},
        {.key = QStringLiteral("overlap"),
            .type = Type::Boolean,
            .initial = false,
            .help = Texts::tr("the blades may pass each other, so that the gap is below 0")},
    };
    kind.compose = [quantity, kind](const DeviceSpec& spec, const std::vector<DevicePtr>& blades) -> Result<DevicePtr> {
        if (blades[0] == blades[1])
            return Error{ErrorCode::BadValue,
                Texts::tr("%1 needs two blades; both are %2").arg(spec.name, blades[0]->name()), spec.name};
        return DevicePtr(std::make_shared<Slits>(spec.name, quantity, blades[0], blades[1], spec.description,
            optionOf(spec, kind, QStringLiteral("overlap")).toBool()));
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace

Slits::Slits(QString name, Quantity quantity, DevicePtr low, DevicePtr high, QString label, bool overlap)
    : PseudoPositioner(std::move(name),
        quantity == Quantity::Gap ? QStringLiteral("slitgap") : QStringLiteral("slitcenter"),
        {std::move(low), std::move(high)}, std::move(label))
    , m_quantity(quantity)
    , m_overlap(overlap)
{
}

Result<PseudoPositioner::Positions> Slits::axesFor(double target, const Positions& sent) const
{
    const bool gap = m_quantity == Quantity::Gap;
    if (gap && target < 0 && !m_overlap)
        return Error{ErrorCode::LimitViolation,
            Texts::tr("a gap below 0 lets the blades overlap (option overlap of %1)").arg(name()), name()};
    const double centre = gap ? (sent[0] + sent[1]) / 2 : target;
    const double half = (gap ? target : sent[1] - sent[0]) / 2;
    return Positions{centre - half, centre + half};
}

Result<double> Slits::valueOf(const Positions& axes) const
{
    return m_quantity == Quantity::Gap ? axes[1] - axes[0] : (axes[0] + axes[1]) / 2;
}

DeviceKindSpec slitgapSpec()
{
    return slitSpec(QStringLiteral("slitgap"), Texts::tr("Gap of a slit"), Slits::Quantity::Gap);
}

DeviceKindSpec slitcenterSpec()
{
    return slitSpec(QStringLiteral("slitcenter"), Texts::tr("Centre of a slit"), Slits::Quantity::Center);
}

} // namespace devices
