#pragma once

#include "devices/kinds/devicespec.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace devices {

/// A PV to be shown or saved.
struct PvEntry
{
    QString pv;
    QString label; ///< for people; never empty
};

struct PvGroup
{
    QString name;
    std::vector<PvEntry> pvs;
};

struct StripPreset
{
    QString name;
    std::vector<PvEntry> pvs;
    double spanSeconds = 300;
};

/// Full prefixes of a camera's parts: "BD:cam1:".
struct ImageSource
{
    QString name;
    QString cam;
    QString array;
    QString stats; ///< empty = none
};

/// A named set of PVs whose positions are saved and restored together.
struct InstrumentSpec
{
    QString name;
    QString description;
    std::vector<PvEntry> pvs;
};

/// A kind of file that is written for every run.
struct FileEntry
{
    QString format;
    QString nameTemplate; ///< empty = that of the format
    QString compression; ///< of large arrays in the run file; empty = none
    std::optional<double> level; ///< of compression
    std::optional<double> flushSeconds; ///< under load
    std::optional<double> flushPoints;
    int line = 0; ///< in the profile
};

/// What must be well with a PV for plans to run.
struct SuspenderEntry
{
    QString name;
    QString pv;
    QString condition; ///< one of suspenderConditions()
    double low = 0;
    double high = 0;
    std::optional<double> resume; ///< second threshold
    QString expected; ///< for "changed"; empty = what it is at first
    double settleSeconds = 0;
    QString message; ///< for people, instead of words made from the condition
};

/// What a beamline has, as its YAML file says (docs/profile.md).
struct Profile
{
    QString title;
    QString file;
    QJsonObject metadata; ///< defaults for every run
    QMap<QString, QString> epics; ///< EPICS_CA_… to be set before the Channel Access context exists
    QString ringCurrent; ///< PV
    QString shutter; ///< name of a device
    QStringList detectors; ///< names of the devices that scans read unless told otherwise
    QStringList monitors; ///< names of the devices whose changes every run records
    std::optional<QStringList> baseline; ///< recorded before and after every run; without it all that can be moved
    std::vector<DeviceSpec> devices;
    std::vector<PvGroup> pvGroups;
    std::vector<StripPreset> stripcharts;
    std::vector<ImageSource> images;
    std::vector<InstrumentSpec> instruments;
    std::vector<FileEntry> files; ///< besides the run file, except for the format "nexus", which names that
    std::vector<SuspenderEntry> suspenders;
};

/// Something in the file that could not be used. The rest is loaded all the same.
struct ProfileProblem
{
    QString file;
    int line = 0; ///< from 1; 0 = the file as a whole
    QString key; ///< "devices[2].pv", counting from 0
    QString expected; ///< what should stand there, and what does

    /// "demo.yaml:12: devices[2].pv: expected …"
    QString toText() const;
};

struct ProfileLoad
{
    Profile profile;
    std::vector<ProfileProblem> problems;
    bool usable = false; ///< false if nothing could be read at all
};

/// Blocks for the reading of one small file. Never throws.
ProfileLoad loadProfile(const QString& path);
ProfileLoad parseProfile(const QByteArray& yaml, const QString& file);

} // namespace devices
