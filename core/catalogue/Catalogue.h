// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/Deadline.h"
#include "core/catalogue/Service.h"

namespace shouli::core::catalogue {

/// A county's catalogue of services in one version: a folder with catalogue.json, groups.json,
/// materials.json and services/CODE.json. Published versions never change: a case keeps the version
/// it was accepted under. A value; reading it is thread-safe; pointers live as long as it does.
class Catalogue {
public:
    /// Reads and checks everything. CatalogueDamaged, with the file and place in `detail`;
    /// Unsupported for a newer format; FileMissing, FileUnreadable.
    [[nodiscard]] static base::Result<Catalogue> load(const QString &folder);

    [[nodiscard]] const QString &id() const { return m_id; }           ///< "zichang"
    [[nodiscard]] const QString &version() const { return m_version; } ///< "2026-11": sorts by age
    [[nodiscard]] bool isPublished() const { return m_published; }
    [[nodiscard]] QDate validFrom() const { return m_validFrom; }
    [[nodiscard]] const base::LocalText &name() const { return m_name; }
    [[nodiscard]] const calendar::LightRule &lightRule() const { return m_lights; }

    [[nodiscard]] const std::vector<Service> &services() const { return m_services; } ///< in the catalogue's order
    [[nodiscard]] const Service *byCode(const QString &code) const;                   ///< nullptr if there is none
    [[nodiscard]] const Service *byNumber(int number) const;
    /// The frequent services, the most frequent first.
    [[nodiscard]] std::vector<const Service *> frequent() const;

    [[nodiscard]] const std::vector<GroupDefinition> &groups() const { return m_groups; }
    [[nodiscard]] const GroupDefinition *group(const QString &code) const;
    [[nodiscard]] const std::vector<Material> &materials() const { return m_materials; }
    [[nodiscard]] const Material *material(const QString &code) const;
    [[nodiscard]] const std::vector<Role> &roles() const { return m_roles; }
    [[nodiscard]] const Role *role(const QString &id) const;
    [[nodiscard]] const std::vector<Parameter> &parameters() const { return m_parameters; }
    [[nodiscard]] const Parameter *parameter(const QString &id) const;
    /// Sets a local standard, such as the county's yearly one. InvalidArgument for an unknown id.
    [[nodiscard]] base::Result<void> setParameter(const QString &id, double value);
    [[nodiscard]] const std::vector<Definition> &categories() const { return m_categories; }
    [[nodiscard]] const std::vector<QuantityDefinition> &quantities() const { return m_quantities; }
    [[nodiscard]] const QuantityDefinition *quantity(const QString &id) const;

    /// Names of what other ids stand for; empty for an unknown id.
    [[nodiscard]] base::LocalText department(const QString &id) const;
    [[nodiscard]] base::LocalText category(const QString &id) const;
    [[nodiscard]] base::LocalText circumstance(const QString &id) const;
    [[nodiscard]] base::LocalText question(const QString &id) const;
    [[nodiscard]] base::LocalText document(const QString &id) const;
    [[nodiscard]] base::LocalText form(const QString &id) const;

    /// A phrase that shows a value ("aged %1"); the catalogue has all that the program asks for.
    [[nodiscard]] base::LocalText phrase(QStringView name) const;
    /// "10 个工作日", "当场".
    [[nodiscard]] base::LocalText text(const calendar::Limit &limit) const;

    bool operator==(const Catalogue &) const = default;

private:
    [[nodiscard]] base::Result<QStringList> readMain(const QString &folder, Vocabulary &known);
    [[nodiscard]] base::Result<void> readGroups(const QString &file, Vocabulary &known);
    [[nodiscard]] base::Result<void> readMaterials(const QString &file, Vocabulary &known);

    QString m_id;
    QString m_version;
    bool m_published = false;
    QDate m_validFrom;
    base::LocalText m_name;
    calendar::LightRule m_lights;
    std::vector<Service> m_services;
    std::vector<GroupDefinition> m_groups;
    std::vector<Material> m_materials;
    std::vector<Role> m_roles;
    std::vector<Parameter> m_parameters;
    std::vector<QuantityDefinition> m_quantities;
    std::vector<Definition> m_departments;
    std::vector<Definition> m_categories;
    std::vector<Definition> m_circumstances;
    std::vector<Definition> m_questions;
    std::vector<Definition> m_documents;
    std::vector<Definition> m_forms;
    QHash<QString, base::LocalText> m_phrases;
};

} // namespace shouli::core::catalogue
