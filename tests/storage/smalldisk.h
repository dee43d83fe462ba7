#pragma once

#include <QByteArray>
#include <QString>

namespace testruns {

/// A disk of memory that is small enough to fill up. Only root can mount it.
class SmallDisk
{
public:
    /// `size` as mount takes it: "64m".
    SmallDisk(const QString& folder, const char* size);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted() const { return m_mounted; }
    bool resize(const char* size) const;

private:
    QByteArray name() const;

    QString m_folder;
    bool m_mounted = false;
};

/// Takes all room there is.
void fillUp(const QString& path);

} // namespace testruns
