// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonPlace.h"

#include "core/base/AtomicFile.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace shouli::core::base {

namespace {

QString pointerTo(const QString &parent, QStringView key)
{
    QString escaped = key.toString();
    escaped.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
    return parent + u'/' + escaped;
}

} // namespace

JsonPlace JsonPlace::make(std::shared_ptr<Document> document, const QString &pointer, const QJsonValue &value)
{
    JsonPlace place;
    place.m_document = std::move(document);
    place.m_pointer = pointer;
    place.m_object = value.toObject();
    place.m_read = std::make_shared<QSet<QString>>();
    return place;
}

JsonPlace JsonPlace::parse(const QByteArray &bytes, ErrorCode code, const QString &file)
{
    auto document = std::make_shared<Document>(Document{code, file, {}});
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(bytes, &error);
    const JsonPlace root = make(document, {}, json.object());
    if (error.error != QJsonParseError::NoError)
        root.fail(QStringLiteral("byte %1: %2").arg(error.offset).arg(error.errorString()));
    else if (!json.isObject())
        root.fail(QStringLiteral("not an object"));
    return root;
}

JsonPlace JsonPlace::read(const QString &path, ErrorCode code)
{
    const auto bytes = AtomicFile::read(path);
    if (bytes)
        return parse(*bytes, code, path);
    const JsonPlace root = make(std::make_shared<Document>(Document{code, path, {}}), {}, QJsonObject());
    root.m_document->problem = failure(bytes);
    return root;
}

Result<void> JsonPlace::problem() const
{
    return m_document->problem;
}

bool JsonPlace::sound() const
{
    return m_document->problem.has_value();
}

void JsonPlace::fail(const QString &what) const
{
    if (sound())
        m_document->problem = failure(m_document->code,
                                      QStringLiteral("%1#%2: %3").arg(m_document->file, m_pointer, what));
}

QJsonValue JsonPlace::take(QStringView key) const
{
    m_read->insert(key.toString());
    return m_object.value(key);
}

JsonPlace JsonPlace::at(QStringView key) const
{
    return make(m_document, pointerTo(m_pointer, key), m_object.value(key));
}

bool JsonPlace::has(QStringView key) const
{
    return !take(key).isUndefined();
}

QString JsonPlace::text(QStringView key) const
{
    const QString value = take(key).toString();
    if (value.isEmpty())
        at(key).fail(QStringLiteral("a text is missing"));
    return value;
}

QString JsonPlace::textOr(QStringView key, const QString &otherwise) const
{
    return has(key) ? text(key) : otherwise;
}

double JsonPlace::number(QStringView key) const
{
    const QJsonValue value = take(key);
    if (!value.isDouble())
        at(key).fail(QStringLiteral("a number is missing"));
    return value.toDouble();
}

double JsonPlace::numberOr(QStringView key, double otherwise) const
{
    return has(key) ? number(key) : otherwise;
}

int JsonPlace::integer(QStringView key, int least, int most) const
{
    const double value = number(key);
    if (std::floor(value) == value && value >= least && value <= most)
        return static_cast<int>(value);
    at(key).fail(QStringLiteral("not a whole number from %1 to %2").arg(least).arg(most));
    return least;
}

int JsonPlace::integerOr(QStringView key, int otherwise, int least, int most) const
{
    return has(key) ? integer(key, least, most) : otherwise;
}

bool JsonPlace::flag(QStringView key, bool otherwise) const
{
    if (!has(key))
        return otherwise;
    const QJsonValue value = take(key);
    if (!value.isBool())
        at(key).fail(QStringLiteral("neither true nor false"));
    return value.toBool();
}

QDate JsonPlace::date(QStringView key) const
{
    const QDate value = QDate::fromString(take(key).toString(), Qt::ISODate);
    if (!value.isValid())
        at(key).fail(QStringLiteral("not a date such as 2026-11-23"));
    return value;
}

QDate JsonPlace::dateOr(QStringView key, QDate otherwise) const
{
    return has(key) ? date(key) : otherwise;
}

LocalText JsonPlace::local(QStringView key) const
{
    const JsonPlace place = object(key);
    const LocalText value{place.text(u"zh"), place.text(u"en")};
    place.done();
    return value;
}

LocalText JsonPlace::localOr(QStringView key) const
{
    return has(key) ? local(key) : LocalText{};
}

QStringList JsonPlace::texts(QStringView key) const
{
    if (!has(key))
        return {};
    const QJsonValue list = take(key);
    QStringList values;
    if (!list.isArray())
        at(key).fail(QStringLiteral("not a list of texts"));
    for (const QJsonValue item : list.toArray()) {
        values += item.toString();
        if (values.constLast().isEmpty())
            at(key).fail(QStringLiteral("not a list of texts"));
    }
    return values;
}

JsonPlace JsonPlace::object(QStringView key) const
{
    const JsonPlace place = at(key);
    if (!take(key).isObject())
        place.fail(QStringLiteral("an object is missing"));
    return place;
}

std::vector<JsonPlace> JsonPlace::objects(QStringView key) const
{
    std::vector<JsonPlace> places;
    if (!has(key))
        return places;
    const QJsonValue list = take(key);
    if (!list.isArray())
        at(key).fail(QStringLiteral("not a list"));
    const QJsonArray items = list.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        places.push_back(make(m_document, pointerTo(pointerTo(m_pointer, key), QString::number(i)), items.at(i)));
        if (!items.at(i).isObject())
            places.back().fail(QStringLiteral("not an object"));
    }
    return places;
}

std::vector<std::pair<QString, JsonPlace>> JsonPlace::members() const
{
    std::vector<std::pair<QString, JsonPlace>> list;
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        m_read->insert(it.key());
        if (it.key() == u"note")
            continue;
        list.emplace_back(it.key(), at(it.key()));
        if (!it->isObject())
            list.back().second.fail(QStringLiteral("not an object"));
    }
    return list;
}

void JsonPlace::done() const
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it)
        if (it.key() != u"note" && !m_read->contains(it.key()))
            at(it.key()).fail(QStringLiteral("unknown key"));
}

} // namespace shouli::core::base
