// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Colours.h"
#include "tests/support/TestMain.h"

#include <cmath>

using namespace shouli::app::look;

class TestColours : public QObject {
    Q_OBJECT

    static double luminance(const QColor &c)
    {
        const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    }
    /// WCAG 2.1, contrast ratio.
    static double contrast(const QColor &a, const QColor &b)
    {
        const double x = luminance(a);
        const double y = luminance(b);
        return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
    }
    struct Pair {
        const char *name;
        QColor text;
        QColor ground;
    };
    static QList<Pair> pairs(const Colours &c)
    {
        QList<Pair> list;
        const QList<std::pair<const char *, QColor>> grounds{
            {"pane", c.pane}, {"window", c.window}, {"chosen row", c.brandSoft}, {"row under the mouse", c.hover}};
        for (const auto &[where, ground] : grounds)
            for (const Tone tone : {Tone::Normal, Tone::Dim, Tone::Brand, Tone::Ok, Tone::Warn, Tone::Bad})
                list.append({where, c.text(tone), ground});
        list.append({"amber notice", c.ink, c.warnSoft});
        list.append({"amber tag", c.warn, c.warnSoft});
        list.append({"red notice", c.ink, c.badSoft});
        list.append({"red heading", c.bad, c.badSoft});
        list.append({"red notice, detail", c.dim, c.badSoft});
        list.append({"primary button", c.onBrand, c.brand});
        list.append({"primary button under the mouse", c.onBrand, c.brandHover});
        list.append({"key on a primary button", c.onBrandDim, c.brand});
        list.append({"found letters", c.ink, c.found});
        list.append({"side bar", c.navInk, c.nav});
        list.append({"side bar, current", c.navTitle, c.navOn});
        list.append({"side bar, wanted", c.navWarn, c.nav});
        list.append({"badge", c.onBadge, c.badge});
        list.append({"toast", c.onToast, c.toast});
        return list;
    }

private Q_SLOTS:
    void textIsLegibleOnEveryGround_data()
    {
        QTest::addColumn<bool>("high");
        QTest::addColumn<double>("least");
        QTest::newRow("calm colours reach AA") << false << 4.5;
        QTest::newRow("high contrast reaches AAA") << true << 7.0;
    }
    void textIsLegibleOnEveryGround()
    {
        QFETCH(bool, high);
        QFETCH(double, least);
        for (const Pair &pair : pairs(high ? Colours::highContrast() : Colours::calm())) {
            const double ratio = contrast(pair.text, pair.ground);
            QVERIFY2(ratio >= least,
                     qPrintable(QStringLiteral("%1: %2 on %3 is %4 : 1")
                                    .arg(QLatin1String(pair.name), pair.text.name(), pair.ground.name())
                                    .arg(ratio)));
        }
    }
    void lightsStandOutFromTheCard_data() { textIsLegibleOnEveryGround_data(); }
    void lightsStandOutFromTheCard()
    {
        QFETCH(bool, high);
        const Colours c = high ? Colours::highContrast() : Colours::calm();
        for (const Light light : {Light::Green, Light::Amber, Light::Red, Light::Paused})
            QVERIFY(contrast(c.light(light), c.pane) >= 3.0); // WCAG 2.1, 1.4.11
    }
};

SHOULI_TEST(TestColours)
#include "TestColours.moc"
