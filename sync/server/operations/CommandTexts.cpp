// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/CommandTexts.h"

#include "core/base/ErrorCode.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace shouli::sync::server::operations {

using core::base::ErrorCode;

namespace {

struct Text {
    ErrorCode code;
    const char16_t *zh;
    const char16_t *en;
};

constexpr std::array texts{
    Text{ErrorCode::InvalidArgument, u"无法照办，什么都没有改动。", u"This cannot be done; nothing was changed."},
    Text{ErrorCode::FileMissing, u"找不到文件或目录。请核对路径，U 盘是否已挂载。",
         u"A file or folder is missing. Check the path, and that the disk is mounted."},
    Text{ErrorCode::FileUnreadable, u"文件无法读取。请核对权限和磁盘。",
         u"A file cannot be read. Check its permissions and the disk."},
    Text{ErrorCode::FileUnwritable, u"无法写入。原有文件没有改动。请核对权限和磁盘。",
         u"Nothing could be written; what was there is unchanged. Check permissions and the disk."},
    Text{ErrorCode::DiskFull, u"磁盘已满。原有文件没有改动。请腾出空间再试。",
         u"The disk is full; what was there is unchanged. Make room and try again."},
    Text{ErrorCode::DatabaseBusy, u"服务器正在运行。请先停止：systemctl stop shouli-server",
         u"The server is running. Stop it first: systemctl stop shouli-server"},
    Text{ErrorCode::DatabaseMissing, u"这里没有县级数据库。请核对 --data；新建用 init，恢复用 restore。",
         u"There is no county database here. Check --data; init makes one, restore brings one back."},
    Text{ErrorCode::DatabaseEmpty, u"数据库文件是空的。请用 restore 从备份恢复。",
         u"The database file is empty. Bring a copy back with restore."},
    Text{ErrorCode::DatabaseDamaged, u"文件已损坏。请勿删除；用 restore 从备份恢复（或换一份备份）。",
         u"A file is damaged. Do not delete it; bring a copy back with restore, or take another copy."},
    Text{ErrorCode::DatabaseKeyWrong, u"密钥与数据库不符，或数据库开头已损坏。请用 restore 从备份恢复。",
         u"Key and database do not fit, or the database's beginning is damaged. Bring a copy back with restore."},
    Text{ErrorCode::DatabaseTooNew, u"数据库由更新的版本写成。请先升级 Shouli。",
         u"The database is a newer version's. Upgrade Shouli first."},
    Text{ErrorCode::Unsupported, u"备份由更新的版本写成。请先升级 Shouli。",
         u"The copy is a newer version's. Upgrade Shouli first."},
    Text{ErrorCode::ChainBroken, u"日志不完整或被改动过。请勿继续使用；用 restore 从备份恢复，并保留现场。",
         u"The log is not whole, or was changed. Do not go on with it: restore a copy, and keep this one."},
    Text{ErrorCode::DecryptionFailed, u"恢复密钥不是本县的。请取出保险柜里的那一份。",
         u"The recovery key is another county's. Take the one from the safe."},
    Text{ErrorCode::KeyMalformed, u"密钥或证书文件不完整。", u"A key or certificate file is not whole."},
    Text{ErrorCode::ServerUnreachable, u"服务器没有应答。请看：systemctl status shouli-server",
         u"The server does not answer. See: systemctl status shouli-server"},
    Text{ErrorCode::ServerBusy, u"PostgreSQL 连不上或正忙，什么都没有改动。请检查数据库服务器再试。",
         u"PostgreSQL cannot be reached or is busy; nothing was changed. Look at the database server and try again."},
    Text{ErrorCode::PermissionDenied, u"PostgreSQL 不允许。请核对用户名、口令文件和权限。",
         u"PostgreSQL does not permit it. Check the user, the password file and its grants."},
    Text{ErrorCode::DatabaseSettings, u"PostgreSQL 的设置会丢失已确认的数据。请更正后再启动。",
         u"PostgreSQL is set so that it would lose what it acknowledged. Set it right first."},
    Text{ErrorCode::DatabaseForeign, u"数据库里没有这个县，或它已迁走。请核对配置文件的 engine、postgres 和 county。",
         u"The county is not in this database, or was moved away. Check engine, postgres and county in the "
         u"configuration."},
    Text{ErrorCode::StorageFailure, u"数据库报告错误。", u"The database reports an error."},
    Text{ErrorCode::ServerFailure, u"服务器无法完成。", u"The server could not do it."},
};

/// Why the request of one PC on a stick was not taken, or not all of it.
struct Reason {
    const char *word;
    const char16_t *zh;
    const char16_t *en;
};

constexpr std::array reasons{
    Reason{"another-county", u"这是另一个县的电脑写的，没有处理。", u"written by a PC of another county; left alone."},
    Reason{"damaged", u"文件不完整或被改动过，没有处理。请在办公点重新写一次。",
           u"the file was cut short or altered; left alone. Write it again at the office."},
    Reason{"message-malformed", u"文件无法识别，没有处理。请在办公点重新写一次。",
           u"the file cannot be read; left alone. Write it again at the office."},
    Reason{"unsupported", u"由更新的版本写成。请先升级服务器。", u"written by a newer version. Upgrade the server first."},
    Reason{"device-revoked", u"这台电脑已停用，或本县没有登记过。没有给它任何数据。",
           u"the PC was revoked, or is unknown here. It was given nothing."},
    Reason{"signature-wrong", u"签名不符，没有处理。请查清 U 盘来历。",
           u"the signature does not fit; left alone. Find out where the stick comes from."},
    Reason{"fork-detected", u"这台电脑被复制或恢复过，还需一次往返，自动处理。",
           u"the PC was copied or restored; one more trip settles it, nothing to do."},
    Reason{"epoch-changed", u"县数据库恢复过备份，还需一次往返，自动处理。",
           u"the county was restored from a copy; one more trip settles it, nothing to do."},
};

QString line(const QString &zh, const QString &en)
{
    return zh + u'\n' + en + u'\n';
}

} // namespace

QString CommandTexts::of(const core::base::Error &error)
{
    const auto it = std::ranges::find(texts, error.code, &Text::code);
    const QString zh = it == texts.end() ? QStringLiteral("没有完成。") : QString::fromUtf16(it->zh);
    const QString en = it == texts.end() ? QStringLiteral("It failed.") : QString::fromUtf16(it->en);
    return QStringLiteral("shouli-server: ")
        + line(zh, en + QStringLiteral(" [%1] (error %2)").arg(error.detail).arg(static_cast<int>(error.code)));
}

QString CommandTexts::afterBackup(const QJsonObject &result)
{
    const QString folder = result.value(u"folder").toString();
    const QString position = QString::number(result.value(u"position").toInteger());
    QString out = line(
        QStringLiteral("备份完成并已核验：%1（日志 %2 条）。恢复时需要保险柜里的恢复密钥。").arg(folder, position),
        QStringLiteral("A copy was made and read back: %1 (%2 log entries). Restoring it needs the "
                       "recovery key from the safe.")
            .arg(folder, position));
    if (!result.value(u"durable").toBool())
        out += line(QStringLiteral("注意：备份与数据在同一磁盘上，不算异机备份。请备份到 U 盘或另一台机器；"
                                   "若该目录会另行拷走，请加 --elsewhere。"),
                    QStringLiteral("Note: the copy is on the county's own disk and counts as none. Use another disk or "
                                   "machine; add --elsewhere where the folder is taken away by other means."));
    return out;
}

QString CommandTexts::afterRevoke(const QJsonObject &result)
{
    const QString number = QString::number(result.value(u"device").toInteger());
    const QString machine = result.value(u"machine").toString();
    const QString seen = result.value(u"seen_at").toString(QStringLiteral("—"));
    const bool erase = result.value(u"erase").toBool();
    return line(QStringLiteral("已停用电脑 %1（%2），最后连接：%3。从现在起它得不到任何数据；%4")
                    .arg(number, machine, seen,
                         erase ? QStringLiteral("它一旦连上就会抹去本机密钥，未上报的工作只有用县恢复密钥才能取回。")
                               : QStringLiteral("本机密钥保留。")),
                QStringLiteral("PC %1 (%2) is shut out; last seen: %3. It gets nothing from now on%4")
                    .arg(number, machine, seen,
                         erase ? QStringLiteral(" and erases its staff's keys as soon as it connects; work it had not "
                                                "sent can only be had with the county's recovery key.")
                               : QStringLiteral("; its keys stay.")));
}

QString CommandTexts::afterMayErase(const QJsonObject &result)
{
    const QString name = result.value(u"name").toString();
    if (!result.value(u"may_erase").toBool())
        return line(QStringLiteral("已收回：%1 不能再依法删除。").arg(name),
                    QStringLiteral("Taken back: %1 cannot erase any more.").arg(name));
    return line(QStringLiteral("已准许：%1 可以依法删除它持有的个人信息，删除后全县不可恢复。办完请收回："
                               "may-erase --off")
                    .arg(name),
                QStringLiteral("Given: %1 may erase what it holds about a person, everywhere and for good. Take it back "
                               "when it is done: may-erase --off")
                    .arg(name));
}

QString CommandTexts::afterErasures(const QJsonObject &result)
{
    QString out;
    const QJsonArray erasures = result.value(u"erasures").toArray();
    for (const auto &value : erasures) {
        const QJsonObject one = value.toObject();
        const QJsonArray waiting = one.value(u"waiting").toArray();
        const QString at = one.value(u"at").toString();
        const QString things = QString::number(one.value(u"things").toInt());
        const QString confirmed = QString::number(one.value(u"confirmed").toInt());
        const QString late = QString::number(waiting.size());
        const QString office = one.value(u"office").toString();
        const QString grounds = one.value(u"grounds").toString();
        out += line(QStringLiteral("%1  %2  删除 %3 项  依据：%4  已确认 %5 台，未确认 %6 台")
                        .arg(at, office, things, grounds, confirmed, late),
                    QStringLiteral("%1  %2  %3 records erased  grounds: %4  %5 PCs confirmed, %6 not yet")
                        .arg(at, office, things, grounds, confirmed, late));
        for (const auto &pc : waiting) {
            const QJsonObject its = pc.toObject();
            const QString name = QStringLiteral("%1 %2 %3").arg(its.value(u"number").toInt())
                                     .arg(its.value(u"machine").toString(), its.value(u"office").toString());
            const QString seen = its.value(u"seen_at").toString(QStringLiteral("—"));
            const bool revoked = its.value(u"revoked").toBool();
            out += line(QStringLiteral("    未确认：电脑 %1，最后连接 %2%3")
                            .arg(name, seen, revoked ? QStringLiteral("，已停用") : QString()),
                        QStringLiteral("    not yet: PC %1, last seen %2%3")
                            .arg(name, seen, revoked ? QStringLiteral(", revoked") : QString()));
        }
    }
    if (erasures.isEmpty())
        out += line(QStringLiteral("本县没有依法删除过。"), QStringLiteral("Nothing was ever lawfully erased here."));
    else if (!result.value(u"rewritten").toBool())
        out += line(QStringLiteral("县数据库文件将在夜间重写；要立即重写：erasures --rewrite。备份里仍有被删除的内容，"
                                   "直到这些备份按期淘汰。"),
                    QStringLiteral("The county's file is written anew at night; at once with erasures --rewrite. Copies "
                                   "have what was erased until they are rotated out."));
    return out;
}

QString CommandTexts::afterRestore(const QJsonObject &result)
{
    const QString position = QString::number(result.value(u"position").toInteger());
    const QString madeAt = result.value(u"made_at").toString();
    QString out = line(
        QStringLiteral("已恢复到 %1 的备份（日志 %2 条）。之后的内容由各办公点连接时补回。").arg(madeAt, position),
        QStringLiteral("Restored to the copy of %1 (%2 log entries). What came later is brought back by "
                       "the offices as they connect.")
            .arg(madeAt, position));
    if (const QString aside = result.value(u"set_aside").toString(); !aside.isEmpty())
        out += line(QStringLiteral("原有文件保存在：%1").arg(aside),
                    QStringLiteral("What was there is kept in: %1").arg(aside));
    out += line(
        QStringLiteral("下一步：systemctl start shouli-server，再运行 verify。备份之后停用的电脑会自动再次停用"
                       "（名单与备份放在一起）。"),
        QStringLiteral("Next: systemctl start shouli-server, then verify. PCs revoked after the copy was made are "
                       "revoked again by themselves, from the list beside the copies."));
    return out;
}

QString CommandTexts::afterVerify(const QJsonObject &result)
{
    const QString entries = QString::number(result.value(u"entries").toInteger());
    return line(QStringLiteral("核验无误：日志 %1 条连续完整，数据页无损。").arg(entries),
                QStringLiteral("All is whole: %1 log entries in an unbroken chain, no page damaged.").arg(entries));
}

QString CommandTexts::afterMove(const QJsonObject &result)
{
    const QString entries = QString::number(result.value(u"entries").toInteger());
    QString out = line(QStringLiteral("已迁移：日志 %1 条，两边校验和一致。").arg(entries),
                       QStringLiteral("Moved: %1 log entries, the same checksum on both sides.").arg(entries));
    if (const QString aside = result.value(u"set_aside").toString(); !aside.isEmpty())
        out += line(
            QStringLiteral("原文件不再使用，仍加密保存在：%1").arg(aside),
            QStringLiteral("The file it came from is not used any more; it is kept, encrypted, as: %1").arg(aside));
    return out
        + line(QStringLiteral("下一步：systemctl start shouli-server，再备份。"),
               QStringLiteral("Next: systemctl start shouli-server, then make a backup."));
}

QString CommandTexts::afterStick(const QJsonObject &result)
{
    QString out;
    int answered = 0;
    const QJsonArray pcs = result.value(u"pcs").toArray();
    for (const auto &one : pcs) {
        const QJsonObject pc = one.toObject();
        const QString name = QStringLiteral("%1 (%2)").arg(pc.value(u"pc").toInt()).arg(pc.value(u"machine").toString());
        const QString why = pc.value(u"refused").toString();
        answered += pc.value(u"bytes").toInteger() > 0 ? 1 : 0;
        if (!why.isEmpty()) {
            const auto it = std::ranges::find(reasons, why, [](const Reason &r) { return QLatin1String(r.word); });
            const bool known = it != reasons.end();
            out += line(QStringLiteral("电脑 %1：%2").arg(name, known ? QString::fromUtf16(it->zh) : why),
                        QStringLiteral("PC %1: %2").arg(name, known ? QString::fromUtf16(it->en) : why));
            continue;
        }
        const QString changes = QString::number(pc.value(u"changes").toInteger());
        const QString entries = QString::number(pc.value(u"entries").toInteger());
        const QString snapshots = QString::number(pc.value(u"snapshots").toInt());
        out += line(QStringLiteral("电脑 %1：收到 %2 条，写回 %3 条和 %4 份数据快照").arg(name, changes, entries, snapshots),
                    QStringLiteral("PC %1: %2 changes received, %3 entries and %4 snapshots written")
                        .arg(name, changes, entries, snapshots));
    }
    return out
        + line(QStringLiteral("已写回 %1 台电脑的答复。请把 U 盘送回办公点，在窗口上再做一次“U 盘交换”。").arg(answered),
               QStringLiteral("Answers for %1 PCs are on the stick. Take it back to the office and exchange there again.")
                   .arg(answered));
}

QString CommandTexts::afterInit(const QJsonObject &result)
{
    const QString key = result.value(u"take_away").toString();
    return line(
        QStringLiteral("已建县。请立即把恢复密钥移到 U 盘并锁进保险柜：%1").arg(key),
        QStringLiteral("The county is made. Move the recovery key to a USB disk and into a safe now: %1").arg(key));
}

} // namespace shouli::sync::server::operations
