// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/StickMedium.h"
#include "app/widgets/NoticeBox.h"
#include "sync/client/StickCourier.h"

#include <QDialog>
#include <QTimer>

#include <functional>
#include <memory>

class QFileDialog;

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
} // namespace shouli::app::widgets

namespace shouli::app::shell {

/// Exchange with the county by USB stick, for an office whose line is down or that has none: choose the stick, Enter,
/// read what was done, take it to the county. One window for both directions. Show it with open(). GUI thread.
class StickDialog : public QDialog {
    Q_OBJECT

public:
    using Media = std::function<QList<StickMedium>()>;

    /// `courier` must outlive it. What it is doing is stopped by Esc, not by closing.
    explicit StickDialog(sync::client::StickCourier &courier, Media media = &StickMedium::mounted,
                         QWidget *parent = nullptr);

    /// Offers a folder beside the media, and chooses it.
    void addFolder(const QString &path);
    [[nodiscard]] QString notice() const { return m_notice->text(); }
    [[nodiscard]] widgets::NoticeBox::Kind noticeKind() const { return m_notice->kind(); }

    /// What to tell a person about an exchange.
    struct Told {
        widgets::NoticeBox::Kind kind = widgets::NoticeBox::Kind::Info;
        QString text;
    };
    [[nodiscard]] static Told told(const sync::client::StickCourier::Outcome &outcome);

public Q_SLOTS:
    void reject() override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void retranslate();
    void look();
    void showMedia();
    void exchange();
    void chooseFolder();
    void progressed(qint64 done, qint64 of);
    void done(const sync::client::StickCourier::Outcome &outcome);

    sync::client::StickCourier &m_courier;
    Media m_mounted;
    QList<StickMedium> m_media;
    QList<StickMedium> m_folders;                                         ///< that were chosen
    std::shared_ptr<const sync::client::StickCourier::Outcome> m_outcome; ///< of the last exchange
    QTimer m_looking;
    look::ToneLabel *m_lead;
    look::ToneLabel *m_none;
    widgets::ChecklistView *m_list;
    widgets::NoticeBox *m_notice;
    look::KeyButton *m_other;
    look::KeyButton *m_close;
    look::KeyButton *m_go;
};

} // namespace shouli::app::shell
