// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/LocalText.h"
#include "core/base/Result.h"

#include <QDate>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace shouli::core::base {

/// One place in a JSON document, for readers that must name what is wrong with it. The first
/// problem of the document is kept with its place (RFC 6901 pointer) and every later read returns
/// a harmless default, so a reader states what it expects and asks for the problem once, at the end:
///
///     JsonPlace root = JsonPlace::parse(bytes, ErrorCode::CatalogueDamaged, file);
///     Stage stage{.id = root.text(u"id"), .name = root.local(u"name")};
///     root.done();                       // a key nobody asked for is a typing mistake
///     SHOULI_CHECK(root.problem());
///
/// The key "note" is free for remarks everywhere. Not thread-safe; copies share the problem.
class JsonPlace {
public:
    /// Bytes that are no JSON object give a place whose problem() says so.
    [[nodiscard]] static JsonPlace parse(const QByteArray &bytes, ErrorCode code, const QString &file);

    /// Reads the file first; its own error (FileMissing, …) becomes the problem.
    [[nodiscard]] static JsonPlace read(const QString &path, ErrorCode code);

    /// The first problem found anywhere in the document, with detail "file#/pointer: what".
    [[nodiscard]] Result<void> problem() const;
    [[nodiscard]] bool sound() const;
    /// Records a problem here.
    void fail(const QString &what) const;

    /// Neither missing nor null.
    [[nodiscard]] bool has(QStringView key) const;
    [[nodiscard]] bool isObject(QStringView key) const;
    [[nodiscard]] QString text(QStringView key) const; ///< required, not empty
    [[nodiscard]] QString textOr(QStringView key, const QString &otherwise = {}) const;
    [[nodiscard]] int integer(QStringView key, int least, int most) const; ///< required
    [[nodiscard]] int integerOr(QStringView key, int otherwise, int least, int most) const;
    [[nodiscard]] double number(QStringView key) const; ///< required
    [[nodiscard]] double numberOr(QStringView key, double otherwise) const;
    [[nodiscard]] bool flag(QStringView key, bool otherwise = false) const;
    [[nodiscard]] QDate date(QStringView key) const;      ///< required, "2026-11-23"
    [[nodiscard]] LocalText local(QStringView key) const; ///< required {"zh": …, "en": …}, neither empty
    [[nodiscard]] LocalText localOr(QStringView key) const;
    [[nodiscard]] QStringList texts(QStringView key) const;             ///< a list of texts; none if the key is missing
    [[nodiscard]] std::vector<LocalText> locals(QStringView key) const; ///< none if the key is missing
    [[nodiscard]] JsonPlace object(QStringView key) const;              ///< required
    [[nodiscard]] std::vector<JsonPlace> objects(QStringView key) const; ///< none if the key is missing
    /// Of an object whose keys are names of somebody's choosing: all but "note". Counts as reading none of them.
    [[nodiscard]] QStringList names() const;

    /// A required text out of a closed list.
    template <class E>
    [[nodiscard]] E choice(QStringView key, std::initializer_list<std::pair<QStringView, E>> values) const
    {
        const QString name = text(key);
        for (const auto &[known, value] : values)
            if (known == name)
                return value;
        if (!name.isEmpty())
            failAt(key, QStringLiteral("\"%1\" is not one of the known values").arg(name));
        return values.begin()->second;
    }
    template <class E>
    [[nodiscard]] E choiceOr(QStringView key, E otherwise,
                             std::initializer_list<std::pair<QStringView, E>> values) const
    {
        return has(key) ? choice<E>(key, values) : otherwise;
    }

    /// All keys have been read: any other is refused.
    void done() const;

private:
    struct Document;
    struct Node;

    explicit JsonPlace(std::shared_ptr<Node> node)
        : m_node(std::move(node))
    {
    }
    [[nodiscard]] static JsonPlace root(ErrorCode code, const QString &file, const QJsonObject &object);
    [[nodiscard]] QJsonValue take(QStringView key) const;
    [[nodiscard]] JsonPlace inner(const QString &key, const QJsonValue &value) const;
    /// Records a problem with a value here.
    void failAt(QStringView key, const QString &what) const;
    [[nodiscard]] LocalText asLocal() const;

    std::shared_ptr<Node> m_node;
};

} // namespace shouli::core::base
