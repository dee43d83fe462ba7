#include "caserverharness.h"

#include <QtTest>

#include <random>

namespace {

constexpr int mutationsPerFile = 300;

QString run(const QByteArray& input)
{
    return runCaServer({input.constData(), static_cast<std::size_t>(input.size())});
}

/// Always the same mutations of the same bytes.
class Mutator
{
public:
    explicit Mutator(unsigned seed)
        : m_random(seed)
    {
    }

    QByteArray mutated(QByteArray bytes)
    {
        for (std::size_t changes = 1 + below(4); changes > 0; --changes)
            change(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    qsizetype place(const QByteArray& bytes) { return static_cast<qsizetype>(below(std::size_t(bytes.size()))); }

    void change(QByteArray& bytes)
    {
        constexpr std::array<unsigned char, 8> telling{0, 1, 0x7F, 0x80, 0xFF, 0xFE, 0x10, 0x26};
        if (bytes.isEmpty())
            bytes.append('\0');
        const qsizetype at = place(bytes);
        switch (below(6)) {
        case 0:
            bytes[at] = static_cast<char>(bytes.at(at) ^ char(1U << below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(telling.at(below(telling.size())));
            break;
        case 2: // a field of a message header
            for (qsizetype i = at & ~qsizetype{1}; i < std::min(bytes.size(), (at & ~qsizetype{1}) + 2); ++i)
                bytes[i] = static_cast<char>(telling.at(below(telling.size())));
            break;
        case 3:
            bytes.truncate(at);
            break;
        case 4: // a piece once more, somewhere else
            bytes.insert(place(bytes), bytes.mid(at, static_cast<qsizetype>(8 * (1 + below(8)))));
            break;
        default:
            bytes.remove(at, static_cast<qsizetype>(8 * (1 + below(4))));
            break;
        }
    }

    std::mt19937 m_random;
};

} // namespace

/// Replays the corpus of the server's fuzzer, and mutations of it that are always the same.
class TestFuzzCaServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data();
    void survives();
};

void TestFuzzCaServer::survives_data()
{
    QTest::addColumn<QByteArray>("input");
    const QDir corpus(QStringLiteral(BEAMDECK_CORPUS));
    for (const QFileInfo& info : corpus.entryInfoList(QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::addRow("%s", qPrintable(info.fileName())) << file.readAll();
    }
}

void TestFuzzCaServer::survives()
{
    QFETCH(QByteArray, input);
    const QString wrong = run(input);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    Mutator mutator(static_cast<unsigned>(input.size()));
    for (int i = 0; i < mutationsPerFile; ++i) {
        const QByteArray bytes = mutator.mutated(input);
        const QString problem = run(bytes);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + QLatin1Char('\n') + QString::fromLatin1(bytes.toHex())));
    }
}

QTEST_GUILESS_MAIN(TestFuzzCaServer)
#include "tst_fuzz_caserver.moc"
