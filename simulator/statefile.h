#pragma once

#include "simulator/records.h"

namespace simulator {

/// Keeps settings over restarts: a text file with a line "NAME.FIELD value" for each.
/// Texts stand with \n, \t, \r and \\ for what would break the line; enumerations by label, where they have one.
/// Thread:  that of the records.
/// Errors:  Io with the file's name.
class StateFile
{
public:
    StateFile(QString path, std::vector<Record::Kept> kept);

    /// Restores what the file has, in the order of the records, whatever the file's. A file that does not exist is an empty one.
    /// Lines that make no sense are told, "FILE:LINE: what was expected", the others are restored; the file is then kept as
    /// FILE.bad.
    Result<QStringList> restore();
    /// Writes what has changed since, if anything, all or nothing.
    Result<void> save();

private:
    struct Line
    {
        int number = 0;
        QString text;
    };
    using Lines = QHash<QString, Line>;

    Lines parse(const QByteArray& content, QStringList& complaints) const;
    QString apply(const Record::Kept& kept, const QString& text) const;
    QString complaint(int line, const QString& what) const;
    QByteArray content() const;

    const QString m_path;
    const std::vector<Record::Kept> m_kept;
    QByteArray m_written;
};

} // namespace simulator
