#include "tests/storage/foreignfiles.h"

#include "storage/hdf5/h5.h"

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <numeric>

namespace foreignfiles {

namespace h5 = storage::h5;

namespace {

/// XDR: everything big-endian, texts with their length twice and filled up to four bytes.
class Xdr
{
public:
    Xdr() { m_out.setByteOrder(QDataStream::BigEndian); }
    Xdr& operator<<(int number)
    {
        m_out << static_cast<qint32>(number);
        return *this;
    }
    Xdr& operator<<(double number)
    {
        m_out.setFloatingPointPrecision(QDataStream::DoublePrecision);
        m_out << number;
        return *this;
    }
    Xdr& operator<<(float number)
    {
        m_out.setFloatingPointPrecision(QDataStream::SinglePrecision);
        m_out << number;
        return *this;
    }
    Xdr& operator<<(const char* text)
    {
        const QByteArray bytes(text);
        *this << static_cast<int>(bytes.size());
        if (bytes.isEmpty())
            return *this;
        *this << static_cast<int>(bytes.size());
        const QByteArray filled = bytes + QByteArray((4 - bytes.size() % 4) % 4, '\0');
        m_out.writeRawData(filled.constData(), static_cast<int>(filled.size()));
        return *this;
    }
    const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    QDataStream m_out{&m_bytes, QIODevice::WriteOnly};
};

void writeNumbers(hid_t group, const QString& name, const std::vector<hsize_t>& shape, double first)
{
    const double none = 0;
    const h5::Handle dataset = h5::makeFixed(group, name, H5T_NATIVE_DOUBLE, shape, &none);
    std::vector<double> values(
        std::accumulate(shape.cbegin(), shape.cend(), std::size_t{1}, [](auto a, auto b) { return a * b; }));
    std::iota(values.begin(), values.end(), first);
    h5::check(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write");
    h5::writeAttribute(dataset.id(), "units", QStringLiteral("mm"));
}

void writeEntry(
    hid_t file, const QString& name, const QStringList& axes, const std::vector<hsize_t>& shape, double first)
{
    const h5::Handle entry = h5::makeGroup(file, name, "NXentry");
    h5::makeText(entry.id(), QStringLiteral("title"), QStringLiteral("fly ") + axes.join(QLatin1Char(' ')));
    h5::makeText(entry.id(), QStringLiteral("start_time"), QStringLiteral("2019-03-05T10:00:00Z"));
    const h5::Handle data = h5::makeGroup(entry.id(), QStringLiteral("plot"), "NXdata");
    h5::writeAttribute(data.id(), "signal", QStringLiteral("det"));
    h5::writeAttribute(data.id(), "axes", axes);
    writeNumbers(data.id(), QStringLiteral("det"), shape, first);
    for (std::size_t k = 0; k < shape.size(); ++k)
        writeNumbers(data.id(), axes[static_cast<qsizetype>(k)], {shape[k]}, 1);
}

h5::Handle createFile(const QString& path)
{
    return h5::Handle(
        h5::check(H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), "create"));
}

void orDie(const devices::Result<void>& done)
{
    if (!done)
        qFatal("%s", qPrintable(done.error().message));
}

} // namespace

QByteArray mda()
{
    Xdr head;
    head << 1.4F << 17 << 1 << 4 << 1;
    Xdr scan;
    scan << 1 << 4 << 3 << "X:scan1"
         << "Nov 13, 2025 03:13:20.5" << 1 << 1 << 1;
    scan << 0 << "X:m1.VAL"
         << "motor"
         << "LINEAR"
         << "mm"
         << "X:m1.RBV"
         << ""
         << "mm";
    scan << 0 << "X:det1"
         << "counts"
         << "cts" << 0 << "X:trigger" << 1.0F;
    for (int i = 0; i < 4; ++i)
        scan << 10.0 + i;
    for (int i = 0; i < 4; ++i)
        scan << 100.0F + static_cast<float>(i);
    Xdr place;
    place << static_cast<int>(head.bytes().size() + 4 + scan.bytes().size());
    Xdr extra;
    extra << 1 << "X:ring"
          << "ring current" << 34 << 1 << "mA" << 101.5;
    return head.bytes() + place.bytes() + scan.bytes() + extra.bytes();
}

QByteArray spec()
{
    return "#F a.spec\n#E 1000\n#D Thu Jan  1 00:16:40 1970\n#O0 mu  nu\n\n"
           "#S 1 ascan mu 0 1 2 0.5\n#D Thu Jan  1 00:16:41 1970\n#T 0.5  (Seconds)\n#P0 1 2.5\n#N 3\n"
           "#L mu  Epoch  det\n0 1 10\n0.5 2 20\n1 3 30\n\n"
           "#S 2 mesh mu 0 1 1 nu 5 6 1 0.1\n#D Thu Jan  1 00:17:41 1970\n#N 3\n#L mu  nu  det\n0 5 1\n1 5 2\n0 6 3\n1 "
           "6 4\n";
}

QByteArray xdi()
{
    return "# XDI/1.0 Epics StepScan File/2.0\n# Column.1: energy eV || 13XRM:m1.VAL\n# Column.2: i0 || "
           "13XRM:scaler1.S2\n"
           "# Scan.start_time: 2025-11-13 03:13:20\n#-----------\n# energy\ti0\n 7100.0 10\n 7101.0 20\n";
}

void writeNexus(const QString& path, double first)
{
    orDie(h5::guard(path, [&] {
        const h5::Handle file = createFile(path);
        writeEntry(file.id(), QStringLiteral("entry1"), {QStringLiteral("th")}, {3}, first);
        writeEntry(file.id(), QStringLiteral("entry2"), {QStringLiteral("y"), QStringLiteral("x")}, {2, 3}, first);
        writeEntry(file.id(), QStringLiteral("pictures"),
            {QStringLiteral("frame"), QStringLiteral("y"), QStringLiteral("x")}, {2, 2, 2}, first);
    }));
}

void writeEndless(const QString& path)
{
    orDie(h5::guard(path, [&] {
        const h5::Handle file = createFile(path);
        const h5::Handle entry = h5::makeGroup(file.id(), QStringLiteral("entry"), "NXentry");
        const h5::Handle data = h5::makeGroup(entry.id(), QStringLiteral("data"), "NXdata");
        h5::writeAttribute(data.id(), "signal", QStringLiteral("data"));
        // 2^64 of them, as far as an integer knows: none.
        const hsize_t shape[]{hsize_t{1} << 32, hsize_t{1} << 32};
        const hsize_t chunk[]{1, 1};
        const h5::Handle space(h5::check(H5Screate_simple(2, shape, nullptr), "space"));
        const h5::Handle properties(h5::check(H5Pcreate(H5P_DATASET_CREATE), "properties"));
        h5::check(H5Pset_chunk(properties.id(), 2, chunk), "chunk");
        const h5::Handle dataset(h5::check(
            H5Dcreate2(data.id(), "data", H5T_NATIVE_DOUBLE, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
            "data"));
    }));
}

void writeFrames(const QString& path)
{
    orDie(h5::guard(path, [&] {
        const h5::Handle file = createFile(path);
        const h5::Handle entry = h5::makeGroup(file.id(), QStringLiteral("entry"), "NXentry");
        const h5::Handle data = h5::makeGroup(entry.id(), QStringLiteral("data"), "NXdata");
        h5::writeAttribute(data.id(), "signal", QStringLiteral("data"));
        writeNumbers(data.id(), QStringLiteral("data"), {2, 4, 4}, 1);
    }));
}

void save(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
}

} // namespace foreignfiles
