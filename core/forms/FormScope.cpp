// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormScope.h"

#include <QJsonArray>

#include <exception>

namespace shouli::core::forms {

namespace mustache = kainjow::mustache;

namespace {

const std::string emptyBox = "\u25A1";
const std::string tickedBox = "\u2611";
const std::string opening = "\uFDD0";
const std::string closing = "\uFDD1";

std::string cleaned(QString text)
{
    text.remove(QChar(FormScope::valueBegins)).remove(QChar(FormScope::valueEnds));
    return text.toStdString();
}

mustache::data converted(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        mustache::data object(mustache::data::type::object);
        const QJsonObject source = value.toObject();
        for (auto it = source.constBegin(); it != source.constEnd(); ++it)
            object.set(it.key().toStdString(), converted(it.value()));
        return object;
    }
    case QJsonValue::Array: {
        mustache::data list(mustache::data::type::list);
        const QJsonArray source = value.toArray();
        for (const auto &item : source)
            list.push_back(converted(item));
        return list;
    }
    case QJsonValue::Bool:
        return mustache::data(value.toBool());
    case QJsonValue::Double:
        return mustache::data(QString::number(value.toDouble(), 'g', 15).toStdString());
    default:
        return mustache::data(cleaned(value.toString()));
    }
}

bool has(const mustache::data &value, const std::string &code)
{
    if (value.is_string())
        return value.string_value() == code;
    if (!value.is_list())
        return false;
    const auto &list = value.list_value();
    return std::any_of(list.begin(), list.end(), [&code](const auto &item) { return has(item, code); });
}

bool absent(const mustache::data *value)
{
    return value == nullptr || value->is_false() || value->is_empty_list() || value->is_empty_object()
        || (value->is_string() && value->string_value().empty());
}

/// Looks names up for mustache. Frames are those of the scope; mustache itself pushes the items
/// of sections on top.
class Lookup final : public mustache::basic_context<std::string> {
public:
    explicit Lookup(std::vector<const mustache::data *> frames)
        : m_frames(std::move(frames))
    {
    }

    void push(const mustache::data *data) override { m_frames.push_back(data); }
    void pop() override { m_frames.pop_back(); }

    [[nodiscard]] const mustache::data *get(const std::string &name) const override
    {
        static const mustache::data box(emptyBox);
        static const mustache::data ticked(tickedBox);
        static const mustache::data yes(true);
        if (name.compare(0, emptyBox.size(), emptyBox) == 0)
            return get(name.substr(emptyBox.size())) != nullptr ? &ticked : &box;
        const auto equals = name.find('=');
        if (equals != std::string::npos) {
            const mustache::data *value = plain(name.substr(0, equals));
            return value != nullptr && has(*value, name.substr(equals + 1)) ? &yes : nullptr;
        }
        const mustache::data *value = plain(name);
        return absent(value) ? nullptr : value; // an empty text must not open a section
    }

    [[nodiscard]] const mustache::data *get_partial(const std::string &) const override { return nullptr; }

private:
    [[nodiscard]] const mustache::data *plain(const std::string &name) const
    {
        if (name == ".")
            return m_frames.back();
        const auto keys = mustache::split(name, '.');
        for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
            const mustache::data *value = *frame;
            for (const std::string &key : keys) {
                value = value->get(key);
                if (value == nullptr)
                    break;
            }
            if (value != nullptr)
                return value;
        }
        return nullptr;
    }

    std::vector<const mustache::data *> m_frames;
};

template <class Frames>
Lookup lookupOver(const Frames &frames)
{
    std::vector<const mustache::data *> pointers;
    for (const auto &frame : frames)
        pointers.push_back(frame.get());
    return Lookup(std::move(pointers));
}

} // namespace

FormScope::FormScope(const FormData &data)
    : m_frames({std::make_shared<const mustache::data>(converted(data.values()))})
{
}

FormScope FormScope::with(const FormData &data) const
{
    FormScope scope = *this;
    scope.m_frames.push_back(std::make_shared<const mustache::data>(converted(data.values())));
    return scope;
}

std::vector<FormScope> FormScope::rows(const QString &path) const
{
    std::vector<FormScope> scopes;
    const mustache::data *list = lookupOver(m_frames).get(path.toStdString());
    if (list == nullptr || !list->is_list())
        return scopes;
    for (const mustache::data &item : list->list_value()) {
        FormScope scope = blankRow(static_cast<int>(scopes.size()) + 1);
        scope.m_frames.push_back(std::make_shared<const mustache::data>(item));
        scopes.push_back(std::move(scope));
    }
    return scopes;
}

FormScope FormScope::blankRow(int number)
{
    return FormScope(FormData().set(QStringLiteral("no"), QString::number(number)));
}

bool FormScope::holds(const QString &name) const
{
    return lookupOver(m_frames).get(name.toStdString()) != nullptr;
}

QString FormScope::render(mustache::mustache &parsed, QString &error) const
{
    parsed.set_custom_escape([](const std::string &value) {
        return value == emptyBox || value == tickedBox ? value : opening + value + closing;
    });
    try {
        Lookup lookup = lookupOver(m_frames);
        const QString text = QString::fromStdString(parsed.render(lookup));
        if (!parsed.is_valid())
            error = QString::fromStdString(parsed.error_message());
        return text;
    } catch (const std::exception &thrown) {
        error = QString::fromUtf8(thrown.what());
        return {};
    }
}

} // namespace shouli::core::forms
