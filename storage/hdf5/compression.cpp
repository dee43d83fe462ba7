#include "storage/hdf5/compression.h"

#include "storage/hdf5/h5.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace storage::h5 {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

struct Filter
{
    const char* name;
    H5Z_filter_t id; ///< as registered with The HDF Group
    const char* package; ///< of Debian's; "" = part of HDF5
};

/// By Compression::Method.
constexpr std::array<Filter, 4> filters{{{"none", 0, ""}, {"gzip", H5Z_FILTER_DEFLATE, ""},
    {"lzf", 32000, "hdf5-plugin-lzf"}, {"bitshuffle", 32008, "bitshuffle"}}};
constexpr int smallestLevel = 1;
constexpr int largestLevel = 9;

const Filter& filterOf(Compression::Method method)
{
    return filters.at(static_cast<std::size_t>(method));
}

QStringList pluginFolders()
{
    unsigned count = 0;
    QStringList folders;
    if (H5PLsize(&count) < 0)
        return folders;
    for (unsigned i = 0; i < count; ++i) {
        const ssize_t length = H5PLget(i, nullptr, 0);
        QByteArray path(std::max<ssize_t>(length, 0) + 1, '\0');
        if (length > 0 && H5PLget(i, path.data(), static_cast<std::size_t>(path.size())) > 0)
            folders << QString::fromLocal8Bit(path.constData());
    }
    return folders;
}

} // namespace

QStringList Compression::methods()
{
    QStringList names;
    for (const Filter& filter : filters)
        names << QString::fromLatin1(filter.name);
    return names;
}

Result<Compression> Compression::parse(const QString& method, std::optional<double> level)
{
    const qsizetype index = method.isEmpty() ? 0 : methods().indexOf(method);
    if (index < 0) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("storage", "Compression is one of %1, not \"%2\".")
                .arg(methods().join(QStringLiteral(", ")), method),
            QStringLiteral("compression")};
    }
    Compression compression;
    compression.m_method = static_cast<Method>(index);
    if (!level)
        return compression;
    if (compression.m_method != Method::Gzip || !(*level >= smallestLevel && *level <= largestLevel)
        || *level != std::floor(*level)) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("storage",
                "The level of compression is a whole number from %1 to %2, for gzip alone; not %3 for \"%4\".")
                .arg(smallestLevel)
                .arg(largestLevel)
                .arg(*level)
                .arg(method),
            QStringLiteral("level")};
    }
    compression.m_level = static_cast<int>(*level);
    return compression;
}

Result<Compression> Compression::usable(const QString& method, std::optional<double> level)
{
    auto compression = parse(method, level);
    const auto able = compression ? compression.value().check() : Result<void>();
    return able ? std::move(compression) : Result<Compression>(able.error());
}

Result<void> Compression::check() const
{
    if (m_method == Method::None)
        return {};
    const Filter& filter = filterOf(m_method);
    bool able = false;
    const auto asked = guard(QStringLiteral("HDF5"), [&filter, &able] {
        unsigned about = 0;
        able = H5Zfilter_avail(filter.id) > 0 && H5Zget_filter_info(filter.id, &about) >= 0
            && (about & H5Z_FILTER_CONFIG_ENCODE_ENABLED) != 0;
        H5Eclear2(H5E_DEFAULT);
    });
    if (!asked || able)
        return asked;
    QString message = QCoreApplication::translate("storage",
        "The profile wants run files compressed with %1, but HDF5 has no filter %2 to do so. Looked in: %3. "
        "HDF5_PLUGIN_PATH names other folders.")
                          .arg(QString::fromLatin1(filter.name))
                          .arg(filter.id)
                          .arg(pluginFolders().join(QStringLiteral(", ")));
    if (*filter.package != '\0')
        message += QCoreApplication::translate("storage", " On Debian it is in the package %1.")
                       .arg(QString::fromLatin1(filter.package));
    return Error{ErrorCode::NotSupported, message, QStringLiteral("compression")};
}

void Compression::apply(qint64 properties) const
{
    constexpr std::array<unsigned, 2> blocksOfLz4{0, 2}; // size as the filter likes, then LZ4 over the shuffled bits
    if (m_method == Method::Gzip || m_method == Method::Lzf)
        h5::check(H5Pset_shuffle(properties), "compression");
    // Optional: a chunk that does not become smaller stays as it is.
    if (m_method == Method::Gzip)
        h5::check(H5Pset_deflate(properties, static_cast<unsigned>(m_level)), "compression");
    else if (m_method == Method::Lzf)
        h5::check(H5Pset_filter(properties, filterOf(m_method).id, H5Z_FLAG_OPTIONAL, 0, nullptr), "compression");
    else if (m_method == Method::Bitshuffle)
        h5::check(
            H5Pset_filter(properties, filterOf(m_method).id, H5Z_FLAG_OPTIONAL, blocksOfLz4.size(), blocksOfLz4.data()),
            "compression");
}

} // namespace storage::h5
