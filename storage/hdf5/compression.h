#pragma once

#include "devices/channel/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace storage::h5 {

/// How the chunks of large arrays are made smaller. What is not part of HDF5 itself must be installed as a plugin of HDF5's, both
/// where it is written and where it is read.
/// Thread:  any.
/// Errors:  BadValue for what cannot be meant, NotSupported for a filter that is not installed.
class Compression
{
public:
    enum class Method : quint8 { None, Gzip, Lzf, Bitshuffle };

    Compression() = default;
    /// `method`: one of methods(), "" for none. `level`: of gzip only, 1 (fast) to 9 (small).
    static devices::Result<Compression> parse(const QString& method, std::optional<double> level = {});
    /// As parse(), if this program can also write so.
    static devices::Result<Compression> usable(const QString& method, std::optional<double> level = {});
    static QStringList methods();

    explicit operator bool() const { return m_method != Method::None; }
    /// Can this program write so?
    devices::Result<void> check() const;
    /// Adds the filter to the properties (an hid_t) of a dataset that is about to be made.
    void apply(qint64 properties) const;

private:
    Method m_method = Method::None;
    int m_level = 1;
};

} // namespace storage::h5
