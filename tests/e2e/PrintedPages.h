// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QRectF>
#include <QRegularExpression>
#include <QString>

namespace shouli::tests::e2e {

/// What stands where on a printed paper, read back from its PDF by pdftotext. Places in millimetres from
/// the page's upper left corner.
class PrintedPages {
public:
    explicit PrintedPages(const QString &pdf)
    {
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), pdf, QStringLiteral("-")});
        process.waitForFinished();
        static const QRegularExpression part(QStringLiteral("<page |<word xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" "
                                                            "xMax=\"([\\d.]+)\" yMax=\"([\\d.]+)\">([^<]*)<"));
        int page = 0;
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        for (auto it = part.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            if (match.capturedLength(1) == 0) {
                ++page;
                continue;
            }
            const auto mm = [&match](int group) { return match.captured(group).toDouble() * 25.4 / 72; };
            m_words.append({page, QRectF(QPointF(mm(1), mm(2)), QPointF(mm(3), mm(4))), match.captured(5)});
        }
    }

    /// The words whose middle lies within `place` on `page`, 1 for the first, without spaces.
    [[nodiscard]] QString at(int page, const QRectF &place) const
    {
        QString text;
        for (const Word &word : m_words) {
            if (word.page == page && place.contains(word.place.center()))
                text += word.text;
        }
        return text;
    }
    [[nodiscard]] QString all() const
    {
        QString text;
        for (const Word &word : m_words)
            text += word.text;
        return text;
    }

private:
    struct Word {
        int page;
        QRectF place;
        QString text;
    };
    QList<Word> m_words;
};

} // namespace shouli::tests::e2e
