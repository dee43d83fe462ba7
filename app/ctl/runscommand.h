#pragma once

#include "app/ctl/output.h"
#include "storage/catalogue/catalogue.h"

#include <QStringList>

namespace app {

/// "runs …": lists, shows, marks, imports and backs up what the catalogue has.
class RunsCommand
{
public:
    RunsCommand(storage::Catalogue& catalogue, const Output& output)
        : m_catalogue(catalogue)
        , m_output(output)
    {
    }

    /// The words after "runs"; an exit status.
    int run(const QStringList& words, int limit);
    /// One line for each verb.
    static QStringList usages();

private:
    int list(const QString& query, int limit) const;
    int show(const QString& uid) const;
    int import(const QString& folder);
    int backup(const QString& file) const;
    int mark(const QString& verb, const QString& uid, const QString& text) const;
    int fail(const devices::Error& error) const;
    int badQuery(const QString& query, const storage::QueryProblem& problem) const;

    storage::Catalogue& m_catalogue;
    const Output& m_output;
};

} // namespace app
