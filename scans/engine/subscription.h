#pragma once

#include "scans/documents/documents.h"
#include "scans/engine/msgtypes.h"

#include <functional>
#include <vector>

namespace scans {

enum class Lifetime : quint8 {
    ForGood,
    Plan, ///< to the end of the plan
    Run, ///< the documents of one run, that of the next document, to its stop
};

/// What a consumer gets, and for how long.
struct Subscription
{
    DocumentKinds kinds = EveryDocument;
    Lifetime lifetime = Lifetime::ForGood;
};

/// Consumers for a run that is about to start. They are served to its stop.
using ConsumerFactory = std::function<std::vector<DocumentQueuePtr>(const RunStart& start)>;

} // namespace scans
