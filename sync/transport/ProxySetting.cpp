// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ProxySetting.h"

#include "sync/transport/HttpsClient.h"

#include <QUrl>

namespace shouli::sync::transport {

using core::base::ErrorCode;
using core::base::Result;

namespace {

const QString directWord = QStringLiteral("direct");

} // namespace

Result<ProxySetting> ProxySetting::parse(const QString &line)
{
    const QString text = line.trimmed();
    if (text.isEmpty())
        return ProxySetting();
    if (text.compare(directWord, Qt::CaseInsensitive) == 0)
        return ProxySetting{Way::Direct, {}, 0, {}, {}};
    const QUrl url(text.contains(QStringLiteral("://")) ? text : QStringLiteral("http://") + text, QUrl::StrictMode);
    const bool bare = url.path().isEmpty() || url.path() == QStringLiteral("/");
    if (!url.isValid() || url.scheme() != QStringLiteral("http") || url.host().isEmpty() || url.port() < 1 || !bare
        || url.hasQuery() || url.hasFragment() || (url.userName().isEmpty() && !url.password().isEmpty()))
        return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("a proxy is HOST:PORT"));
    return ProxySetting{Way::Named, url.host(), static_cast<quint16>(url.port()),
                        url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)};
}

QString ProxySetting::toString() const
{
    if (way != Way::Named)
        return way == Way::Direct ? directWord : QString();
    QUrl url;
    url.setHost(host);
    url.setPort(port);
    url.setUserName(user, QUrl::DecodedMode);
    if (!password.isEmpty())
        url.setPassword(password, QUrl::DecodedMode);
    return url.toString(QUrl::FullyEncoded).mid(2); // without //
}

QNetworkProxy ProxySetting::towards(const QString &server, quint16 serverPort) const
{
    if (way == Way::System)
        return HttpsClient::systemProxy(server, serverPort);
    if (way == Way::Direct)
        return QNetworkProxy::NoProxy;
    return {QNetworkProxy::HttpProxy, host, port, user, password};
}

} // namespace shouli::sync::transport
