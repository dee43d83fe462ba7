#include "devices/kinds/braggenergy.h"

#include "devices/channel/format.h"
#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

#include <cmath>
#include <numbers>

namespace devices {

namespace {

constexpr double DegreesPerRadian = 180 / std::numbers::pi;

} // namespace

BraggEnergy::BraggEnergy(QString name, DevicePtr angle, QString label, const Options& options)
    : PseudoPositioner(std::move(name), QStringLiteral("braggenergy"), {std::move(angle)}, std::move(label))
    , m_options(options)
{
}

double BraggEnergy::siliconSpacing(int h, int k, int l)
{
    return SiliconLattice / std::sqrt(h * h + k * k + l * l);
}

QString BraggEnergy::units() const
{
    return m_options.kilo ? QStringLiteral("keV") : QStringLiteral("eV");
}

double BraggEnergy::degreesPerUnit() const
{
    const QString unit = axisKey(0).units.trimmed().toLower();
    if (unit == QLatin1String("rad"))
        return DegreesPerRadian;
    return unit == QLatin1String("mrad") ? DegreesPerRadian / 1000 : 1;
}

Result<PseudoPositioner::Positions> BraggEnergy::axesFor(double target, const Positions&) const
{
    const double energy = m_options.kilo ? target * 1000 : target; // eV
    const double least = PlanckTimesLight / (2 * m_options.spacing);
    if (!(energy >= least))
        return Error{ErrorCode::BadValue,
            Texts::tr("%1 %2 is below the %3 %2 that a spacing of %4 Å reflects backwards")
                .arg(exactNumber(target), units(), QString::number(m_options.kilo ? least / 1000 : least, 'f', 3),
                    QString::number(m_options.spacing, 'g', 6)),
            name()};
    const double degrees = std::asin(least / energy) * DegreesPerRadian + m_options.offset;
    return Positions{degrees / degreesPerUnit()};
}

Result<double> BraggEnergy::valueOf(const Positions& axes) const
{
    const double degrees = axes.front() * degreesPerUnit() - m_options.offset;
    if (!(degrees > 0) || degrees > 90)
        return Error{ErrorCode::BadValue, Texts::tr("no energy is reflected at %1°").arg(degrees), name()};
    const double energy = PlanckTimesLight / (2 * m_options.spacing * std::sin(degrees / DegreesPerRadian));
    return m_options.kilo ? energy / 1000 : energy;
}

std::vector<PseudoPositioner::Constant> BraggEnergy::constants() const
{
    return {{QStringLiteral("_d_spacing"), QStringLiteral("Å"), m_options.spacing},
        {QStringLiteral("_offset"), QStringLiteral("deg"), m_options.offset}};
}

DeviceKindSpec braggenergySpec()
{
    using Type = DeviceOption::Type;
    DeviceKindSpec kind;
    kind.id = QStringLiteral("braggenergy");
    kind.title = Texts::tr("Energy of a monochromator");
    const QStringList units{QStringLiteral("eV"), QStringLiteral("keV")};
    kind.options = {
        {.key = QStringLiteral("angle"),
            .type = Type::Device,
            .help = Texts::tr("the motor of the Bragg angle"),
            .required = true},
        {.key = QStringLiteral("d_spacing"),
            .type = Type::Number,
            .help = Texts::tr("distance of the crystal's planes in ångström; without it that of Si(111)"),
            .minimum = 0.1,
            .maximum = 1000},
        {QStringLiteral("offset"), Type::Number, 0.0, Texts::tr("degrees that the motor shows at angle zero"), -180,
            180},
        {.key = QStringLiteral("units"),
            .type = Type::Choice,
            .initial = units[0],
            .help = Texts::tr("of the energy"),
            .choices = units},
    };
    kind.compose = [](const DeviceSpec& spec, const std::vector<DevicePtr>& parts) -> Result<DevicePtr> {
        BraggEnergy::Options options;
        options.spacing = spec.options.value(QStringLiteral("d_spacing")).toDouble(options.spacing);
        options.offset = spec.options.value(QStringLiteral("offset")).toDouble();
        options.kilo = spec.options.value(QStringLiteral("units")).toString() == QLatin1String("keV");
        return DevicePtr(std::make_shared<BraggEnergy>(spec.name, parts.front(), spec.description, options));
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace devices
