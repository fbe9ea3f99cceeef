// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/engine/Sql.h"

namespace shouli::sync::server::engine {

Sql::Sql(const char *text)
{
    QByteArray one(text);
    one.replace("{county}", "TRUE").replace("{county,}", "").replace("{value,}", "");
    m_sqlite = QString::fromUtf8(one);

    QByteArray many(text);
    many.replace("{county}", "county = $1").replace("{county,}", "county, ").replace("{value,}", "$1, ");
    int parameters = 1;
    m_postgres.reserve(many.size() + 16);
    for (const char c : many) {
        if (c == '?')
            m_postgres += '$' + QByteArray::number(++parameters);
        else
            m_postgres += c;
    }
}

} // namespace shouli::sync::server::engine
