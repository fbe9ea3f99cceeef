// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonPlace.h"

#include "core/base/AtomicFile.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace shouli::core::base {

struct JsonPlace::Document {
    ErrorCode code;
    QString file;
    Result<void> problem;
};

/// One object of the document. Made for each object read, so it is kept small.
struct JsonPlace::Node {
    std::shared_ptr<Document> document;
    std::shared_ptr<Node> parent;
    QString key; ///< in the parent; with a number after a slash for one of a list
    QJsonObject object;
    std::vector<bool> asked; ///< for each key of the object, whether somebody read it

    [[nodiscard]] QString pointer() const { return parent ? parent->pointer() + u'/' + key : QString(); }
};

namespace {

QString escaped(QStringView key)
{
    QString text = key.toString();
    return text.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

} // namespace

JsonPlace JsonPlace::root(ErrorCode code, const QString &file, const QJsonObject &object)
{
    const auto document = std::make_shared<Document>(Document{code, file, {}});
    return JsonPlace(
        std::make_shared<Node>(Node{document, {}, {}, object, std::vector<bool>(static_cast<size_t>(object.size()))}));
}

JsonPlace JsonPlace::inner(const QString &key, const QJsonValue &value) const
{
    const QJsonObject object = value.toObject();
    return JsonPlace(std::make_shared<Node>(
        Node{m_node->document, m_node, key, object, std::vector<bool>(static_cast<size_t>(object.size()))}));
}

JsonPlace JsonPlace::parse(const QByteArray &bytes, ErrorCode code, const QString &file)
{
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(bytes, &error);
    const JsonPlace place = root(code, file, json.object());
    if (error.error != QJsonParseError::NoError)
        place.fail(QStringLiteral("byte %1: %2").arg(error.offset).arg(error.errorString()));
    else if (!json.isObject())
        place.fail(QStringLiteral("not an object"));
    return place;
}

JsonPlace JsonPlace::read(const QString &path, ErrorCode code)
{
    const auto bytes = AtomicFile::read(path);
    if (bytes)
        return parse(*bytes, code, path);
    const JsonPlace place = root(code, path, {});
    place.m_node->document->problem = failure(bytes);
    return place;
}

Result<void> JsonPlace::problem() const
{
    return m_node->document->problem;
}

bool JsonPlace::sound() const
{
    return m_node->document->problem.has_value();
}

void JsonPlace::fail(const QString &what) const
{
    Document &document = *m_node->document;
    if (document.problem)
        document.problem = failure(document.code,
                                   QStringLiteral("%1#%2: %3").arg(document.file, m_node->pointer(), what));
}

void JsonPlace::failAt(QStringView key, const QString &what) const
{
    inner(escaped(key), {}).fail(what);
}

QJsonValue JsonPlace::take(QStringView key) const
{
    const auto found = m_node->object.constFind(key);
    if (found == m_node->object.constEnd())
        return QJsonValue::Undefined;
    m_node->asked[static_cast<size_t>(found - m_node->object.constBegin())] = true;
    return *found;
}

bool JsonPlace::has(QStringView key) const
{
    const QJsonValue value = take(key);
    return !value.isUndefined() && !value.isNull();
}

bool JsonPlace::isObject(QStringView key) const
{
    return take(key).isObject();
}

QString JsonPlace::text(QStringView key) const
{
    const QString value = take(key).toString();
    if (value.isEmpty())
        failAt(key, QStringLiteral("a text is missing"));
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
        failAt(key, QStringLiteral("a number is missing"));
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
    failAt(key, QStringLiteral("not a whole number from %1 to %2").arg(least).arg(most));
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
        failAt(key, QStringLiteral("neither true nor false"));
    return value.toBool();
}

QDate JsonPlace::date(QStringView key) const
{
    const QDate value = QDate::fromString(take(key).toString(), Qt::ISODate);
    if (!value.isValid())
        failAt(key, QStringLiteral("not a date such as 2026-11-23"));
    return value;
}

LocalText JsonPlace::asLocal() const
{
    const LocalText value{text(u"zh"), text(u"en")};
    done();
    return value;
}

LocalText JsonPlace::local(QStringView key) const
{
    return object(key).asLocal();
}

std::vector<LocalText> JsonPlace::locals(QStringView key) const
{
    std::vector<LocalText> values;
    for (const JsonPlace &place : objects(key))
        values.push_back(place.asLocal());
    return values;
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
        failAt(key, QStringLiteral("not a list of texts"));
    for (const QJsonValue item : list.toArray()) {
        values += item.toString();
        if (values.constLast().isEmpty())
            failAt(key, QStringLiteral("not a list of texts"));
    }
    return values;
}

JsonPlace JsonPlace::object(QStringView key) const
{
    const QJsonValue value = take(key);
    const JsonPlace place = inner(escaped(key), value);
    if (!value.isObject())
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
        failAt(key, QStringLiteral("not a list"));
    const QJsonArray items = list.toArray();
    places.reserve(static_cast<size_t>(items.size()));
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QJsonValue item = items.at(i);
        places.push_back(inner(QStringLiteral("%1/%2").arg(escaped(key)).arg(i), item));
        if (!item.isObject())
            places.back().fail(QStringLiteral("not an object"));
    }
    return places;
}

QStringList JsonPlace::names() const
{
    QStringList names = m_node->object.keys();
    names.removeOne(QStringLiteral("note"));
    return names;
}

void JsonPlace::done() const
{
    const QJsonObject &object = m_node->object;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (!m_node->asked[static_cast<size_t>(it - object.constBegin())] && it.key() != u"note")
            failAt(it.key(), QStringLiteral("unknown key"));
    }
}

} // namespace shouli::core::base
