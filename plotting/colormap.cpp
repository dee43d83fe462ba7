#include "plotting/colormap.h"

#include <cmath>
#include <vector>

namespace plotting {

namespace {

struct Anchors
{
    const char* name;
    std::vector<QRgb> colors; ///< equally spaced
};

const std::vector<Anchors>& catalogue()
{
    static const std::vector<Anchors> maps{
        {"inferno",
            {0x000004, 0x140B34, 0x390963, 0x61136E, 0x85216B, 0xAC305E, 0xCB4149, 0xE75F2C, 0xF88A0B, 0xFBB91F,
                0xF5E459, 0xFCFFA4}},
        {"viridis",
            {0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21908C, 0x22A884, 0x43BF71, 0x7AD151, 0xBBDF27,
                0xFDE725}},
        {"magma",
            {0x000004, 0x120D32, 0x331067, 0x59157E, 0x7E2482, 0xA3307E, 0xC83E73, 0xE95562, 0xF97C5D, 0xFEA873,
                0xFED395, 0xFCFDBF}},
        {"turbo",
            {0x30123B, 0x434EBB, 0x4681F7, 0x2EB3F3, 0x18DDC2, 0x4FF582, 0xA2FC3C, 0xD8E436, 0xFBB637, 0xF57B17,
                0xDB3A07, 0xA81701, 0x7A0403}},
        {"grey", {0x000000, 0xFFFFFF}},
        {"grey inverted", {0xFFFFFF, 0x000000}},
        {"hot", {0x000000, 0x600000, 0xC00000, 0xFF2000, 0xFF8000, 0xFFDF00, 0xFFFF40, 0xFFFFA0, 0xFFFFFF}},
        {"cold-warm", {0x3B4CC0, 0x688AEF, 0x99BAFF, 0xC9D8F0, 0xEDD1C2, 0xF7A789, 0xE26A53, 0xB40426}},
    };
    return maps;
}

const Anchors& anchors(const QString& name)
{
    const Anchors* grey = nullptr;
    for (const Anchors& map : catalogue()) {
        if (name == QLatin1String(map.name))
            return map;
        if (QLatin1String(map.name) == QLatin1String("grey"))
            grey = &map;
    }
    return *grey;
}

int mix(int a, int b, double f)
{
    return int(std::lround(a + (b - a) * f));
}

} // namespace

ColorMap::ColorMap(const QString& name)
{
    const Anchors& map = anchors(name);
    m_name = QLatin1String(map.name);
    const std::size_t segments = map.colors.size() - 1;
    for (std::size_t i = 0; i < m_table.size(); ++i) {
        const double position = double(i) / 255.0 * double(segments);
        const std::size_t left = std::min(std::size_t(position), segments - 1);
        const double f = position - double(left);
        const QRgb a = map.colors[left];
        const QRgb b = map.colors[left + 1];
        m_table[i] = qRgb(mix(qRed(a), qRed(b), f), mix(qGreen(a), qGreen(b), f), mix(qBlue(a), qBlue(b), f));
    }
}

QStringList ColorMap::names()
{
    QStringList names;
    for (const Anchors& map : catalogue())
        names << QLatin1String(map.name);
    return names;
}

} // namespace plotting
