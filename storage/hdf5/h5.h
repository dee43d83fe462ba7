#pragma once

#include "devices/channel/result.h"
#include "storage/hdf5/handle.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <span>
#include <stdexcept>
#include <vector>

/// HDF5's C interface in the few forms that run files need. Functions throw Failure; guard() turns it into a Result at the
/// border, so that no exception leaves the storage.
namespace storage::h5 {

/// What was being done and why HDF5 could not, e.g. "flush: No space left on device".
class Failure : public std::runtime_error
{
public:
    explicit Failure(const QString& what);
};

/// What an HDF5 call returned, or Failure when that is negative.
hid_t check(hid_t result, const char* what);
int check(int result, const char* what);

/// Runs `work` with HDF5's own printing off; what it throws becomes an Io error with the path.
devices::Result<void> guard(const QString& path, const std::function<void()>& work);

Handle open(hid_t parent, const QString& name);
bool exists(hid_t parent, const QString& name);
/// "/" and "." mean something else in names of HDF5.
QString linkName(const QString& name);
/// `name`, or the first of name_2, name_3, … that the group does not have.
QString unusedName(hid_t group, const QString& name);

Handle makeGroup(hid_t parent, const QString& name, const char* nxClass);
void link(hid_t source, const QString& sourceName, hid_t parent, const QString& name);

void writeAttribute(hid_t object, const char* name, const QString& text);
void writeAttribute(hid_t object, const char* name, const QStringList& texts);
void writeAttribute(hid_t object, const char* name, int number);
QString readAttribute(hid_t object, const char* name);
QStringList readAttributeList(hid_t object, const char* name);
int readNumberAttribute(hid_t object, const char* name, int otherwise);

/// Text of any length that is written once.
Handle makeText(hid_t parent, const QString& name, const QString& text);
Handle makeTexts(hid_t parent, const QString& name, const QStringList& texts);
/// Room for a text of at most `bytes` UTF-8 bytes that may be written again while others read; longer ones are cut.
Handle makeFixedText(hid_t parent, const QString& name, std::size_t bytes, const QString& text = {});
void writeFixedText(hid_t dataset, const QString& text);
/// Either kind of text; "" when there is none of that name.
QString readText(hid_t parent, const QString& name);
QByteArray clipped(const QString& text, std::size_t bytes);
Handle textType(std::size_t bytes);

Handle makeNumber(hid_t parent, const QString& name, double number);
/// A dataset of fixed size whose room is taken at once; `fill` points to one element.
Handle makeFixed(hid_t parent, const QString& name, hid_t type, std::span<const hsize_t> shape, const void* fill);
std::vector<hsize_t> shapeOf(hid_t dataset);
/// `transfer`: see unchecked().
std::vector<double> readNumbers(hid_t dataset, hid_t transfer = H5P_DEFAULT);
/// For transfers that do not look at checksums. Of a file that grows, or whose writer was killed, a chunk may be half new: what
/// stood in it before does not change, but its sum is wrong.
Handle unchecked();
QStringList readTexts(hid_t dataset, hid_t transfer = H5P_DEFAULT);
bool isText(hid_t dataset);
void flush(hid_t dataset);

} // namespace storage::h5
